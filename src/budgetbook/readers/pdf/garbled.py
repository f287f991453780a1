"""Text that is not what is seen: typefaces without a table of their characters, whose codes pdfium takes for characters as best it can.

Such pages look right and copy as nonsense. They are read as pictures.
"""

from __future__ import annotations

from collections.abc import Iterable

_LEAST = 8  # characters; fewer may be signs of any kind


def is_garbled(words: Iterable[str]) -> bool:
    """Whether most characters beyond ASCII are none that Chinese documents are written in."""
    usual, strange = _counted(words)
    return strange >= _LEAST and strange > usual


def may_be_garbled(words: Iterable[str]) -> bool:
    """Whether no character is one that Chinese documents are written in: a page like that beside garbled ones is garbled too."""
    usual, _ = _counted(words)
    return not usual


def _counted(words: Iterable[str]) -> tuple[int, int]:
    """How many characters beyond ASCII are usual, and how many strange."""
    text = "".join(words)
    plain = len(text.encode("ascii", "ignore"))
    usual = (len(text.encode("gb2312", "ignore")) - plain) // 2  # rarer characters of names are few
    return usual, len(text) - plain - usual
