"""Statements that say they are empty (注：本表无数据): a statement without rows says zero only where it says so."""

from __future__ import annotations

import re

from budgetbook.model.coordinates import Coordinates, Flow, Fund, Institution, Nature, Period, PublicCost
from budgetbook.model.statement import Kind, Statement

_SAYING = re.compile(
    r"空表|为空|为零|(?:没有|无|未)[^。；]*(?:数据|此项|安排|收入|支出|收支|预算|拨款|经费|资金|项目|业务)"
)

# What an empty statement of each kind says to be zero (DOMAIN §4): its total.
TOTAL_OF: dict[Kind, tuple[Coordinates, ...]] = {
    Kind.GOVERNMENT_FUND_INCOME: (Coordinates(flow=Flow.INCOME, fund=Fund.GOVERNMENT_FUND, period=Period.CURRENT),),
    Kind.GOVERNMENT_FUND_EXPENDITURE: tuple(
        Coordinates(flow=Flow.EXPENDITURE, fund=Fund.GOVERNMENT_FUND, period=Period.CURRENT, nature=nature)
        for nature in (None, Nature.BASIC, Nature.PROJECT)
    ),
    Kind.STATE_CAPITAL: (
        Coordinates(flow=Flow.INCOME, fund=Fund.STATE_CAPITAL, period=Period.CURRENT),
        *(
            Coordinates(flow=Flow.EXPENDITURE, fund=Fund.STATE_CAPITAL, period=Period.CURRENT, nature=nature)
            for nature in (None, Nature.BASIC, Nature.PROJECT)
        ),
    ),
    Kind.PUBLIC_COSTS: tuple(
        Coordinates(flow=Flow.EXPENDITURE, fund=Fund.APPROPRIATION, public_cost=cost) for cost in PublicCost
    ),
    Kind.OPERATING_COSTS: (
        Coordinates(
            flow=Flow.EXPENDITURE,
            fund=Fund.APPROPRIATION,
            period=Period.CURRENT,
            nature=Nature.OPERATING,
            institution=Institution.AGENCY,
        ),
    ),
    Kind.PROJECTS: tuple(
        Coordinates(flow=Flow.EXPENDITURE, nature=Nature.PROJECT, period=Period.CURRENT, fund=fund)
        for fund in (
            None,
            Fund.GENERAL_PUBLIC,
            Fund.GOVERNMENT_FUND,
            Fund.STATE_CAPITAL,
            Fund.FISCAL_ACCOUNT,
            Fund.UNIT_FUNDS,
        )
    ),
    Kind.CARRIED_OVER_PROJECTS: tuple(
        Coordinates(flow=Flow.EXPENDITURE, nature=Nature.PROJECT, period=Period.CARRIED_OVER, fund=fund)
        for fund in (Fund.APPROPRIATION, Fund.GENERAL_PUBLIC, Fund.GOVERNMENT_FUND, Fund.STATE_CAPITAL)
    ),
}


def says_no_data(statement: Statement) -> bool:
    """Whether a statement without amounts carries a note that there are none."""
    empty = all(amount is None for row in statement.rows for amount in row.amounts)
    return empty and statement.note is not None and _SAYING.search(statement.note) is not None
