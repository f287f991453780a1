"""Quantities in plain text: amounts of money, percentages and counts. A year, a document number and a price per person are none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from budgetbook.model.money import is_within_reach, last_digit


class Measure(StrEnum):
    """What a quantity measures."""

    MONEY = "money"
    PERCENT = "percent"
    COUNT = "count"


class Quantity(NamedTuple):
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


_WORTH = {"亿元": Decimal(100_000_000), "万元": Decimal(10_000), "元": Decimal(1)}
_COUNTED = "台套|台件套|台|辆|个|家|项|人|名|份|平方米|套|件"
_NO_QUANTITY_AFTER = r"[\d.\-—~〔\[A-Za-z]"
# What stands before is looked at from behind the first character: patterns that begin with one are searched for thrice as fast.
_QUANTITY = re.compile(
    rf"(?P<number>[-－\d](?<!{_NO_QUANTITY_AFTER}.)"
    r"(?:(?<=\d)(?:\d{0,2}(?:,\d{3})+|\d*)|(?<!\d)(?:\d{1,3}(?:,\d{3})+|\d+))(?:\.\d+)?)"
    rf"(?P<unit>亿元|万元|元|%|{_COUNTED})"
    r"(?![/／]|每)"
)
_POINTS = re.compile(r"(?<=个)百分点|(?<=%)个?百分点")


def quantities(text: str) -> Iterator[Quantity]:
    """Every quantity of `text`, in order."""
    for match in _QUANTITY.finditer(text):
        digits, unit = match["number"], match["unit"]
        if _POINTS.match(text, match.end()):
            continue
        value = Decimal(digits.replace(",", "").replace("－", "-"))
        if not is_within_reach(value):  # no amount has so many digits, and arithmetic with them is not exact
            continue
        step = last_digit(value)
        measure = Measure.MONEY if unit in _WORTH else Measure.PERCENT if unit == "%" else Measure.COUNT
        worth = _WORTH.get(unit, Decimal(1))
        yield Quantity(measure, value * worth, step * worth, unit, digits, match.start(), match.end())
