"""Amounts of money in running text, with their units understood: 26万元, 6,296,000元, 1.07亿元; 3360元/人 is a price, no total."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

import msgspec

from budgetbook.model.money import last_digit

_WORTH = {"亿元": Decimal(10**8), "亿": Decimal(10**8), "万元": Decimal(10**4), "万": Decimal(10**4), "元": Decimal(1)}
# 万 and 亿 without 元 are money only where no other unit follows: 1.2万人, 3.6万亩.
_AMOUNT = re.compile(
    r"(?<![\d.])(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    r"(?P<unit>亿元|万元|元|[亿万](?=$|[,，;；。、:：()（）+]))"
)
_PER = re.compile(r"^整?(?:/(?!每?年(?![/每]))|每(?!年)|每年[/每])")
_YEARLY = re.compile(r"^(?:整)?(?:/每?年|每年)")
_EACH = re.compile(
    r"(?:每(?!年)[^\d,，。;；、:：]{1,6}|人均|平均|均价?|单价|标准|按照?|以)(?:为|是|约|按|共|:|：)?[^\d,，。;；、:：]{0,3}$"
)
_ROUNDED = Decimal("0.02")
_TIMES = re.compile(r"[×xX*✕]")


class Amount(msgspec.Struct, frozen=True):
    """An amount in text. `yuan` is its worth, `half` half a step of its last digit in yuan (26万元: 5,000).

    `price` is True where it is for one person, day or thing, or a factor of a formula. `yearly` where the text says 每年.
    """

    text: str
    yuan: Decimal
    half: Decimal
    start: int
    end: int
    price: bool
    yearly: bool

    def near(self, yuan: Decimal | None) -> bool:
        """Whether this may be the rounded printing of `yuan`. A single digit isn't taken for the rounding of much more (1万元 for 15,000元)."""
        return yuan is not None and abs(self.yuan - yuan) <= min(self.half, self.yuan * _ROUNDED)


@lru_cache(maxsize=4096)
def amounts(text: str) -> tuple[Amount, ...]:
    """Every amount of money in `text` (made plain before), in order."""
    if "元" not in text and "万" not in text and "亿" not in text:
        return ()
    found = []
    for match in _AMOUNT.finditer(text):
        number, worth = Decimal(match["number"].replace(",", "")), _WORTH[match["unit"]]
        before, after = text[max(0, match.start() - 14) : match.start()], text[match.end() : match.end() + 12]
        price = bool(
            _PER.match(after) or _EACH.search(before) or _TIMES.match(after) or (before and _TIMES.match(before[-1]))
        )
        found.append(
            Amount(
                match.group(),
                number * worth,
                last_digit(number) * worth / 2,
                match.start(),
                match.end(),
                price,
                bool(_YEARLY.match(after)),
            )
        )
    return tuple(found)
