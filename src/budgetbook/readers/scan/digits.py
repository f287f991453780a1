"""Figures told by their ink alone: how many digits a piece has and where its separators stand, without knowing which digits they are.

A second witness beside the recogniser, which drops one of three equal digits, or a decimal point, and is sure of the rest.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from statistics import median
from typing import NamedTuple

from budgetbook.readers.scan.lines import Piece

_TALL, _LOW, _FLAT = 0.6, 0.45, 0.3  # of a digit's height: digits; separators; signs
_NOTHING = 0.15  # of a digit's height; smaller ink is dirt
_FEWEST = 6  # pieces from which the type of a page is known
_Column = tuple[int, int, int, int]


class Type(NamedTuple):
    """The type that a page's figures are set in, in pixels: a digit's height and how far it is from one digit to the next."""

    height: float
    advance: float


def shape_of(text: str) -> str:
    """D for digits and brackets, s for separators, - for signs."""
    return re.sub(r"[.,]", "s", re.sub(r"[\d()%]", "D", text.replace("+", "-")))


def shape_in(piece: Piece, type_: Type | None) -> str | None:
    """The same, from the shapes of the piece's blobs; None where there is no telling.

    Digits that touch are counted by their width where the page's `type_` is known.
    """
    columns = _columns(piece)
    highest = max(bottom - top for _, top, _, bottom in columns)
    tall = [column for column in columns if column[3] - column[1] >= _TALL * highest]
    height = median(bottom - top for _, top, _, bottom in tall)
    base = median(bottom for _, _, _, bottom in tall)
    advance = _advance(type_, height) or 1.25 * median(right - left for left, _, right, _ in tall)
    shape = ""
    for left, top, right, bottom in columns:
        high, wide = bottom - top, right - left
        if high >= _TALL * highest:
            shape += "D" * max(1, round((wide + 0.15 * advance) / advance))
        elif high <= _LOW * height and bottom > base - 0.2 * height and wide < 0.8 * advance:
            shape += "s"
        elif high <= _FLAT * height and wide > high:
            shape += "-"
        elif high > _NOTHING * height:
            return None
    return shape


def has_room_for(piece: Piece, text: str, type_: Type | None) -> bool:
    """Whether `text` is as wide as the piece: where blobs touch, a digit too few or too many still shows."""
    advance = _advance(type_, max(row[3] - row[1] for row in _columns(piece)))
    shape = shape_of(text)
    if advance is None or not set(shape) <= {"D", "s"}:
        return False
    digits, separators = shape.count("D"), shape.count("s")
    # Type sets a separator half as wide as a digit or, where all characters are of one width, as wide.
    wide = piece.right - piece.left + 0.15 * advance
    least, most = (digits + 0.4 * separators - 0.45) * advance, (digits + separators + 0.3) * advance
    return least <= wide <= most and (separators == 0 or wide - (digits + 0.4 * separators) * advance < 0.8 * advance)


def type_of(figures: Iterable[tuple[Piece, str]]) -> Type | None:
    """The type of a page, learnt from pieces whose blobs agree with their text; None where there are too few."""
    heights: list[int] = []
    advances: list[float] = []
    for piece, text in figures:
        columns, shape = _columns(piece), shape_of(text)
        if len(columns) != len(shape) or "DD" not in shape:
            continue
        pairs = [n for n in range(len(shape) - 1) if shape[n : n + 2] == "DD"]
        steps = [columns[n + 1][0] - columns[n][0] for n in pairs]
        heights.append(max(bottom - top for _, top, _, bottom in columns))
        advances.append(sum(steps) / len(steps))
    if len(advances) < _FEWEST:
        return None
    return Type(median(heights), median(advances))


def _advance(type_: Type | None, height: float) -> float | None:
    if type_ is None:
        return None
    if abs(height - type_.height) <= max(1.5, 0.12 * type_.height):
        return type_.advance
    return type_.advance * height / type_.height


def _columns(piece: Piece) -> list[_Column]:
    """The blobs from left to right, those over each other (a broken digit) as one."""
    columns: list[_Column] = []
    for left, top, right, bottom, _ in sorted(piece.blobs.tolist()):
        if columns:
            first, high, last, low = columns[-1]
            if min(last, right) - max(first, left) > 0.5 * min(last - first, right - left):
                columns[-1] = (min(first, left), min(high, top), max(last, right), max(low, bottom))
                continue
        columns.append((left, top, right, bottom))
    return columns
