"""Contributions and housing fund by economic class match basic expenditure by function.

A few 款 of the economic classes are paid under one 项 of the function classes by the rules of the classification: old-age insurance, occupational
annuity, housing fund, medical insurance and subsidies. Units do book some of it elsewhere, so a mismatch is a warning, and where one of
the two isn't printed nothing can be said.
Source: DOMAIN §5, S6 款 agree with S5 项.
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from budgetbook.checks.basic import BASIC, basic_by_class
from budgetbook.checks.cells import Cell
from budgetbook.checks.comparison import equation
from budgetbook.checks.context import Context
from budgetbook.checks.parameter import TOLERANCE
from budgetbook.checks.rule import Said, rule
from budgetbook.model.finding import Severity
from budgetbook.model.statement import Kind

# Economic 款, the function 项 that pay it, what may be paid from the class's 其他 as well, what it is.
_PAIRS = (
    ("30108", ("2080505",), (), "机关事业单位基本养老保险缴费"),
    ("30109", ("2080506",), (), "职业年金缴费"),
    ("30110", ("2101101", "2101102"), (), "职工基本医疗保险缴费"),
    # Public institutions have no 公务员医疗补助: what they pay in its place stands under 其他行政事业单位医疗支出.
    ("30111", ("2101103",), ("2101199",), "公务员医疗补助缴费"),
    ("30113", ("2210201",), (), "住房公积金"),
)


@rule(
    title="社会保障缴费、住房公积金的经济科目与功能科目一致",
    severity=Severity.WARNING,
    needs=(Kind.BASIC_EXPENDITURE, Kind.GENERAL_PUBLIC_EXPENDITURE),
    source="《政府收支分类科目》对有关科目的说明",
    hint="这类支出通常只列在对应的功能科目下；若确有其他列支，可以不改，请核对科目。",
    parameters=(TOLERANCE,),
)
def check(context: Context) -> Iterable[Said]:
    paid = basic_by_class(context)
    for economic, functions, others, words in _PAIRS:
        by_economic = paid.get(economic, ())
        by_function = _paid_under(context, functions)
        if any(cell.yuan for cell in by_economic) and any(cell.yuan for cell in by_function):
            comparison = equation(words, by_economic, by_function)
            with_others = equation(words, by_economic, [*by_function, *_paid_under(context, others)])
            yield with_others if with_others.holds else comparison


def _paid_under(context: Context, functions: tuple[str, ...]) -> list[Cell]:
    return [
        cell
        for function in functions
        for cell in context.cells(Kind.GENERAL_PUBLIC_EXPENDITURE, replace(BASIC, function=function))
    ]
