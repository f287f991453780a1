"""The one evaluator: a cell is the sum of the ledger lines that lie at its coordinates, in exact yuan.

Which lines a cell is about is decided by its flow, the same way for every statement:

    income                      income lines
    income by function, …       outgoing lines (expenditure and 年终结转): income lines carry no function, and the ledger balances
    expenditure, closing        lines of that flow
    none (收入总计, 支出总计)      the side it stands on: income lines, or outgoing lines

Sums are taken from an index that is made once for each set of dimensions asked for, so a department with 400 units and
20,000 lines needs a handful of passes over its lines and not one for each cell.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal
from itertools import product

from budgetbook.model.coordinates import Coordinates, Flow, ancestors, items, lies_at, without
from budgetbook.model.ledger import LedgerLine
from budgetbook.model.money import ZERO

Key = tuple[str, ...]

# Dimensions that no income line has: what money is spent on, not where it comes from.
SPENT_ON = frozenset({"nature", "function", "economic", "government_economic", "public_cost", "project"})
_OUTGOING = (Flow.EXPENDITURE, Flow.CLOSING_BALANCE)


class Evaluator:
    """Sums of `lines` at any coordinates. `lines` are complete (see `completion`)."""

    def __init__(self, lines: Iterable[LedgerLine]) -> None:
        self._lines: dict[Flow, list[LedgerLine]] = {flow: [] for flow in Flow}
        for line in lines:
            if line.coordinates.flow is not None:
                self._lines[line.coordinates.flow].append(line)
        self._indexes: dict[tuple[Flow, tuple[str, ...]], dict[Key, Decimal]] = {}

    def yuan(self, at: Coordinates, side: Flow | None = None) -> Decimal:
        """The exact sum at `at`; `side` is the side of the statement that a cell without flow stands on."""
        flows, place = _resolved(at, side)
        set_here = items(place)
        dimensions = tuple(name for name, _ in set_here)
        key = tuple(str(value) for _, value in set_here)
        return sum((self._index(flow, dimensions).get(key, ZERO) for flow in flows), ZERO)

    def lines_at(self, at: Coordinates, side: Flow | None = None) -> tuple[LedgerLine, ...]:
        """The very lines that `yuan` adds up, in ledger order within each flow."""
        flows, place = _resolved(at, side)
        return tuple(line for flow in flows for line in self._lines[flow] if lies_at(line.coordinates, place))

    def values_at(self, at: Coordinates, *dimensions: str, side: Flow | None = None) -> set[Key]:
        """The values along `dimensions` that have money at `at`, with those above them in their trees (205, 20503, 2050305)."""
        by_dimension = dict.fromkeys(dimensions)
        flows, place = _resolved(at, side, spent=bool(SPENT_ON & by_dimension.keys()))
        fixed = items(without(place, *dimensions))
        index_dimensions = (*(name for name, _ in fixed), *dimensions)
        wanted = tuple(str(value) for _, value in fixed)
        return {
            key[len(wanted) :]
            for flow in flows
            for key, amount in self._index(flow, index_dimensions).items()
            if amount != 0 and key[: len(wanted)] == wanted
        }

    def _index(self, flow: Flow, dimensions: tuple[str, ...]) -> dict[Key, Decimal]:
        """Sums of one flow by values along `dimensions`, at every level of their trees."""
        found = self._indexes.get((flow, dimensions))
        if found is None:
            found = self._indexes[flow, dimensions] = self._indexed(flow, dimensions)
        return found

    def _indexed(self, flow: Flow, dimensions: tuple[str, ...]) -> dict[Key, Decimal]:
        # Lines are grouped by their finest values first: far fewer groups than lines climb the trees.
        finest: defaultdict[tuple[str | None, ...], Decimal] = defaultdict(Decimal)
        for line in self._lines[flow]:
            at = line.coordinates
            finest[tuple([getattr(at, name) for name in dimensions])] += line.yuan
        sums: defaultdict[Key, Decimal] = defaultdict(Decimal)
        for values, amount in finest.items():
            if None in values:
                continue
            above = [tuple(ancestors(name, str(value))) for name, value in zip(dimensions, values, strict=True)]
            for key in product(*above):
                sums[key] += amount
        return dict(sums)


def _resolved(at: Coordinates, side: Flow | None, *, spent: bool = False) -> tuple[tuple[Flow, ...], Coordinates]:
    """The flows whose lines fund a cell, and its coordinates without flow."""
    flow = at.flow or side or Flow.INCOME
    place = without(at, "flow")
    if flow is Flow.INCOME:
        spent = spent or any(name in SPENT_ON for name, _ in items(place))
        return (_OUTGOING if spent else (Flow.INCOME,)), place
    return (_OUTGOING if at.flow is None else (flow,)), place
