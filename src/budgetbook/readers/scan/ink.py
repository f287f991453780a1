"""A straight page → its rulings, and what is printed besides: blobs of ink that touch each other."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from budgetbook.readers.pdf.rulings import Rulings, Segment
from budgetbook.readers.scan.picture import Grey, Picture, TooMuch, paper

_NEIGHBOURHOOD = 15  # points; paper is as dark as what is around
_DARKER = 25  # of 255; ink against that paper
_ACROSS, _UPRIGHT = 16.0, 9.0  # points; shorter ones in any table are pieces of longer ones
_BREAK = 5  # pixels that may be missing in a ruling
_ALONE = 100.0  # points; a shorter ruling ends on others: strokes of neighbouring characters in line don't
_SHORT = 20.0  # points; as short as a stroke of a character, so it must end right on others
_BUSY = 0.12  # of a stroke's length; more ink at its side and it belongs to a character
_MEET, _MEET_SHORT = 2.0, 0.8  # points
_NARROWEST = 60.0  # points; rulings that hang together and are narrower are a large character
_SLIVER = 3  # pixels
_SPECK = 0.7  # points; a decimal point of the smallest type is wider
MOST_BLOBS = 60_000  # of one page; a full one has 5,000
_Mask = NDArray[np.uint8]
_Box = tuple[float, float, float, float]
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
    characters = _narrow(kept, page.scale)
    if characters:
        across = [one for one in across if not _is_within(one[0], characters, upright=False)]
        upright = [one for one in upright if not _is_within(one[0], characters, upright=True)]
        kept = _labelled(across_labels, across) | _labelled(upright_labels, upright)
    ruled = np.asarray(cv2.dilate(kept, np.ones((3, 3), np.uint8)), dtype=bool)
    ink[ruled] = 0
    grey = page.grey.copy()
    grey[ruled] = paper(page.grey)
    rulings = Rulings([segment for segment, _ in across], [segment for segment, _ in upright], [])
    blobs = _blobs(ink, page.scale)
    return Ink(rulings, blobs[~_edges_of(ruled, blobs)], grey)


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
        if max(width, height) < _SHORT * scale and not _is_clean(
            ink if upright else ink.T, (left, top, width, height) if upright else (top, left, height, width)
        ):
            continue
        if upright:
            found.append((Segment((left + width / 2) / scale, top / scale, (top + height) / scale), label))
        else:
            found.append((Segment((top + height / 2) / scale, left / scale, (left + width) / scale), label))
    return found, np.asarray(labels, dtype=np.int32)


def _is_clean(ink: _Mask, box: tuple[int, int, int, int]) -> bool:
    """Whether an upright stroke (left, top, width, height) is whole and stands free: those of characters have others at their sides.

    Its ends are left out, for there it meets rulings.
    """
    left, top, width, height = box
    first, last = top + height // 5, top + height - height // 5
    if (ink[top : top + height, left : left + width].max(axis=1) == 0).any():
        return False
    sides = (ink[first:last, max(left - 4, 0) : max(left - 1, 0)], ink[first:last, left + width + 1 : left + width + 4])
    return all(side.size == 0 or (side.max(axis=1) > 0).mean() < _BUSY for side in sides)


def _meeting(across: list[_Candidate], upright: list[_Candidate]) -> tuple[list[_Candidate], list[_Candidate]]:
    """Those that are long, or end on others at both ends; and so again, until all that are left do."""
    while True:
        level = [one for one in across if _is_held(one[0], upright)]
        standing = [one for one in upright if _is_held(one[0], level)]
        if len(level) == len(across) and len(standing) == len(upright):
            return level, standing
        across, upright = level, standing


def _is_held(segment: Segment, others: list[_Candidate]) -> bool:
    at, start, end = segment
    if end - start >= _ALONE:
        return True
    near = _MEET_SHORT if end - start < _SHORT else _MEET
    begins = ends = False
    for (other_at, other_start, other_end), _ in others:
        if other_start - _MEET <= at <= other_end + _MEET:
            begins = begins or start - _MEET <= other_at <= start + near
            ends = ends or end - near <= other_at <= end + _MEET
    return begins and ends


def _narrow(kept: _Mask, scale: float) -> list[_Box]:
    """The boxes (points) of what hangs together in `kept` and is too narrow for a table."""
    import cv2

    _, _, stats, _ = cv2.connectedComponentsWithStats(kept, connectivity=8)
    return [
        (left / scale, top / scale, (left + width) / scale, (top + height) / scale)
        for left, top, width, height, _area in stats[1:].tolist()
        if width < _NARROWEST * scale
    ]


def _is_within(segment: Segment, boxes: list[_Box], *, upright: bool) -> bool:
    at, start, end = segment
    x, y, x2, y2 = (at, start, at, end) if upright else (start, at, end, at)
    return any(
        left - 1 <= x and x2 <= right + 1 and top - 1 <= y and y2 <= bottom + 1 for left, top, right, bottom in boxes
    )


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


def _edges_of(ruled: NDArray[np.bool_], blobs: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Which blobs are what is left of a ruling that isn't quite straight: slivers along it.

    Upright ones must be thinner than any 1, which may stand close to a border.
    """
    wide, high = blobs[:, 2] - blobs[:, 0], blobs[:, 3] - blobs[:, 1]
    slivers: NDArray[np.bool_] = ((high <= _SLIVER) & (wide >= 2 * high)) | ((wide == 1) & (high > 2))
    for n in np.nonzero(slivers)[0].tolist():
        left, top, right, bottom, _ = blobs[n].tolist()
        slivers[n] = ruled[max(top - 2, 0) : bottom + 2, max(left - 2, 0) : right + 2].any()
    return slivers
