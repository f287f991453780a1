"""What rounding allows: a printed number stands for all numbers within half a step of it, and what is computed from printed numbers is an interval.

A rate is right where the interval of the rounded amounts meets the interval of the printed rate (0.50 → 0.62 may be stated as 22.22 %).
"""

from __future__ import annotations

from decimal import Decimal

import msgspec

from budgetbook.checks.narrative.quantities import Quantity
from budgetbook.model.money import ZERO, round_to

_HUNDRED = Decimal(100)


class Interval(msgspec.Struct, frozen=True, gc=False):
    """All numbers from `low` to `high`."""

    low: Decimal
    high: Decimal

    def meets(self, other: Interval) -> bool:
        """Whether any number lies in both."""
        return self.low <= other.high and other.low <= self.high

    def plus(self, other: Interval, sign: int = 1) -> Interval:
        """The sums of numbers of both; the differences where `sign` is −1."""
        if sign > 0:
            return Interval(self.low + other.low, self.high + other.high)
        return Interval(self.low - other.high, self.high - other.low)

    def percent_of(self, whole: Interval) -> Interval | None:
        """These numbers (none negative) in percent of `whole`; None where the whole may be zero or less."""
        if whole.low <= 0:
            return None
        return Interval(max(self.low, ZERO) * _HUNDRED / whole.high, self.high * _HUNDRED / whole.low)


def around(value: Decimal, half: Decimal) -> Interval:
    """The numbers within `half` of `value`."""
    return Interval(value - half, value + half)


def printed(quantity: Quantity) -> Interval:
    """The numbers that `quantity` may have been rounded from."""
    return around(quantity.value, quantity.step / 2)


def cut_off(quantity: Quantity) -> Interval:
    """The numbers that `quantity` may have been cut off from: what rounds to it, and what is up to a step more."""
    return Interval(quantity.value - quantity.step / 2, quantity.value + quantity.step)


def percent(part: Decimal, whole: Decimal, like: Quantity) -> Decimal:
    """`part` in percent of `whole` with as many digits as `like` has, two at least."""
    exponent = like.step.as_tuple().exponent
    assert isinstance(exponent, int)
    return round_to(part * _HUNDRED / whole, max(-exponent, 2))
