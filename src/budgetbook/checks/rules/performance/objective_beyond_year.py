"""The objective of the year speaks of the year, not of a period of several years.

Judged in projects over several years whose objective of the year repeats that of the whole period and names a span that goes beyond the
year.
Source: 项目支出绩效目标表“年度目标”; DOMAIN §7.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from budgetbook.checks.context import Context
from budgetbook.checks.performance.dates import without_references
from budgetbook.checks.performance.forms import forms, unread
from budgetbook.checks.rule import Said, rule
from budgetbook.model.finding import Finding, Severity

_SPAN = re.compile(
    r"(?<!\d)(?P<first>(?:19|20)\d\d)年?(?:\d{1,2}月)?(?:\d{1,2}日)?[-—–~～至到]+(?P<last>(?:19|20)\d\d)年"
)
_HINT = "年度目标应写清本年度要完成的内容，不要照搬实施期目标。"


@rule(
    title="年度目标只写本年度",
    severity=Severity.WARNING,
    needs=("project_forms",),
    source="项目支出绩效目标表“总体目标”",
    hint=_HINT,
)
def check(context: Context) -> Iterable[Said]:
    yield from unread(context)
    year = context.disclosure.fiscal_year
    for form in forms(context):
        if not form.several_years:
            continue
        annual = form.text("objective.annual")
        if not annual or annual != form.text("objective.whole"):
            continue
        for match in _SPAN.finditer(without_references(annual)):
            if int(match["first"]) < int(match["last"]) and int(match["last"]) > year + 1:
                yield Finding(
                    rule="",
                    severity=Severity.WARNING,
                    message=f"{form.words}年度目标与实施期目标相同，写的是“{match.group()}”，没有写清 {year} 年要完成什么",
                    places=(form.place(match.group()),),
                    found=match.group(),
                    hint=_HINT,
                )
                break
