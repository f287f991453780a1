"""How alike texts are, fast enough for every text of a document with every other: shared pairs of characters, then nothing else.

Texts of one form family share set phrases, so likeness is measured over pairs of characters as a share of both texts together (Dice).
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from operator import add

_LETTERS = re.compile(r"[^\W_]+")
_SLACK = 3  # a text that has nothing of the other has one pair fewer than characters; and shares are rounded


def likeness(one: Counter[str], other: Counter[str]) -> float:
    """0 … 1: how many of the pairs of both texts they share."""
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 0.0


def pairs_of(text: str) -> Counter[str]:
    """The pairs of neighbouring characters of `text`, punctuation left out."""
    return Counter(_pairs(_letters(text)))


def _pairs(letters: str) -> Iterator[str]:
    return map(add, letters, letters[1:])


def _letters(text: str) -> str:
    return "".join(_LETTERS.findall(text))


def _last_bytes(letters: str) -> bytes:
    """Of each character the last byte of its code: characters whose byte another text lacks, it lacks too. Bytes are compared in a trice."""
    return letters.encode("utf-32-le", "surrogatepass")[::4]


def groups_alike(texts: Sequence[str], least: float) -> list[list[int]]:
    """Indexes of `texts` that are alike by at least `least`, grouped (chained); only groups of two and more, in order.

    Equal texts are found by a dictionary. Of the others only those of like length are compared, and their pairs only where they share most
    of their characters: each character that one of them lacks makes a pair that it lacks.
    """
    equal: dict[str, list[int]] = defaultdict(list)
    for index, text in enumerate(texts):
        equal[text].append(index)
    kinds = sorted(equal, key=len)
    letters = [_letters(text) for text in kinds]
    codes = [_last_bytes(text) for text in letters]
    sizes = [max(len(text) - 1, 0) for text in letters]
    # Few come so near to one another that their pairs are looked at, fewer still that they are counted.
    keys = cache(lambda index: frozenset(_pairs(letters[index])))
    counted = cache(lambda index: Counter(_pairs(letters[index])))
    leader = list(range(len(kinds)))

    def head(index: int) -> int:
        while leader[index] != index:
            index = leader[index]
        return index

    ratio = least / (2 - least)  # a text that much shorter can't be alike enough
    for short in range(len(kinds)):
        for long in range(short + 1, len(kinds)):
            if sizes[short] < ratio * sizes[long]:
                break
            one, other = codes[short], codes[long]
            lacking = len(one.translate(None, other)) + len(other.translate(None, one))
            if lacking > (1 - least) * (sizes[short] + sizes[long]) + _SLACK:
                continue
            # Distinct pairs first: set intersection is an order faster than that of counters.
            if 2 * len(keys(short) & keys(long)) < (least - 0.1) * (len(keys(short)) + len(keys(long))):
                continue
            if likeness(counted(short), counted(long)) >= least:
                leader[head(long)] = head(short)
    groups: dict[int, list[int]] = defaultdict(list)
    for index, text in enumerate(kinds):
        groups[head(index)] += equal[text]
    return sorted(sorted(group) for group in groups.values() if len(group) > 1)
