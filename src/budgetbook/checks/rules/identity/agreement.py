"""Two cells at the same coordinates agree, wherever they are printed.

Statements are views of one ledger: the total of statement 3 is the expenditure total of statement 1, statement 2's 一般公共预算 by function is
statement 5's total by function, and so on (DOMAIN §5, Across).
"""

from __future__ import annotations

from collections.abc import Iterable

from budgetbook.checks.agreements import agreements
from budgetbook.checks.context import Context
from budgetbook.checks.parameter import TOLERANCE
from budgetbook.checks.rule import NotJudged, Said, rule
from budgetbook.checks.wording import statement_words
from budgetbook.model.finding import Severity


@rule(
    title="同一数据在各表中一致",
    severity=Severity.ERROR,
    needs=("statements",),
    source="《预算法》第十四条；《预算法实施条例》第六条；各报表取自同一预算数据",
    hint="两处是同一笔预算数，应当相等；请与批复的预算核对，改正有误的一处。",
    parameters=(TOLERANCE,),
)
def check(context: Context) -> Iterable[Said]:
    for book in context.books:
        yield from agreements(book)
    for number, reason in context.index.excluded.items():
        yield NotJudged(f"{statement_words(context.disclosure.statements[number])}：{reason}")
