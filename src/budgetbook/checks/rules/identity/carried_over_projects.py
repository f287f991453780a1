"""Carried-over projects equal the carried-over appropriation of the appropriation statement, fund by fund.

Statement 13 lists what statement 4 carries over. More than was carried over contradicts it; less may be basic expenditure carried over,
which no statement lists, and is a warning.
Source: DOMAIN §5, S13 = S4.上年财政拨款结转.
"""

from __future__ import annotations

from collections.abc import Iterable

from budgetbook.checks.comparison import equation
from budgetbook.checks.context import Context
from budgetbook.checks.parameter import TOLERANCE
from budgetbook.checks.rule import Said, rule
from budgetbook.model.coordinates import Coordinates, Flow, Fund, Nature, Period
from budgetbook.model.finding import Severity
from budgetbook.model.statement import Kind

_FUNDS = {
    Fund.APPROPRIATION: "合计",
    Fund.GENERAL_PUBLIC: "一般公共预算",
    Fund.GOVERNMENT_FUND: "政府性基金预算",
    Fund.STATE_CAPITAL: "国有资本经营预算",
}


@rule(
    title="上年结转项目与财政拨款结转一致",
    severity=Severity.ERROR,
    needs=(Kind.CARRIED_OVER_PROJECTS, Kind.APPROPRIATION),
    source="财政拨款收支总表“上年财政拨款结转”；项目支出预算表（上年结转）",
    hint="上年结转的项目应逐项列入项目支出表（上年结转），各项资金来源的合计与财政拨款收支总表一致。",
    parameters=(TOLERANCE,),
)
def check(context: Context) -> Iterable[Said]:
    for fund, words in _FUNDS.items():
        listed = context.cell(
            Kind.CARRIED_OVER_PROJECTS,
            Coordinates(flow=Flow.EXPENDITURE, nature=Nature.PROJECT, period=Period.CARRIED_OVER, fund=fund),
        )
        carried = context.cell(Kind.APPROPRIATION, Coordinates(flow=Flow.INCOME, period=Period.CARRIED_OVER, fund=fund))
        yield equation(
            f"上年结转（{words}）",
            [listed],
            [carried],
            severity=Severity.WARNING if listed.yuan < carried.yuan else None,
            hint="若差额是结转的基本支出，请在情况说明中注明；否则请补列或更正结转项目。"
            if listed.yuan < carried.yuan
            else None,
        )
