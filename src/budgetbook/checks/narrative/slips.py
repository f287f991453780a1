"""A sum that one slip of the hand explains: a wrong digit, two digits exchanged, 元 for 万元, or (of changes) the wrong direction.

Words rarely say whether a list is complete, so parts that don't add up to their whole prove nothing. But where changing one digit of one number makes
everything agree to the last digit, chance is no explanation: that the list is complete and one number of it wrong is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from msgspec.structs import replace

from budgetbook.checks.narrative.quantities import Quantity
from budgetbook.model.money import ZERO

_LEAST_DIGITS = 3  # places of the sum that agree although digits stand there; fewer may agree by chance
_WAN = Decimal(10_000)


def allowance(*quantities: Quantity) -> Decimal:
    """How far rounding may take a sum of these from its total. Zeros are dropped (36.5 beside 8.25): all are as fine as the finest."""
    return min(one.step for one in quantities) / 2 * len(quantities)


def slipped(whole: Quantity, parts: Sequence[Quantity], off: Decimal, *, signs: Sequence[int] = ()) -> bool:
    """Whether one slip explains that `parts` are `off` (whole − parts, in yuan) from `whole`. `signs` are those of changes."""
    everything = (whole, *parts)
    allowed = allowance(*everything)
    if any(abs(off + one.value) <= allowed for one in everything):
        return False  # an amount and its own parts stand in one list
    weights = (-1, *(signs or (1,) * len(parts)))
    if signs and any(abs(off + 2 * sign * part.value) <= allowed for part, sign in zip(parts, signs, strict=True)):
        return _telling(everything, ZERO)
    for at, (quantity, weight) in enumerate(zip(everything, weights, strict=True)):
        for change in _changes(quantity):
            if abs(off - weight * change) <= allowed:
                return _telling(everything, abs(change))
        if quantity.unit == "元" and any(other.unit == "万元" for other in everything):
            meant = replace(quantity, value=quantity.value * _WAN, step=quantity.step * _WAN)
            if abs(off - weight * (meant.value - quantity.value)) <= allowed:
                return _telling((*everything[:at], meant, *everything[at + 1 :]), ZERO)
    return False


def _changes(quantity: Quantity) -> Iterator[Decimal]:
    """What a slip could have done to `quantity`: by how much the number that was meant may be more."""
    digits = [int(char) for char in quantity.digits if char.isdigit()]
    for place, digit in enumerate(reversed(digits)):
        worth = quantity.step.scaleb(place)
        yield from (worth * (other - digit) for other in range(10) if other != digit)
        if place + 1 < len(digits):
            before = digits[-place - 2]
            yield worth * 9 * (digit - before)


def _telling(quantities: Sequence[Quantity], slip: Decimal) -> bool:
    """Whether enough digits agree: at enough decimal places, but for that of the slip, two numbers at least have a digit that isn't zero."""
    finest = min(one.step for one in quantities)
    steps = [int(one.value / finest) for one in quantities]
    places = 0
    for place in range(max(len(str(abs(step))) for step in steps)):
        written = sum(1 for step in steps if abs(step) // 10**place % 10)
        places += written > 1 and not 10**place <= slip / finest < 10 ** (place + 1)
    return places >= _LEAST_DIGITS
