"""How a sheet is printed: A4, one page wide, page numbers at the foot."""

from __future__ import annotations

from xlsxwriter.worksheet import Worksheet

_A4 = 9


# Points between the margins of an upright page, less a little: programs differ in what they make of a point.
PAGE_HEIGHT = (297 / 25.4 - 1.4) * 72 * 0.97


def set_up_page(sheet: Worksheet, *, landscape: bool, last_row: int, last_column: int, entity: str) -> None:
    """Set `sheet` up for printing from A1 to (`last_row`, `last_column`), fitted to the page's width."""
    sheet.set_paper(_A4)
    if landscape:
        sheet.set_landscape()
    else:
        sheet.set_portrait()
    sheet.fit_to_pages(1, 0)
    sheet.center_horizontally()
    sheet.set_margins(left=0.6, right=0.6, top=0.7, bottom=0.7)
    sheet.set_footer(f"&L&9{_literal(entity)}&R&9第 &P 页　共 &N 页")
    sheet.print_area(0, 0, last_row, last_column)
    sheet.hide_gridlines(2)


def _literal(text: str) -> str:
    """`text` for a header or footer, where & begins a code; what is too long for one (255) is left out."""
    return text.replace("&", "&&")[:120]
