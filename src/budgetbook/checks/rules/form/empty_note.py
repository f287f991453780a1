"""A statement without amounts says that it has none.

Where the form isn't known, its absence is a notice: not every place asks for the note.
Source: 部门预算公开格式: an empty statement is published with the note 本表无数据, so that it can't be taken for an oversight.
"""

from __future__ import annotations

from collections.abc import Iterable

from budgetbook.checks.context import Context
from budgetbook.checks.rule import NotJudged, Said, rule
from budgetbook.checks.without_data import says_no_data
from budgetbook.checks.wording import placed, statement_words
from budgetbook.model.finding import Finding, Severity

_SOURCE = "部门预算公开格式：没有数据的表应当公开空表并注明"
_HINT = "请在表下注明“注：本表无数据”。"


@rule(
    title="空表注明本表无数据",
    severity=Severity.WARNING,
    needs=("statements",),
    source=_SOURCE,
    hint=_HINT,
)
def check(context: Context) -> Iterable[Said]:
    severity = Severity.WARNING if context.disclosure.form is not None else Severity.NOTICE
    for number, statement in enumerate(context.disclosure.statements):
        if any(amount is not None for row in statement.rows for amount in row.amounts) or says_no_data(statement):
            continue
        if context.damaged.within("statements", number) or not statement.columns:
            yield NotJudged(f"{statement_words(statement)}识别有疑问，无法判断是否为空表")
            continue
        yield Finding(
            rule="",
            severity=severity,
            message=f"{statement_words(statement)}没有任何金额，也没有注明本表无数据",
            places=(placed(statement.place, statement=statement_words(statement)),),
            expected="注：本表无数据",
            hint=_HINT,
            source=_SOURCE,
        )
