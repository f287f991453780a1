"""The cells of one statement. A key is a row's part and a column's part put together, and each part is made once."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

import msgspec

from budgetbook.checks.axes import POSITION
from budgetbook.checks.cells import Cell
from budgetbook.checks.damaged import Damaged
from budgetbook.checks.normal import LEFT_OVER, Normal
from budgetbook.checks.unclear import Unclear
from budgetbook.model.coordinates import Flow, items
from budgetbook.model.money import CENT, ZERO, decimals, step_of
from budgetbook.model.statement import Statement, on_one_side

_FLOW, _PHASE = POSITION["flow"], POSITION["phase"]
_RATE = "change_rate"
"""A phase that is per cent: no money, and rates of parts add up to nothing."""


class _Part(msgspec.Struct, frozen=True, gc=False):
    """A column's part: its number, its flow and phase as printed, and what it gives to keys, as (position, value)."""

    number: int
    flow: Flow | None
    phase: str | None
    says: tuple[tuple[int, object], ...]


def cells_of(statement: Statement, number: int, normal: Normal, unclear: Unclear, damaged: Damaged) -> list[Cell]:
    """The cells of statement `number` in printed order, blanks included. What can't be placed or isn't money is left out."""
    worth, halves = statement.unit.yuan, _Halves(statement)
    usual = halves[None]
    damaged = damaged.at("statements", number, "rows")
    all_sound = not damaged
    meeting = _columns_meeting(statement, normal, unclear)
    found: list[Cell] = []
    for index, row in enumerate(statement.rows):
        if index in unclear.rows:
            continue
        side, role, own, amounts = row.flow, row.role, normal.values(row.coordinates), row.amounts
        columns = meeting[side]
        if row.coordinates.flow in LEFT_OVER and not normal.flow_apart:
            columns = [one for one in columns if one.flow is not None]
        if own[_PHASE] == _RATE:
            columns = [one for one in columns if one.phase is not None]
        if side is not None and normal.flow_apart and own[_FLOW] is None:
            own[_FLOW] = Flow.INCOME  # as `Normal.key`
        row_sound = all_sound or not damaged.within(index)
        for one in columns:
            values, column = own.copy(), one.number
            for position, value in one.says:
                values[position] = value
            amount = amounts[column]
            yuan = ZERO if amount is None else amount * worth
            half = usual if amount is None or halves.one else halves[decimals(amount)]
            sound = row_sound or not damaged.within(index, "amounts", column)
            found.append(Cell(number, index, column, tuple(values), side, role, amount, yuan, half, sound))
    return found


def _columns_meeting(statement: Statement, normal: Normal, unclear: Unclear) -> dict[Flow | None, list[_Part]]:
    """The columns that rows of each side meet: those that can be placed and are money which takes part."""
    parts = {}
    for at, column in enumerate(statement.columns):
        printed = column.coordinates
        if at in unclear.columns or (printed.flow in LEFT_OVER and not normal.flow_apart) or printed.phase == _RATE:
            continue
        values = normal.values(printed)
        says = tuple((POSITION[name], values[POSITION[name]]) for name, _ in items(printed))
        parts[at] = _Part(at, printed.flow, printed.phase, says)
    return {side: [parts[at] for at in here if at in parts] for side, here in _columns_by_side(statement).items()}


def _columns_by_side(statement: Statement) -> dict[Flow | None, list[int]]:
    """The numbers of the columns that rows of each side meet."""
    return {
        side: [at for at, column in enumerate(statement.columns) if on_one_side(side, column.flow)]
        for side in {row.flow for row in statement.rows}
    }


class _Halves(dict[int | None, Decimal]):
    """Half a step in yuan by printed decimals (None: blank): of its own digits or the statement's usual ones, whichever are finer.

    `one`: every amount of the statement has the same.
    """

    def __init__(self, statement: Statement) -> None:
        usual, self.one = _usual(statement)
        super().__init__({None: usual / 2})
        self._usual, self._worth = usual, statement.unit.yuan

    def __missing__(self, places: int) -> Decimal:
        self[places] = min(step_of(places) * self._worth, self._usual) / 2
        return self[places]


def usual_step(statement: Statement) -> Decimal:
    """One step of the last digit most amounts of a statement are printed with, in yuan; 0.01 of its unit where it has none.

    Spreadsheets drop trailing zeros, so `8530.8` beside `12029.53` was rounded to 0.01 as well.
    """
    return _usual(statement)[0]


def _usual(statement: Statement) -> tuple[Decimal, bool]:
    """The usual step of a statement, and whether all its amounts are printed so."""
    worth, on_side = statement.unit.yuan, _columns_by_side(statement)
    printed = [amount for row in statement.rows for at in on_side[row.flow] if (amount := row.amounts[at]) is not None]
    if all(map(CENT.same_quantum, printed)):  # nearly always, as in `decimals`
        return step_of(2) * worth, True
    counts = Counter(map(decimals, printed))
    most = max(counts.values())
    return step_of(max(places for places, count in counts.items() if count == most)) * worth, len(counts) == 1
