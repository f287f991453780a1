"""Names and texts made comparable between years: a year that moves on with the fiscal year is the same name."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from budgetbook.codes import name_key

_YEAR = re.compile(r"20\d\d(?=年|—|-|$|[^\d.,])")


@lru_cache(maxsize=16_384)
def moved_name(name: str, year: int) -> str:
    """The name of a project, unit or indicator with every year in it counted from `year`: 2026年设备购置 of 2026 is 2027年设备购置 of 2027."""
    return _YEAR.sub(lambda found: f"<{int(found[0]) - year}>", name_key(name))


@lru_cache(maxsize=16_384)
def pairs_of(text: str) -> frozenset[str]:
    """The pairs of neighbouring letters of `text`, punctuation left out."""
    letters = [letter for letter in text if letter.isalnum()]
    return frozenset(one + other for one, other in pairwise(letters))


def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """0 … 1: how many of the pairs of both texts they share (Dice)."""
    total = len(one) + len(other)
    return 2 * len(one & other) / total if total else 0.0
