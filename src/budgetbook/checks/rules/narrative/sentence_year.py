"""Sentences speak of the fiscal year and compare with the year before it.

A sentence that gives this year's amount under another year's name contradicts itself; one that compares with a year other than the last is
asked about.
Source: DOMAIN §6.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from budgetbook.checks.context import Context
from budgetbook.checks.narrative.matching import agree
from budgetbook.checks.narrative.mentions import Mention, Telling
from budgetbook.checks.narrative.plain import plain_text
from budgetbook.checks.narrative.vocabulary import Phrase, own_names
from budgetbook.checks.narrative.wording import as_printed, section_place, section_words
from budgetbook.checks.once import once
from budgetbook.checks.rule import Said, rule
from budgetbook.model.finding import Finding, Severity

_SOURCE = "情况说明：说明预算年度的收支，与上年比较"
_FAR = 20
_HINT = "请改正年度，或说明为什么与其他年度比较。"


@rule(title="文字中的年度正确", severity=Severity.ERROR, needs=("narrative",), source=_SOURCE, hint=_HINT)
def check(context: Context) -> Iterable[Said]:
    year = context.disclosure.fiscal_year
    for telling in context.tellings:
        for mention in telling.mentions:
            if mention.phrase is not None and mention.phrase.year not in (None, year):
                yield from _of_another_year(context, telling, mention, mention.phrase, year)
        yield from _begun_with_another_year(context, telling, year)
        for change in telling.changes:
            owner = change.owners[0].phrase if change.owners else None
            spoken_of = year if owner is None or owner.year is None else owner.year
            if change.base_year is not None and change.base_year not in (year - 1, spoken_of - 1):
                quote = telling.quote(change.start, change.end)
                yield Finding(
                    rule="",
                    severity=Severity.WARNING,
                    message=f"{section_words(telling)}：“{quote}”与 {change.base_year} 年比较，上年是 {year - 1} 年",
                    places=(section_place(telling, change.start, change.end),),
                    expected=str(year - 1),
                    found=str(change.base_year),
                    difference=Decimal(change.base_year - year + 1),
                    hint=_HINT,
                    source=_SOURCE,
                )


def _begun_with_another_year(context: Context, telling: Telling, year: int) -> Iterator[Finding]:
    """Sentences that begin with the body and another year (本部门2025年所属…), where no amount of theirs was told already."""
    for match in _openings(context).finditer("\n" + telling.plain.text):  # as if a line had ended before
        stated = int(match["after"] or match["before"])
        if stated == year:
            continue
        start, end = match.start(), match.end() - 1
        told = any(
            mention.phrase is not None and mention.phrase.year == stated and mention.quantity.value
            for mention in telling.mentions
            if start <= mention.start < end + _FAR
        )
        if told:
            continue
        yield Finding(
            rule="",
            severity=Severity.WARNING,
            message=f"{section_words(telling)}：“{telling.quote(start, end)}”写的是 {stated} 年，本文件是 {year} 年预算",
            places=(section_place(telling, start, end),),
            expected=str(year),
            found=str(stated),
            difference=Decimal(stated - year),
            hint=_HINT,
            source=_SOURCE,
        )


@once
def _openings(context: Context) -> re.Pattern[str]:
    """How a sentence begins, behind what ends the one before, with the body and a year."""
    own = "|".join(re.escape(name) for name in own_names(plain_text(context.disclosure.entity.name)) if len(name) > 3)
    body = f"(?:本部门|本单位|我部门|我单位{'|' if own else ''}{own})"
    return re.compile(rf"[。\n：](?:{body}(?P<after>20\d\d)年|(?P<before>20\d\d)年度?{body})[^。；\n]*?预算")


def _of_another_year(
    context: Context, telling: Telling, mention: Mention, phrase: Phrase, year: int
) -> Iterator[Finding]:
    matcher = context.matcher_or_none
    if matcher is None or not mention.quantity.value:
        return
    same = [cell for cell in matcher.would_be(mention) if agree(mention.quantity, cell)]
    if not same and phrase.topic is None:
        return
    assert phrase.year is not None
    yield Finding(
        rule="",
        severity=Severity.ERROR if same else Severity.WARNING,
        message=(
            f"{section_words(telling)}：“{telling.quote(mention.start, mention.quantity.start)}”写的是 {phrase.year} 年，"
            + (f"金额 {as_printed(mention.quantity)} 却是 {year} 年预算数" if same else f"本文件是 {year} 年预算")
        ),
        places=(section_place(telling, mention.start, mention.end),),
        expected=str(year),
        found=str(phrase.year),
        difference=Decimal(phrase.year - year),
        hint=_HINT,
        source=_SOURCE,
    )
