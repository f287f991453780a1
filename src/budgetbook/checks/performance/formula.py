"""Formulas of sums and products, as officers write them out: (500+180)×10×75+1500×10×10."""

from __future__ import annotations

import re
from decimal import Decimal

_TOKEN = re.compile(r"\d+(?:\.\d+)?|[()+*]")
_MOST = 60


def value_of(formula: str) -> Decimal | None:
    """What `formula` comes to; None where it is none."""
    tokens = _TOKEN.findall(formula.replace("×", "*"))
    if "".join(tokens) != formula.replace("×", "*") or len(tokens) > _MOST:
        return None
    try:
        value, at = _sum(tokens, 0)
    except (IndexError, ValueError):
        return None
    return value if at == len(tokens) else None


def _sum(tokens: list[str], at: int) -> tuple[Decimal, int]:
    total, at = _product(tokens, at)
    while at < len(tokens) and tokens[at] == "+":
        value, at = _product(tokens, at + 1)
        total += value
    return total, at


def _product(tokens: list[str], at: int) -> tuple[Decimal, int]:
    total, at = _factor(tokens, at)
    while at < len(tokens) and tokens[at] == "*":
        value, at = _factor(tokens, at + 1)
        total *= value
    return total, at


def _factor(tokens: list[str], at: int) -> tuple[Decimal, int]:
    if tokens[at] == "(":
        value, at = _sum(tokens, at + 1)
        if tokens[at] != ")":
            raise ValueError(tokens[at])
        return value, at + 1
    if not tokens[at][0].isdigit():
        raise ValueError(tokens[at])
    return Decimal(tokens[at]), at + 1
