"""The money unit in the words of a head (金额（万元）), where many bureaux print it besides the line above the table or instead of it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from budgetbook.model.money import MoneyUnit
from budgetbook.readers.meaning.wording import squeezed

_MONEY = re.compile(r"[（(](?:(?:金额)?单位[:：])?(?:人民币)?(万元|元)[）)]$")


def without_money(word: str) -> str:
    """`word` without the unit at its end (`预算数（万元）` → `预算数`)."""
    return _MONEY.sub("", word)


def money_units(words: Iterable[str]) -> frozenset[MoneyUnit]:
    """The units that `words` name."""
    return frozenset(MoneyUnit(found.group(1)) for word in words if (found := _MONEY.search(squeezed(word))))
