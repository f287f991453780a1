"""The sheets that are tables: a record a row, a drop-down where there is something to choose, a sum where there is one."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from budgetbook.forms.entry import Entry, EntryColumn, EntrySheet, Holds, Need, Record, column_letter
from budgetbook.writers.workbook.cells import lines_in, shown, write_value
from budgetbook.writers.workbook.formats import Formats
from budgetbook.writers.workbook.grid import FIRST, HEADER, SUM, References, Sheet, open_sheet
from budgetbook.writers.workbook.marks import mark_column

_ROW_WITH_LONG_TEXTS = 48
_TALLEST = 400  # Excel's limit is 409 points
_WIDEST_ON_ONE_PAGE = 300  # characters; a wider table is printed over several pages


def write_table(
    target: Any, sheet: Sheet, formats: Formats, references: References, *, entry: Entry, year: int, kind_word: str
) -> None:
    """Fill `target` with the table `sheet`, its records and everything that helps to fill in more."""
    data = sheet.entry
    hint = data.hint.replace("{kind}", kind_word) + f"　标＊的必填。已留 {sheet.capacity} 行，可以插入行续填。"
    open_sheet(target, sheet, formats, title=data.title, hint=hint, title_column=0)
    for index, column in enumerate(data.columns):
        target.set_column(index, index, column.width, formats.entry(column))
        _write_header(target, index, column, formats)
    # What lies right of the table stays unlocked: Excel deletes a row of a protected sheet only where no cell of it is locked.
    # XlsxWriter would take these columns as used and walk over all of them in every row (6 s instead of 0.5 s).
    used = target.dim_colmax
    target.set_column(len(data.columns), 16_383, 9, formats.unlocked)
    target.dim_colmax = used
    if sum(column.width for column in data.columns) > _WIDEST_ON_ONE_PAGE:
        target.set_print_scale(60)
        target.repeat_columns(0)
    target.set_row(HEADER, 34)
    if data.total is not None:
        _write_sum(target, sheet, data.total, formats)
    for number, record in enumerate(sheet.records):
        row = FIRST + number
        height = _height(data, record)
        if height is not None:
            target.set_row(row, height)
        for index, column in enumerate(data.columns):
            _write_cell(target, row, index, column, record, formats, entry, year)
    for column in data.columns:
        mark_column(target, sheet, column, formats, references)
    target.autofilter(HEADER, 0, sheet.last, len(data.columns) - 1)
    target.freeze_panes(FIRST, 1)


def _height(data: EntrySheet, record: Record) -> float | None:
    """Height of a row that holds long text, in points; None leaves it to the program. Not all fit rows by themselves on opening."""
    long_texts = [column for column in data.columns if column.holds is Holds.LONG_TEXT]
    if len(long_texts) > 1:
        return _ROW_WITH_LONG_TEXTS  # a project has seven: its row would fill the screen if it grew with them
    lines = max((lines_in(str(record.get(column.id) or ""), column.width) for column in long_texts), default=1)
    return min(15.0 * lines, _TALLEST) if lines > 1 else None


def _write_header(target: Any, index: int, column: EntryColumn, formats: Formats) -> None:
    star = "＊" if column.need is Need.REQUIRED else ""
    target.write_string(HEADER, index, star + column.header, formats.header)
    words = [column.comment, f"依据：{column.source}" if column.source else ""]
    text = "\n".join(word for word in words if word)
    if text:
        height = 24 + 18 * (1 + len(text) // 18 + text.count("\n"))
        target.write_comment(
            HEADER, index, text, {"width": 260, "height": height, "font_name": "宋体", "font_size": 10}
        )


def _write_cell(
    target: Any, row: int, index: int, column: EntryColumn, record: Record, formats: Formats, entry: Entry, year: int
) -> None:
    value = record.get(column.id)
    if value is None:
        return  # the column's own format shows through
    value = shown(value, entry=entry, choices=column.choices, classification=column.classification, year=year)
    write_value(target, row, index, value, column.holds, formats.entry(column))


def _write_sum(target: Any, sheet: Sheet, column_id: str, formats: Formats) -> None:
    at = sheet.entry.column_ids.index(column_id)
    for index in range(len(sheet.entry.columns)):
        target.write_blank(SUM, index, None, formats.total_label)
    target.write_string(SUM, max(at - 1, 0), "合计（元）", formats.total_label)
    # SUBTOTAL 109 follows the filter: filter one unit, see its sum.
    letter = column_letter(at)
    now = sum((value for record in sheet.records if isinstance(value := record[column_id], Decimal)), Decimal(0))
    formula = f"=SUBTOTAL(109,{letter}{HEADER + 1}:{letter}{sheet.last + 1})"
    target.write_formula(SUM, at, formula, formats.total, float(now))
