"""Amounts of money in running text, with their units understood: 26万元, 6,296,000元, 1.07亿元; 3360元/人 is a price, no total."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

import msgspec

from budgetbook.model.money import step_of

WORTH = {"亿元": Decimal(10**8), "亿": Decimal(10**8), "万元": Decimal(10**4), "万": Decimal(10**4), "元": Decimal(1)}
"""What the units of money that words count in are worth, in yuan."""
# 万 and 亿 without 元 are money only where no other unit follows: 1.2万人, 3.6万亩. What stands before the number is looked at from behind
# its first digit: patterns that begin with what they look for are searched for several times as fast.
_AMOUNT = re.compile(
    r"(?P<number>\d(?<![\d.].)(?:\d{0,2}(?:,\d{3})+|\d*)(?:\.(?P<decimals>\d+))?)"
    r"(?P<unit>亿元|万元|元|[亿万](?=$|[,，;；。、:：()（）+]))"
)
_PER = re.compile(r"整?(?:/(?!每?年(?![/每]))|每(?!年)|每年[/每])")
_YEARLY = re.compile(r"整?(?:/每?年|每年)")
_EACH = re.compile(
    r"(?:每(?!年)[^\d,，。;；、:：]{1,6}|人均|平均|均价?|单价|标准|按照?|以)(?:为|是|约|按|共|:|：)?[^\d,，。;；、:：]{0,3}$"
)
_LONGEST_BEFORE = 14
_ROUNDED = Decimal("0.02")
_TIMES = frozenset("×xX*✕")


class Amount(msgspec.Struct, frozen=True, gc=False):
    """An amount in text, at `start` … `end` of the text it stands `within`. `yuan` is its worth, `half` half a step of its last digit in yuan (26万元: 5,000)."""

    text: str
    yuan: Decimal
    half: Decimal
    within: str
    start: int
    end: int

    @property
    def price(self) -> bool:
        """Whether it is for one person, day or thing, or a factor of a formula."""
        text, start, end = self.within, self.start, self.end
        return (
            text[end : end + 1] in _TIMES
            or text[start - 1 : start] in _TIMES
            or _PER.match(text, end) is not None
            or _EACH.search(text, max(0, start - _LONGEST_BEFORE), start) is not None
        )

    @property
    def yearly(self) -> bool:
        """Whether the text says 每年 of it."""
        return _YEARLY.match(self.within, self.end) is not None

    def near(self, yuan: Decimal | None) -> bool:
        """Whether this may be the rounded printing of `yuan`. A single digit isn't taken for the rounding of much more (1万元 for 15,000元)."""
        if yuan is None:
            return False
        off = abs(self.yuan - yuan)
        return off <= self.half and off <= self.yuan * _ROUNDED


@lru_cache(maxsize=4096)
def amounts(text: str) -> tuple[Amount, ...]:
    """Every amount of money in `text` (made plain before), in order."""
    if "元" not in text and "万" not in text and "亿" not in text:
        return ()
    found = []
    for match in _AMOUNT.finditer(text):
        printed, number, decimals, unit = match.group(0, "number", "decimals", "unit")
        worth, step = WORTH[unit], step_of(len(decimals or ""))
        start, end = match.span()
        found.append(Amount(printed, Decimal(number.replace(",", "")) * worth, step * worth / 2, text, start, end))
    return tuple(found)
