"""The whole period's funding is at least the year's, and in a one-year project equal to it.

A year that is larger than the whole contradicts itself: an error, where both totals are the sums of their parts (else one of them is in
doubt: a warning). A one-year project whose two totals differ is a warning, by less than a
yuan a notice.
Source: 项目支出绩效目标表“实施期资金总额”“年度资金总额”; DOMAIN §5, Forms.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from budgetbook.checks.context import Context
from budgetbook.checks.performance.forms import forms
from budgetbook.checks.performance.funding import stated_parts
from budgetbook.checks.rule import NotJudged, Said, rule
from budgetbook.checks.wording import amount_words, in_unit_of
from budgetbook.model.finding import Finding, Severity
from budgetbook.model.money import ZERO, MoneyUnit
from budgetbook.model.performance import Funding

_YUAN = Decimal(1)
_HINT = "请核对实施期资金与年度资金；一年的项目两者应相等，跨年项目的实施期资金应不小于年度资金。"


@rule(
    title="实施期资金不小于年度资金，一年的项目两者相等",
    severity=Severity.WARNING,
    needs=("project_forms",),
    source="项目支出绩效目标表“项目资金（元）”“项目期”",
    hint=_HINT,
)
def check(context: Context) -> Iterable[Said]:
    for form in forms(context):
        whole, annual = form.project.funding.whole.total, form.project.funding.annual.total
        if whole is None or annual is None:
            continue
        damaged = form.damaged
        if form.doubt or damaged.within("funding", "whole", "total") or damaged.within("funding", "annual", "total"):
            yield NotJudged(f"{form.words}：资金识别有疑问")
            continue
        if whole >= annual and (whole == annual or form.lasts != 1 or form.damaged.note("duration")):
            continue
        amounts = (
            f"实施期资金总额 {amount_words(MoneyUnit.YUAN, whole)}，年度资金总额 {amount_words(MoneyUnit.YUAN, annual)}"
        )
        off = abs(whole - annual)
        certain = whole < annual and _adds_up(form.project.funding.whole) and _adds_up(form.project.funding.annual)
        severity = Severity.NOTICE if off < _YUAN else Severity.ERROR if certain else Severity.WARNING
        wrong = "实施期小于年度" if whole < annual else "项目期 1 年，两者应相等"
        yield Finding(
            rule="",
            severity=severity,
            message=f"{form.words}{amounts}，{wrong}，相差 {amount_words(MoneyUnit.YUAN, off)}",
            places=(form.place(amounts),),
            expected=str(in_unit_of(MoneyUnit.YUAN, annual)),
            found=str(in_unit_of(MoneyUnit.YUAN, whole)),
            difference=whole - annual,
            hint=_HINT,
        )


def _adds_up(funding: Funding) -> bool:
    stated = stated_parts(funding)
    return not stated or sum(stated, ZERO) == funding.total
