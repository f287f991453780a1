"""Text made plain for reading, every character of it knowing where it stood.

Half-width punctuation is as good as full-width, blanks and quotation marks mean nothing, and a line that was wrapped is one line. Nothing here
changes what is quoted: a finding shows the text as printed.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_DROPPED = re.compile("[ \t\r\u3000\u00a0\u200b\ufeff“”\"'‘’＂*]+")
_REPLACED = str.maketrans("０１２３４５６７８９．％﹪,;:()?!〔〕﹙﹚～", "0123456789.%%，；：（）？！（）（）~")
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
    text = _DROPPED.sub("", printed).translate(_REPLACED)
    separators = {match.start() for match in _SEPARATOR.finditer(text)}
    if separators:
        text = "".join("," if at in separators else char for at, char in enumerate(text))
    return Plain(text, tuple(offsets), printed)
