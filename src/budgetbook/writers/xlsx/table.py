"""A table of the layout on a worksheet: title, holder line, merged cells, sums, and how it is printed."""

from __future__ import annotations

import math
from collections.abc import Sequence
from decimal import Decimal

from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from budgetbook.errors import PublishError
from budgetbook.model.money import ZERO
from budgetbook.writers.layout import CellKind, Table, TableCell, TableRole
from budgetbook.writers.xlsx.measure import TABLE_SIZE, TALLEST, column_widths, height_of, row_heights
from budgetbook.writers.xlsx.page import set_up_page
from budgetbook.writers.xlsx.styles import Styles

_LONGEST_TEXT = 32767  # characters in a cell, Excel's limit
_MOST_ARGUMENTS = 250  # of SUM; Excel takes 255
_FROZEN_SHARE = 0.45  # label columns stay in view as long as they leave room for the amounts


def write_table(sheet: Worksheet, table: Table, styles: Styles, *, entity: str, back: str) -> None:
    """Write `table` from the upper left corner of `sheet`. `back` is the cell that its title leads to."""
    widths = column_widths(table)
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    last_column = len(widths) - 1
    first = _above(sheet, table, styles, widths, back)
    rows = (*table.header, *table.body)
    tops = _place_rows(sheet, row_heights(rows, widths, TABLE_SIZE), first)
    amounts = _amounts(table)
    body_tops = tops[len(table.header) :]
    for number, row in enumerate(rows):
        for cell in row:
            end = tops[min(number + cell.row_span, len(rows))] - 1
            right = min(cell.column + cell.column_span - 1, last_column)
            if (end, right) != (tops[number], cell.column):
                sheet.merge_range(tops[number], cell.column, end, right, "", styles.cell(cell))
            _write_cell(sheet, tops[number], cell, styles, _formula(cell, amounts, body_tops), table)
    last = tops[-1] - 1
    if table.note:
        last += 1
        _line(sheet, last, 0, last_column, table.note, styles, "note", widths, size=10)
    if table.header:
        sheet.repeat_rows(first, body_tops[0] - 1)
        sheet.freeze_panes(body_tops[0], _frozen_columns(table, widths))
    sheet.ignore_errors({"number_stored_as_text": f"A1:{xl_rowcol_to_cell(last, last_column)}"})
    set_up_page(sheet, landscape=table.landscape, last_row=last, last_column=last_column, entity=entity)


def _above(sheet: Worksheet, table: Table, styles: Styles, widths: Sequence[float], back: str) -> int:
    """Write marker, title, subtitle and the line with holder and unit; the row after them."""
    row, last_column = 0, len(widths) - 1
    if table.marker:
        _line(sheet, row, 0, last_column, table.marker, styles, "marker", widths, size=10)
        row += 1
    if table.title:
        _line(sheet, row, 0, last_column, table.title, styles, "title", widths, size=16)
        sheet.write_url(row, 0, back, styles.line("title"), string=table.title, tip="点击返回目录")
        row += 1
    if table.subtitle:
        _line(sheet, row, 0, last_column, table.subtitle, styles, "subtitle", widths, size=11)
        row += 1
    if table.left or table.right:
        middle = _room_for(table.left or "", widths) if table.right else last_column
        if table.left:
            _line(sheet, row, 0, middle, table.left, styles, "left", widths, size=10)
        if table.right:
            _line(sheet, row, min(middle + 1, last_column), last_column, table.right, styles, "right", widths, size=10)
        row += 1
    return row


def _room_for(left: str, widths: Sequence[float]) -> int:
    """The last column of the holder's name: at least half the table, never all of it."""
    half, reached = sum(widths) * 0.6, 0.0
    for column, width in enumerate(widths[:-1]):
        reached += width
        if reached >= half:
            return column
    return max(0, len(widths) - 2)


