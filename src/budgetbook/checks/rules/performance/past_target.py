"""A target that is a date lies in the fiscal year or later: an earlier one is copied from last year.

Targets of the whole period are judged too, unless the project runs over several years: then they may lie in the past.
Source: 项目支出绩效目标表, 时效指标; DOMAIN §7.
"""

from __future__ import annotations

from collections.abc import Iterable

from budgetbook.checks.context import Context
from budgetbook.checks.performance.dates import past
from budgetbook.checks.performance.forms import forms, unread
from budgetbook.checks.rule import Said, rule
from budgetbook.model.finding import Finding, Severity

_HINT = "请按预算年度重新填写；确属已完成的内容，不应作为本年度的绩效指标。"


@rule(
    title="指标值中的日期不早于预算年度",
    severity=Severity.WARNING,
    needs=("project_forms",),
    source="项目支出绩效目标表“绩效指标”",
    hint=_HINT,
)
def check(context: Context) -> Iterable[Said]:
    yield from unread(context, indicators=True)
    year = context.disclosure.fiscal_year
    for form in forms(context):
        if over := past(form, year):
            yield Finding(
                rule="",
                severity=Severity.WARNING,
                message=f"{form.words}{'、'.join(one.words for one in over)}早于预算年度 {year} 年，可能沿用了上年内容",
                places=tuple(form.at(one) for one in over),
                expected=f"{year}年",
                found="、".join(one.target.text for one in over),
                hint=_HINT,
            )
