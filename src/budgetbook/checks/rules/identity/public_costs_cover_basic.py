"""Each public cost is at least what basic expenditure pays of it.

The public-cost statement holds all appropriations, basic expenditure by economic class one part of them; projects may pay public costs too, so
only "at least" is safe.
Source: DOMAIN §5, S10.接待 ≥ S6.公务接待费 and S10.② ≥ S6.公务用车运行维护费; 30212 follows from the same reason.
"""

from __future__ import annotations

from collections.abc import Iterable

from budgetbook.checks.basic import basic_by_class
from budgetbook.checks.comparison import Relation, equation
from budgetbook.checks.context import Context
from budgetbook.checks.parameter import TOLERANCE
from budgetbook.checks.rule import NotJudged, Said, rule
from budgetbook.model.coordinates import Coordinates, Flow, Fund, PublicCost
from budgetbook.model.finding import Severity
from budgetbook.model.statement import Kind

_COSTS = {
    PublicCost.OVERSEAS: ("30212", "因公出国（境）费"),
    PublicCost.RECEPTION: ("30217", "公务接待费"),
    PublicCost.VEHICLE_MAINTENANCE: ("30231", "公务用车运行维护费"),
}


@rule(
    title="“三公”经费不小于基本支出中的同一费用",
    severity=Severity.ERROR,
    needs=(Kind.PUBLIC_COSTS, Kind.BASIC_EXPENDITURE),
    source="《预算法实施条例》第六条；“三公”经费支出表包括基本支出和项目支出中的财政拨款",
    hint="“三公”经费支出表应包括基本支出和项目支出安排的全部同类费用。",
    parameters=(TOLERANCE,),
)
def check(context: Context) -> Iterable[Said]:
    paid = basic_by_class(context)
    for cost, (code, words) in _COSTS.items():
        basic = paid.get(code)
        if not basic:
            continue
        whole = context.cells(
            Kind.PUBLIC_COSTS, Coordinates(flow=Flow.EXPENDITURE, public_cost=cost), whatever=("fund", "period")
        )
        # The column of all appropriations where there is one; some forms print the general public budget alone.
        covering = [cell for cell in whole if context.value(cell, "fund") in (Fund.APPROPRIATION, None)]
        covering = covering or [cell for cell in whole if context.value(cell, "fund") == Fund.GENERAL_PUBLIC]
        if len(covering) == 1:
            yield equation(words, covering, basic, relation=Relation.AT_LEAST)
        else:
            yield NotJudged(f"“三公”经费支出表中没有找到{words}的合计数")
