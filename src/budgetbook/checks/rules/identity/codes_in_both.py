"""A function code with money in one statement stands in the other statements that must show it.

The codes of the expenditure statement are those of the income statement, and those of the general public expenditure statement are among
them: a row is left out only where there is no money.
Source: DOMAIN §5, Across.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from budgetbook.checks.context import KIND_WORDS, Context
from budgetbook.checks.rule import NotJudged, Said, rule
from budgetbook.checks.wording import placed, row_words, statement_words
from budgetbook.model.finding import Finding, Severity
from budgetbook.model.place import describe
from budgetbook.model.statement import Kind, Row, Statement

# Codes of the first must stand in the second.
_PAIRS = (
    (Kind.EXPENDITURE, Kind.INCOME),
    (Kind.INCOME, Kind.EXPENDITURE),
    (Kind.GENERAL_PUBLIC_EXPENDITURE, Kind.INCOME),
)


@rule(
    title="各表的功能科目互相对应",
    severity=Severity.ERROR,
    needs=("statements",),
    source="《预算法实施条例》第六条：支出按功能分类公开到项",
    hint="请核对科目编码是否写错，或在缺少这一科目的表中补列。",
)
def check(context: Context) -> Iterable[Said]:
    for one, other in _PAIRS:
        try:
            here, there = context.whole(one), context.whole(other)
        except NotJudged as reason:
            yield NotJudged(f"{KIND_WORDS[one]}与{KIND_WORDS[other]}：{reason}")
            continue
        known = {row.coordinates.function for row in there.rows}
        yield from _missing(here, there, known)


def _missing(here: Statement, there: Statement, known: set[str | None]) -> Iterator[Finding]:
    levels = {len(code) for code in known if code}
    for row in here.rows:
        code = row.coordinates.function
        # A statement that stops at 款 says nothing of 项, and one that prints only 项, below each unit, nothing of 类 and 款.
        if code is None or len(code) not in levels or code in known or not any(row.amounts):
            continue
        yield _finding(here, there, row)


def _finding(here: Statement, there: Statement, row: Row) -> Finding:
    where = describe(row.place)
    return Finding(
        rule="",
        severity=Severity.ERROR,
        message=(
            f"{statement_words(here)}列有“{row_words(row)}”"
            + (f"（{where}）" if where else "")
            + f"，{statement_words(there)}中没有这一科目"
        ),
        places=(
            placed(row.place, statement=statement_words(here), row=row_words(row)),
            placed(there.place, statement=statement_words(there)),
        ),
        expected=row.coordinates.function,
        hint="请核对科目编码是否写错，或在缺少这一科目的表中补列。",
    )
