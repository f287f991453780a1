"""Lists of names in a sentence: 基本工资、津贴补贴、维修（护）费等."""

from __future__ import annotations

import re
from typing import NamedTuple

_ENUMERATED = re.compile(r"^(?:\d{1,2}[.．、]|（[一二三四五六七八九十\d]+）|[一二三四五六七八九十]+是)")
_MARK = re.compile("[、，；\n（）]")
_LINK = re.compile(r"(?<=.{2})(?:和|及|以及|与)(?=.{2})")


class Names(NamedTuple):
    """The names of a list. A 和 may join the last two or stand within a name, so their number lies between `least` and `most`."""

    names: tuple[str, ...]
    least: int
    most: int

    def __contains__(self, count: object) -> bool:
        return isinstance(count, int) and self.least <= count <= self.most


def names_in(text: str) -> Names:
    """The names that plain `text` lists, an 等 at the end left out. Separators within brackets separate nothing."""
    names = [name for name in (_ENUMERATED.sub("", one) for one in _split(text.removesuffix("等"))) if name]
    links = len(_LINK.findall(_without_brackets(names[-1]))) if names else 0
    return Names(tuple(names), len(names), len(names) + links)


def _split(text: str) -> list[str]:
    found, depth, start = [], 0, 0
    for mark in _MARK.finditer(text):
        if mark[0] == "（":
            depth += 1
        elif mark[0] == "）":
            depth -= 1
        elif depth <= 0:
            found.append(text[start : mark.start()])
            start = mark.end()
    found.append(text[start:])
    return found


def _without_brackets(text: str) -> str:
    return re.sub(r"（[^）]*）", "", text)
