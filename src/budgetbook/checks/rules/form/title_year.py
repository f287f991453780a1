"""Where the titles of statements name the year, every one of them does.

Source: DOMAIN §4: the fiscal year leads every title; places whose titles name no year are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from budgetbook.checks.context import Context
from budgetbook.checks.rule import NotJudged, Said, rule
from budgetbook.checks.wording import placed, statement_words
from budgetbook.model.finding import Finding, Severity

_YEAR = re.compile(r"(?:20|２０|二[〇○零O0])")
_MOST = 0.7
_FEWEST = 4
_SOURCE = "部门预算公开格式：表名前冠以预算年度"
_HINT = "请在表名前写明预算年度。"


@rule(title="报表标题写明年度", severity=Severity.WARNING, needs=("statements",), source=_SOURCE, hint=_HINT)
def check(context: Context) -> Iterable[Said]:
    statements = context.disclosure.statements
    without = [one for one in statements if not _YEAR.search(one.title)]
    if len(statements) < _FEWEST or len(statements) - len(without) < _MOST * len(statements):
        if without:
            yield NotJudged("多数报表的标题没有写年度，各地格式不同，不作要求")
        return
    for statement in without:
        yield Finding(
            rule="",
            severity=Severity.WARNING,
            message=f"{statement_words(statement)}的标题没有写年度，其余 {len(statements) - len(without)} 张表都写了",
            places=(placed(statement.place, statement=statement_words(statement), text=statement.title),),
            expected=f"{context.disclosure.fiscal_year}年{statement.title}",
            found=statement.title,
            hint=_HINT,
            source=_SOURCE,
        )
