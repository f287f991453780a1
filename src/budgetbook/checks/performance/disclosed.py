"""What section 十 says of the forms that are published: how many, how much money, which share."""

from __future__ import annotations

import re
from decimal import Decimal

import msgspec

from budgetbook.checks.context import Context
from budgetbook.checks.narrative.wording import paragraph_place
from budgetbook.checks.performance.plain import plain
from budgetbook.model.narrative import Section
from budgetbook.model.place import Place

_SAID = re.compile(
    r"公开(?:的)?(?:项目)?(?:支出)?绩效目标(?:表)?(?P<count>\d+)(?:个|份|张)"
    r"(?:[^。;；\d]{0,16}(?P<amount>\d[\d,]*(?:\.\d+)?)万元)?"
    r"(?:[^。;；\d]{0,20}(?P<share>\d+(?:\.\d+)?)%)?"
)
_WHOLE = Decimal(100)


class Disclosed(msgspec.Struct, frozen=True):
    """What the words say: number of forms, their amount in 万元 and share in % (None where not said), and where."""

    count: int
    amount: Decimal | None
    share: Decimal | None
    text: str
    section: Section
    place: Place | None


def disclosed(context: Context) -> Disclosed | None:
    """What section 十 says of published forms; None where it says nothing that is understood."""
    for section in context.disclosure.narrative:
        if section.section == "十" and (match := _SAID.search(plain(section.text))):
            amount, share = match["amount"], match["share"]
            return Disclosed(
                int(match["count"]),
                Decimal(amount.replace(",", "")) if amount else None,
                Decimal(share) if share else None,
                match.group(),
                section,
                _where(section, match.group()),
            )
    return None


def _where(section: Section, words: str) -> Place | None:
    paragraphs = section.text.split("\n")
    return paragraph_place(
        section, next((n for n, one in enumerate(paragraphs) if words in plain(one)), len(paragraphs))
    )


def all_disclosed(context: Context) -> bool | None:
    """Whether the words claim that the targets of all projects are published; None where they don't say."""
    said = disclosed(context)
    return None if said is None or said.share is None else said.share >= _WHOLE
