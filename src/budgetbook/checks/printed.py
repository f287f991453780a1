"""The cells of one statement. A key is a row's part and a column's part put together, and each part is made once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from budgetbook.checks.axes import POSITION
from budgetbook.checks.cells import Cell
from budgetbook.checks.damaged import Damaged
from budgetbook.checks.normal import LEFT_OVER, Normal
from budgetbook.checks.unclear import Unclear
from budgetbook.model.coordinates import Flow, items
from budgetbook.model.money import ZERO, decimals, step_of
from budgetbook.model.statement import Column, Statement, on_one_side

_FLOW, _PHASE = POSITION["flow"], POSITION["phase"]


class _Part(NamedTuple):
    """A column's part: its number and side, its flow as printed, and what it gives to keys, as (position, value)."""

    number: int
    side: Flow | None
    flow: Flow | None
    says: tuple[tuple[int, object], ...]


def cells_of(statement: Statement, number: int, normal: Normal, unclear: Unclear, damaged: Damaged) -> Iterator[Cell]:
    """The cells of statement `number` in printed order, blanks included. What can't be placed or isn't money is left out."""
    worth, halves = statement.unit.yuan, _Halves(usual_step(statement), statement.unit.yuan)
    damaged = damaged.at("statements", number, "rows")
    all_sound = not damaged
    columns = [_part(at, one, normal) for at, one in enumerate(statement.columns) if at not in unclear.columns]
    flow_apart = normal.flow_apart
    if not flow_apart:
        columns = [one for one in columns if one.flow not in LEFT_OVER]
    parts = {one.number: one for one in columns}
    on_side = {side: [parts[at] for at in here if at in parts] for side, here in _columns_by_side(statement).items()}
    for index, row in enumerate(statement.rows):
        if index in unclear.rows:
            continue
        side, role, own, amounts = row.flow, row.role, normal.values(row.coordinates), row.amounts
        row_sound = all_sound or not damaged.within(index)
        left_over = not flow_apart and row.coordinates.flow in LEFT_OVER
        for column, _, flow, says in on_side[side]:
            if left_over and flow is None:
                continue
            values = own.copy()
            for position, value in says:
                values[position] = value
            if values[_PHASE] == "change_rate":
                continue  # per cent: no money, and rates of parts add up to nothing
            if flow_apart and values[_FLOW] is None and side is not None:
                values[_FLOW] = Flow.INCOME  # as `Normal.key`
            amount = amounts[column]
            if amount is None:
                yuan, half = ZERO, halves[None]
            else:
                yuan, half = amount * worth, halves[decimals(amount)]
            sound = row_sound or not damaged.within(index, "amounts", column)
            yield Cell(number, index, column, tuple(values), side, role, amount, yuan, half, sound)


def _columns_by_side(statement: Statement) -> dict[Flow | None, list[int]]:
    """The numbers of the columns that rows of each side meet."""
    return {
        side: [at for at, column in enumerate(statement.columns) if on_one_side(side, column.flow)]
        for side in {row.flow for row in statement.rows}
    }


def _part(number: int, column: Column, normal: Normal) -> _Part:
    values = normal.values(column.coordinates)
    says = tuple((POSITION[name], values[POSITION[name]]) for name, _ in items(column.coordinates))
    return _Part(number, column.flow, column.coordinates.flow, says)


class _Halves(dict[int | None, Decimal]):
    """Half a step in yuan by printed decimals (None: blank): of its own digits or the statement's usual ones, whichever are finer."""

    def __init__(self, usual: Decimal, worth: Decimal) -> None:
        super().__init__({None: usual / 2})
        self._usual, self._worth = usual, worth

    def __missing__(self, places: int) -> Decimal:
        self[places] = min(step_of(places) * self._worth, self._usual) / 2
        return self[places]


def usual_step(statement: Statement) -> Decimal:
    """One step of the last digit most amounts of a statement are printed with, in yuan; 0.01 of its unit where it has none.

    Spreadsheets drop trailing zeros, so `8530.8` beside `12029.53` was rounded to 0.01 as well.
    """
    worth = statement.unit.yuan
    on_side = _columns_by_side(statement)
    counts = Counter(
        [
            decimals(amount)
            for row in statement.rows
            for at in on_side[row.flow]
            if (amount := row.amounts[at]) is not None
        ]
    )
    if not counts:
        return worth / 100
    most = max(counts.values())
    return step_of(max(places for places, count in counts.items() if count == most)) * worth
