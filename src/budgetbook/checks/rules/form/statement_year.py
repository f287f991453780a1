"""The titles of statements name the fiscal year.

Where most titles name another year than the cover, the year may have been read wrong, and nothing is judged.
Source: DOMAIN §4: the fiscal year leads every title.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from decimal import Decimal

from budgetbook.checks.context import Context
from budgetbook.checks.rule import NotJudged, Said, rule
from budgetbook.checks.wording import placed, statement_words
from budgetbook.model.finding import Finding, Severity

_YEAR = re.compile(r"(20\d\d)\s*年")
_SOURCE = "部门预算公开格式：表名前冠以预算年度"
_HINT = "请改正表名中的年度。"


@rule(title="报表标题的年度是预算年度", severity=Severity.ERROR, needs=("statements",), source=_SOURCE, hint=_HINT)
def check(context: Context) -> Iterable[Said]:
    year = context.disclosure.fiscal_year
    titled = [
        (one, years)
        for one in context.disclosure.statements
        if (years := [int(found) for found in _YEAR.findall(one.title)])
    ]
    counted = Counter(one for _, years in titled for one in set(years))
    if not titled:
        yield NotJudged("报表标题中没有写年度")
        return
    if counted[year] * 2 < len(titled):
        yield NotJudged("多数报表标题的年度与文件的年度不同，无法判断以哪个为准")
        return
    for statement, years in titled:
        if year in years:
            continue
        yield Finding(
            rule="",
            severity=Severity.ERROR,
            message=f"{statement_words(statement)}的标题写的是 {years[0]} 年，本文件是 {year} 年预算",
            places=(placed(statement.place, statement=statement_words(statement), text=statement.title),),
            expected=str(year),
            found=str(years[0]),
            difference=Decimal(years[0] - year),
            hint=_HINT,
            source=_SOURCE,
        )
