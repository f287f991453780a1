"""An indicator's target understood: ≥95%, ≤138.11万元/年, 2027年11月底前, 19人, 提升."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

import msgspec

from budgetbook.model.money import last_digit

_OPERATORS = {
    ">=": "≥", "=>": "≥", "≧": "≥", "⩾": "≥", "不低于": "≥", "不少于": "≥", "不小于": "≥", "至少": "≥", "≥": "≥",
    "<=": "≤", "=<": "≤", "≦": "≤", "⩽": "≤", "不超过": "≤", "不高于": "≤", "不大于": "≤", "不多于": "≤", "至多": "≤", "≤": "≤",
    "＞": ">", ">": ">", "大于": ">", "超过": ">", "＜": "<", "<": "<", "小于": "<", "低于": "<", "少于": "<",
    "＝": "=", "=": "=",
}  # fmt: skip
_OPERATOR = re.compile("|".join(sorted(map(re.escape, _OPERATORS), key=len, reverse=True)))
_NUMBER = re.compile(r"约?(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)")
_MONEY = {"亿元": Decimal(10**8), "亿": Decimal(10**8), "万元": Decimal(10**4), "万": Decimal(10**4), "元": Decimal(1)}
_MONEY_UNIT = re.compile(r"(亿元|万元|元|亿$|万$)(.*)")
_WHOLE = re.compile(r"(?:整|以内|左右|以下)?(?:/每?年|每年|/年度)?")


class Target(msgspec.Struct, frozen=True):
    """A target. `number` is None where none leads it; `unit` is what follows the number.

    `worth` is the number in yuan where it is money of any kind. `yuan` is set where it is a sum of money for a whole period or year, `half` half a step of its last digit; `price` where it is money
    for one person, month or thing.
    """

    text: str
    operator: str | None
    number: Decimal | None
    unit: str
    yuan: Decimal | None
    half: Decimal
    price: bool
    worth: Decimal | None = None

    @property
    def percent(self) -> bool:
        """Whether the number is a percentage."""
        return self.unit.startswith("%")

    @property
    def floor(self) -> bool:
        """Whether the target is to be reached or passed."""
        return self.operator in ("≥", ">")

    @property
    def ceiling(self) -> bool:
        """Whether the target is not to be passed."""
        return self.operator in ("≤", "<")

    @property
    def money(self) -> bool:
        """Whether the target is money, for the whole or for one."""
        return self.yuan is not None or self.price


@lru_cache(maxsize=8192)
def target_of(text: str) -> Target:
    """The target printed as `text` (made plain before)."""
    operator = None
    rest = text
    if match := _OPERATOR.match(rest):
        operator, rest = _OPERATORS[match.group()], rest[match.end() :]
    match = _NUMBER.match(rest)
    if match is None:
        return Target(text, operator, None, rest, None, Decimal(0), False)
    number, unit = Decimal(match[1].replace(",", "")), rest[match.end() :]
    money = _MONEY_UNIT.fullmatch(unit)
    if money is None:
        return Target(text, operator, number, unit, None, Decimal(0), False)
    worth = _MONEY[money[1]]
    if not _WHOLE.fullmatch(money[2]):
        return Target(text, operator, number, unit, None, Decimal(0), True, number * worth)
    return Target(text, operator, number, unit, number * worth, last_digit(number) * worth / 2, False, number * worth)
