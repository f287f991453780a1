"""Texts of form cells as they were meant: without the blanks of wrapped lines and the formulas that conversion left."""

from __future__ import annotations

import re

_HAN = r"[^\W\da-zA-Z_]"  # compiles at once, which a class of ranges of thousands does not
_WRAP = re.compile(rf"(?<={_HAN})[^\S\n]+(?={_HAN})")
_FORMULA = re.compile(r"\$([^$\n]{1,200})\$")
_COMMANDS = {
    r"\geqslant": "≥",
    r"\leqslant": "≤",
    r"\geq": "≥",
    r"\leq": "≤",
    r"\ge": "≥",
    r"\le": "≤",
    r"\times": "×",
    r"\sim": "~",
    r"\pm": "±",
    r"\approx": "≈",
    r"\neq": "≠",
    r"\%": "%",
    r"\ ": " ",
    r"^{\circ}C": "℃",
    r"^\circ C": "℃",
    r"^{2}": "²",
    r"^{3}": "³",
    r"^2": "²",
    r"^3": "³",
}
_FONT = re.compile(r"\\(?:mathrm|text|mathbf|rm)\s*\{([^{}]*)\}")
_PARAGRAPH = re.compile(
    r"(?<=[。；;！？!?：:])\s*\n\s*|\s*\n\s*(?=[（(]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[)）、.．]|[①-⑳]|目标\d)"
)


def unwrapped(text: str) -> str:
    """`text` in one line: formulas as plain signs (`$\\geq 95\\%$` → ≥95%), no blank between two Chinese characters."""
    one_line = re.sub(r"\s*\n\s*", " ", plain(text))
    return _WRAP.sub("", one_line).strip()


def paragraphs(text: str) -> str:
    """A long text: like `unwrapped`, but a line break after a sentence or before a numeral is a paragraph and stays."""
    parts = _PARAGRAPH.split(plain(text))
    return "\n".join(part for part in (unwrapped(each) for each in parts) if part)


def plain(text: str) -> str:
    """`text` with the formulas that conversion made of signs turned back."""
    return _FORMULA.sub(lambda formula: _from_formula(formula[1]), text) if "$" in text else text


def _from_formula(source: str) -> str:
    """What a formula shows, for the few signs that targets are written with."""
    shown = _FONT.sub(r"\1", source)
    for command, sign in _COMMANDS.items():
        shown = re.sub(re.escape(command) + (r"\s*(?![A-Za-z])" if command[-1].isalpha() else r"\s*"), sign, shown)
    return re.sub(r"(?<=[≥≤<>=~×±])\s+", "", shown).strip()
