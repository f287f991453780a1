"""Looks of the entry workbook: sober, one dark colour, white cells to fill in, grey for what the program wrote."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from budgetbook.forms.entry import EntryColumn, Holds

DARK, LINE, GREY, PALE = "#1F3A5F", "#BFC7D1", "#F2F4F7", "#E8EEF5"
FONT, HEADING_FONT = "宋体", "黑体"
AMOUNT = "#,##0.00"
# Text format ("@") keeps what is typed as it is: 95%, 1-2 and 00123 don't become numbers or dates.
_NUMBER_FORMATS = {Holds.AMOUNT: AMOUNT, Holds.COUNT: "0", Holds.NUMBER: "#,##0.##"}
_RIGHT = frozenset({Holds.AMOUNT, Holds.COUNT, Holds.NUMBER})


class Formats:
    """The cell formats of one workbook, made when first used."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._cells: dict[tuple[Holds, bool], Any] = {}

    def _make(self, **properties: Any) -> Any:
        return self._book.add_format({"font_name": FONT, "font_size": 11, "valign": "vcenter"} | properties)

    @cached_property
    def title(self) -> Any:
        return self._make(font_name=HEADING_FONT, font_size=16, font_color=DARK)

    @cached_property
    def hint(self) -> Any:
        return self._make(font_size=10, font_color="#5A6675")

    @cached_property
    def header(self) -> Any:
        return self._make(
            font_name=HEADING_FONT, font_color="#FFFFFF", bg_color=DARK, align="center", text_wrap=True, border=1, border_color=LINE
        )  # fmt: skip

    @cached_property
    def total_label(self) -> Any:
        return self._make(font_name=HEADING_FONT, bg_color=PALE, align="right")

    @cached_property
    def total(self) -> Any:
        return self._make(font_name=HEADING_FONT, bg_color=PALE, num_format=AMOUNT)

    @cached_property
    def label(self) -> Any:
        return self._make(bg_color=GREY, text_wrap=True, align="left", border=1, border_color=LINE)

    @cached_property
    def open_label(self) -> Any:
        return self._make(text_wrap=True, border=1, border_color=LINE, locked=False, num_format="@")

    @cached_property
    def explanation(self) -> Any:
        return self._make(font_size=10, font_color="#5A6675", text_wrap=True)

    @cached_property
    def plain(self) -> Any:
        return self._make(text_wrap=True, valign="top")

    @cached_property
    def heading(self) -> Any:
        return self._make(font_name=HEADING_FONT, font_size=12, font_color=DARK, bottom=1, bottom_color=LINE)

    @cached_property
    def link(self) -> Any:
        return self._make(font_color="#1F5FA8", underline=1)

    @cached_property
    def box(self) -> Any:
        return self._make(border=1, border_color=LINE, num_format=AMOUNT)

    @cached_property
    def margin(self) -> Any:
        return self._make()

    @cached_property
    def amount(self) -> Any:
        return self._make(num_format=AMOUNT)

    @cached_property
    def name(self) -> Any:
        return self._make(num_format="@", align="left")

    @cached_property
    def mark(self) -> Any:
        return self._make(align="center")

    @cached_property
    def status(self) -> Any:
        return self._make(border=1, border_color=LINE, align="center")

    @cached_property
    def unlocked(self) -> Any:
        return self._make(locked=False)

    # Marks: what conditional formatting puts over a cell.
    @cached_property
    def wrong(self) -> Any:
        return self._book.add_format({"bg_color": "#FFC7CE", "font_color": "#9C0006"})

    @cached_property
    def missing(self) -> Any:
        return self._book.add_format({"bg_color": "#FFF2CC", "font_color": "#7F6000"})

    @cached_property
    def filled(self) -> Any:
        return self._book.add_format({"border": 1, "border_color": LINE})

    @cached_property
    def right(self) -> Any:
        return self._book.add_format({"bg_color": "#E2EFDA", "font_color": "#375623"})

    def entry(self, column: EntryColumn) -> Any:
        """An unlocked cell of a table's column."""
        return self.cell(column.holds, wraps=column.holds is Holds.LONG_TEXT)

    def cell(self, holds: Holds, *, wraps: bool) -> Any:
        """An unlocked cell for `holds`."""
        if (holds, wraps) not in self._cells:
            self._cells[holds, wraps] = self._make(
                locked=False,
                border=1,
                border_color=LINE,
                num_format=_NUMBER_FORMATS.get(holds, "@"),
                align="right" if holds in _RIGHT else "left",
                text_wrap=wraps,
            )
        return self._cells[holds, wraps]
