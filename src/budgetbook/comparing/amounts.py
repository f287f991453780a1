"""Two printed amounts side by side: whether they differ beyond their printing, and by how much."""

from __future__ import annotations

from decimal import Decimal

from budgetbook.model.comparison import Amounts
from budgetbook.model.money import ZERO, MoneyUnit, share

_CENTS = -2


def differ(old: Decimal, new: Decimal, old_step: Decimal, new_step: Decimal) -> bool:
    """Whether two amounts in yuan differ. Printed with other digits (元 beside 万元) they are equal where one rounds to the other."""
    off = abs(new - old)
    return off > (ZERO if old_step == new_step else max(old_step, new_step) / 2)


def amounts(old: Decimal | None, new: Decimal | None, unit: MoneyUnit) -> Amounts:
    """Both amounts, given in yuan, in `unit` with their change and its rate."""
    before, now = in_unit(old, unit), in_unit(new, unit)
    change = (now or ZERO) - (before or ZERO)
    rate = share(change, before) if before is not None and before > 0 else None
    return Amounts(old=before, new=now, change=change, rate=rate)


def plain_amounts(old: Decimal | None, new: Decimal | None) -> Amounts:
    """Both numbers as they are: counts, square metres, amounts already in the unit they are shown in."""
    change = (new or ZERO) - (old or ZERO)
    return Amounts(old=old, new=new, change=change, rate=share(change, old) if old is not None and old > 0 else None)


def in_unit(yuan: Decimal | None, unit: MoneyUnit) -> Decimal | None:
    """Yuan as an exact amount of `unit`, with at least two decimals."""
    if yuan is None:
        return None
    amount = (yuan / unit.yuan).normalize()
    exponent = amount.as_tuple().exponent
    return amount.quantize(Decimal("0.01")) if isinstance(exponent, int) and exponent > _CENTS else amount
