"""A change in words fits last year's own document: last year's published budget, moved by the stated change, is this year's amount.

Judged by what rounding allows. 比上年执行数, 决算数 and 调整预算 speak of other figures and are not judged.
Source: 预算法实施条例 §6; last year's published statements.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import groupby

from budgetbook.checks.cells import Cell
from budgetbook.checks.context import Context
from budgetbook.checks.narrative.intervals import Interval, around, cut_off, percent, printed
from budgetbook.checks.narrative.mentions import Change
from budgetbook.checks.narrative.rates import Fit, judged
from budgetbook.checks.narrative.wording import as_printed, in_unit_of, money_words, section_place, section_words
from budgetbook.checks.rule import NotJudged, Said, rule
from budgetbook.checks.shelf.last_year import LastYear, Stated
from budgetbook.checks.shelf.wording import in_file, there
from budgetbook.checks.wording import cell_words
from budgetbook.model.disclosure import Phase
from budgetbook.model.finding import Finding, FindingPlace, Severity
from budgetbook.model.money import ZERO

_SOURCE = "《预算法实施条例》第六条：“三公”经费等应当说明增减变化；上年数以上年公开的预算为准"
_HINT = "请以上年公开的预算数重新计算增减额和增减率；口径有调整的，在文中写明调整后的上年数和原因。"


@rule(
    title="文字中的增减变化与上年公开的预算一致",
    severity=Severity.WARNING,
    needs=("previous", "narrative"),
    source=_SOURCE,
    hint=_HINT,
    phases=(Phase.BUDGET,),
)
def check(context: Context) -> Iterable[Said]:
    held = unread = 0
    stated = list(LastYear(context).stated())
    unread = sum(one is None for one in stated)
    for _, group in groupby((one for one in stated if one is not None), key=lambda one: id(one.change)):
        owners = list(group)
        fits = [_fits(one) for one in owners]
        held += any(fit is not None for fit in fits)
        if fits and all(fit is False for fit in fits):
            likeliest = _likeliest(context, owners)
            # 其中：…上年结转0万元，比上年减少4.08万元: beside nothing, the change is of the whole, whose last year may be unknown.
            if likeliest.mention.quantity.value or len(likeliest.change.owners) == len(owners):
                yield _finding(context, likeliest)
    if unread and not held:
        yield NotJudged("情况说明中的增减变化未能与上年的报表对应")


def _fits(one: Stated) -> bool | None:
    """Whether some amount of last year bears the change out; None where the change says nothing that could be held."""
    change = one.change
    if change.soft:
        return None
    if change.base is not None:
        return any(printed(change.base).meets(_around(cell)) for cell in one.cells)
    if change.same:
        return any(now.meets(_around(cell)) for now in one.now for cell in one.cells)
    if change.amount is not None and change.direction:
        by = printed(change.amount)
        return any(now.plus(by, -change.direction).meets(_around(cell)) for now in one.now for cell in one.cells)
    if change.rate is not None and change.rate_direction:
        return any(_rate_fits(change, now, _around(cell)) for now in one.now for cell in one.cells)
    return None


def _around(cell: Cell) -> Interval:
    return around(cell.yuan, cell.half)


def _rate_fits(change: Change, now: Interval, last: Interval) -> bool:
    assert change.rate is not None
    by = now.plus(last, -1)
    grown = by if change.rate_direction > 0 else Interval(-by.high, -by.low)
    if grown.high < 0 or last.low <= 0:
        return False
    rate = Interval(max(grown.low, ZERO), grown.high).percent_of(last)
    return rate is not None and (rate.meets(printed(change.rate)) or rate.meets(cut_off(change.rate)))


def _likeliest(context: Context, owners: list[Stated]) -> Stated:
    """The one that the change is most likely of: whose amount its rate fits, else the nearest."""
    best = judged(owners[0].change, context.matcher_or_none)
    if best is not None and best.fit in (Fit.FITS, Fit.CUT_OFF) and best.rate is not None:
        return next((one for one in owners if one.mention is best.owner), owners[0])
    return owners[0]


def _finding(context: Context, one: Stated) -> Finding:
    change, cell, like = one.change, one.cells[0], one.change.amount or one.mention.quantity
    before = context.last_year
    year = before.context.disclosure.fiscal_year
    last = money_words(like, cell.yuan)
    what = one.telling.quote(one.mention.start, one.mention.quantity.start)
    message = f"{section_words(one.telling)}：“{what}”{_said(one)}；上年公开的文件中{cell_words(before.context.disclosure, cell)}为 {last}"
    should = one.mention.quantity.value - cell.yuan
    expected: str | None
    found: str | None
    difference: Decimal | None = None
    if change.base is not None:
        expected, found = str(in_unit_of(like, cell.yuan)), str(in_unit_of(like, change.base.value))
        difference = in_unit_of(like, change.base.value - cell.yuan)
    elif change.amount is not None or change.same:
        stated = ZERO if change.amount is None else change.amount.value * change.direction
        expected, found = _signed(in_unit_of(like, should)), _signed(in_unit_of(like, stated))
        difference = in_unit_of(like, stated - should)
        message += f"，应为{'增加' if should > 0 else '减少' if should < 0 else '与上年相同'}"
        message += f" {money_words(like, abs(should))}" if should else ""
        message += f"，相差 {money_words(like, abs(stated - should))}"
    else:
        assert change.rate is not None
        rate = percent(abs(should), cell.yuan, change.rate) if cell.yuan > 0 else None
        expected = None if rate is None else f"{'增长' if should >= 0 else '下降'} {rate}%"
        found = f"{change.rate_word} {as_printed(change.rate)}"
        message += f"，应为{expected}" if expected else ""
    return Finding(
        rule="",
        severity=Severity.WARNING,
        message=message,
        places=tuple(_places(context, one)),
        expected=expected,
        found=found,
        difference=difference,
        hint=f"以 {year} 年公开的预算为准：{_HINT}",
        source=_SOURCE,
    )


def _said(one: Stated) -> str:
    change = one.change
    now = f"本年 {as_printed(one.mention.quantity)}，"
    if change.base is not None:
        return f"{now}写明上年为 {as_printed(change.base)}"
    if change.same:
        return f"{now}写明“{change.word}”"
    if change.amount is not None:
        return f"{now}{change.word} {as_printed(change.amount)}"
    assert change.rate is not None
    return f"{now}{change.rate_word} {as_printed(change.rate)}"


def _signed(amount: Decimal) -> str:
    return f"{amount:+f}" if amount else "0.00"


def _places(context: Context, one: Stated) -> Iterator[FindingPlace]:
    name = context.shelf.name
    yield in_file(section_place(one.telling, one.mention.start, one.mention.end), name)
    yield in_file(section_place(one.telling, one.change.start, one.change.end), name)
    yield there(context.last_year, one.cells[0])
