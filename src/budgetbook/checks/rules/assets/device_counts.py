"""Devices worth 500,000 yuan or more include those worth a million or more, so there are at least as many.

Source: DOMAIN §5, 十一.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from budgetbook.checks.context import Context
from budgetbook.checks.narrative.wording import section_place, section_words
from budgetbook.checks.rule import NotJudged, Said, rule
from budgetbook.model.finding import Finding, Severity

_DEVICES = re.compile(
    r"价值?(?P<worth>50|100)万元(?:（[^）]*）)?(?:以上|及以上)(?P<what>[^，。；\n\d]{0,20}?)(?P<count>\d+)(?:台|套|件)"
)
_SOURCE = "情况说明：国有资产占有使用情况（单价50万元以上的包括单价100万元以上的）"
_HINT = "请按资产卡片核对；单价 50 万元以上的设备应包括单价 100 万元以上的设备。"


@rule(
    title="50万元以上设备数不少于100万元以上设备数",
    severity=Severity.ERROR,
    needs=("narrative",),
    source=_SOURCE,
    hint=_HINT,
)
def check(context: Context) -> Iterable[Said]:
    judged = False
    for telling in context.tellings:
        stated = {match["worth"]: match for match in _DEVICES.finditer(telling.plain.text)}
        # 通用设备 and 专用设备 are counted apart.
        if len(stated) < 2 or len({match["what"] for match in stated.values()}) > 1:
            continue
        judged = True
        more, most = int(stated["50"]["count"]), int(stated["100"]["count"])
        if more >= most:
            continue
        yield Finding(
            rule="",
            severity=Severity.ERROR,
            message=f"{section_words(telling)}：单价 50 万元以上的设备 {more} 台（套），少于单价 100 万元以上的设备 {most} 台（套）",
            places=tuple(section_place(telling, one.start(), one.end()) for one in stated.values()),
            expected=f"≥{most}",
            found=str(more),
            difference=Decimal(more - most),
            hint=_HINT,
            source=_SOURCE,
        )
    if not judged:
        yield NotJudged("情况说明中没有同时写明 50 万元以上和 100 万元以上的设备数")
