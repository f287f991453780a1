"""A sheet of the check list's workbook: columns with widths, wrapped rows with heights worked out, headers on every printed page.

Everything is written as text, so that words that begin with = + - or @ never become a formula.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import msgspec
from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from budgetbook.writers.printable import printable
from budgetbook.writers.xlsx.measure import TALLEST, height_of

BODY, HEAD = "宋体", "黑体"
SIZE = 10
_LONGEST = 32_000  # characters; Excel's limit for a cell is 32,767
_GRID: dict[str, Any] = {"border": 1, "border_color": "#A6A6A6", "text_wrap": True, "valign": "top"}


class Column(msgspec.Struct, frozen=True, kw_only=True):
    """A column: its head, its width in digits, and how its cells stand."""

    head: str
    width: float
    align: str = "left"


class Looks:
    """The cell formats of one workbook, made when first asked for."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._made: dict[tuple[tuple[str, Any], ...], Format] = {}

    def cell(self, **more: Any) -> Format:
        """A bordered, wrapped cell of the list."""
        return self.plain(**{**_GRID, **more})

    def plain(self, **more: Any) -> Format:
        """A cell without borders."""
        wanted = {"font_name": BODY, "font_size": SIZE, **more}
        key = tuple(sorted(wanted.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format(wanted)
        return self._made[key]


class Sheet:
    """A sheet filled from top to bottom. `row` is the next one."""

    def __init__(self, sheet: Worksheet, columns: Sequence[Column], looks: Looks) -> None:
        self.sheet, self.columns, self.looks, self.row = sheet, columns, looks, 0
        for number, column in enumerate(columns):
            sheet.set_column(number, number, column.width)
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        sheet.fit_to_pages(1, 0)
        sheet.set_footer("&C&9第 &P 页，共 &N 页")
        sheet.hide_gridlines(2)
        sheet.center_horizontally()

    def line(self, text: str, **look: Any) -> None:
        """A line over all columns, outside the table."""
        size = look.get("font_size", SIZE)
        look = {"text_wrap": True, "valign": "vcenter", **look}
        text = printable(text)
        self.sheet.set_row(self.row, height_of(text, sum(column.width for column in self.columns), size))
        self.sheet.merge_range(self.row, 0, self.row, len(self.columns) - 1, "", self.looks.plain(**look))
        self.sheet.write_string(self.row, 0, text, self.looks.plain(**look))
        self.row += 1

    def head(self) -> None:
        """The table's head: kept in sight, and printed on every page."""
        look = self.looks.cell(bold=True, align="center", valign="vcenter", bg_color="#EEF1F5", font_name=HEAD)
        self.sheet.set_row(self.row, 24)
        for number, column in enumerate(self.columns):
            self.sheet.write_string(self.row, number, column.head, look)
        self.row += 1
        self.sheet.repeat_rows(self.row - 1)
        self.sheet.freeze_panes(self.row, 0)

    def band(self, text: str) -> None:
        """A heading within the table, over all columns."""
        look = self.looks.cell(bold=True, font_name=HEAD, valign="vcenter", bg_color="#F7F3EC")
        self.sheet.set_row(self.row, 20)
        self.sheet.merge_range(self.row, 0, self.row, len(self.columns) - 1, "", look)
        self.sheet.write_string(self.row, 0, printable(text), look)
        self.row += 1

    def cells(self, values: Sequence[str | int | Decimal], looks: dict[int, dict[str, Any]] | None = None) -> None:
        """A row of the table; `looks` are what single columns have of their own."""
        high = 0.0
        for number, (column, value) in enumerate(zip(self.columns, values, strict=True)):
            look = {"align": column.align, **(looks or {}).get(number, {})}
            if isinstance(value, str):
                text = printable(value)[:_LONGEST]
                high = max(high, height_of(text, column.width, SIZE))
                if text:
                    self.sheet.write_string(self.row, number, text, self.looks.cell(**look))
                else:
                    self.sheet.write_blank(self.row, number, None, self.looks.cell(**look))
            else:
                self.sheet.write_number(self.row, number, value, self.looks.cell(num_format=_format(value), **look))
        self.sheet.set_row(self.row, min(TALLEST, max(high, SIZE * 1.35 + 5)))
        self.row += 1


def _format(value: int | Decimal) -> str:
    exponent = value.as_tuple().exponent if isinstance(value, Decimal) else 0
    return "#,##0.00##" if isinstance(exponent, int) and exponent < 0 else "#,##0"
