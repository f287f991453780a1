"""A project form's funding total is the sum of its parts, for the whole period and for the year.

Amounts are yuan. A form that states no part says nothing of the split.
Source: 项目支出绩效目标表, block 项目资金（元）; DOMAIN §5, Forms.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from budgetbook.checks.context import Context
from budgetbook.checks.performance.forms import forms
from budgetbook.checks.performance.funding import stated_parts
from budgetbook.checks.rule import NotJudged, Said, rule
from budgetbook.checks.wording import amount_words, form_place, form_words
from budgetbook.model.finding import Finding, Severity
from budgetbook.model.money import ZERO, MoneyUnit, last_digit
from budgetbook.model.performance import Funding

_SIDES = {"whole": "实施期", "annual": "年度"}


@rule(
    title="绩效目标表资金总额等于各来源之和",
    severity=Severity.ERROR,
    needs=("project_forms",),
    source="项目支出绩效目标表“项目资金（元）”",
    hint="请核对资金总额与中央、省级、市县（区）、单位自筹、其他资金各栏。",
)
def check(context: Context) -> Iterable[Said]:
    for form in forms(context):
        project = form.project
        for side, words in _SIDES.items():
            funding: Funding = getattr(project.funding, side)
            stated = stated_parts(funding)
            if funding.total is None and not stated:
                continue
            if form.damaged.within("funding", side):
                yield NotJudged(f"{form_words(project)}：{words}资金识别有疑问")
                continue
            if funding.total is None or not stated:
                yield NotJudged(f"{form_words(project)}：{words}资金没有填写总额或各来源金额")
                continue
            parts: Decimal = sum(stated, ZERO)
            if parts == funding.total:
                continue
            allowed = sum((last_digit(part) for part in (funding.total, *stated) if part), Decimal(0)) / 2
            # Whole yuan are not rounded; only fractions of a yuan may have been.
            if abs(funding.total - parts) > min(allowed, Decimal("0.05")):
                yield Finding(
                    rule="",
                    severity=Severity.ERROR,
                    message=(
                        f"{form_words(project)}{words}资金总额为 {amount_words(MoneyUnit.YUAN, funding.total)}，"
                        f"各来源相加为 {amount_words(MoneyUnit.YUAN, parts)}，相差 {amount_words(MoneyUnit.YUAN, abs(funding.total - parts))}"
                    ),
                    places=(form_place(project, text=amount_words(MoneyUnit.YUAN, funding.total)),),
                    expected=str(parts),
                    found=str(funding.total),
                    difference=funding.total - parts,
                    hint="请核对资金总额与中央、省级、市县（区）、单位自筹、其他资金各栏。",
                )
