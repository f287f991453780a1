"""Numbers that Word prints before paragraphs (一、（一）1.): they stand in no text, and headings are told by them."""

from __future__ import annotations

import re
from typing import NamedTuple

from budgetbook.model.numerals import digits, numeral
from budgetbook.readers.docx_package import Element, W
from budgetbook.readers.docx_styles import Style

_W = f"{{{W}}}"
_PLACE = re.compile(r"%([1-9])")
_HEAVENLY = "甲乙丙丁戊己庚辛壬癸"


class _Level(NamedTuple):
    format: str
    text: str
    start: int


class Numbering:
    """Counts the numbered paragraphs of a document, list by list, as Word does."""

    def __init__(self, root: Element | None) -> None:
        self._lists: dict[str, dict[int, _Level]] = {}
        self._counters: dict[str, list[int | None]] = {}
        self._shared: dict[str, str] = {}  # list id → abstract id: lists of one abstract count on together
        if root is None:
            return
        abstract = {
            element.get(f"{_W}abstractNumId", ""): _levels(element) for element in root.iterfind(f"{_W}abstractNum")
        }
        for element in root.iterfind(f"{_W}num"):
            name = element.get(f"{_W}numId", "")
            link = element.find(f"{_W}abstractNumId")
            identity = link.get(f"{_W}val", "") if link is not None else ""
            levels = dict(abstract.get(identity, {}))
            overridden = element.findall(f"{_W}lvlOverride")
            for override in overridden:
                depth = _whole(override.get(f"{_W}ilvl"), 0)
                start = override.find(f"{_W}startOverride")
                own = override.find(f"{_W}lvl")
                if own is not None:
                    levels[depth] = _level(own)
                if start is not None and depth in levels:
                    levels[depth] = levels[depth]._replace(start=_whole(start.get(f"{_W}val"), 1))
            self._lists[name] = levels
            self._shared[name] = name if overridden else f"abstract {identity}"

    def prefix(self, style: Style) -> str:
        """What Word prints before the next paragraph of `style`; "" where nothing. Call once for each paragraph, in order."""
        if style.numbering is None:
            return ""
        name, depth = style.numbering
        levels = self._lists.get(name, {})
        if depth not in levels:
            return ""
        counters = self._counters.setdefault(self._shared[name], [None] * 9)
        last = counters[depth]
        counters[depth] = levels[depth].start if last is None else last + 1
        counters[depth + 1 :] = [None] * (8 - depth)

        def printed(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            level = levels.get(at, _Level("decimal", "", 1))
            count = counters[at]
            return styled(level.start if count is None else count, level.format)

        return "" if levels[depth].format == "bullet" else _PLACE.sub(printed, levels[depth].text)


def styled(number: int, style: str) -> str:
    """`number` in one of Word's numeral formats; decimal where the format isn't known."""
    if style in {"none", "bullet"}:
        return ""
    if style in {"chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCountingThousand"}:
        return numeral(number) if 0 < number < 100 else digits(number)
    if style == "ideographTraditional" and 1 <= number <= 10:
        return _HEAVENLY[number - 1]
    if style == "decimalEnclosedCircleChinese" or style == "decimalEnclosedCircle":
        return chr(0x2460 + number - 1) if 1 <= number <= 20 else str(number)
    if style == "decimalFullWidth":
        return str(number).translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    if style in {"lowerLetter", "upperLetter"} and number >= 1:
        letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter.upper() if style == "upperLetter" else letter
    if style in {"lowerRoman", "upperRoman"} and 1 <= number < 4000:
        roman = _roman(number)
        return roman.lower() if style == "lowerRoman" else roman
    return str(number)


def _roman(number: int) -> str:
    out = ""
    for value, sign in zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        ("M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"),
        strict=True,
    ):
        count, number = divmod(number, value)
        out += sign * count
    return out


def _levels(abstract: Element) -> dict[int, _Level]:
    return {_whole(level.get(f"{_W}ilvl"), 0): _level(level) for level in abstract.iterfind(f"{_W}lvl")}


def _level(element: Element) -> _Level:
    def value(name: str, otherwise: str) -> str:
        found = element.find(f"{_W}{name}")
        return found.get(f"{_W}val", otherwise) if found is not None else otherwise

    return _Level(value("numFmt", "decimal"), value("lvlText", ""), _whole(value("start", "1"), 1))


def _whole(text: str | None, otherwise: int) -> int:
    return int(text) if text is not None and text.isdecimal() and len(text) < 7 else otherwise
