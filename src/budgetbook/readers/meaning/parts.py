"""What a word says below another one: its total, or a part of it (其中：…), though alone it would say more."""

from __future__ import annotations

import re

import msgspec

from budgetbook.forms.lexicon import key
from budgetbook.model.coordinates import Coordinates, is_within, items

_PART = re.compile(r"^其中[:：]")


def is_part(word: str) -> bool:
    """Whether `word` says of itself that it is a part of what stands before it."""
    return _PART.match(word) is not None


def contains(dimension: str, wide: object, narrow: object) -> bool:
    """Whether `narrow` lies below `wide` along `dimension`, and is not the same."""
    return wide != narrow and is_within(dimension, narrow, wide)


def narrowed(above: Coordinates, word: str, said: Coordinates) -> Coordinates:
    """`above` with what `word` below it says (`said`).

    A word for more than what stands above it is its total (小计 for 财政拨款, below 一般公共预算) or, where it says 其中, a part of it that
    has no name among the funds: 河南 prints 一般公共预算 over 小计 and 其中：财政拨款.
    """
    changes: dict[str, object] = {}
    for name, value in items(said):
        if not contains(name, value, getattr(above, name)):
            changes[name] = value
        elif is_part(word):
            changes["of_which"] = key(word)
    return msgspec.structs.replace(above, **changes)
