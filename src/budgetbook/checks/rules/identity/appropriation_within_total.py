"""What a function class spends of the appropriation is no more than all it spends.

Source: DOMAIN §5, S4 class.小计 ≤ S1 class.合计.
"""

from __future__ import annotations

from collections.abc import Iterable

from budgetbook.checks.comparison import Relation, equation
from budgetbook.checks.context import Context
from budgetbook.checks.parameter import TOLERANCE
from budgetbook.checks.rule import Said, rule
from budgetbook.model.coordinates import Coordinates, Flow, Fund
from budgetbook.model.finding import Severity
from budgetbook.model.statement import Kind

_ALL = Coordinates(flow=Flow.EXPENDITURE)
_APPROPRIATED = Coordinates(flow=Flow.EXPENDITURE, fund=Fund.APPROPRIATION)


@rule(
    title="各类财政拨款支出不大于该类全部支出",
    severity=Severity.ERROR,
    needs=(Kind.APPROPRIATION, Kind.INCOME_EXPENDITURE),
    source="财政拨款是收支总表各类支出的资金来源之一",
    hint="收支总表的支出应包括财政拨款在内的全部资金；请核对这一类的两个数。",
    parameters=(TOLERANCE,),
)
def check(context: Context) -> Iterable[Said]:
    context.whole(Kind.INCOME_EXPENDITURE)
    statement = context.statement(Kind.APPROPRIATION)
    appropriated = context.cells_by("function", Kind.APPROPRIATION, _APPROPRIATED)
    everything = context.cells_by("function", Kind.INCOME_EXPENDITURE, _ALL)
    for row in statement.rows:
        function = row.coordinates.function
        if function is None or len(function) != 3:
            continue
        part, whole = appropriated.get(function, ()), everything.get(function, ())
        if len(part) == len(whole) == 1:
            yield equation(row.label, whole, part, relation=Relation.AT_LEAST)
