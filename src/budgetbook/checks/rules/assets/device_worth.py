"""The worth from which devices are counted is the one that the forms name: a million yuan, formerly half a million, two million for large ones.

Source: 部门预算公开格式: 单价100万元以上的设备; until 2021 单价50万元以上通用设备、100万元以上专用设备; 政府会计: 大型设备200万元.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from budgetbook.checks.context import Context
from budgetbook.checks.narrative.wording import section_place, section_words
from budgetbook.checks.rule import NotJudged, Said, rule
from budgetbook.model.finding import Finding, Severity

_WORTH = re.compile(
    r"(?:单价|单位价值|单台价值|原值|价值)在?(?P<worth>\d+(?:\.\d+)?)(?P<unit>万元|元)(?:（[^）]*）)?(?:以上|及以上)[^，。；\n]{0,20}?(?:设备|仪器)"
)
_KNOWN = {"20", "50", "100", "200"}
_SOURCE = "部门预算公开格式：单价100万元以上的设备（以前年度为单价50万元以上通用设备、100万元以上专用设备）"
_HINT = "请按公开格式写明设备的单价起点，并核对台（套）数。"


@rule(title="设备按规定的单价起点统计", severity=Severity.WARNING, needs=("narrative",), source=_SOURCE, hint=_HINT)
def check(context: Context) -> Iterable[Said]:
    judged = False
    for telling in context.tellings:
        for match in _WORTH.finditer(telling.plain.text):
            judged = True
            if match["unit"] == "万元" and match["worth"] in _KNOWN:
                continue
            worth = f"{match['worth']}{match['unit']}"
            yield Finding(
                rule="",
                severity=Severity.WARNING,
                message=f"{section_words(telling)}：设备按单价 {worth}以上统计，公开格式的起点是 100 万元（或 50 万元、200 万元）",
                places=(section_place(telling, match.start(), match.end()),),
                expected="100万元",
                found=worth,
                hint=_HINT,
                source=_SOURCE,
            )
    if not judged:
        yield NotJudged("情况说明中没有写明设备的单价起点")
