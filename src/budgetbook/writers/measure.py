"""How wide text is and how many lines it takes, without a typeface at hand: Chinese characters are square, Times digits half as wide.

Good to a few percent, which is what column widths and page numbers of a contents page need before Word lays the document out itself.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from math import ceil

# Widths in em of Times New Roman, rounded up a little: a column that is too narrow breaks a number.
_NARROW = {",": 0.25, ".": 0.25, "-": 0.34, " ": 0.25, ":": 0.28, "(": 0.34, ")": 0.34, "/": 0.28, "%": 0.84}
_PIECES = re.compile(r"[\u0021-\u024f]+|.")


@lru_cache(maxsize=16_384)  # a table is measured in several sizes
def width(text: str) -> float:
    """Width of one line of `text` in em."""
    return sum(map(_em, text))


def lines(text: str, room: float) -> int:
    """Lines that `text` takes in `room` em: breaks after any Chinese character, keeps words and numbers whole."""
    if "\n" not in text:
        return _lines_of(text, room)
    return sum(_lines_of(paragraph, room) for paragraph in text.split("\n"))


def _lines_of(text: str, room: float) -> int:
    if width(text) <= room:
        return 1
    count, used = 1, 0.0
    for piece in _PIECES.findall(text):
        size = width(piece)
        if used + size > room + 0.01 and used:
            count, used = count + 1, 0.0
        if size > room:
            count += ceil(size / room) - 1
            size %= room
        used += size
    return count


@cache
def _em(character: str) -> float:
    if character in _NARROW:
        return _NARROW[character]
    if character.isdigit() and character < "\u0100":
        return 0.5
    if character < "\u0250":
        return 0.72 if character.isupper() else 0.5
    return 1.0
