"""Coordinates made comparable: what differs between two printings of one amount though it means the same is taken away."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import msgspec

from budgetbook.checks.axes import POSITION, Key
from budgetbook.model.coordinates import Coordinates, Flow, Period
from budgetbook.model.disclosure import Disclosure, EntityKind, Phase
from budgetbook.model.facts import Fact

_FLOW, _UNIT, _PHASE, _YEAR = POSITION["flow"], POSITION["unit"], POSITION["phase"], POSITION["year"]
_PERIOD = POSITION["period"]


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
        values = list(msgspec.structs.astuple(coordinates))
        if not self.flow_apart:
            values[_FLOW] = None
        elif two_sided and values[_FLOW] is None:
            values[_FLOW] = Flow.INCOME
        if not self.periods_apart and values[_PERIOD] == Period.CURRENT:
            values[_PERIOD] = None
        if self.one_unit:
            values[_UNIT] = None
        if values[_YEAR] == self.year:
            values[_YEAR] = None
        if values[_PHASE] == self.phase:
            values[_PHASE] = None
        return tuple(values)


def normal_of(disclosure: Disclosure, facts: Sequence[Fact]) -> Normal:
    """How the keys of `facts` (cells of statements that belong together) are made comparable.

    Final accounts distribute what is left over, so flow is kept apart there whatever is printed.
    """
    left_over = any(fact.yuan for fact in facts if fact.coordinates.flow in (Flow.CLOSING_BALANCE, Flow.DISTRIBUTION))
    units = {fact.coordinates.unit for fact in facts} - {None}
    return Normal(
        flow_apart=left_over or disclosure.phase is Phase.FINAL_ACCOUNTS,
        periods_apart=any(fact.yuan for fact in facts if fact.coordinates.period not in (None, Period.CURRENT)),
        one_unit=disclosure.entity.kind is EntityKind.UNIT and len(units) <= 1,
        year=disclosure.fiscal_year,
        phase=disclosure.phase.value,
    )
