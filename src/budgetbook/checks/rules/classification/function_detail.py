"""Expenditure is published by function to the third level, so that the code of a line with money has seven digits.

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

_SOURCE = "《预算法实施条例》第六条：一般公共预算支出按功能分类公开到项"
_HINT = "请把支出细化到项级科目（7 位编码）。"
_DIGITS = 7


@rule(
    title="支出按功能分类公开到项",
    severity=Severity.WARNING,
    needs=(Kind.GENERAL_PUBLIC_EXPENDITURE,),
    source=_SOURCE,
    hint=_HINT,
)
def check(context: Context) -> Iterable[Said]:
    statement = context.whole(Kind.GENERAL_PUBLIC_EXPENDITURE)
    rows = [row for row in statement.rows if row.coordinates.function is not None]
    if not any(len(row.coordinates.function or "") == _DIGITS or row.code for row in rows):
        yield NotJudged(f"{KIND_WORDS[Kind.GENERAL_PUBLIC_EXPENDITURE]}没有印出科目编码，无法判断细化程度")
        return
    for row, code in rows_that_stop_short(statement, "function", _DIGITS):
        yield Finding(
            rule="",
            severity=Severity.WARNING,
            message=f"{statement_words(statement)}“{code} {''.join(row.label.split())}”有金额，没有细化到项",
            places=(placed(row.place, statement=statement_words(statement), row=row.label),),
            expected="7 位编码的项级科目",
            found=code,
            hint=_HINT,
            source=_SOURCE,
        )
