"""Small facts about how documents print Chinese: blanks inside words, numerals, page numbers, sentence ends."""

from __future__ import annotations

import re

from budgetbook.model.numerals import numeral_value

# A cell that wrapped over lines leaves a blank inside a name. Between two Latin words or numbers a blank is meant.
_BLANK = re.compile(r"(?<![0-9A-Za-z%.,])\s+|\s+(?![0-9A-Za-z])")
_NUMERAL = re.compile(r"^\s*([一二三四五六七八九十]{1,3})\s*、\s*(.*)$", re.DOTALL)
_PAGE_NUMBER = re.compile(r"[-—–－\s]*(?:第\s*)?\d{1,4}(?:\s*页)?(?:\s*[/，,]?\s*共\s*\d+\s*页)?[-—–－\s]*")
_SUB_HEADING = re.compile(r"^\s*(?:[（(]([一二三四五六七八九十]+|\d+)[）)]|(\d{1,2})\s*[、.．])\s*\S")
LEFT_OVER = re.compile(r"结转|结余")
"""Words for money of earlier years, whatever else is said of it."""
_SENTENCE_END = "。！？；：;:!?"
_BRACKET_END = "）)】]”》"


def squeezed(text: str) -> str:
    """`text` without the blanks that line ends left in it (`公共服务 支出` → `公共服务支出`)."""
    if " " not in text and text.isprintable():
        return text  # as most: every other blank is unprintable
    stripped = text.strip()
    return _BLANK.sub("", stripped) if len(stripped.split(None, 1)) > 1 else stripped


def numbered(text: str) -> tuple[str, int, str] | None:
    """A line that begins with a Chinese numeral and 、 as (numeral, value, rest); None for other lines."""
    match = _NUMERAL.match(text)
    if match is None:
        return None
    value = numeral_value(match.group(1))
    return None if value is None else (match.group(1), value, match.group(2).strip())


def is_page_number(text: str) -> bool:
    """Whether a line is nothing but a page number (12, — 12 —, 第 3 页 共 9 页)."""
    return _PAGE_NUMBER.fullmatch(text) is not None


def ends_sentence(text: str) -> bool:
    """Whether nothing is missing at the end of `text`: it ends with a stop, or with a bracket that a stop may be left out after."""
    return text.rstrip()[-1:] in _SENTENCE_END + _BRACKET_END


def is_sub_heading(text: str, *, longest: int = 30) -> bool:
    """Whether a line heads what follows: （一）…, 1、… in few words and without a stop; or the title of a chart."""
    plain = text.strip()
    if len(plain) > longest or any(mark in plain.rstrip("：:") for mark in "。；;，,："):
        return False
    return _SUB_HEADING.match(plain) is not None or plain.endswith("图")


def sub_heading_number(text: str) -> tuple[str, int] | None:
    """How a sub-heading is numbered, and its number: （二） → ("（", 2), 3、 → ("、", 3); None where it isn't."""
    match = _SUB_HEADING.match(text)
    if match is None:
        return None
    bracketed, plain = match.groups()
    if plain is not None:
        return "、", int(plain)
    value = int(bracketed) if bracketed.isdigit() else numeral_value(bracketed)
    return None if value is None else ("（", value)
