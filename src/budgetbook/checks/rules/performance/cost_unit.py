"""A cost indicator is in the unit that its number means: 140000万元 for a budget of 140,000元 is ten thousand times too much.

Error where the target is exactly the budget in the other unit. A cost of less than 100 yuan in all is a warning.
Source: 项目支出绩效目标表“成本指标”; DOMAIN §7.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from budgetbook.checks.context import Context
from budgetbook.checks.performance.costs import costs, wrong_unit
from budgetbook.checks.performance.forms import forms, unread
from budgetbook.checks.rule import Said, rule
from budgetbook.checks.wording import amount_words
from budgetbook.model.finding import Finding, Severity
from budgetbook.model.money import MoneyUnit

_LEAST = Decimal(100)
_HINT = "请核对指标值的单位是元还是万元。"


@rule(
    title="成本指标的金额单位正确",
    severity=Severity.ERROR,
    needs=("project_forms",),
    source="项目支出绩效目标表“成本指标”",
    hint=_HINT,
)
def check(context: Context) -> Iterable[Said]:
    yield from unread(context, indicators=True)
    for form in forms(context):
        for measure in costs(form):
            yuan = measure.target.yuan
            if yuan is None:
                continue
            exact = wrong_unit(form, measure)
            budget = form.annual or form.whole
            if not exact and (budget is None or not 0 < yuan < _LEAST):
                continue
            yield Finding(
                rule="",
                severity=Severity.ERROR if exact else Severity.WARNING,
                message=f"{form.words}{measure.words}的单位有误：资金总额为 {amount_words(MoneyUnit.YUAN, budget or Decimal(0))}",
                places=(form.at(measure),),
                expected=None if budget is None or not exact else str(budget),
                found=measure.target.text,
                hint=_HINT,
            )
