"""One page → its tables and the lines around them, from top to bottom."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec

from budgetbook.readers.blocks import Cell
from budgetbook.readers.pdf import pdfium
from budgetbook.readers.pdf.filling import Filling
from budgetbook.readers.pdf.lattice import lattices
from budgetbook.readers.pdf.rulings import Box, rulings
from budgetbook.readers.pdf.runs import TextPage
from budgetbook.readers.pdf.words import TextLine, text_lines


class PageTable(msgspec.Struct, kw_only=True):
    """A table on a page. `xs` are its column edges; `full` the columns of the last row whose text runs to the cell's end."""

    rows: list[list[Cell]]
    xs: list[float]
    top: float
    bottom: float
    page: int
    full: tuple[int, ...] = ()


class Page(msgspec.Struct, kw_only=True):
    """A page of `width` × `height` points as it is shown; `parts` from top to bottom; `shapes` are boxes of what is drawn besides rulings.

    `characters` counts runs of text.
    """

    number: int
    width: float
    height: float
    parts: list[PageTable | TextLine]
    shapes: Sequence[Box] = ()
    characters: int = 0


def read_page(document: int, number: int) -> Page:
    """Page `number` (from 1) of `document`. Raises ValueError where it holds more than any real page."""
    handle = pdfium.load_page(document, number - 1)
    if not handle:
        return Page(number=number, width=0, height=0, parts=[])
    text: TextPage | None = None
    try:
        place, width, height = _placing(handle)
        text = TextPage(handle, place)
        runs, objects = text.runs(width, height)
        count = len(runs)
        fillings = []
        found = rulings(handle, objects, place)
        for lattice in lattices(found):
            filling = Filling(lattice, text.characters)
            taken = len(runs)
            left = filling.take(runs)
            if len(lattice.slots) == 1 or len(left) == taken:
                continue  # a frame, or lines of a drawing
            runs = left
            fillings.append(filling)
        parts: list[PageTable | TextLine] = [_table(filling, number) for filling in fillings]
        parts += text_lines(runs) if runs else []
        parts.sort(key=lambda part: part.top)
        return Page(number=number, width=width, height=height, parts=parts, shapes=found.shapes, characters=count)
    finally:
        if text is not None:
            text.close()
        pdfium.close_page(handle)


def _table(filling: Filling, page: int) -> PageTable:
    lattice = filling.lattice
    return PageTable(
        rows=filling.rows(page),
        xs=lattice.xs,
        top=lattice.ys[0],
        bottom=lattice.ys[-1],
        page=page,
        full=filling.full_columns(),
    )


def _placing(page: int) -> tuple[Callable[[float, float, float, float], Box], float, float]:
    """How boxes of the page's own coordinates become (left, top, right, bottom) as it is shown, and its width and height."""
    (left, bottom, right, top), turns = pdfium.page_box(page)
    width, height = right - left, top - bottom
    if turns == 1:
        return (lambda x, y, x2, y2: (y - bottom, x - left, y2 - bottom, x2 - left)), height, width
    if turns == 2:
        return (lambda x, y, x2, y2: (right - x2, y - bottom, right - x, y2 - bottom)), width, height
    if turns == 3:
        return (lambda x, y, x2, y2: (top - y2, right - x2, top - y, right - x)), height, width
    return (lambda x, y, x2, y2: (x - left, top - y2, x2 - left, top - y)), width, height
