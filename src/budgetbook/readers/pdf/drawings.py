"""Charts and other drawings of a page. Their labels are part of the picture and no running text."""

from __future__ import annotations

from collections.abc import Sequence

from budgetbook.readers.pdf.page import Page, PageTable
from budgetbook.readers.pdf.placing import Box
from budgetbook.readers.pdf.words import TextLine

_NEAR = 14.0  # points between parts of one drawing
_LEAST = 45.0  # points; a smaller one is an ornament
_MOST = 0.6  # of the page; a greater one is its background
_SMALLER = 0.93  # of running text: labels are set smaller


def without_labels(page: Page, usual: float) -> list[PageTable | TextLine]:
    """The parts of `page` without the labels of its drawings; `usual` is the size of running text."""
    drawings = [(top, bottom) for top, bottom in _drawings(page.shapes) if bottom - top < _MOST * page.height]
    return [
        part
        for part in page.parts
        if not isinstance(part, TextLine) or not any(_is_label(part, top, bottom, usual) for top, bottom in drawings)
    ]


def _drawings(shapes: Sequence[Box]) -> list[tuple[float, float]]:
    """The upper and lower edge of each drawing."""
    joined: list[tuple[float, float, float]] = []
    for left, top, right, bottom in sorted(shapes, key=lambda box: box[1]):
        if joined and top < joined[-1][1] + _NEAR:
            first, last, wide = joined[-1]
            joined[-1] = (first, max(last, bottom), max(wide, right - left))
        else:
            joined.append((top, bottom, right - left))
    return [(top, bottom) for top, bottom, wide in joined if bottom - top >= _LEAST and wide >= _LEAST]


def _is_label(line: TextLine, top: float, bottom: float, usual: float) -> bool:
    middle = (line.top + line.bottom) / 2
    return line.size <= _SMALLER * usual and top - line.size < middle < bottom + line.size
