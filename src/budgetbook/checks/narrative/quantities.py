"""Quantities in plain text: amounts of money, percentages and counts. A year, a document number and a price per person are none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from enum import StrEnum

import msgspec

from budgetbook.model.money import MOST_DIGITS, is_within_reach, step_of


class Measure(StrEnum):
    """What a quantity measures."""

    MONEY = "money"
    PERCENT = "percent"
    COUNT = "count"


class Quantity(msgspec.Struct, frozen=True, gc=False):
    """A number with its unit. `value` is in yuan for money, as printed for others; `step` is one step of its last printed digit.

    `start` and `end` are positions in the plain text, unit included; `unit` is as printed.
    """

    measure: Measure
    value: Decimal
    step: Decimal
    unit: str
    digits: str
    start: int
    end: int


_ONE = Decimal(1)
_UNITS = {
    "亿元": (Measure.MONEY, Decimal(100_000_000)),
    "万元": (Measure.MONEY, Decimal(10_000)),
    "元": (Measure.MONEY, _ONE),
    "%": (Measure.PERCENT, _ONE),
}
_COUNT = (Measure.COUNT, _ONE)
_COUNTED = "台套|台件套|台|辆|个(?!百分点)|家|项|人|名|份|平方米|套|件"
_NO_QUANTITY_AFTER = r"[\d.\-—~〔\[A-Za-z]"
# What stands before is looked at from behind the first character: patterns that begin with one are searched for thrice as fast.
_QUANTITY = re.compile(
    rf"(?P<number>[-－\d](?<!{_NO_QUANTITY_AFTER}.)"
    r"(?:(?<=\d)(?:\d{0,2}(?:,\d{3})+|\d*)|(?<!\d)(?:\d{1,3}(?:,\d{3})+|\d+))(?:\.\d+)?)"
    rf"(?P<unit>亿元|万元|元|%(?!个?百分点)|{_COUNTED})"
    r"(?![/／]|每)"
)


def quantities(text: str) -> Iterator[Quantity]:
    """Every quantity of `text`, in order."""
    for match in _QUANTITY.finditer(text):
        digits, unit = match.groups()
        value = Decimal(digits.replace(",", "").replace("－", "-"))
        # No amount has so many digits, and arithmetic with them is not exact.
        if len(digits) > MOST_DIGITS and not is_within_reach(value):
            continue
        step = step_of(len(digits.partition(".")[2]))
        measure, worth = _UNITS.get(unit, _COUNT)
        yield Quantity(measure, value * worth, step * worth, unit, digits, match.start(), match.end())
