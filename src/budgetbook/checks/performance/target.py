"""An indicator's target understood: ≥95%, ≤138.11万元/年, 2027年11月底前, 19人, 提升."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

import msgspec

from budgetbook.checks.performance.money_in_text import WORTH
from budgetbook.checks.performance.plain import plain
from budgetbook.model.money import last_digit

_OPERATORS = {
    ">=": "≥", "=>": "≥", "≧": "≥", "⩾": "≥", "不低于": "≥", "不少于": "≥", "不小于": "≥", "至少": "≥", "≥": "≥",
    "<=": "≤", "=<": "≤", "≦": "≤", "⩽": "≤", "不超过": "≤", "不高于": "≤", "不大于": "≤", "不多于": "≤", "至多": "≤", "≤": "≤",
    "＞": ">", ">": ">", "大于": ">", "超过": ">", "＜": "<", "<": "<", "小于": "<", "低于": "<", "少于": "<",
    "＝": "=", "=": "=",
}  # fmt: skip
# Its operator, number, unit of money and the rest of it. Any of them may be missing, and of money nothing is said where there is no number.
_PARTS = re.compile(
    rf"(?:({'|'.join(sorted(map(re.escape, _OPERATORS), key=len, reverse=True))})|)"
    r"(?:约?(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?:(亿元|万元|元|亿$|万$)|)|)(.*)",
    re.DOTALL,
)
_NOTHING = Decimal(0)
_WHOLE = re.compile(r"(?:整|以内|左右|以下)?(?:/每?年|每年|/年度)?")


class Target(msgspec.Struct, frozen=True, gc=False):
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
def target_of(printed: str | None) -> Target:
    """The target printed so; its text is made plain."""
    text = plain(printed)
    parts = _PARTS.match(text)
    assert parts is not None  # nothing has all its parts missing
    sign, digits, money, rest = parts.groups()
    operator = _OPERATORS[sign] if sign else None
    number = worth = yuan = None
    unit, half = rest, _NOTHING
    if digits:
        number = Decimal(digits.replace(",", ""))
        if money:
            unit, worth = money + rest, number * WORTH[money]
            if _WHOLE.fullmatch(rest):
                yuan, half = worth, last_digit(number) * WORTH[money] / 2
    return Target(
        text,
        operator,
        number,
        unit,
        yuan,
        half,
        price=worth is not None and yuan is None,
        worth=worth,
        percent=unit.startswith("%"),
        floor=operator in ("≥", ">"),
        ceiling=operator in ("≤", "<"),
        money=worth is not None,
    )
