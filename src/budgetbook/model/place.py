"""Where something stands in its source, so that every amount can be traced."""

from __future__ import annotations

import msgspec


class Place(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A spot in a source file. Only what the format knows is set.

    `page` counts from 1; `line` is the line of a text or HTML file, from 1; `sheet` and `cell` (like `C12`) belong to a workbook;
    `paragraph` and `table` count the paragraphs (outside tables) and the tables of a DOCX or HTML file, each from 1; `cell` then is in that table;
    `box` is (left, top, right, bottom) in PDF points from the page's upper left corner. `file` is set where a disclosure was read from
    several files.
    """

    page: int | None = None
    line: int | None = None
    sheet: str | None = None
    cell: str | None = None
    box: tuple[float, float, float, float] | None = None
    paragraph: int | None = None
    table: int | None = None
    file: str | None = None


NOWHERE = Place()


def describe(place: Place | None) -> str:
    """`place` in words for a person (Chinese), empty where nothing is known."""
    if place is None:
        return ""
    parts = []
    if place.file is not None:
        parts.append(place.file)
    if place.sheet is not None:
        parts.append(f"工作表“{place.sheet}”" + (f" {place.cell}" if place.cell else ""))
    if place.table is not None:
        parts.append(f"第 {place.table} 个表格" + (f" {place.cell}" if place.cell else ""))
    if place.paragraph is not None:
        parts.append(f"第 {place.paragraph} 段")
    if place.page is not None:
        parts.append(f"第 {place.page} 页")
    if place.line is not None:
        parts.append(f"第 {place.line} 行")
    return "，".join(parts)
