"""Income equals expenditure and year-end balance: for each unit, fund and period, so for all sums of them."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal

from budgetbook.compiler.validation.entered import Defects, Entered, line_place, sheet_place
from budgetbook.forms.entry.sheets import load_entry
from budgetbook.model.coordinates import Flow, Fund, Period, parent
from budgetbook.model.ledger import LedgerDefect, LedgerLine
from budgetbook.model.money import ZERO, with_separators

_Group = tuple[str, Fund, Period]


def balance_defects(entered: Entered) -> Defects:
    """Where a unit's income of a fund and period differs from what leaves it.

    Source: 预算法 §12 (balance), and statement 1: 收入总计 = 支出总计, by column. Kinds of unit funds are balanced together, because
    expenditure need not say which of them pays it.
    """
    if entered.unread & {"income", "expenditure"}:
        return
    income: defaultdict[_Group, Decimal] = defaultdict(Decimal)
    outgoing: defaultdict[_Group, Decimal] = defaultdict(Decimal)
    first: dict[_Group, LedgerLine] = {}
    for line in entered.lines:
        at = line.coordinates
        if at.unit is None or at.fund is None or at.period is None or at.flow is None:
            continue  # reported with the line
        group = at.unit, _statement_fund(at.fund), at.period
        (income if at.flow is Flow.INCOME else outgoing)[group] += line.yuan
        first.setdefault(group, line)
    for group, line in first.items():
        unit, fund, period = group
        difference = income[group] - outgoing[group]
        if difference == ZERO:
            continue
        entry = load_entry()
        what = f"{unit}的{entry.label('fund', fund.value)}（{entry.label('period', period.value)}）"
        amounts = f"收入 {with_separators(income[group])} 元，支出 {with_separators(outgoing[group])} 元"
        more = "收入多" if difference > ZERO else "支出多"
        yield LedgerDefect(
            place=line_place(line, "amount") if line.place else sheet_place("income"),
            message=f"{what}收支不平：{amounts}，{more} {with_separators(abs(difference))} 元",
            advice="请核对该单位这项资金的收入行和支出行，使两者相等",
        )


def _statement_fund(fund: Fund) -> Fund:
    """The fund as statements balance it: kinds of unit funds are one."""
    above = parent("fund", fund.value)
    return Fund.UNIT_FUNDS if above == Fund.UNIT_FUNDS else fund