def _line(
    sheet: Worksheet,
    row: int,
    first: int,
    last: int,
    text: str,
    styles: Styles,
    look: str,
    widths: Sequence[float],
    *,
    size: float,
) -> None:
    if last > first:
        sheet.merge_range(row, first, row, last, "", styles.line(look))
    sheet.write_string(row, first, text, styles.line(look))
    if first == 0:  # the line's left part decides its height
        sheet.set_row(row, min(TALLEST, height_of(text, sum(widths[first : last + 1]), size)))


def _place_rows(sheet: Worksheet, heights: Sequence[float], first: int) -> list[int]:
    """Give each row of the table its row, or several where it is too tall for one; their tops, and the row after the last."""
    tops, at = [], first
    for height in heights:
        tops.append(at)
        parts = max(1, math.ceil(height / TALLEST))
        for _ in range(parts):
            sheet.set_row(at, round(height / parts, 1))
            at += 1
    return [*tops, at]


def _amounts(table: Table) -> dict[tuple[int, int], Decimal]:
    return {
        (number, cell.column): cell.amount
        for number, row in enumerate(table.body)
        for cell in row
        if cell.amount is not None
    }


def _write_cell(sheet: Worksheet, row: int, cell: TableCell, styles: Styles, formula: str | None, table: Table) -> None:
    looks = styles.cell(cell)
    if cell.kind is CellKind.AMOUNT and cell.amount is not None:
        plain = cell.amount + ZERO  # XlsxWriter prints a Decimal digit by digit: no float on the way
        if formula is not None:
            sheet.write_formula(row, cell.column, formula, looks, plain)
        else:
            sheet.write_number(row, cell.column, plain, looks)
    elif cell.text:
        if len(cell.text) > _LONGEST_TEXT:
            raise PublishError(
                f"{table.title}：有一格文字长达 {len(cell.text)} 字，超过 Excel 单元格上限 {_LONGEST_TEXT} 字。请删减后再发布"
            )
        sheet.write_string(row, cell.column, cell.text, looks)  # never taken for a formula, whatever it begins with
    else:
        sheet.write_blank(row, cell.column, None, looks)


def _formula(cell: TableCell, amounts: dict[tuple[int, int], Decimal], tops: Sequence[int]) -> str | None:
    """The sum as a formula; None where there is none, or where its printed parts don't add up to it exactly."""
    if not cell.sum_of or cell.amount is None:
        return None
    if sum((amounts.get(part, ZERO) for part in cell.sum_of), ZERO) != cell.amount:
        return None
    ranges: list[tuple[tuple[int, int], tuple[int, int]]] = []
    for part in sorted(cell.sum_of, key=lambda at: (at[1], at[0])):
        if (ranges and ranges[-1][1] == (part[0] - 1, part[1])) or (
            ranges and ranges[-1][1] == (part[0], part[1] - 1) and ranges[-1][0][0] == part[0]
        ):
            ranges[-1] = (ranges[-1][0], part)
        else:
            ranges.append((part, part))
    if len(ranges) > _MOST_ARGUMENTS:
        return None
    named = [
        xl_rowcol_to_cell(tops[first[0]], first[1])
        + ("" if first == last else ":" + xl_rowcol_to_cell(tops[last[0]], last[1]))
        for first, last in ranges
    ]
    return f"=SUM({','.join(named)})"


def _frozen_columns(table: Table, widths: Sequence[float]) -> int:
    """How many label columns on the left stay in view."""
    if table.role is not TableRole.STATEMENT:
        return 0
    kinds: dict[int, set[CellKind]] = {}
    for row in table.body:
        for cell in row:
            kinds.setdefault(cell.column, set()).add(cell.kind)
    labels = 0
    while labels in kinds and CellKind.AMOUNT not in kinds[labels]:
        labels += 1
    two_sided = any(
        CellKind.AMOUNT not in kinds.get(column, {CellKind.AMOUNT}) for column in range(labels, len(widths))
    )
    fits = sum(widths[:labels]) <= _FROZEN_SHARE * sum(widths)
    return labels if fits and not two_sided and labels < len(widths) else 0
