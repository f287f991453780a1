"""From a printed cell back to the ledger lines it is made of.

A path names a statement, a row and a column, divided by `/`:

    3/205/合计                        statement 3, code 205, column 合计
    1/教育支出/当年预算安排             a label without its number; the side follows from the row
    4/上年财政拨款结转/一般公共预算/金额  a row below another
    12/某单位/某项目/合计
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import msgspec

from budgetbook.compiler.compiled import Compiled
from budgetbook.compiler.row_paths import RowPaths
from budgetbook.errors import UsageError
from budgetbook.model.coordinates import Coordinates, merged
from budgetbook.model.ledger import LedgerLine
from budgetbook.model.money import ZERO, MoneyUnit
from budgetbook.model.numerals import numeral
from budgetbook.model.statement import Column, Row, Statement

_SHOWN = 30


class Trace(msgspec.Struct, frozen=True, kw_only=True):
    """A cell and its lines. `amount` is as printed in `unit` (None: blank); `yuan` the exact sum of `lines` in yuan."""

    title: str
    row: str
    column: str
    coordinates: Coordinates
    amount: Decimal | None
    unit: MoneyUnit
    yuan: Decimal
    lines: tuple[LedgerLine, ...]


def trace(compiled: Compiled, path: str) -> Trace:
    """The cell that `path` names. Raises UsageError, with the candidates, where it names none or several."""
    number, *names = [part.strip() for part in path.strip().strip("/").split("/")]
    statement = _statement(compiled, number)
    paths = RowPaths(statement)
    if not names:
        raise UsageError(f"{path}：还缺行和列。表{number}的行：{_listed(paths.listing())}")
    cells, rows = _cells(statement, paths, names)
    if not rows:
        raise UsageError(f"{path}：表{number}没有这一行。可选的行：{_listed(paths.listing())}")
    if not cells:
        columns = [each.label for each in statement.columns if _same_side(statement.rows[rows[0]], each)]
        raise UsageError(f"{path}：有这一行，没有这一列。可选的列：{_listed(columns)}")
    if len(cells) > 1:
        found = [f"{number}/{paths.shortest(row)}/{statement.columns[column].label}" for row, column in cells]
        raise UsageError(f"{path}：指向 {len(cells)} 个格，请写完整。可选：{_listed(found)}")
    return trace_cell(compiled, statement, *cells[0])


def trace_cell(compiled: Compiled, statement: Statement, row_index: int, column_index: int) -> Trace:
    """The lines behind the cell at a row and column of one of the compiled statements."""
    row, column = statement.rows[row_index], statement.columns[column_index]
    at = merged(row.coordinates, column.coordinates)
    lines = compiled.evaluator.lines_at(at, column.flow)
    return Trace(
        title=statement.title,
        row=row.label,
        column=column.label,
        coordinates=at,
        amount=row.amounts[column_index],
        unit=statement.unit,
        yuan=sum((line.yuan for line in lines), ZERO),
        lines=lines,
    )


def _statement(compiled: Compiled, number: str) -> Statement:
    wanted = number.removeprefix("预算公开").removeprefix("表")
    for statement in compiled.disclosure.statements:
        own = statement.number
        if own is not None and wanted in (str(own), numeral(own)):  # 表三 says the same as 3
            return statement
    numbers = "、".join(str(each.number) for each in compiled.disclosure.statements)
    raise UsageError(f"没有编号为“{number}”的报表。路径写作“表/行/列”，例如 3/205/合计；可选的表：{numbers}")


def _cells(statement: Statement, paths: RowPaths, names: Sequence[str]) -> tuple[list[tuple[int, int]], list[int]]:
    """The cells (row, column) that answer to `names`, and the rows that answer to their beginning.

    Labels may hold a slash themselves, so every place to divide row from column is tried, the longest row first.
    """
    some_rows: list[int] = []
    for cut in range(len(names), 0, -1):
        rows, wanted = paths.find("/".join(names[:cut])), "/".join(names[cut:])
        some_rows = some_rows or rows
        sided = [
            (row, index, column.label)
            for row in rows
            for index, column in enumerate(statement.columns)
            if _same_side(statement.rows[row], column)
        ]
        # 合计 is the column 合计 where there is one, or else 2027年合计.
        for ending in (f"/{wanted}", wanted):
            if cells := [(row, index) for row, index, label in sided if f"/{label}".endswith(ending)]:
                return cells, rows
    return [], some_rows


def _same_side(row: Row, column: Column) -> bool:
    return row.flow is None or column.flow is None or row.flow == column.flow


def _listed(names: Sequence[str]) -> str:
    shown = "、".join(dict.fromkeys(names[:_SHOWN]))
    return f"{shown} 等 {len(names)} 项" if len(names) > _SHOWN else shown
