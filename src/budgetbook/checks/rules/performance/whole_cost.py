"""The cost of a project over several years, its settled amount and its funding of the whole period fit together.

Judged in projects whose whole period is not the year: the total cost of the whole period is not below its funding by more than 5 % (an
indicator that says 年度 is in the wrong column). In all projects: the total cost is not above what a final audit settled, nor the
funding of the whole period, where it differs from the year's, below it.
Source: 项目支出绩效目标表“实施期资金总额”“成本指标”; DOMAIN §7.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from budgetbook.checks.context import Context
from budgetbook.checks.parameter import ratio
from budgetbook.checks.performance.costs import costs, costs_of, names_whole
from budgetbook.checks.performance.forms import Form, forms, unread
from budgetbook.checks.performance.settled import settled_amount
from budgetbook.checks.rule import Said, rule
from budgetbook.checks.wording import amount_words, in_unit_of
from budgetbook.model.finding import Finding, Severity
from budgetbook.model.money import MoneyUnit

_BELOW = ratio("below", "0.95", "总成本不到实施期资金的多大比例才报告")
_HINT = "请核对实施期的资金、成本指标与合同或决算金额，写清各是哪一段的金额。"


@rule(
    title="实施期资金、总成本与决算金额相称",
    severity=Severity.WARNING,
    needs=("project_forms",),
    source="项目支出绩效目标表“实施期资金总额”“成本指标”“项目概况”",
    hint=_HINT,
    parameters=(_BELOW,),
)
def check(context: Context) -> Iterable[Said]:
    yield from unread(context, indicators=True)
    for form in forms(context):
        yield from _below_funding(form, context.limit(_BELOW))
        yield from _against_settled(form)


def _below_funding(form: Form, below: Decimal) -> Iterator[Finding]:
    if not form.several_years or form.whole is None or form.whole == form.annual:
        return
    for measure in costs_of(form, "whole"):
        cost = measure.target.yuan or Decimal(0)
        if names_whole(measure) and measure.target.ceiling and cost + measure.target.half < form.whole * below:
            yield _finding(
                form,
                f"实施期{measure.words}小于实施期资金 {amount_words(MoneyUnit.YUAN, form.whole)}",
                f"{measure.name} {measure.target.text}",
                form.whole,
                cost,
            )


def _against_settled(form: Form) -> Iterator[Finding]:
    settled = settled_amount(form)
    if settled is None:
        return
    yuan, half, quote = settled
    for measure in costs(form):
        cost = measure.target.yuan or Decimal(0)
        if names_whole(measure) and cost - measure.target.half > yuan + half:
            yield _finding(
                form, f"{measure.words}高于文字所说的“{quote}”", f"{measure.name} {measure.target.text}", yuan, cost
            )
    if form.whole is not None and form.whole != form.annual and form.whole < yuan - half:
        stated = amount_words(MoneyUnit.YUAN, form.whole)
        yield _finding(form, f"实施期资金总额 {stated} 小于文字所说的“{quote}”", quote, yuan, form.whole)


def _finding(form: Form, wrong: str, text: str, expected: Decimal, found: Decimal) -> Finding:
    off = amount_words(MoneyUnit.YUAN, abs(found - expected))
    return Finding(
        rule="",
        severity=Severity.WARNING,
        message=f"{form.words}{wrong}，相差 {off}",
        places=(form.place(text),),
        expected=str(in_unit_of(MoneyUnit.YUAN, expected)),
        found=str(in_unit_of(MoneyUnit.YUAN, found)),
        difference=found - expected,
        hint=_HINT,
    )
