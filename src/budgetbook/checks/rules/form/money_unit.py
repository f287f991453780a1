"""Statements name the unit of their money, and it is the one their amounts are in.

A statement all of whose amounts are ten thousand times (or a ten-thousandth of) what the others print has 元 and 万元 mixed up: an error, and the
only one about it, since it takes no part in other comparisons. One without a unit is a warning.
Source: DOMAIN §4, §8 (元 and 万元 in one document).
"""

from __future__ import annotations

from collections.abc import Iterable

from budgetbook.checks.context import Context
from budgetbook.checks.rule import Said, rule
from budgetbook.checks.wording import amount_words, cell_words, finding_place, placed, statement_words, unit_of
from budgetbook.model.finding import Finding, Severity
from budgetbook.model.money import MoneyUnit

_MISSING = "money_unit_missing"  # what the reader calls a statement without a unit
_SOURCE = "部门预算公开格式：表上注明金额单位"
_HINT = "请核对表上注明的金额单位（元、万元）。"


@rule(
    title="报表注明金额单位，且与金额相符", severity=Severity.ERROR, needs=("statements",), source=_SOURCE, hint=_HINT
)
def check(context: Context) -> Iterable[Said]:
    disclosure = context.disclosure
    for number, wrong in context.index.wrong_units.items():
        statement = disclosure.statements[number]
        other = MoneyUnit.YUAN if statement.unit is MoneyUnit.WAN else MoneyUnit.WAN
        yield Finding(
            rule="",
            severity=Severity.ERROR,
            message=(
                f"{statement_words(statement)}注明的单位是{statement.unit.value}，按其他报表应为{other.value}："
                f"{cell_words(disclosure, wrong.cell, beside=wrong.cell)}为 {amount_words(statement.unit, wrong.cell.yuan)}，"
                f"{cell_words(disclosure, wrong.witness)}为 {amount_words(unit_of(disclosure, wrong.witness), wrong.witness.yuan)}"
            ),
            places=(finding_place(disclosure, wrong.cell), finding_place(disclosure, wrong.witness)),
            expected=other.value,
            found=statement.unit.value,
            hint=_HINT,
            source=_SOURCE,
        )
    for damage in disclosure.damage:
        parts = (damage.subject or "").split("/")
        if damage.what != _MISSING or len(parts) < 3 or parts[1] != "statements" or not parts[2].isdigit():
            continue
        statement = disclosure.statements[int(parts[2])]
        yield Finding(
            rule="",
            severity=Severity.WARNING,
            message=f"{statement_words(statement)}没有注明金额单位",
            places=(placed(statement.place, statement=statement_words(statement)),),
            expected="单位：万元",
            hint=_HINT,
            source=_SOURCE,
        )
