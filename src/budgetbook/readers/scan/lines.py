"""Blobs of ink → lines of text, told apart by the blank rows between them."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Blobs = NDArray[np.int64]

_ONE_LINE = 1.3  # em that the parts of one line may be high together (二 is two blobs)
_TWO_LINES = 1.75  # em from which a run of rows must be two lines that touch
_GAP = 1.6  # em between two pieces on one line
_DOT, _DOTS = 0.3, 8  # em; how many dots in a row lead the eye to a page number
LEADER = "……"


class Piece(NamedTuple):
    """Ink that is read at one go: a box in pixels, and the blobs in it. `text` is what it says where its shape tells."""

    left: int
    top: int
    right: int
    bottom: int
    blobs: Blobs
    text: str | None = None


def usual_height(blobs: Blobs, scale: float) -> float:
    """The height of most characters among `blobs`, in pixels: one em of the type, nearly."""
    heights = blobs[:, 3] - blobs[:, 1]
    printed = heights[(heights > 3.0 * scale) & (heights < 30.0 * scale)]
    if not len(printed):
        return 9.0 * scale
    # Characters are taller than the parts they fall into, and digits lie between.
    return float(np.percentile(printed, 80))


def lines_of(blobs: Blobs, em: float) -> list[Piece]:
    """The lines of text that `blobs` make, from top to bottom, each as one piece. `em` is the type's height in pixels."""
    if not len(blobs):
        return []
    runs = _merged(_runs(blobs), em)
    lines: list[Piece] = []
    middles = (blobs[:, 1] + blobs[:, 3]) / 2
    for top, bottom in runs:
        inside = blobs[(middles >= top) & (middles <= bottom)]
        if not len(inside):
            continue
        if bottom - top > _TWO_LINES * em:
            lines += _parted(inside, em)
        else:
            lines.append(_piece(inside))
    return lines


def pieces_of(line: Piece) -> list[Piece]:
    """`line` parted where it is blank for longer than between words, and around a row of dots, from left to right."""
    em = line.bottom - line.top
    order = line.blobs[np.argsort(line.blobs[:, 0])]
    reach = np.maximum.accumulate(order[:, 2])
    cuts = set((np.nonzero(order[1:, 0] - reach[:-1] > _GAP * em)[0] + 1).tolist())
    leaders = _leaders(order, em)
    for first, end in leaders:
        cuts -= set(range(first, end))
        cuts |= {first, end}
    pieces = []
    edges = sorted(cuts | {0, len(order)})
    for first, end in pairwise(edges):
        piece = _piece(order[first:end])
        pieces.append(piece._replace(text=LEADER) if (first, end) in leaders else piece)
    return pieces


def _leaders(order: Blobs, em: float) -> set[tuple[int, int]]:
    """Where in blobs from left to right rows of dots begin and end: those that lead to the page numbers of a contents page."""
    small = (order[:, 2] - order[:, 0] < _DOT * em) & (order[:, 3] - order[:, 1] < _DOT * em)
    changes = np.nonzero(np.diff(np.concatenate(([0], small.astype(np.int8), [0]))))[0].tolist()
    return {(first, end) for first, end in zip(changes[::2], changes[1::2], strict=True) if end - first >= _DOTS}


def _piece(blobs: Blobs) -> Piece:
    left, top = blobs[:, 0].min(), blobs[:, 1].min()
    right, bottom = blobs[:, 2].max(), blobs[:, 3].max()
    return Piece(int(left), int(top), int(right), int(bottom), blobs)


def _runs(blobs: Blobs) -> list[tuple[int, int]]:
    """The stretches of rows with ink."""
    runs: list[tuple[int, int]] = []
    for top, bottom in sorted(zip(blobs[:, 1].tolist(), blobs[:, 3].tolist(), strict=True)):
        if runs and top <= runs[-1][1]:
            runs[-1] = (runs[-1][0], max(runs[-1][1], bottom))
        else:
            runs.append((top, bottom))
    return runs


def _merged(runs: list[tuple[int, int]], em: float) -> list[tuple[int, int]]:
    """Runs that are parts of one line (the strokes of 二, a dot over or under) as one."""
    merged: list[tuple[int, int]] = []
    for top, bottom in runs:
        if merged and bottom - merged[-1][0] <= _ONE_LINE * em:
            merged[-1] = (merged[-1][0], bottom)
        else:
            merged.append((top, bottom))
    return merged


def _parted(blobs: Blobs, em: float) -> list[Piece]:
    """Lines so near that some of their characters touch: blobs go to the line that their middle is nearest to."""
    top, bottom = int(blobs[:, 1].min()), int(blobs[:, 3].max())
    tall = blobs[(blobs[:, 3] - blobs[:, 1] > 0.5 * em) & (blobs[:, 3] - blobs[:, 1] < _TWO_LINES * em)]
    if not len(tall):
        return [_piece(blobs)]
    count = max(1, round((bottom - top) / (1.25 * em)))
    middles = (tall[:, 1] + tall[:, 3]) / 2
    centres = np.linspace(top + em / 2, bottom - em / 2, count)
    for _ in range(8):
        nearest = np.abs(middles[:, None] - centres[None, :]).argmin(axis=1)
        centres = np.array([middles[nearest == n].mean() if (nearest == n).any() else centres[n] for n in range(count)])
    home = np.abs(((blobs[:, 1] + blobs[:, 3]) / 2)[:, None] - centres[None, :]).argmin(axis=1)
    return [_piece(blobs[home == n]) for n in range(count) if (home == n).any()]
