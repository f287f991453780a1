"""Crops of single lines → their text, by the recognition model that comes inside rapidocr's wheel.

The model runs here without rapidocr's own recogniser: that pads every crop to 320 pixels (most amounts need 120), runs one batch at a
time, and tells one confidence for a whole line where each character's is wanted.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from budgetbook.readers.scan.picture import Grey

_HEIGHT = 48  # pixels; what the model was trained on
_STEP = 8  # pixels of width for one guess
_NARROWEST = 32
_WIDEST = 3_200
_BATCH = 1_600  # pixels of width together; a guess is over 18,000 characters, and memory grows with it
_BLANK = 0
# Time goes with width. Narrower than this, digits fall into one guess with their neighbours and are lost.
_SQUEEZE = 0.8


class Recognised(NamedTuple):
    """A line as read, and how sure the model is of each character (0 … 1)."""

    text: str
    sure: tuple[float, ...]


@cache
def recogniser() -> Recogniser:
    """The one recogniser of this process; loading takes a third of a second, so it is asked for only where there is ink."""
    return Recogniser(_model())


def _model() -> Path:
    spec = find_spec("rapidocr")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("rapidocr", name="rapidocr")
    models = sorted((Path(spec.origin).parent / "models").glob("*_rec_*.onnx"))
    if not models:
        raise FileNotFoundError("rapidocr is installed without a recognition model")
    return models[0]


class Recogniser:
    """The model at `path`, run on as many cores as there are: one batch on each, which costs less than one batch on all."""

    def __init__(self, path: Path) -> None:
        import onnxruntime  # type: ignore[import-untyped]

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.log_severity_level = 4
        options.enable_cpu_mem_arena = False
        self._session: Any = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
        self._input = self._session.get_inputs()[0].name
        characters = self._session.get_modelmeta().custom_metadata_map["character"].splitlines()
        self._characters = ["", *characters, " "]
        self._cores = max(
            1, min(len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1, 8)
        )

    def read(self, crops: Sequence[Grey], *, closely: bool = False) -> list[Recognised]:
        """Each crop's text, in their order. `closely` takes a quarter more time, for what was not clear at first."""
        squeeze = 1.0 if closely else _SQUEEZE
        widths = [_width(crop, squeeze) for crop in crops]
        order = sorted(range(len(crops)), key=widths.__getitem__)
        batches = list(_batches(order, widths))
        found: list[Recognised] = [Recognised("", ())] * len(crops)
        with ThreadPoolExecutor(self._cores) as pool:
            for batch, lines in zip(
                batches, pool.map(lambda batch: self._run(crops, widths, batch), batches), strict=True
            ):
                for number, line in zip(batch, lines, strict=True):
                    found[number] = line
        return found

    def _run(self, crops: Sequence[Grey], widths: Sequence[int], batch: Sequence[int]) -> list[Recognised]:
        import cv2

        widest = -(-max(widths[number] for number in batch) // _STEP) * _STEP
        pixels = np.zeros((len(batch), 3, _HEIGHT, widest), dtype=np.float32)
        for row, number in enumerate(batch):
            way = cv2.INTER_AREA if crops[number].shape[0] > _HEIGHT else cv2.INTER_LINEAR
            fitted = cv2.resize(crops[number], (widths[number], _HEIGHT), interpolation=way)
            pixels[row, :, :, : widths[number]] = np.asarray(fitted, dtype=np.float32) / 127.5 - 1.0
        guesses: NDArray[np.float32] = self._session.run(None, {self._input: pixels})[0]
        best = guesses.argmax(axis=2)
        sure = np.take_along_axis(guesses, best[:, :, None], axis=2)[:, :, 0]
        return [self._decoded(best[row].tolist(), sure[row].tolist()) for row in range(len(batch))]

    def _decoded(self, best: Sequence[int], sure: Sequence[float]) -> Recognised:
        """Guesses side by side of one character are that character once; blanks part characters."""
        text: list[str] = []
        how_sure: list[float] = []
        before = _BLANK
        for guess, confidence in zip(best, sure, strict=True):
            if guess != _BLANK:
                if guess != before:
                    text.append(self._characters[guess])
                    how_sure.append(confidence)
                else:
                    how_sure[-1] = max(how_sure[-1], confidence)
            before = guess
        return Recognised("".join(text), tuple(how_sure))


def _width(crop: Grey, squeeze: float) -> int:
    height, width = int(crop.shape[0]), int(crop.shape[1])
    return min(max(round(width * _HEIGHT / height * squeeze), _NARROWEST), _WIDEST)


def _batches(order: Sequence[int], widths: Sequence[int]) -> Iterator[list[int]]:
    """Crops of like width together: what a batch pads is wasted."""
    batch: list[int] = []
    for number in order:
        if batch and (len(batch) + 1) * widths[number] > _BATCH:
            yield batch
            batch = []
        batch.append(number)
    if batch:
        yield batch
