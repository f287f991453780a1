"""The targets of a form are of fair quality at least: clear, measurable, feasible, matching.

A form graded 中 or 差 is a notice with the reasons; grades of all forms are for reports. What is wrong in itself is other rules' business.
Source: 财预〔2015〕88号 第十二条.
"""

from __future__ import annotations

from collections.abc import Iterable

from budgetbook.checks.context import Context
from budgetbook.checks.grading import graded
from budgetbook.checks.performance.forms import forms, unread
from budgetbook.checks.rule import Said, rule
from budgetbook.model.finding import Finding, Severity
from budgetbook.model.grading import Level

_HINT = "请按“指向明确、细化量化、合理可行、相应匹配”的要求修改绩效目标。"


@rule(
    title="绩效目标质量",
    severity=Severity.NOTICE,
    needs=("project_forms",),
    source="《中央部门预算绩效目标管理办法》（财预〔2015〕88号）第十二条",
    hint=_HINT,
)
def check(context: Context) -> Iterable[Said]:
    yield from unread(context, indicators=True)
    for form in forms(context):
        found = graded(form, context.disclosure.fiscal_year)
        if not found.judged or found.level not in (Level.FAIR, Level.POOR):
            continue
        reasons = "；".join(
            f"{one.aspect}（{one.points} 分）：{'，'.join(one.reasons)}" for one in found.aspects if one.reasons
        )
        yield Finding(
            rule="",
            severity=Severity.NOTICE,
            message=f"{form.words}绩效目标质量为“{found.level}”（{found.points} 分）：{reasons}",
            places=(form.place(),),
            found=found.level,
            hint=_HINT,
        )
