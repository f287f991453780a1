"""Pages → the document's blocks in reading order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from budgetbook.model.place import Place
from budgetbook.readers.blocks import Block, Grid
from budgetbook.readers.pdf.carrying import in_columns_of
from budgetbook.readers.pdf.drawings import without_labels
from budgetbook.readers.pdf.furniture import usual_size, without_furniture
from budgetbook.readers.pdf.page import Page, PageTable
from budgetbook.readers.pdf.paragraphs import Margins, paragraph_lines
from budgetbook.readers.pdf.stitching import goes_on, stitched
from budgetbook.readers.pdf.words import TextLine


def blocks_of(pages: Sequence[Page]) -> Iterator[Block]:
    """Lines as paragraphs, and tables, those that go on over pages as one."""
    pages = without_furniture(pages)
    usual = usual_size(pages)
    for page in pages:
        if page.shapes:
            page.parts = without_labels(page, usual)
    margins = Margins(pages)
    lines: list[tuple[TextLine, Page]] = []
    table: PageTable | None = None
    aligned: PageTable | None = None  # the last table without upright rulings
    began: Place | None = None
    for page in pages:
        for part in page.parts:
            if isinstance(part, TextLine):
                if table is not None:
                    yield _grid(table, began)
                    table = None
                lines.append((part, page))
                continue
            if part.columns:
                part = aligned = part if aligned is None else in_columns_of(aligned, part)
            if table is not None and table.page == page.number - 1 and goes_on(table, part):
                table = stitched(table, part)
                continue
            if table is not None:
                yield _grid(table, began)
            yield from paragraph_lines(lines, margins)
            lines = []
            table = part
            began = Place(page=page.number, box=_box(part, page))
    if table is not None:
        yield _grid(table, began)
    yield from paragraph_lines(lines, margins)


def _grid(table: PageTable, place: Place | None) -> Grid:
    return Grid(rows=tuple(map(tuple, table.rows)), place=place)


def _box(table: PageTable, page: Page) -> tuple[float, float, float, float]:
    left, top, right, bottom = page.box_shown((table.xs[0], table.top, table.xs[-1], table.bottom))
    return round(left, 1), round(top, 1), round(right, 1), round(bottom, 1)
