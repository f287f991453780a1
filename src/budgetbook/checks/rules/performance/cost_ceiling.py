"""A cost indicator of the year is not above the year's budget (nor one of the whole period above the whole).

A warning, unless the cost may be that of several years or of a whole contract: then it is legitimate, and a notice only. Money for one
person or thing is no total. A cost that is exactly ten thousand times the budget has the wrong unit, which is another rule's.
Source: 项目支出绩效目标表“成本指标”“年度资金总额”; DOMAIN §7.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from budgetbook.checks.context import Context
from budgetbook.checks.parameter import Parameter, count
from budgetbook.checks.performance.costs import costs, wrong_unit
from budgetbook.checks.performance.forms import Form, Measure, forms, unread
from budgetbook.checks.performance.settled import pays_a_part
from budgetbook.checks.rule import Said, rule
from budgetbook.checks.wording import amount_words, in_unit_of
from budgetbook.model.finding import Finding, Severity
from budgetbook.model.money import MoneyUnit

# A contract may be several times a year's instalment, not a hundred times.
_MOST_TIMES = count("most_times", 100, "倍", "合同总价、多年成本最多是本年资金的几倍，超过的一律作为警告")
_SLACK = Parameter(name="excess", default=Decimal(0), unit="%", meaning="成本指标允许高出资金的百分比")
_HINT = "成本指标应是预算之内的成本；合同总价、历年累计的成本请注明，并另设本年度的成本指标。"


@rule(
    title="成本指标不高于预算",
    severity=Severity.WARNING,
    needs=("project_forms",),
    source="项目支出绩效目标表“成本指标”“项目资金（元）”",
    hint=_HINT,
    parameters=(
        _SLACK,
        _MOST_TIMES,
    ),
)
def check(context: Context) -> Iterable[Said]:
    yield from unread(context, indicators=True)
    slack, times = 1 + context.limit(_SLACK) / 100, context.limit(_MOST_TIMES)
    for form in forms(context):
        if above := list(_above(form, slack)):
            measure, budget = max(above, key=lambda one: one[0].target.yuan or Decimal(0))
            yield _finding(form, measure, budget, tuple(one for one, _ in above), times)


def _above(form: Form, slack: Decimal) -> Iterable[tuple[Measure, Decimal]]:
    for measure in costs(form):
        # A project for good (99年) files one year's money as its whole; where a side is blank the other one counts.
        budget = form.annual if measure.side == "annual" else form.whole
        budget = budget if budget is not None else form.whole or form.annual
        yuan = measure.target.yuan
        if budget is None or yuan is None or wrong_unit(form, measure):
            continue
        if yuan - measure.target.half > budget * slack:
            yield measure, budget


def _finding(form: Form, measure: Measure, budget: Decimal, all_above: tuple[Measure, ...], times: Decimal) -> Finding:
    cost = measure.target.yuan or Decimal(0)
    whole = form.several_years and (form.whole is None or cost <= form.whole or measure.side == "annual")
    excused = (whole or pays_a_part(form)) and cost < times * budget
    what = "年度" if measure.side == "annual" else "实施期"
    why = "；若是合同总价或多年成本，请注明" if excused else ""
    return Finding(
        rule="",
        severity=Severity.NOTICE if excused else Severity.WARNING,
        message=(
            f"{form.words}{measure.words}高于{what}资金 {amount_words(MoneyUnit.YUAN, budget)}，"
            f"多 {amount_words(MoneyUnit.YUAN, cost - budget)}{why}"
        ),
        places=tuple(form.at(one) for one in all_above),
        expected=str(in_unit_of(MoneyUnit.YUAN, budget)),
        found=str(in_unit_of(MoneyUnit.YUAN, cost)),
        difference=cost - budget,
        hint=_HINT,
    )
