"""Text made comparable: blanks dropped, digits and signs half-width."""

from __future__ import annotations

# No NFKC: it would turn ① into 1 (DESIGN §6).
_HALF_WIDTH = str.maketrans("０１２３４５６７８９．，％＋－／（）", "0123456789.,%+-/()")


def plain(text: str | None) -> str:
    """`text` without blanks and line breaks, with half-width digits, comma, brackets, per cent and slash; empty where None."""
    return "".join(text.split()).translate(_HALF_WIDTH) if text else ""
