"""One value into one cell of the entry workbook."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from budgetbook.codes import Classification, name_of
from budgetbook.errors import PublishError
from budgetbook.forms.entry import Entry, Holds, Value

# Excel's own limit; beyond it XlsxWriter would drop the text.
LONGEST_TEXT = 32_767


def shown(value: Value, *, entry: Entry, choices: str | None, classification: str | None, year: int) -> Value:
    """`value` as the officer sees it: the label of a choice, a code with its name."""
    if value is None or not isinstance(value, str):
        return value
    if choices is not None:
        return entry.label(choices, value)
    if classification is not None:
        name = name_of(Classification(classification), value, year)
        return f"{value} {name}" if name else value
    return value


def write_value(sheet: Any, row: int, column: int, value: Value, holds: Holds, look: Any) -> None:
    """Write `value` (None leaves the cell blank but formatted). Raises PublishError for text longer than a cell takes.

    Amounts become numbers, so that sums work. A number in a workbook is a binary double: one that would not give back the same decimal is
    written as text, which the reader takes as well.
    """
    if value is None:
        sheet.write_blank(row, column, None, look)
    elif isinstance(value, Decimal | int) and fits_a_double(value):
        sheet.write_number(row, column, float(value), look)
    else:
        text = str(value)
        if len(text) > LONGEST_TEXT:
            raise PublishError(f"文字有 {len(text)} 字，超过一个单元格的上限 {LONGEST_TEXT} 字（“{text[:20]}…”）")
        sheet.write_string(row, column, text, look)


def fits_a_double(value: Decimal | int) -> bool:
    """Whether Excel's 15 digits hold `value` exactly."""
    return Decimal(f"{float(value):.15g}") == value


def lines_in(text: str, width: float) -> int:
    """How many lines `text` takes in a column `width` characters wide; a Chinese character is as wide as two."""
    room = max(width / 2 - 1, 1)
    return sum(1 + int(max(len(line) - 1, 0) // room) for line in text.split("\n"))
