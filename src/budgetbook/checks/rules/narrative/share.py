"""A stated share is the part divided by the whole, within what rounding allows.

A last digit that was moved so that all shares make 100 is a notice. The whole is what the sentence names (占本年支出合计的…), else what the part is said to be part of.
Source: DOMAIN §5, Words against statements: shares use two decimals and print 0% for zero.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from budgetbook.checks.context import Context
from budgetbook.checks.narrative.intervals import Interval, around, cut_off, percent, printed
from budgetbook.checks.narrative.mentions import Mention, Share, Telling
from budgetbook.checks.narrative.shares import wholes_of
from budgetbook.checks.narrative.wording import as_printed, money_words, section_place, section_words
from budgetbook.checks.parameter import POINTS
from budgetbook.checks.rule import Said, rule
from budgetbook.model.finding import Finding, Severity

_SOURCE = "比重＝部分÷合计；情况说明中的占比保留两位小数"
_HINT = "请用文中的金额重新计算占比。"


@rule(
    title="文字中的占比与金额相符",
    severity=Severity.ERROR,
    needs=("narrative",),
    source=_SOURCE,
    hint=_HINT,
    parameters=(POINTS,),
)
def check(context: Context) -> Iterable[Said]:
    for telling in context.tellings:
        for mention in telling.mentions:
            if mention.share is not None:
                yield from _judge(context, telling, mention, mention.share)


def _judge(context: Context, telling: Telling, mention: Mention, share: Share) -> Iterator[Finding]:
    stated = printed(share.rate)
    parts = list(_amounts(context, mention))
    wholes: list[Interval] = []
    rates: list[Interval] = []
    for amount in (amount for whole in wholes_of(telling, mention, share) for amount in _amounts(context, whole)):
        wholes.append(amount)
        for own in parts:
            rate = own.percent_of(amount)
            if rate is None:
                continue
            if rate.meets(stated):
                return
            rates.append(rate)
    if not rates:
        return
    even = _made_even(telling, mention, share) and any(
        rate.meets(around(share.rate.value, share.rate.step)) for rate in rates
    )
    certain = context.disclosure.form is not None or bool(share.of_words) or _borne_out(context, telling, mention)
    severity = Severity.ERROR if certain else Severity.WARNING
    if even or any(rate.meets(cut_off(share.rate)) for rate in rates):
        severity = Severity.NOTICE
    part, whole = _middle(parts[0]), _middle(wholes[0])
    wanted = percent(part, whole, share.rate)
    if abs(share.rate.value - wanted) <= context.limit(POINTS):
        return
    yield Finding(
        rule="",
        severity=severity,
        message=(
            f"{section_words(telling)}：“{telling.quote(mention.start, mention.quantity.start)}”"
            f" {money_words(mention.quantity, part)}，占 {money_words(mention.quantity, whole)}的比重应为 {wanted}%，"
            f"文中为 {as_printed(share.rate)}" + ("（像是为凑足 100% 而调整）" if even else "")
        ),
        places=(section_place(telling, mention.start, share.end),),
        expected=f"{wanted}%",
        found=as_printed(share.rate),
        difference=share.rate.value - wanted,
        hint=_HINT,
        source=_SOURCE,
    )


def _made_even(telling: Telling, mention: Mention, share: Share) -> bool:
    """Whether the shares of one whole add up to 100 exactly: some writers move a last digit so that they do."""
    beside = [one.share.rate for one in telling.mentions if one.parent is mention.parent and one.share is not None]
    return mention.parent is not None and sum((rate.value for rate in beside), Decimal(0)) == 100


def _borne_out(context: Context, telling: Telling, mention: Mention) -> bool:
    """Whether another share of the same whole fits: then the whole was understood."""
    for other in telling.mentions:
        if other is mention or other.share is None or not other.share.rate.value or other.parent is not mention.parent:
            continue
        wholes = [one for whole in other.ancestors() for one in _amounts(context, whole)]
        rates = [printed(other.quantity).percent_of(whole) for whole in wholes]
        if any(rate is not None and rate.meets(printed(other.share.rate)) for rate in rates):
            return True
    return False


def _amounts(context: Context, mention: Mention) -> Iterator[Interval]:
    """What a mention comes to: as its sentence says, then as the statements say."""
    yield printed(mention.quantity)
    matcher = context.matcher_or_none
    if matcher is not None:
        for cell in matcher.match(mention).cells[:3]:
            yield around(cell.yuan, cell.half)


def _middle(interval: Interval) -> Decimal:
    return (interval.low + interval.high) / 2
