"""Where things stand on an entry sheet, and the references that formulas need.

row 1  title         row 3  sum            row 5   header
row 2  hint          row 4  ids (hidden)   row 6 … entries
"""

from __future__ import annotations

import re
from typing import Any

import msgspec

from budgetbook.forms.entry import EntrySheet, Record, column_letter
from budgetbook.writers.workbook.formats import Formats

TITLE, HINT, SUM, IDS, HEADER, FIRST = range(6)  # from 0, as XlsxWriter counts


class Sheet(msgspec.Struct, frozen=True, kw_only=True):
    """An entry sheet being written: its data, its records, and how many rows get drop-downs and marks."""

    entry: EntrySheet
    records: list[Record]
    capacity: int

    @property
    def last(self) -> int:
        """The last row with drop-downs, from 0."""
        return FIRST + self.capacity - 1

    def letter(self, column_id: str) -> str:
        """The letters of a column."""
        return column_letter(self.entry.column_ids.index(column_id))

    def area(self, column_id: str) -> str:
        """A column from its header down.

        It begins at the header so that a row inserted above the first entry is still inside.
        """
        letter = self.letter(column_id)
        return f"'{self.entry.name}'!${letter}${HEADER + 1}:${letter}${self.last + 1}"


class References:
    """Columns under names, for formulas on any sheet.

    Colouring rules and drop-downs of older programs take names where they refuse the reference to another sheet that a name stands for.
    """

    def __init__(self, sheets: dict[str, Sheet]) -> None:
        self._sheets = sheets
        self._used: dict[str, str] = {}

    def column(self, sheet_id: str, column_id: str) -> str:
        """The name of a column, from its header down."""
        name = f"col_{sheet_id}_{column_id}"
        self._used[name] = self._sheets[sheet_id].area(column_id)
        return name

    def fill(self, formula: str, sheet: Sheet, row: int) -> str:
        """`formula` of the entry data (see `EntryColumn.wrong_when`) for the row numbered `row` (from 1) of `sheet`."""

        def reference(found: re.Match[str]) -> str:
            other, _, column = found[1].rpartition(".")
            return self.column(other, column) if other else f"${sheet.letter(column)}{row}"

        return re.sub(r"\{([\w.]+)\}", reference, formula)

    def define(self, book: Any) -> None:
        """Define every name that was used."""
        for name, area in self._used.items():
            book.define_name(name, f"={area}")


def open_sheet(target: Any, sheet: Sheet, formats: Formats, *, title: str, hint: str, title_column: int) -> None:
    """Title, hint, hidden ids, protection, frozen header and print set-up of `target`."""
    ids = sheet.entry.column_ids
    # Rows above the header keep clear of the lines that the columns' formats draw.
    target.set_row(TITLE, 28, formats.margin)
    target.set_row(SUM, None, formats.margin)
    target.write_string(TITLE, title_column, title, formats.title)
    target.set_row(HINT, 18, formats.margin)
    target.write_string(HINT, title_column, hint, formats.hint)
    target.set_row(IDS, None, formats.margin, {"hidden": True})
    for index, column_id in enumerate(ids):
        target.write_string(IDS, index, f"{sheet.entry.id}.{column_id}")
    target.set_paper(9)  # A4
    target.set_landscape()
    target.fit_to_pages(1, 0)
    target.set_margins(0.5, 0.5, 0.6, 0.6)
    target.repeat_rows(HEADER)
    target.set_footer("&L&A&C第 &P 页，共 &N 页")
    target.set_zoom(100)
    protect(target)


def protect(target: Any) -> None:
    """Protect headings against slips: no password, and everything that does no harm stays allowed."""
    target.protect(
        "",
        {
            "format_cells": True,
            "format_columns": True,
            "format_rows": True,
            "insert_rows": True,
            "delete_rows": True,
            "sort": True,
            "autofilter": True,
            "insert_hyperlinks": False,
        },
    )
