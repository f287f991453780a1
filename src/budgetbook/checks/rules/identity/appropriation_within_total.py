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
    for row in context.statement(Kind.APPROPRIATION).rows:
        function = row.coordinates.function
        if function is None or len(function) != 3:
            continue
        at = Coordinates(flow=Flow.EXPENDITURE, function=function)
        appropriated = context.cells(
            Kind.APPROPRIATION, Coordinates(flow=at.flow, function=function, fund=Fund.APPROPRIATION)
        )
        everything = context.cells(Kind.INCOME_EXPENDITURE, at)
        if len(appropriated) == len(everything) == 1:
            yield equation(row.label, everything, appropriated, relation=Relation.AT_LEAST)
