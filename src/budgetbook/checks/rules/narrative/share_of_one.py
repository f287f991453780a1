"""Shares of one list are shares of one whole: each part divided by its share gives that whole, even where no sentence names it.

Judged where nothing says what the shares are of (else narrative.share does), from three shares on, where all but one give the same whole.
Source: DOMAIN §5, Words against statements: shares are parts of what the list divides.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from budgetbook.checks.context import Context
from budgetbook.checks.narrative.intervals import Interval, cut_off, percent, printed
from budgetbook.checks.narrative.mentions import Mention, Share, Telling
from budgetbook.checks.narrative.shares import wholes_of
from budgetbook.checks.narrative.wording import as_printed, money_words, section_place, section_words
from budgetbook.checks.parameter import POINTS
from budgetbook.checks.rule import Said, rule
from budgetbook.model.finding import Finding, Severity

_SOURCE = "比重＝部分÷合计；同一列举中的各项占比对应同一个合计"
_HINT = "请用文中的金额重新计算占比。"
_FEWEST = 3
_Part = tuple[Mention, Share, Interval]


@rule(
    title="同一列举中的占比对应同一个合计",
    severity=Severity.WARNING,
    needs=("narrative",),
    source=_SOURCE,
    hint=_HINT,
    parameters=(POINTS,),
)
def check(context: Context) -> Iterable[Said]:
    for telling in context.tellings:
        for parts in _lists(telling):
            odd = _odd_one(parts)
            if odd is not None:
                yield from _finding(context, telling, odd, [part for part in parts if part is not odd])


def _lists(telling: Telling) -> Iterator[list[_Part]]:
    """The shares of each sentence whose whole nothing names, with the whole that each gives."""
    lists: dict[tuple[int, str], list[_Part]] = defaultdict(list)
    text = telling.plain.text
    for mention in telling.mentions:
        share = mention.share
        if share is None or share.rate.value <= 0 or mention.quantity.value <= 0:
            continue
        if any(True for _ in wholes_of(telling, mention, share)):
            continue
        sentence = max(text.rfind(mark, 0, mention.start) for mark in "。\n")
        lists[sentence, share.of_words].append((mention, share, _whole(mention, share)))
    yield from (parts for parts in lists.values() if len(parts) >= _FEWEST)


def _whole(mention: Mention, share: Share) -> Interval:
    """The wholes of which the amount is the share, whether that was rounded or cut off."""
    part, rate = printed(mention.quantity), cut_off(share.rate)
    low = max(rate.low, share.rate.step / 100)  # a share printed as 0.1 may be all but nothing
    return Interval(part.low * 100 / rate.high, part.high * 100 / low)


def _odd_one(parts: Sequence[_Part]) -> _Part | None:
    """The one part without which the others share a whole; None where all do, or no single one is to blame."""
    if _common(parts) is not None:
        return None
    odd = [part for part in parts if _common([other for other in parts if other is not part]) is not None]
    return odd[0] if len(odd) == 1 else None


def _common(parts: Sequence[_Part]) -> Interval | None:
    low, high = max(whole.low for *_, whole in parts), min(whole.high for *_, whole in parts)
    return Interval(low, high) if low <= high else None


def _finding(context: Context, telling: Telling, odd: _Part, others: Sequence[_Part]) -> Iterator[Finding]:
    mention, share, _ = odd
    common = _common(others)
    assert common is not None
    whole = Decimal(round((common.low + common.high) / 200) * 100)
    wanted = percent(mention.quantity.value, whole, share.rate)
    wanted = wanted.quantize(share.rate.step) if share.rate.step <= 1 else wanted
    if abs(share.rate.value - wanted) <= context.limit(POINTS):
        return
    yield Finding(
        rule="",
        severity=Severity.WARNING,
        message=(
            f"{section_words(telling)}：其他 {len(others)} 项的占比对应的合计约为 {money_words(mention.quantity, whole)}，"
            f"“{telling.quote(mention.start, mention.quantity.start)}” {as_printed(mention.quantity)}应占 {wanted}%，"
            f"文中为 {as_printed(share.rate)}"
        ),
        places=(section_place(telling, mention.start, share.end),),
        expected=f"{wanted}%",
        found=as_printed(share.rate),
        difference=share.rate.value - wanted,
        hint=_HINT,
        source=_SOURCE,
    )
