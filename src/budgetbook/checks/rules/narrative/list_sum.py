"""Amounts listed as the parts of another add up to it, where one wrong digit is what keeps them from it.

A list may be incomplete without saying so. So parts that don't add up are reported only where one slip in one of the numbers explains all of it
(see `slips`).
Source: DOMAIN §5, Words against statements: every amount of the words agrees with the others.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from budgetbook.checks.context import Context
from budgetbook.checks.narrative.mentions import Mention, Telling
from budgetbook.checks.narrative.outline import Listed, listings
from budgetbook.checks.narrative.slips import slipped
from budgetbook.checks.narrative.sums import excess, told_by_statements
from budgetbook.checks.narrative.wording import as_printed, in_unit_of, money_words, section_place, section_words
from budgetbook.checks.rule import Said, rule
from budgetbook.model.finding import Finding, Severity

_SOURCE = "情况说明：所列各项之和等于总数"
_HINT = "请核对总数和所列各项，改正写错的一个；所列不全的，在最后加“等”字。"
_MOST = 6  # parts that a message names


@rule(title="文字所列各项之和等于总数", severity=Severity.WARNING, needs=("narrative",), source=_SOURCE, hint=_HINT)
def check(context: Context) -> Iterable[Said]:
    for telling in context.tellings:
        told: set[Mention] = set()
        for listed in listings(telling):
            if not told.intersection((listed.whole, *listed.parts)):
                for finding in _judge(context, telling, listed):
                    told |= {listed.whole, *listed.parts}
                    yield finding


def _judge(context: Context, telling: Telling, listed: Listed) -> Iterator[Finding]:
    whole, parts = listed.whole.quantity, [part.quantity for part in listed.parts]
    off = excess(listed.whole, listed.parts)
    if not off or not slipped(whole, parts, off) or told_by_statements(context, (listed.whole, *listed.parts)):
        return
    named = "、".join(f"{part.words} {as_printed(part.quantity)}" for part in listed.parts[:_MOST])
    yield Finding(
        rule="",
        severity=Severity.WARNING,
        message=(
            f"{section_words(telling)}：“{telling.quote(listed.whole.start, whole.start)}”{as_printed(whole)}，所列 {len(parts)} 项"
            f"（{named}{'等' if len(parts) > _MOST else ''}）合计 {money_words(whole, whole.value - off)}，相差 {money_words(whole, abs(off))}；"
            "改动其中一个数的一处就全部相符，像是笔误"
        ),
        places=tuple(
            section_place(telling, one.start, one.end) for one in (listed.whole, listed.parts[0], listed.parts[-1])
        ),
        expected=str(in_unit_of(whole, whole.value - off)),
        found=str(in_unit_of(whole, whole.value)),
        difference=in_unit_of(whole, off),
        hint=_HINT,
        source=_SOURCE,
    )
