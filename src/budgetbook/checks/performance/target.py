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
_NOTHING = Decimal(0)
_WHOLE = re.compile(r"(?:整|以内|左右|以下)?(?:/每?年|每年|/年度)?")


class Target(msgspec.Struct, frozen=True):
    """A target. `number` is None where none leads it; `unit` is what follows the number.

    `worth` is the number in yuan where it is money of any kind. `yuan` is set where it is a sum of money for a whole period or year, `half` half a step of its last digit; `price` where it is money
    for one person, month or thing. `percent`: the number is a percentage; `floor` and `ceiling`: the target is to be reached, or not to be
    passed; `money`: it is money, for the whole or for one. Rules ask these of every indicator, so they are told apart once.
    """

    text: str
    operator: str | None
    number: Decimal | None
    unit: str
    yuan: Decimal | None
    half: Decimal
    price: bool
    worth: Decimal | None
    percent: bool
    floor: bool
    ceiling: bool
    money: bool


@lru_cache(maxsize=8192)
def target_of(text: str) -> Target:
    """The target printed as `text` (made plain before)."""
    operator = None
    rest = text
    if match := _OPERATOR.match(rest):
        operator, rest = _OPERATORS[match.group()], rest[match.end() :]
    match = _NUMBER.match(rest)
    if match is None:
        return _target(text, operator, None, rest)
    number, unit = Decimal(match[1].replace(",", "")), rest[match.end() :]
    money = _MONEY_UNIT.fullmatch(unit)
    if money is None:
        return _target(text, operator, number, unit)
    worth = _MONEY[money[1]]
    if not _WHOLE.fullmatch(money[2]):
        return _target(text, operator, number, unit, worth=number * worth)
    half = last_digit(number) * worth / 2
    return _target(text, operator, number, unit, worth=number * worth, yuan=number * worth, half=half)


def _target(
    text: str,
    operator: str | None,
    number: Decimal | None,
    unit: str,
    *,
    worth: Decimal | None = None,
    yuan: Decimal | None = None,
    half: Decimal = _NOTHING,
) -> Target:
    return Target(
        text=text,
        operator=operator,
        number=number,
        unit=unit,
        yuan=yuan,
        half=half,
        price=worth is not None and yuan is None,
        worth=worth,
        percent=unit.startswith("%"),
        floor=operator in ("≥", ">"),
        ceiling=operator in ("≤", "<"),
        money=worth is not None,
    )
