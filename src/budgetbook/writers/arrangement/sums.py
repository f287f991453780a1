"""Which printed amounts are the exact sum of which others: totals over groups, 类 over 款, 合计 over its parts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from budgetbook.model.coordinates import DIMENSIONS, Coordinates, ancestors, without
from budgetbook.model.money import ZERO
from budgetbook.model.statement import Column, Role, Row

Cell = tuple[int, int]
Amounts = Sequence[Sequence[Decimal | None]]


def sums(rows: Sequence[Row], columns: Sequence[Column]) -> dict[Cell, tuple[Cell, ...]]:
    """(row, column) → the cells whose printed amounts add up to it exactly. `rows` are those of one side, in order.

    Sums down the row tree come before sums across the columns. A printed sum that is off by a rounding tail is left out: it is an amount
    of its own. Cells never depend on themselves: sums go to rows below in the tree, or to finer columns of the same row.
    """
    amounts = [row.amounts for row in rows]
    found: dict[Cell, tuple[Cell, ...]] = {}
    for row in range(len(rows)):
        for parts in _below(rows, row):
            for column in range(len(columns)):
                _note(found, amounts, (row, column), [(part, column) for part in parts])
    for column in range(len(columns)):
        for across in _finer(columns, column):
            for row in range(len(rows)):
                _note(found, amounts, (row, column), [(row, part) for part in across])
    return found


def _note(found: dict[Cell, tuple[Cell, ...]], amounts: Amounts, cell: Cell, parts: Sequence[Cell]) -> None:
    printed = amounts[cell[0]][cell[1]]
    values = [value for row, column in parts if (value := amounts[row][column]) is not None]
    if cell not in found and printed is not None and values and sum(values, ZERO) == printed:
        found[cell] = tuple(parts)


def _below(rows: Sequence[Row], at: int) -> Iterator[list[int]]:
    """Rows that may be summed in row `at`: its children below it, or for a total at the foot what stands above it."""
    own = rows[at]
    if own.role is Role.ITEM:
        return
    block = []
    for each in range(at + 1, len(rows)):
        if rows[each].role is Role.TOTAL or rows[each].level <= own.level:
            break
        block.append(each)
    if block:
        yield _highest(rows, block)
    if own.role is not Role.TOTAL:
        return
    previous = next((each for each in range(at - 1, -1, -1) if rows[each].role is Role.TOTAL), -1)
    above = range(previous + 1, at)
    if above:
        yield _highest(rows, above)
        if previous >= 0:  # 收入总计 = 本年收入合计 + 上年结转
            yield [previous, *_highest(rows, above)]


def _highest(rows: Sequence[Row], block: Sequence[int]) -> list[int]:
    top = min(rows[each].level for each in block)
    return [each for each in block if rows[each].level == top]


def _finer(columns: Sequence[Column], at: int) -> Iterator[list[int]]:
    """Columns that split column `at` along one dimension, nearest ones only."""
    own = columns[at]
    for dimension in DIMENSIONS:
        here = getattr(own.coordinates, dimension)
        parts = [
            other
            for other, column in enumerate(columns)
            if other != at and column.flow == own.flow and _splits(own.coordinates, column.coordinates, dimension)
        ]
        values = {str(getattr(columns[part].coordinates, dimension)): part for part in parts}
        nearest = [
            part
            for value, part in values.items()
            if not any(above in values for above in ancestors(dimension, value) if above not in (value, str(here)))
        ]
        if len(nearest) > 1:
            yield nearest


def _splits(coarse: Coordinates, fine: Coordinates, dimension: str) -> bool:
    above, below = getattr(coarse, dimension), getattr(fine, dimension)
    if below is None or below == above or without(coarse, dimension) != without(fine, dimension):
        return False
    return above is None or (isinstance(below, str) and str(above) in ancestors(dimension, below))
