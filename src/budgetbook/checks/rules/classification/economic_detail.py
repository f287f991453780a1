"""Basic expenditure is published by economic class to the second level, so that the code of a line with money has five digits.

Source: 预算法实施条例 §6; 预算法 §46.
"""

from __future__ import annotations

from collections.abc import Iterable

from budgetbook.checks.context import KIND_WORDS, Context
from budgetbook.checks.detail import rows_that_stop_short
from budgetbook.checks.rule import NotJudged, Said, rule
from budgetbook.checks.wording import placed, statement_words
from budgetbook.model.finding import Finding, Severity
from budgetbook.model.statement import Kind

_SOURCE = "《预算法实施条例》第六条：基本支出按经济性质分类公开到款"
_HINT = "请把基本支出细化到款级科目（5 位编码）。"
_DIGITS = 5


@rule(
    title="基本支出按经济分类公开到款",
    severity=Severity.WARNING,
    needs=(Kind.BASIC_EXPENDITURE,),
    source=_SOURCE,
    hint=_HINT,
)
def check(context: Context) -> Iterable[Said]:
    statement = context.whole(Kind.BASIC_EXPENDITURE)
    if not any(len(row.coordinates.economic or "") >= _DIGITS for row in statement.rows):
        yield NotJudged(f"{KIND_WORDS[Kind.BASIC_EXPENDITURE]}没有读到款级科目，无法判断细化程度")
        return
    for row, code in rows_that_stop_short(statement, "economic", _DIGITS):
        yield Finding(
            rule="",
            severity=Severity.WARNING,
            message=f"{statement_words(statement)}“{code} {''.join(row.label.split())}”有金额，没有细化到款",
            places=(placed(row.place, statement=statement_words(statement), row=row.label),),
            expected="5 位编码的款级科目",
            found=code,
            hint=_HINT,
            source=_SOURCE,
        )
