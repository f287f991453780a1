"""Money goes through this door: text to Decimal, rounding, units, and how far printed sums may be off.

None is blank, zero is zero; no float touches an amount. Amounts in a ledger are exact yuan; printed amounts
keep the digits they were printed with (`Decimal("12029.50")` is not shortened).
"""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Context, Decimal
from enum import StrEnum
from functools import lru_cache

from budgetbook.errors import AmountError

ZERO = Decimal(0)
CENT = Decimal("0.01")
_ONE = Decimal(1)
# Digits of an amount: a hundred times the money of the world in 0.01 元. Beyond 28 exact arithmetic would end.
MOST_DIGITS = 20
# A share of the smallest amount in the largest has twice the digits of either.
_EXACT = Context(prec=60, rounding=ROUND_HALF_UP)


class MoneyUnit(StrEnum):
    """What one printed unit is worth: 元 = 1 yuan, 万元 = 10,000 yuan."""

    YUAN = "元"
    WAN = "万元"

    @property
    def yuan(self) -> Decimal:
        """Yuan in one unit."""
        return _WORTH[self]


_WORTH = {MoneyUnit.YUAN: _ONE, MoneyUnit.WAN: Decimal(10_000)}


# Unlike NFKC this leaves ① and its neighbours alone (DESIGN §6).
_HALF_WIDTH = str.maketrans("０１２３４５６７８９．，－＋（）", "0123456789.,-+()")
_BLANK = re.compile(r"[-—–－]*")
_AMOUNT = re.compile(r"[-+]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|[-+]?\.\d+")


def parse_amount(text: str) -> Decimal | None:
    """The amount printed as `text`; None where it is blank or a dash.

    Accepts separators (14,171.00), full-width digits, spaces around and between digits, a leading minus, and brackets for
    negatives. Keeps the printed number of decimals. Raises AmountError for anything else.
    """
    half = text if text.isascii() else text.translate(_HALF_WIDTH)
    plain = "".join(half.split()).removeprefix("¥").removeprefix("￥")
    if _BLANK.fullmatch(plain):
        return None
    negative = plain.startswith("(") and plain.endswith(")")
    digits = plain[1:-1] if negative else plain
    if not _AMOUNT.fullmatch(digits):
        raise AmountError(text.strip())
    value = Decimal(digits.replace(",", ""))
    if len(digits) > MOST_DIGITS and not is_within_reach(value):
        raise AmountError(text.strip()[:40], "位数过多")
    return -value if negative else value


def is_within_reach(value: Decimal) -> bool:
    """Whether `value` is a number that an amount may be: finite, and of no more than MOST_DIGITS digits written out."""
    if value.same_quantum(CENT):  # nearly every amount, as in `decimals`
        return value.adjusted() + 3 <= MOST_DIGITS
    if not value.is_finite():
        return False
    _, digits, exponent = value.as_tuple()
    assert isinstance(exponent, int)
    return max(len(digits), len(digits) + exponent, -exponent) <= MOST_DIGITS


def is_amount(text: str) -> bool:
    """Whether `text` is an amount (blank and dashes are not)."""
    try:
        return parse_amount(text) is not None
    except AmountError:
        return False


def round_to(amount: Decimal, places: int) -> Decimal:
    """`amount` rounded half up to `places` decimals. The only rounding in the house."""
    return amount.quantize(Decimal(1).scaleb(-places), context=_EXACT)


def in_unit(yuan: Decimal, unit: MoneyUnit, places: int = 2) -> Decimal:
    """Exact yuan as printed in `unit`, rounded once to `places` decimals."""
    return round_to(yuan / unit.yuan, places)


def share(part: Decimal, whole: Decimal, places: int = 2) -> Decimal | None:
    """`part` as a percentage of `whole` (12.50 means 12.50 %); None where the whole is zero."""
    return None if whole == 0 else round_to(part * 100 / whole, places)


def decimals(amount: Decimal) -> int:
    """How many decimals `amount` is printed with: 2 for 12.50, 0 for 12."""
    # Nearly every amount is printed in one of two ways; taking a number apart costs twenty times as much as asking this.
    if amount.same_quantum(CENT):
        return 2
    if amount.same_quantum(_ONE):
        return 0
    exponent = amount.as_tuple().exponent
    assert isinstance(exponent, int)
    return max(-exponent, 0)


def last_digit(amount: Decimal) -> Decimal:
    """The value of one step of the last printed digit: 0.01 for 12.50, 1 for 12."""
    return step_of(decimals(amount))


@lru_cache(maxsize=64)
def step_of(places: int) -> Decimal:
    """The value of one step of the last of `places` decimals."""
    return Decimal(1).scaleb(-places)


def tolerance(step: Decimal, summands: int) -> Decimal:
    """How far a printed sum may be off: half a step of the last digit for each rounded number in play.

    `summands` are the parts; the printed sum itself is one more (DESIGN §1).
    """
    return step / 2 * (summands + 1)


def with_separators(amount: Decimal) -> str:
    """14171.00 as `14,171.00`."""
    return f"{amount:,f}"
