"""Scans lie askew by a degree or two; rulings and lines of text can be found only on a page put straight."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from budgetbook.readers.scan.picture import Grey, Picture, paper

_MOST = 6.0  # degrees; paper fed crookedly, not a page on its side
_COARSE, _FINE = 0.25, 0.02  # degrees
_LEAST = 0.03  # degrees; less moves nothing by a pixel in a cell
_MOST_POINTS = 60_000
Box = tuple[float, float, float, float]


class Straight(NamedTuple):
    """A page put straight. `back` is the 2 × 3 matrix from its pixels to those of the page as it was."""

    picture: Picture
    back: NDArray[np.float64]

    def box_before(self, box: Box) -> Box:
        """The box (points) on the page as it was, around `box` on the straight page."""
        left, top, right, bottom = (side * self.picture.scale for side in box)
        corners = np.array([(x, y, 1.0) for x in (left, right) for y in (top, bottom)]) @ self.back.T
        low, high = corners.min(axis=0), corners.max(axis=0)
        return tuple(round(float(side / self.picture.scale), 1) for side in (*low, *high))  # type: ignore[return-value]


def straight(picture: Picture) -> Straight:
    """`picture` turned so that its lines lie level."""
    import cv2

    angle = skew(picture.grey)
    if abs(angle) < _LEAST:
        return Straight(picture, np.array([[1.0, 0.0, 0.0], [0.0, 1.0, 0.0]]))
    height, width = picture.grey.shape
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    grey = cv2.warpAffine(picture.grey, turn, (width, height), flags=cv2.INTER_CUBIC, borderValue=paper(picture.grey))
    back = np.asarray(cv2.invertAffineTransform(turn), dtype=np.float64)
    return Straight(Picture(np.asarray(grey, dtype=np.uint8), picture.scale), back)


def skew(grey: Grey) -> float:
    """By how many degrees lines fall to the right: the slant at which ink gathers most in single rows."""
    import cv2

    half = cv2.resize(grey, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
    ink = cv2.adaptiveThreshold(half, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 31, 20)
    ys, xs = np.nonzero(ink)
    if len(ys) < 100:
        return 0.0
    step = len(ys) // _MOST_POINTS + 1
    ys, xs = ys[::step], xs[::step]

    def gathered(angle: float) -> float:
        rows = np.rint(ys - xs * math.tan(math.radians(angle))).astype(np.int64)
        counts = np.bincount(rows - rows.min()).astype(np.float64)
        return float((counts * counts).sum())

    coarse = max(np.arange(-_MOST, _MOST + _COARSE, _COARSE).tolist(), key=gathered)
    return float(max(np.arange(coarse - _COARSE, coarse + _COARSE, _FINE).tolist(), key=gathered))
