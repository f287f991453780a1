"""Text made plain for reading, every character of it knowing where it stood.

Half-width punctuation is as good as full-width, blanks and quotation marks mean nothing, and a line that was wrapped is one line. Nothing here
changes what is quoted: a finding shows the text as printed.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_DROPPED = re.compile("[ \t\r\u3000\u00a0\u200b\ufeff“”\"'‘’＂*]+")
_REPLACED = dict(
    zip("０１２３４５６７８９．％﹪,;:()?!〔〕﹙﹚～", "0123456789.%%，；：（）？！（）（）~", strict=True)
)
_TO_REPLACE = re.compile(
    "[" + re.escape("".join(_REPLACED)) + "]"
)  # few characters are: finding them is faster than translating all
_SEPARATOR = re.compile(r"(?<=\d)，(?=\d{3}(?!\d))")  # 14，171.00 and 1,234,567 alike, but not 2026，43


class Plain(NamedTuple):
    """Plain text and, for each of its characters, the index of that character in the text as printed."""

    text: str
    offsets: tuple[int, ...]
    printed: str

    def quote(self, start: int, end: int) -> str:
        """The printed text from plain character `start` up to `end`, blanks within it left out."""
        if start >= end:
            return ""
        return "".join(self.printed[self.offsets[start] : self.offsets[end - 1] + 1].split())


def plain(printed: str) -> Plain:
    """`printed` made plain; paragraphs stay apart by a newline."""
    offsets: list[int] = []
    kept_from = 0
    for dropped in _DROPPED.finditer(printed):
        offsets += range(kept_from, dropped.start())
        kept_from = dropped.end()
    offsets += range(kept_from, len(printed))
    return Plain(plain_text(printed), tuple(offsets), printed)


def plain_text(printed: str) -> str:
    """`printed` made plain, where nobody asks where its characters stood."""
    text = _TO_REPLACE.sub(lambda found: _REPLACED[found[0]], _DROPPED.sub("", printed))
    return _SEPARATOR.sub(",", text)
