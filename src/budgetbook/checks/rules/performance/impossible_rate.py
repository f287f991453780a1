"""A rate or a satisfaction that can't pass 100 % isn't asked to.

Above 100 %: a warning. Satisfaction of at least 100 %: a warning too, since nobody can promise it; for other rates ≥100% is a way to write 100 %.
Source: 项目支出绩效目标表“指标值”; 合理可行 (财预〔2015〕88号).
"""

from __future__ import annotations

from collections.abc import Iterable

from budgetbook.checks.context import Context
from budgetbook.checks.performance.forms import forms, unread
from budgetbook.checks.performance.measurable import out_of_reach
from budgetbook.checks.rule import Said, rule
from budgetbook.model.finding import Finding, Severity

_HINT = "满意度一般写“≥90%”一类可以达到的数；其他比率最高为 100%。"


@rule(
    title="比率类指标值不超过100%",
    severity=Severity.WARNING,
    needs=("project_forms",),
    source="项目支出绩效目标表“指标值”；《中央部门预算绩效目标管理办法》（财预〔2015〕88号）",
    hint=_HINT,
)
def check(context: Context) -> Iterable[Said]:
    yield from unread(context, indicators=True)
    for form in forms(context):
        for measure, why in out_of_reach(form):
            yield Finding(
                rule="",
                severity=Severity.WARNING,
                message=f"{form.words}{measure.words}{why}",
                places=(form.at(measure),),
                found=measure.target.text,
                hint=_HINT,
            )
