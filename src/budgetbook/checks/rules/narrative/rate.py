"""A stated rate of change fits the stated change: the rate is the change by last year, which is this year without the change.

Judged by the interval that the rounded amounts allow. A rate that was cut off instead of rounded is a notice.
Source: DOMAIN §5 and §9.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from budgetbook.checks.context import Context
from budgetbook.checks.narrative.mentions import Change, Telling
from budgetbook.checks.narrative.rates import Fit, Judged, judged
from budgetbook.checks.narrative.wording import as_printed, money_words, section_place, section_words
from budgetbook.checks.parameter import POINTS
from budgetbook.checks.rule import Said, rule
from budgetbook.model.finding import Finding, Severity

_SOURCE = "增减率＝增减额÷上年数，上年数＝本年数减增加额（加减少额）"
_HINT = "请用上年预算数重新计算增减额和增减率，保留两位小数。"
_NEAR = 12  # characters: a comma, or a few words of purpose
_SEVERITY = {
    Fit.WRONG: Severity.ERROR,
    Fit.IMPOSSIBLE: Severity.ERROR,
    Fit.NO_BASE: Severity.WARNING,
    Fit.CUT_OFF: Severity.NOTICE,
}


@rule(
    title="增减额与增减率相符",
    severity=Severity.ERROR,
    needs=("narrative",),
    source=_SOURCE,
    hint=_HINT,
    parameters=(POINTS,),
)
def check(context: Context) -> Iterable[Said]:
    for telling in context.tellings:
        for change in telling.changes:
            one = judged(change, context.matcher_or_none)
            if one is not None and one.fit in _SEVERITY and not _allowed(change, one, context.limit(POINTS)):
                yield _finding(context, telling, change, one)


def _allowed(change: Change, one: Judged, points: Decimal) -> bool:
    """Whether a policy lets the rate be that far off."""
    return one.rate is not None and change.rate is not None and abs(change.rate.value - one.rate) <= points


def _severity(context: Context, change: Change, one: Judged) -> Severity:
    """An error is only a warning where the change doesn't stand right behind what it is of, in a form that isn't known."""
    near = change.start - one.owner.end <= _NEAR or context.disclosure.form is not None
    severity = _SEVERITY[one.fit]
    return Severity.WARNING if severity is Severity.ERROR and not near else severity


def _finding(context: Context, telling: Telling, change: Change, one: Judged) -> Finding:
    assert change.amount is not None
    amount = change.amount
    said = f"{section_words(telling)}：“{telling.quote(one.owner.start, one.owner.quantity.start)}”"
    said += f"本年 {money_words(amount, one.now)}，{change.word} {as_printed(amount)}"
    if one.fit is Fit.IMPOSSIBLE:
        said += f"，由此推算上年为 {money_words(amount, one.last)}，不可能为负数"
    elif change.rate is not None and one.rate is None:
        said += f"，即上年为 0，不能计算增减率，文中却写“{change.rate_word}{as_printed(change.rate)}”"
    elif change.rate is not None:
        said += f"，即上年 {money_words(amount, one.last)}，增减率应为 {one.rate}%，文中为 {as_printed(change.rate)}"
        said += "（像是直接舍去尾数，没有四舍五入）" if one.fit is Fit.CUT_OFF else ""
    difference = None if change.rate is None or one.rate is None else change.rate.value - one.rate
    return Finding(
        rule="",
        severity=_severity(context, change, one),
        message=said,
        places=(
            section_place(telling, one.owner.start, one.owner.end),
            section_place(telling, change.start, change.end),
        ),
        expected=None if one.rate is None else f"{one.rate}%",
        found=None if change.rate is None else as_printed(change.rate),
        difference=difference,
        hint="上年没有预算的，不写增长率，写“上年无此项预算”。" if one.fit is Fit.NO_BASE else _HINT,
        source=_SOURCE,
    )
