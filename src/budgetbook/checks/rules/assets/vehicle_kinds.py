"""The vehicles of all kinds are all vehicles.

Source: DOMAIN §5, 十一: vehicles = the sum of the kinds.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from budgetbook.checks.context import Context
from budgetbook.checks.narrative.vehicles import fleets
from budgetbook.checks.narrative.wording import section_place, section_words
from budgetbook.checks.rule import NotJudged, Said, rule
from budgetbook.model.finding import Finding, Severity

_SOURCE = "情况说明：国有资产占有使用情况；行政事业性国有资产报表的车辆分类"
_HINT = "请按资产卡片核对车辆总数和各类车辆数。"


@rule(title="车辆总数等于各类车辆之和", severity=Severity.ERROR, needs=("narrative",), source=_SOURCE, hint=_HINT)
def check(context: Context) -> Iterable[Said]:
    judged = False
    for fleet in fleets(context):
        if len(fleet.kinds) < 2:
            continue
        judged = True
        summed = sum(count for _, count in fleet.kinds)
        if summed == fleet.total:
            continue
        # A list that doesn't end in 其他用车 may leave kinds out.
        whole = summed > fleet.total or any(kind.startswith("其他") for kind, _ in fleet.kinds)
        said = "、".join(f"{kind} {count}" for kind, count in fleet.kinds if count)
        yield Finding(
            rule="",
            severity=Severity.ERROR if whole else Severity.WARNING,
            message=f"{section_words(fleet.telling)}：车辆 {fleet.total} 辆，各类合计 {summed} 辆（{said or '均为 0'}），相差 {abs(fleet.total - summed)} 辆",
            places=(section_place(fleet.telling, fleet.start, fleet.end),),
            expected=str(summed),
            found=str(fleet.total),
            difference=Decimal(fleet.total - summed),
            hint=_HINT,
            source=_SOURCE,
        )
    if not judged:
        yield NotJudged("情况说明中没有按类写明车辆数")
