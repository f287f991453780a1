"""Pictures in the place of tables on pages of text: a screenshot of a statement under its title. Nothing is loaded where there are none."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import msgspec

from budgetbook.errors import TooLarge
from budgetbook.model.disclosure import Damage
from budgetbook.model.place import Place
from budgetbook.readers import progress, scan
from budgetbook.readers.announcing import LEAST_HIGH, LEAST_WIDE, announces_table
from budgetbook.readers.pdf import pdfium
from budgetbook.readers.pdf.page import Page, PageTable, moved
from budgetbook.readers.pdf.placing import Box
from budgetbook.readers.pdf.words import TextLine
from budgetbook.readers.scan.pdf_pages import Scanned, picture_of

_POINTS = 72 / 2.54  # to the centimetre
_NEAR = 60.0  # points between the line that announces a table and the picture of it


def pictured_tables(path: Path, pages: Sequence[Page]) -> Scanned:
    """Those of `pages` of the PDF at `path` that hold pictures of tables, with what recognition finds in these."""
    announced = {page.number: found for page in pages if page.pictures and (found := _announced(page))}
    if not announced:
        return Scanned({}, ())
    damage: list[Damage] = []
    read: dict[int, Page] = {}
    with pdfium.opened(path) as document:
        for page in pages:
            for title, box in announced.get(page.number, ()):
                tables = [] if scan.missing_parts() else _tables(document, page.number, box, path)
                if tables:
                    before = read.get(page.number, page)
                    parts = sorted([*before.parts, *tables], key=lambda part: part.top)
                    read[page.number] = msgspec.structs.replace(before, parts=parts)
                elif scan.missing_parts():
                    damage.append(_unread(page.number, title, box))
                progress.report(page.number, len(pages))
    return Scanned(read, tuple(damage))


def _announced(page: Page) -> list[tuple[str, Box]]:
    """The pictures under lines that announce a table, each with the line."""
    found: list[tuple[str, Box]] = []
    tables = [part for part in page.parts if isinstance(part, PageTable)]
    for box in page.pictures if page.quarters == 0 else ():
        left, top, right, bottom = box
        if right - left < LEAST_WIDE * _POINTS or bottom - top < LEAST_HIGH * _POINTS:
            continue
        if any(table.top < bottom and table.bottom > top for table in tables):
            continue
        above = [
            part for part in page.parts if isinstance(part, TextLine) and top - _NEAR < part.bottom < top + part.size
        ]
        titles = [line.text for line in above if announces_table(line.text)]
        if titles:
            found.append((titles[0], box))
    return found


def _tables(document: int, number: int, box: Box, path: Path) -> list[PageTable | TextLine]:
    """What stands in a picture that holds a table, placed on the page; nothing for any other picture."""
    try:
        page = scan.scan_page(picture_of(document, number, box), number, path)
    except TooLarge:  # a photograph, whatever stands above it
        return []
    if page.quarters or not any(isinstance(part, PageTable) for part in page.parts):
        return []
    return [_moved(part, box[0], box[1]) for part in page.parts]


def _moved(part: PageTable | TextLine, right: float, down: float) -> PageTable | TextLine:
    if isinstance(part, TextLine):
        return part._replace(
            left=part.left + right, top=part.top + down, right=part.right + right, bottom=part.bottom + down
        )
    return msgspec.structs.replace(
        part,
        xs=[x + right for x in part.xs],
        top=part.top + down,
        bottom=part.bottom + down,
        rows=[[moved(cell, lambda box: _shifted(box, right, down)) for cell in row] for row in part.rows],
    )


def _shifted(box: Box, right: float, down: float) -> Box:
    return box[0] + right, box[1] + down, box[2] + right, box[3] + down


def _unread(number: int, title: str, box: Box) -> Damage:
    left, top, right, bottom = box
    return Damage(
        what="picture",
        note=f"第 {number} 页“{title[:30]}”下面是一张图片，没有安装文字识别组件，其中的表格没有读入。{scan.ADVICE}",
        place=Place(page=number, box=(round(left, 1), round(top, 1), round(right, 1), round(bottom, 1))),
    )
