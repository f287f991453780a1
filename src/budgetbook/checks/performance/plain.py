"""Text made comparable: blanks dropped, digits and signs of arithmetic half-width. Punctuation stays, so that quotations are as printed."""

from __future__ import annotations

import re
from functools import lru_cache

# No NFKC: it would turn ① into 1 (DESIGN §6).
_HALF_WIDTH = str.maketrans("０１２３４５６７８９．％＋－／", "0123456789.%+-/")
_FULL_WIDTH = re.compile("[０１２３４５６７８９．％＋－／]")


@lru_cache(maxsize=4096)  # an indicator's words stand on both sides of its form, and in other forms too
def plain(text: str | None) -> str:
    """`text` without blanks and line breaks, with half-width digits, point, per cent and slash; empty where None."""
    if not text:
        return ""
    if text.isalpha():
        return text  # most names are: neither blanks nor digits or signs
    joined = "".join(text.split())
    # Looking first is cheaper than translating texts that need none.
    return joined.translate(_HALF_WIDTH) if _FULL_WIDTH.search(joined) else joined
