"""What findings on words say: the place of a sentence, an amount as printed, and the mistake of a conversion."""

from __future__ import annotations

from decimal import Decimal

from budgetbook.checks.narrative.mentions import Telling
from budgetbook.checks.narrative.quantities import Quantity
from budgetbook.checks.wording import placed, with_cents
from budgetbook.model.disclosure import Disclosure
from budgetbook.model.finding import FindingPlace
from budgetbook.model.money import MoneyUnit, with_separators
from budgetbook.model.narrative import Section
from budgetbook.model.place import Place

_CONVERTED = frozenset({"text", "scan"})
_AROUND = 24


def section_words(telling: Telling) -> str:
    """第五部分《一般公共预算支出情况说明》."""
    return f"情况说明第{telling.section.section}部分“{''.join(telling.section.title.split())}”"


def section_place(telling: Telling, start: int, end: int) -> FindingPlace:
    """The sentence around `start` to `end` as a place: the words themselves, and as much before them as names what they are about."""
    text = telling.plain.text
    begin = start
    while begin > 0 and start - begin < _AROUND and text[begin - 1] not in "。；\n":
        begin -= 1
    if begin > 0 and text[begin - 1] not in "。；\n":  # cut: begin with a word, not in the middle of one
        begin = next((at + 1 for at in range(begin, start) if text[at] in "，、：；"), start)
    at = paragraph_place(telling.section, telling.plain.text.count("\n", 0, start))
    return placed(at, section=telling.section.section, text=telling.quote(begin, end))


def paragraph_place(section: Section, number: int) -> Place | None:
    """Where paragraph `number` (from 0) begins, or the section where that isn't known."""
    at = section.places[number] if number < len(section.places) else None
    return at or section.place


def as_printed(quantity: Quantity) -> str:
    """12.50 万元, as the text prints it."""
    return f"{quantity.digits}{'' if quantity.unit == '%' else ' '}{quantity.unit}"


def in_unit_of(quantity: Quantity, yuan: Decimal) -> Decimal:
    """`yuan` in the unit that the text uses."""
    worth = {"亿元": MoneyUnit.WAN.yuan * 10_000, "万元": MoneyUnit.WAN.yuan}.get(quantity.unit, Decimal(1))
    return with_cents(yuan / worth)


def money_words(quantity: Quantity, yuan: Decimal) -> str:
    """`yuan` in words, in the unit that the text uses."""
    return f"{with_separators(in_unit_of(quantity, yuan))} {quantity.unit}"


def lost_a_digit(disclosure: Disclosure, quantity: Quantity, yuan: Decimal) -> bool:
    """Whether a conversion that lost one digit explains why the text shows `quantity` for `yuan`: only where the source was converted."""
    if disclosure.source is None or disclosure.source.format not in _CONVERTED:
        return False
    found = quantity.digits.replace(",", "")
    meant = format(in_unit_of(quantity, yuan), "f")
    return any(meant[:at] + meant[at + 1 :] == found for at, digit in enumerate(meant) if digit.isdigit())
