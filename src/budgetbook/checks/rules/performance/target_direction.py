"""Floors and ceilings make sense: what is to be reached has a floor, what is to be limited a ceiling.

Warnings: money saved with a ceiling (成本节约≤5万元), a cost with a floor (≥5元/人), accidents and complaints with a floor, satisfaction and rates
of quality with a ceiling. A notice: a quantity of output with a ceiling (服务人数≤571人), unless it is one that is to be limited (trips,
vehicles, use).
Source: 项目支出绩效目标表“指标值”; DOMAIN §7.
"""

from __future__ import annotations

from collections.abc import Iterable

from budgetbook.checks.context import Context
from budgetbook.checks.performance.direction import Misdirected, misdirected, misdirections
from budgetbook.checks.performance.forms import Measure, forms, unread
from budgetbook.checks.performance.overall import overall_measures, overall_place
from budgetbook.checks.rule import Said, rule
from budgetbook.model.finding import Finding, FindingPlace, Severity

_HINT = "“节约”“完成”“满意”一类应写“≥”，成本、事故、投诉一类应写“≤”。"


@rule(
    title="指标值的上下限方向合理",
    severity=Severity.WARNING,
    needs=("project_forms",),
    source="项目支出绩效目标表“指标值”；整体支出绩效目标申报表",
    hint=_HINT,
)
def check(context: Context) -> Iterable[Said]:
    yield from unread(context, indicators=True)
    for form in forms(context):
        for severity in (Severity.WARNING, Severity.NOTICE):
            wrong = [(one, found) for one, found in misdirections(form) if found.severity is severity]
            if wrong:
                yield _finding(form.words, wrong, tuple(form.at(one) for one, _ in wrong), severity)
    for one in overall_measures(context):
        if (found := misdirected(one)) and found.severity is Severity.WARNING:
            yield _finding("整体支出绩效目标申报表", [(one, found)], (overall_place(context, one),), Severity.WARNING)


def _finding(
    who: str, wrong: list[tuple[Measure, Misdirected]], places: tuple[FindingPlace, ...], severity: Severity
) -> Finding:
    said = "；".join(f"{one.words}{found.why}" for one, found in wrong)
    return Finding(
        rule="",
        severity=severity,
        message=f"{who}{said}",
        places=places,
        found="、".join(one.target.text for one, _ in wrong),
        hint=_HINT,
    )
