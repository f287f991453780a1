"""Coordinates made comparable: what differs between two printings of one amount though it means the same is taken away."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import msgspec

from budgetbook.checks.axes import POSITION, Key
from budgetbook.model.coordinates import Coordinates, Flow, Period
from budgetbook.model.disclosure import Disclosure, EntityKind, Phase
from budgetbook.model.statement import Statement, on_one_side

_FLOW, _UNIT, _PHASE, _YEAR = POSITION["flow"], POSITION["unit"], POSITION["phase"], POSITION["year"]
_PERIOD = POSITION["period"]
LEFT_OVER = frozenset({Flow.CLOSING_BALANCE, Flow.DISTRIBUTION})
"""Flows of money that is not spent: no part of what income and expenditure agree on."""

_NOT_CURRENT = frozenset({Period.CARRIED_OVER, Period.BALANCES_USED})


class Normal(NamedTuple):
    """How keys of one set of statements are made.

    `flow_apart`: money is left over (a closing balance is printed), so income and expenditure at equal coordinates differ. Where the
    budget balances, income = expenditure and flow says nothing. `one_unit`: only one unit is named, so naming it says nothing.
    `periods_apart`: money of earlier years is printed somewhere; where there is none, this year's is all there is.
    """

    flow_apart: bool
    periods_apart: bool
    one_unit: bool
    year: int
    phase: str

    def key(self, coordinates: Coordinates, *, two_sided: bool) -> Key:
        """The key of a cell at `coordinates`. A grand total of a two-sided statement has no flow: it equals the income side."""
        values = self.values(coordinates)
        if two_sided and self.flow_apart and values[_FLOW] is None:
            values[_FLOW] = Flow.INCOME
        return tuple(values)

    def values(self, coordinates: Coordinates) -> list[object]:
        """`coordinates` made comparable, one value or None for each dimension: what a cell's row, or its column, gives to its key."""
        values = list(msgspec.structs.astuple(coordinates))
        if not self.flow_apart:
            values[_FLOW] = None
        if not self.periods_apart and values[_PERIOD] == Period.CURRENT:
            values[_PERIOD] = None
        if self.one_unit:
            values[_UNIT] = None
        if values[_YEAR] == self.year:
            values[_YEAR] = None
        if values[_PHASE] == self.phase:
            values[_PHASE] = None
        return values


def normal_of(disclosure: Disclosure, statements: Sequence[Statement]) -> Normal:
    """How the keys of cells of `statements`, which belong together, are made comparable.

    Final accounts distribute what is left over, so flow is kept apart there whatever is printed.
    """
    return Normal(
        flow_apart=disclosure.phase is Phase.FINAL_ACCOUNTS or _has_money(statements, "flow", LEFT_OVER),
        periods_apart=_has_money(statements, "period", _NOT_CURRENT),
        one_unit=disclosure.entity.kind is EntityKind.UNIT and len(_units(statements)) <= 1,
        year=disclosure.fiscal_year,
        phase=disclosure.phase.value,
    )


def _has_money(statements: Iterable[Statement], dimension: str, values: frozenset[str]) -> bool:
    """Whether an amount other than zero stands where `dimension` has one of `values`."""
    for statement in statements:
        columns = [(column.flow, getattr(column.coordinates, dimension)) for column in statement.columns]
        some_column = any(said in values for _, said in columns)
        for row in statement.rows:
            own = getattr(row.coordinates, dimension)
            if not some_column and own not in values:
                continue
            for (side, said), amount in zip(columns, row.amounts, strict=True):
                if amount and (own if said is None else said) in values and on_one_side(row.flow, side):
                    return True
    return False


def _units(statements: Iterable[Statement]) -> set[str]:
    """The units that the cells of `statements` name."""
    found: set[str | None] = set()
    for statement in statements:
        columns = [(column.flow, column.coordinates.unit) for column in statement.columns]
        for row in statement.rows:
            own = row.coordinates.unit
            found.update(own if said is None else said for side, said in columns if on_one_side(row.flow, side))
    return {unit for unit in found if unit is not None}
