"""A cell's value as its number format prints it: 12029.5 under `#,##0.00` is 12,029.50.

What a reader of the sheet sees is what was published; digits behind the printed ones were not. Covers the formats that statements use:
decimals, separators, percent, sections for negatives and zero, literal text. Anything else is given with all its digits.
"""

from __future__ import annotations

import datetime
import math
import re
from decimal import Decimal
from functools import lru_cache

import msgspec

from budgetbook.model.money import round_to

# Source: ECMA-376 part 1, 18.8.30: formats that files name only by number.
BUILT_IN: dict[int, str] = {
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    9: "0%",
    10: "0.00%",
    37: "#,##0;-#,##0",
    38: "#,##0;-#,##0",
    39: "#,##0.00;-#,##0.00",
    40: "#,##0.00;-#,##0.00",
    41: '#,##0;-#,##0;"-"',
    42: '#,##0;-#,##0;"-"',
    43: '#,##0.00;-#,##0.00;"-"',
    44: '#,##0.00;-#,##0.00;"-"',
}
GENERAL = "General"
_MOST_DIGITS = 24  # of an amount rounded by a format; what is larger is none

_SECTION = re.compile(r'(?:"[^"]*"|\\.|[_*].|\[[^\]]*\]|[^;])*')
_CONDITION = re.compile(r"\[[<>=]")
# quoted, escaped, padding (_x, *x), bracketed (colour, currency), or a plain character
_TOKEN = re.compile(r'"([^"]*)"|[\\!](.)|[_*].|\[(?:\$([^-\]]*)[^\]]*|[^\]]*)\]|(.)', re.DOTALL)
_DIGITS = re.compile(r"[#0?][#0?,]*(?:\.[#0?]*)?")


class _Section(msgspec.Struct, frozen=True):
    """One section of a format. `digits` is False for a section of nothing but text."""

    before: str
    after: str
    digits: bool
    padded: int = 0
    least: int = 0
    most: int = 0
    separators: bool = False
    thousands: int = 0
    percent: bool = False


def printed(value: object, code: str) -> str:
    """`value`, as calamine gives it, printed by the number format `code`."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime.datetime):
        return value.date().isoformat() if value.time() == datetime.time() else value.isoformat(sep=" ")
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    if isinstance(value, int | float):
        return _number(_decimal(value), code)
    return str(value)


def _decimal(value: float) -> Decimal:
    """The decimal that a double stands for: 15 digits, as many as a spreadsheet keeps (0.1+0.2 is 0.3)."""
    return Decimal(f"{value:.15g}")


def _number(value: Decimal, code: str) -> str:
    sections = _sections(code)
    if not sections:
        return _general(value)
    if value < 0 and len(sections) > 1:
        section, value = sections[1], -value
    elif value == 0 and len(sections) > 2:
        section = sections[2]
    else:
        section = sections[0]
    if not section.digits:
        return (section.before + section.after).strip()
    value = value.scaleb(2 * section.percent - 3 * section.thousands)
    if value.adjusted() + section.most > _MOST_DIGITS:
        return _general(value)
    shown = round_to(value, section.most)
    text = f"{abs(shown):,f}" if section.separators else f"{abs(shown):f}"
    whole, _, fraction = text.partition(".")
    while len(fraction) > section.least and fraction.endswith("0"):
        fraction = fraction[:-1]
    whole = whole.zfill(section.padded) if section.padded or whole != "0" else ""
    text = whole + ("." + fraction if fraction else "")
    sign = "-" if shown < 0 else ""
    return f"{sign}{section.before}{text}{section.after}".strip()


def _general(value: Decimal) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


@lru_cache(maxsize=512)
def _sections(code: str) -> tuple[_Section, ...]:
    """The sections of a format; none where it is General or of a kind not covered."""
    if _CONDITION.search(code) or re.search(r"general|通用格式|[eE][+-]|\?/", code, re.IGNORECASE):
        return ()
    parts = [_section(part) for part in _split(code)]
    if parts[0] is None:
        return ()
    return tuple(part if part is not None else _Section("", "", False) for part in parts)


def _split(code: str) -> list[str]:
    """The sections of `code`, at semicolons that are not literal."""
    parts, at = [], 0
    while at <= len(code):
        match = _SECTION.match(code, at)
        assert match is not None
        parts.append(match.group())
        at = match.end() + 1
    return parts


def _section(code: str) -> _Section | None:
    """One section; None where it holds no digits and no text to print (General, @)."""
    plain, literal = [], []  # characters, and whether each is literal
    for match in _TOKEN.finditer(code):
        quoted, escaped, currency, char = match.groups()
        text = next((part for part in (quoted, escaped, currency, char) if part is not None), "")
        plain.append(text)
        literal += [char is None] * len(text)
    text = "".join(plain)
    masked = "".join("\0" if fixed else each for each, fixed in zip(text, literal, strict=True))
    digits = _DIGITS.search(masked)
    if digits is None:
        return None if masked.strip() == "@" else _Section(text.replace("?", ""), "", False)
    pattern = digits.group()
    thousands = len(pattern) - len(pattern.rstrip(","))
    whole, _, fraction = pattern.rstrip(",").partition(".")
    fraction = fraction.rstrip(",")
    return _Section(
        before=text[: digits.start()],
        after=text[digits.end() :],
        digits=True,
        padded=whole.count("0"),
        least=fraction.count("0"),
        most=len(fraction),
        separators="," in whole,
        thousands=thousands,
        percent="%" in masked,
    )
