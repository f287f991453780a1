"""A cost indicator is in the unit that its number means: ten thousand times the budget is yuan written as ten thousands.

Error where the target is exactly the budget in the other unit and can be no price. Warnings: the whole period's indicator or the words say the same number in the
other unit (≤2元 beside 印刷费2万元); a price for one person or thing is higher than the budget for all.
Source: 项目支出绩效目标表“成本指标”; DOMAIN §7.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal

from budgetbook.checks.context import Context
from budgetbook.checks.performance.costs import costs, is_price, names_whole, wrong_unit
from budgetbook.checks.performance.forms import Form, Measure, forms, unread
from budgetbook.checks.rule import Said, rule
from budgetbook.checks.wording import amount_words
from budgetbook.model.finding import Finding, Severity
from budgetbook.model.money import MoneyUnit

_WAN = Decimal(10_000)
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
        priced = _priced(form.distinct)
        if not priced:
            continue
        total, both_sides = {id(measure) for measure in costs(form)}, _priced(form.measures)
        for measure in priced:
            exact = id(measure) in total and wrong_unit(form, measure)
            if why := _exact(form) if exact else _doubtful(form, measure, both_sides):
                yield Finding(
                    rule="",
                    severity=Severity.ERROR if exact and _sure(measure) else Severity.WARNING,
                    message=f"{form.words}{measure.words}的单位有误：{why}",
                    places=(form.at(measure),),
                    expected=str(form.annual or form.whole) if exact else None,
                    found=measure.target.text,
                    hint=_HINT,
                )


def _priced(measures: Sequence[Measure]) -> list[Measure]:
    """The costs in money."""
    return [one for one in measures if one.target.worth is not None and "成本" in one.kind]


def _sure(measure: Measure) -> bool:
    """Whether it can't be a price without its unit (250元 for each, beside a budget of 250万元)."""
    return names_whole(measure) or (measure.target.worth or Decimal(0)) >= _WAN


def _exact(form: Form) -> str:
    return f"资金总额为 {amount_words(MoneyUnit.YUAN, form.annual or form.whole or Decimal(0))}"


def _doubtful(form: Form, measure: Measure, priced: list[Measure]) -> str | None:
    """Why the unit of `measure` is in doubt; `priced` are the form's costs in money, of both sides."""
    worth = measure.target.worth or Decimal(0)
    for other in priced:
        again = other.target.worth
        if other.side == measure.side or other.target is measure.target or not again:
            continue
        if not _one_name(measure, other):
            continue
        if worth in (again * _WAN, again / _WAN):
            return f"另一栏的同一指标为“{other.target.text}”"
    if (
        form.annual is not None
        and form.whole is not None
        and worth > max(form.annual, form.whole)
        and is_price(measure)
    ):
        return f"单价高于资金总额 {amount_words(MoneyUnit.YUAN, max(form.annual, form.whole))}"
    if 0 < worth < _LEAST and not is_price(measure):
        said = re.compile(rf"(?<![\d.]){re.escape(str(measure.target.number))}万")
        if text := next((one for one in form.texts if said.search(one.text)), None):
            return f"{text.label}中为 {measure.target.number} 万元"
    return None


def _one_name(one: Measure, other: Measure) -> bool:
    """Whether both are the same indicator; narrow cells cut names."""
    return one.name.startswith(other.name) or other.name.startswith(one.name)
