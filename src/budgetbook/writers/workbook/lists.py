"""The hidden sheet behind the drop-downs: labels, codes with names, and the units and projects typed in on other sheets.

Only ranges with names are used as sources: an inline list may hold no more than 255 characters, and WPS reads names where it doesn't read
references to other sheets in old files.
"""

from __future__ import annotations

from typing import Any

from budgetbook.codes import Classification, all_codes
from budgetbook.forms.entry import Entry, EntryColumn, Holds, column_letter

SHEET = "代码"
UNITS, PROJECTS = "list_units", "list_projects"
UNIT_COUNT, PROJECT_COUNT = "count_units", "count_projects"


def list_name(column: EntryColumn) -> str | None:
    """The named range that a column's drop-down shows, or None."""
    if column.holds is Holds.UNIT:
        return UNITS
    if column.holds is Holds.PROJECT:
        return PROJECTS
    if column.holds is Holds.CODE and column.classification:
        return f"list_{column.classification}"
    return f"list_{column.choices}" if column.choices else None


class Lists:
    """Fills the hidden sheet, a column a list, and defines the names."""

    def __init__(self, book: Any, sheet: Any) -> None:
        self._book, self._sheet, self._column = book, sheet, 0
        sheet.protect()

    def add_all(self, entry: Entry, year: int) -> None:
        """Every list of choices, and every classification that a column asks for, as it is in `year`."""
        for name, choices in entry.choices.items():
            self._add(f"list_{name}", [choice.label for choice in choices])
        for sheet in entry.sheets:
            for column in sheet.columns:
                if column.classification is not None:
                    codes = all_codes(Classification(column.classification), year)
                    texts = [f"{code.code} {code.name}" for code in codes if len(code.code) in column.digits]
                    self._add(f"list_{column.classification}", texts)

    def _add(self, name: str, texts: list[str]) -> None:
        letter = column_letter(self._column)
        self._sheet.write_string(0, self._column, name)
        for row, text in enumerate(texts, start=1):
            self._sheet.write_string(row, self._column, text)
        self._book.define_name(name, f"='{SHEET}'!${letter}$2:${letter}${max(len(texts), 1) + 1}")
        self._column += 1

    def add_typed(
        self, *, units: str, names: str, keys: str, rows: int, unit_values: list[str], keys_now: list[str]
    ) -> None:
        """Lists of what is typed in: `units`, `names`, `keys` are ranges from a header cell down ('所属单位'!$A$5:$A$305).

        `rows` is how many projects there may be; `unit_values` and `keys_now` are what the cells hold when the file is written.
        """
        count, listed = column_letter(self._column), self._column + 1
        letter = column_letter(listed)
        sheet = self._sheet
        sheet.write_string(0, self._column, "count")
        sheet.write_formula(1, self._column, _last_filled(units), None, len(unit_values))
        sheet.write_formula(2, self._column, _last_filled(names), None, len(keys_now))
        sheet.write_string(0, listed, PROJECTS)
        for row in range(rows):
            # The ranges begin with the header, this list with its name: row n here is row n there.
            formula = f'=IF(INDEX({keys},ROW())<>"",INDEX({keys},ROW()),INDEX({names},ROW())&"")'
            sheet.write_formula(row + 1, listed, formula, None, keys_now[row] if row < len(keys_now) else "")
        define = self._book.define_name
        define(UNIT_COUNT, f"='{SHEET}'!${count}$2")
        define(PROJECT_COUNT, f"='{SHEET}'!${count}$3")
        head = units.partition(":")[0]
        define(UNITS, f"=OFFSET({head},1,0,MAX(1,'{SHEET}'!${count}$2),1)")
        define(PROJECTS, f"=OFFSET('{SHEET}'!${letter}$2,0,0,MAX(1,'{SHEET}'!${count}$3),1)")
        self._column += 2


def _last_filled(column: str) -> str:
    """How far down from its header cell the range `column` is filled; gaps are fine. No array entry needed in any program."""
    head = column.partition(":")[0]
    return f'=SUMPRODUCT(MAX(({column}<>"")*(ROW({column})-ROW({head}))))'
