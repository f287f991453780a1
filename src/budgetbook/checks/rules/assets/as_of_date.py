"""State assets are stated as of a day that has passed, and of late: the end of last year, or a month around it.

Source: DOMAIN §6, section eleven: as of a date; a budget is published within the first months of its year (预算法 §14).
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from budgetbook.checks.context import Context
from budgetbook.checks.narrative.wording import section_place, section_words
from budgetbook.checks.parameter import count
from budgetbook.checks.rule import Said, rule
from budgetbook.model.disclosure import Phase
from budgetbook.model.finding import Finding, Severity

_AS_OF = re.compile(r"截[至止](?:到)?(?P<year>20\d\d)年(?:(?P<month>\d{1,2})月(?:\d{1,2}日)?)?(?P<end>底|末)?")
# Whoever publishes later in the budget's own year is late.
_LATEST = count("latest_month", 6, "月", "预算年度内最晚可以以哪个月为截止时间", least=0)
_SOURCE = "《预算法》第十四条：批复后二十日内公开；情况说明：国有资产占有使用情况"
_HINT = "请改为公开前最近的时点，一般是上年 12 月 31 日。"


@rule(
    title="资产情况的截止日期合理",
    severity=Severity.WARNING,
    needs=("narrative",),
    source=_SOURCE,
    hint=_HINT,
    phases=(Phase.BUDGET,),
    parameters=(_LATEST,),
)
def check(context: Context) -> Iterable[Said]:
    year = context.disclosure.fiscal_year
    for telling in context.tellings:
        for match in _AS_OF.finditer(telling.plain.text):
            stated = int(match["year"])
            month = int(match["month"]) if match["month"] else 12 if match["end"] else 1
            if stated == year - 1 or (stated == year and month <= context.limit(_LATEST)):
                continue
            said = "晚于预算公开的时间" if stated >= year else "不是最近的时点"
            yield Finding(
                rule="",
                severity=Severity.WARNING,
                message=f"{section_words(telling)}：“{telling.quote(match.start(), match.end())}”{said}",
                places=(section_place(telling, match.start(), match.end()),),
                expected=f"{year - 1}年12月31日",
                found=telling.quote(match.start(), match.end()),
                hint=_HINT,
                source=_SOURCE,
            )
