"""Quantities and costs are numbers, satisfaction a percentage.

A quantity whose target is no number (是, 若干) is a warning, except where the cell says what it counts (全区, 每季度一次); a cost without a number or
a satisfaction without a percentage is a notice, as is a target that is only 是 or 1.
Source: 细化量化 (财预〔2015〕88号 第十二条); DOMAIN §7.
"""

from __future__ import annotations

from collections.abc import Iterable

from budgetbook.checks.context import Context
from budgetbook.checks.performance.forms import forms, unread
from budgetbook.checks.performance.measurable import vague
from budgetbook.checks.rule import Said, rule
from budgetbook.model.finding import Finding, Severity

_HINT = "请写可以核对的数量、金额或百分比，例如“≥50次”“≤3万元”“≥90%”。"


@rule(
    title="数量、成本、满意度指标有可核对的数",
    severity=Severity.WARNING,
    needs=("project_forms",),
    source="《中央部门预算绩效目标管理办法》（财预〔2015〕88号）第十二条（细化量化）",
    hint=_HINT,
)
def check(context: Context) -> Iterable[Said]:
    yield from unread(context, indicators=True)
    for form in forms(context):
        for severity in (Severity.WARNING, Severity.NOTICE):
            loose = [one for one, bad in vague(form) if bad is severity]
            if loose:
                yield Finding(
                    rule="",
                    severity=severity,
                    message=f"{form.words}{'、'.join(one.words for one in loose)}没有可以核对的数",
                    places=tuple(form.at(one) for one in loose),
                    found="、".join(one.target.text for one in loose),
                    hint=_HINT,
                )
