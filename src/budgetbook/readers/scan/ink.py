"""A straight page → its rulings, and what is printed besides: blobs of ink that touch each other."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from budgetbook.readers.pdf.rulings import Rulings, Segment
from budgetbook.readers.scan.picture import Grey, Picture, TooMuch

_NEIGHBOURHOOD = 15  # points; paper is as dark as what is around
_DARKER = 25  # of 255; ink against that paper
_ACROSS, _UPRIGHT = 20.0, 16.0  # points; hardly a stroke of a character is as long
_BREAK = 5  # pixels that may be missing in a ruling
_ALONE = 100.0  # points; a shorter ruling ends on others: strokes of neighbouring characters in line don't
_MEET = 2.0  # points
_SPECK = 0.7  # points; a decimal point of the smallest type is wider
MOST_BLOBS = 60_000  # of one page; a full one has 5,000
_Mask = NDArray[np.uint8]
_Candidate = tuple[Segment, int]  # and its label in the mask


class Ink(NamedTuple):
    """`blobs` has a row of left, top, right, bottom (pixels; right and bottom just outside) and area for each blob.

    `rulings` are in points; `grey` is the page without them.
    """

    rulings: Rulings
    blobs: NDArray[np.int64]
    grey: Grey


def ink_of(page: Picture) -> Ink:
    """The rulings and blobs of a straight page. Raises TooMuch."""
    import cv2

    around = int(_NEIGHBOURHOOD * page.scale) | 1
    method, kind = cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV
    ink = np.asarray(cv2.adaptiveThreshold(page.grey, 255, method, kind, around, _DARKER), dtype=np.uint8)
    across, across_labels = _candidates(ink, page.scale, upright=False)
    upright, upright_labels = _candidates(ink, page.scale, upright=True)
    across, upright = _meeting(across, upright)
    kept = _labelled(across_labels, across) | _labelled(upright_labels, upright)
    ruled = np.asarray(cv2.dilate(kept, np.ones((3, 3), np.uint8)), dtype=bool)
    ink[ruled] = 0
    grey = page.grey.copy()
    grey[ruled] = _paper(page.grey)
    rulings = Rulings([segment for segment, _ in across], [segment for segment, _ in upright], [])
    return Ink(rulings, _blobs(ink, page.scale), grey)


def _paper(grey: Grey) -> int:
    return int(np.percentile(grey[::8, ::8], 75))


def _candidates(ink: _Mask, scale: float, *, upright: bool) -> tuple[list[_Candidate], NDArray[np.int32]]:
    """Straight strokes that are long enough, with the picture that has each one's label where it lies."""
    import cv2

    length = int((_UPRIGHT if upright else _ACROSS) * scale)
    whole, long = ((_BREAK, 1), (length, 1)) if upright else ((1, _BREAK), (1, length))
    mask = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, np.ones(whole, np.uint8))
    mask = cv2.morphologyEx(mask, cv2.MORPH_OPEN, np.ones(long, np.uint8))
    _, labels, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
    found: list[_Candidate] = []
    for label, (left, top, width, height, _area) in enumerate(stats.tolist()):
        if label == 0:
            continue
        if upright:
            found.append((Segment((left + width / 2) / scale, top / scale, (top + height) / scale), label))
        else:
            found.append((Segment((top + height / 2) / scale, left / scale, (left + width) / scale), label))
    return found, np.asarray(labels, dtype=np.int32)


def _meeting(across: list[_Candidate], upright: list[_Candidate]) -> tuple[list[_Candidate], list[_Candidate]]:
    """Those that are long, or end on others at both ends; and so again, until all that are left do."""
    while True:
        level = [one for one in across if _is_held(one[0], upright)]
        standing = [one for one in upright if _is_held(one[0], level)]
        if len(level) == len(across) and len(standing) == len(upright):
            return level, standing
        across, upright = level, standing


def _is_held(segment: Segment, others: list[_Candidate]) -> bool:
    if segment.end - segment.start >= _ALONE:
        return True
    begins = ends = False
    for other, _ in others:
        if other.start - _MEET <= segment.at <= other.end + _MEET:
            begins = begins or abs(other.at - segment.start) <= _MEET
            ends = ends or abs(other.at - segment.end) <= _MEET
    return begins and ends


def _labelled(labels: NDArray[np.int32], kept: list[_Candidate]) -> _Mask:
    chosen = np.zeros(int(labels.max()) + 1, dtype=np.uint8)
    chosen[[label for _, label in kept]] = 1
    return chosen[labels]


def _blobs(ink: _Mask, scale: float) -> NDArray[np.int64]:
    import cv2

    _, _, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    blobs = stats[1:].astype(np.int64)
    blobs[:, 2:4] += blobs[:, 0:2]
    speck = _SPECK * scale
    blobs = blobs[blobs[:, 4] >= speck * speck]
    if len(blobs) > MOST_BLOBS:
        raise TooMuch(f"{len(blobs)} 处墨迹")
    return blobs
