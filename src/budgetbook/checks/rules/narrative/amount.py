"""Every amount in words equals the statement it speaks of, at the precision both are printed with.

An amount is held against every cell that its words may mean, and found wrong only where none of them carries it. In a form that isn't known a
second cell must bear the statement's amount out before it is an error. Where the file is a conversion
that loses digits, an amount that one lost digit explains is reported as a flaw of the text, if the statements bear the other amount out.
Source: DOMAIN §5, Words against statements.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from budgetbook.checks.context import Context
from budgetbook.checks.narrative.matching import Match
from budgetbook.checks.narrative.mentions import Telling
from budgetbook.checks.narrative.wording import (
    as_printed,
    in_unit_of,
    lost_a_digit,
    money_words,
    section_place,
    section_words,
)
from budgetbook.checks.parameter import TOLERANCE
from budgetbook.checks.rule import NotJudged, Said, rule
from budgetbook.checks.wording import cell_words, finding_place, printed_words
from budgetbook.model.finding import Finding, Severity

_HINT = "请以批复的预算核对：改正文字，或改正报表。"


@rule(
    title="文字中的金额与报表一致",
    severity=Severity.ERROR,
    needs=("narrative", "statements"),
    source="《预算法》第十四条；部门预算公开格式：情况说明的数字取自报表",
    hint=_HINT,
    parameters=(TOLERANCE,),
)
def check(context: Context) -> Iterable[Said]:
    read = unread = 0
    tolerance = context.limit(TOLERANCE)
    for telling in context.tellings:
        for mention in telling.mentions:
            match = context.matcher.match(mention)
            if match.contradicted and _beyond(match) > tolerance:
                yield _finding(context, telling, match)
            read += match.agrees
            unread += not match.cells
    if not read and unread:
        yield NotJudged("情况说明中的金额未能与报表对应")


def _beyond(match: Match) -> Decimal:
    """How far the amount is from the nearest cell it may mean."""
    return min(abs(match.mention.quantity.value - cell.yuan) for cell in match.cells)


def _finding(context: Context, telling: Telling, match: Match) -> Finding:
    mention, cell = match.mention, match.cells[0]
    quantity, disclosure = mention.quantity, context.disclosure
    witnessed = disclosure.form is not None or any(other.yuan == cell.yuan for other in match.cells[1:])
    lost = lost_a_digit(disclosure, quantity, cell.yuan) and any(other.yuan == cell.yuan for other in match.cells[1:])
    return Finding(
        rule="",
        severity=Severity.NOTICE if lost else Severity.ERROR if witnessed else Severity.WARNING,
        message=(
            f"{section_words(telling)}：“{telling.quote(mention.start, quantity.start)}”为 {as_printed(quantity)}，"
            f"{cell_words(disclosure, cell)}为{printed_words(disclosure, cell)}，"
            f"相差 {money_words(quantity, abs(quantity.value - cell.yuan))}"
            + ("；像是转换文件时丢了一位数字，报表另有一处佐证" if lost else "")
        ),
        places=(section_place(telling, mention.start, mention.end), finding_place(disclosure, cell)),
        expected=str(in_unit_of(quantity, cell.yuan)),
        found=str(in_unit_of(quantity, quantity.value)),
        difference=in_unit_of(quantity, quantity.value - cell.yuan),
        hint="请对照原文件核实文字中的数字。" if lost else _HINT,
        source="《预算法》第十四条；部门预算公开格式：情况说明的数字取自报表",
    )
