"""The total that a form's words state is the form's own budget.

Only amounts that the sentence calls a total are judged: 总预算, 预算资金 …, or 共计, 每年需 … where nothing follows. Prices (元/人) and parts are
none. If the budget itself, of the year or of the whole period, stands anywhere in the text, the text knows it and speaks of more than one
amount. A text in yearly parts only (A 44万元/年，B 15万元/年) is judged by their sum.
Error where the words of a one-year project say 预算 and the amounts are clearly apart, else a warning; within 1 % a notice; where one lost
digit or point explains it, a notice about the text. Source: 项目支出绩效目标表“项目概况”; DOMAIN §7.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

import msgspec

from budgetbook.checks.context import Context
from budgetbook.checks.parameter import ratio
from budgetbook.checks.performance.forms import Form, Text, forms, unread
from budgetbook.checks.performance.money_in_text import Amount, amounts
from budgetbook.checks.performance.settled import pays_a_part
from budgetbook.checks.rule import Said, rule
from budgetbook.checks.wording import amount_words, in_unit_of
from budgetbook.model.finding import Finding, Severity
from budgetbook.model.money import ZERO, MoneyUnit

_FIELDS = frozenset({"summary", "plan", "objective.annual"})
_BUDGET = re.compile(
    r"(?:总预算|预算总?(?:资金|金额|经费|总额|额|数)|项目预算|预算(?:资金)?(?:共计|合计|总计)|(?:共计|合计|总计)预算(?:资金)?|资金预算|"
    r"经费预算|年度预算|申请预算|共需预算|(?<!二级)项目总(?:预算|金额|经费|投资))(?:约)?(?:为|共|计|是|:)?(?:约|人民币)?$"
)
_TOTAL = re.compile(
    r"(?:[共总合]计|总额|总金额|全年共?需|年需|约需|每年需?|共需(?:要)?(?:经费|资金)?|(?:所)?需(?:要)?(?:经费|资金)|补助金额|金额|经费|费用|"
    r"成本|标准共)(?:约)?(?:为|共|计|是|:)?(?:约|人民币)?$"
)
_SUBTOTAL = re.compile(r"小计|其中|每次|每期|每场|每月|月均")
_SUM = re.compile(r"[共合总]计(?:约)?(?:为|是|:)?$")
_CLAUSE = re.compile(r"[，,。;；、:：]")
_END = re.compile(r"^(?:整|左右|/每?年|每年|/年度)?[。.;；]?$")
_POWERS = (Decimal(10), Decimal(100))
_NEARLY = ratio("rounded", "0.01", "与预算相差多大比例之内，只作提示（多是取整）")
_HINT = "请核对项目概况中的金额与资金总额，改正其中一处；前几年的金额不要沿用。"


class _Stated(msgspec.Struct, frozen=True):
    """A total that the words state, with its quotation; `budget` where they call it the budget."""

    yuan: Decimal
    half: Decimal
    quote: str
    budget: bool
    text: Text


@rule(
    title="文字所说的总金额就是项目预算",
    severity=Severity.ERROR,
    needs=("project_forms",),
    source="项目支出绩效目标表“项目概况”“年度资金总额”",
    hint=_HINT,
    parameters=(_NEARLY,),
)
def check(context: Context) -> Iterable[Said]:
    yield from unread(context)
    for form in forms(context):
        if form.annual is None:
            continue
        for text in form.texts:
            stated = _stated(form, text) if text.field in _FIELDS else None
            if stated is not None:
                yield _finding(form, form.annual, stated, context.limit(_NEARLY))
                break


def _stated(form: Form, text: Text) -> _Stated | None:
    """The total that `text` states, where it is neither the year's budget nor the whole period's."""
    found = amounts(text.text)
    if not found or any(one.near(form.annual) or one.near(form.whole) for one in found):
        return None
    totals = [one for one in found if not one.price]
    named = [one for one in totals if _BUDGET.search(text.text, max(0, one.start - 14), one.start)]
    if len(named) == 1 and named[0] is totals[-1] and _towers(named[0], totals):
        return _told(text, named[0], budget=True)
    if not totals or named:
        return None
    if len(totals) == 1 and form.annual is not None and _lost_digit(totals[0].yuan, form.annual):
        return _told(text, totals[0], budget=False)
    last = totals[-1]
    at_end = _END.match(text.text[last.end :]) and last is found[-1]
    before = text.text[max(0, last.start - 14) : last.start]
    if at_end and _TOTAL.search(before) and not _SUBTOTAL.search(_CLAUSE.split(before)[-1]) and _towers(last, totals):
        summed = _SUM.search(before) is not None
        return None if pays_a_part(form) and not summed else _told(text, last, budget=False)
    return _yearly_parts(form, text, totals)


def _towers(total: Amount, all_totals: list[Amount]) -> bool:
    """Whether no other amount of the text is larger: a total is no smaller than its parts."""
    return all(one.yuan <= total.yuan for one in all_totals)


def _yearly_parts(form: Form, text: Text, totals: list[Amount]) -> _Stated | None:
    if len(totals) < 2 or not all(one.yearly for one in totals) or form.annual is None or form.several_years:
        return None
    total = sum((one.yuan for one in totals), ZERO)
    half = sum((one.half for one in totals), ZERO)
    if abs(total - form.annual) <= half:
        return None
    quote = "＋".join(one.text for one in totals) + f"＝{amount_words(MoneyUnit.WAN, total)}"
    return _Stated(total, half, quote, False, text)


def _told(text: Text, amount: Amount, *, budget: bool) -> _Stated:
    begin = max(text.text.rfind(sign, 0, amount.start) for sign in "，,。;；、:：")
    return _Stated(amount.yuan, amount.half, text.text[begin + 1 : amount.end], budget, text)


def _finding(form: Form, annual: Decimal, stated: _Stated, nearly: Decimal) -> Finding:
    off = abs(stated.yuan - annual)
    lost = _lost_digit(stated.yuan, annual) or _lost_point(stated.yuan, annual)
    near = off <= annual * nearly
    # A project over years may state the budget of all of them.
    certain = stated.budget and form.lasts == 1 and not pays_a_part(form)
    severity = Severity.NOTICE if near or lost else Severity.ERROR if certain else Severity.WARNING
    why = "；可能是文字转换时漏了数字或小数点" if lost else ""
    return Finding(
        rule="",
        severity=severity,
        message=(
            f"{form.words}{stated.text.label}说“{stated.quote}”，年度资金总额为 {amount_words(MoneyUnit.YUAN, annual)}，"
            f"相差 {amount_words(MoneyUnit.YUAN, off)}{why}"
        ),
        places=(form.place(stated.quote),),
        expected=str(in_unit_of(MoneyUnit.YUAN, annual)),
        found=str(in_unit_of(MoneyUnit.YUAN, stated.yuan)),
        difference=stated.yuan - annual,
        hint=_HINT,
    )


def _lost_digit(said: Decimal, true: Decimal) -> bool:
    """Whether the words are the budget without its first digit (29万 for 129万): conversions lose one."""
    shorter, longer = f"{said.normalize():f}".partition(".")[0], f"{true.normalize():f}".partition(".")[0]
    return len(longer) == len(shorter) + 1 and longer.endswith(shorter)


def _lost_point(said: Decimal, true: Decimal) -> bool:
    """Whether only the decimal point differs (154万 for 15.4万)."""
    return any(said == true * power or true == said * power for power in _POWERS)
