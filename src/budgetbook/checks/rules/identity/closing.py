"""Expenditure that no appropriation pays equals the other funds, wherever it is printed as basic or project expenditure.

(S3.基本 − S5.基本 − S8.基本 − S9.基本) + (S3.项目 − S12 − S13) = (S1.专户 + S1.单位 − S12.专户 − S12.单位) + (S1.上年结转 − S13).
Tempting shorter forms (S3.项目 = S12 + S13) are false: other funds pay basic expenditure too, and their carry-over is in no project table.
Source: DOMAIN §5, end.
"""

from __future__ import annotations

from collections.abc import Iterable

from budgetbook.checks.cells import Cell
from budgetbook.checks.comparison import equation
from budgetbook.checks.context import Context
from budgetbook.checks.parameter import TOLERANCE
from budgetbook.checks.rule import NotJudged, Said, rule
from budgetbook.model.coordinates import Coordinates, Flow, Fund, Nature, Period
from budgetbook.model.finding import Severity
from budgetbook.model.statement import Kind

_BASIC = (
    (Kind.GENERAL_PUBLIC_EXPENDITURE, Fund.GENERAL_PUBLIC),
    (Kind.GOVERNMENT_FUND_EXPENDITURE, Fund.GOVERNMENT_FUND),
    (Kind.STATE_CAPITAL, Fund.STATE_CAPITAL),
)
_OTHER = (Fund.FISCAL_ACCOUNT, Fund.UNIT_FUNDS)


@rule(
    title="全部支出减去财政拨款支出等于其他资金",
    severity=Severity.ERROR,
    needs=(
        Kind.INCOME_EXPENDITURE,
        Kind.EXPENDITURE,
        Kind.GENERAL_PUBLIC_EXPENDITURE,
        Kind.GOVERNMENT_FUND_EXPENDITURE,
        Kind.STATE_CAPITAL,
        Kind.PROJECTS,
        Kind.CARRIED_OVER_PROJECTS,
    ),
    source="收支总表、支出总表与各资金来源支出表、项目支出表的勾稽关系",
    hint="请先核对支出总表的基本支出、项目支出，再核对各资金来源的支出表和项目支出表。",
    parameters=(TOLERANCE,),
)
def check(context: Context) -> Iterable[Said]:
    if context.book.normal.flow_apart:
        raise NotJudged("有年终结转时支出不等于收入，本式不适用")
    spent = [_spent(context, Kind.EXPENDITURE, nature=nature) for nature in (Nature.BASIC, Nature.PROJECT)]
    income = [
        context.cell(Kind.INCOME_EXPENDITURE, Coordinates(flow=Flow.INCOME, fund=fund, period=Period.CURRENT))
        for fund in _OTHER
    ]
    income.append(context.cell(Kind.INCOME_EXPENDITURE, Coordinates(flow=Flow.INCOME, period=Period.CARRIED_OVER)))
    basic = [_spent(context, kind, nature=Nature.BASIC, fund=fund, period=Period.CURRENT) for kind, fund in _BASIC]
    projects = _spent(context, Kind.PROJECTS, nature=Nature.PROJECT, period=Period.CURRENT)
    other_projects = [
        _spent(context, Kind.PROJECTS, nature=Nature.PROJECT, period=Period.CURRENT, fund=fund) for fund in _OTHER
    ]
    # S13 stands on both sides and cancels; the terms are moved so that all are added.
    yield equation("全部支出与各资金来源", [*spent, *other_projects], [*income, *basic, projects])


def _spent(
    context: Context, kind: Kind, *, nature: Nature, fund: Fund | None = None, period: Period | None = None
) -> Cell:
    return context.cell(kind, Coordinates(flow=Flow.EXPENDITURE, nature=nature, fund=fund, period=period))
