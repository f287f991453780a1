"""Text made plain for reading, every character of it knowing where it stood.

Half-width punctuation is as good as full-width, blanks and quotation marks mean nothing, and a line that was wrapped is one line. Nothing here
changes what is quoted: a finding shows the text as printed.
"""

from __future__ import annotations

import re
from functools import cached_property

# Patterns that begin with one character of few are searched for several times as fast: hence no "+" behind the dropped ones, and a separator
# that looks back from behind itself.
_DROPPED = re.compile("[ \t\r\u3000\u00a0\u200b\ufeff“”\"'‘’＂*]")
_REPLACED = dict(
    zip("０１２３４５６７８９．％﹪,;:()?!〔〕﹙﹚～", "0123456789.%%，；：（）？！（）（）~", strict=True)
)
_TO_REPLACE = re.compile(
    "[" + re.escape("".join(_REPLACED)) + "]"
)  # few characters are: finding them is faster than translating all
_SEPARATOR = re.compile(r"，(?<=\d，)(?=\d{3}(?!\d))")  # 14，171.00 and 1,234,567 alike, but not 2026，43


class Plain:
    """Text as printed, and as it is read."""

    def __init__(self, printed: str) -> None:
        self.printed = printed
        self.text = plain_text(printed)

    @cached_property
    def _offsets(self) -> list[int]:
        """For each character of the plain text, its index in the text as printed. Few texts are quoted from."""
        offsets: list[int] = []
        kept_from = 0
        for dropped in _DROPPED.finditer(self.printed):
            offsets += range(kept_from, dropped.start())
            kept_from = dropped.end()
        offsets += range(kept_from, len(self.printed))
        return offsets

    def quote(self, start: int, end: int) -> str:
        """The printed text from plain character `start` up to `end`, blanks within it left out."""
        if start >= end:
            return ""
        return "".join(self.printed[self._offsets[start] : self._offsets[end - 1] + 1].split())


def plain_text(printed: str) -> str:
    """`printed` made plain, where nobody asks where its characters stood."""
    if printed.isalpha():
        return printed  # most names are: nothing there to drop or replace
    text = _TO_REPLACE.sub(lambda found: _REPLACED[found[0]], _DROPPED.sub("", printed))
    return _SEPARATOR.sub(",", text)
