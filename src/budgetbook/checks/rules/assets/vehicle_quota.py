"""There are no more vehicles than the quota allows.

Source: 党政机关公务用车管理办法 (2017) §5: vehicles are kept within a quota (编制管理); DOMAIN §5, 十一.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from budgetbook.checks.context import Context
from budgetbook.checks.narrative.vehicles import fleets
from budgetbook.checks.narrative.wording import section_place, section_words
from budgetbook.checks.rule import NotJudged, Said, rule
from budgetbook.model.finding import Finding, Severity

_SOURCE = "《党政机关公务用车管理办法》：公务用车实行编制管理"
_HINT = "请核对编制数和实有数；确属超编的，说明原因和处置安排。"


@rule(title="实有车辆不超过编制", severity=Severity.WARNING, needs=("narrative",), source=_SOURCE, hint=_HINT)
def check(context: Context) -> Iterable[Said]:
    judged = False
    for fleet in fleets(context):
        if fleet.quota is None:
            continue
        judged = True
        if fleet.total <= fleet.quota:
            continue
        yield Finding(
            rule="",
            severity=Severity.WARNING,
            message=f"{section_words(fleet.telling)}：公务用车编制 {fleet.quota} 辆，实有 {fleet.total} 辆，超编 {fleet.total - fleet.quota} 辆",
            places=(section_place(fleet.telling, fleet.start, fleet.end),),
            expected=f"≤{fleet.quota}",
            found=str(fleet.total),
            difference=Decimal(fleet.total - fleet.quota),
            hint=_HINT,
            source=_SOURCE,
        )
    if not judged:
        yield NotJudged("情况说明中没有写明车辆编制数")
