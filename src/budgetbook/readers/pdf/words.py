"""Runs → words in reading order: runs on one line, lines that a narrow column broke.

A blank is put where the gap is one: a quarter of an em between figures and letters, nearly an em between Chinese characters.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple

from budgetbook.readers.pdf.runs import Run

_LATIN_GAP, _CHINESE_GAP = 0.25, 0.8  # em
_NUMBER = re.compile(r"[-+—–－(（]?[\d,.，．\s]*\d[\d,.，．\s]*[%％)）]?")
_UNPARTED = re.compile(r"[（《“‘〔【〈「\[(]*(?:[!-~]+|.)(?:[-–~,.:;%/][!-~]*|[，。、；：！？）》”’％〕】〉」])*")
_WIDE = "\u2e80"  # from here on characters are as wide as high; a class of thousands of them would take re milliseconds to compile


_LEFT = attrgetter("left")


class TextLine(NamedTuple):
    """A line of text and its box; `size` is the type's size in points: that of its longest run."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    size: float


def text_lines(runs: Sequence[Run]) -> list[TextLine]:
    """`runs` as lines from top to bottom. Runs share a line where the middle of one is within the other's height."""
    if len(runs) == 1:
        run = runs[0]
        return [TextLine(run.text.strip(), run.left, run.top, run.right, run.bottom, _size(run))]
    return [_line(line) for line in by_line(runs)]


def by_line(runs: Sequence[Run]) -> list[list[Run]]:
    """`runs` in groups that share a line, from top to bottom."""
    lines: list[list[Run]] = []
    line: list[Run] = []
    top = bottom = 0.0
    for run in sorted(runs, key=_middle):
        its_top, its_bottom = run.top, run.bottom
        if line and (its_top + its_bottom) / 2 < bottom and (top + bottom) / 2 > its_top:
            line.append(run)
            if its_bottom - its_top > bottom - top:
                top, bottom = its_top, its_bottom
            continue
        if line:
            lines.append(line)
        line, top, bottom = [run], its_top, its_bottom
    if line:
        lines.append(line)
    return lines


def cell_text(runs: Sequence[Run], right: float) -> str:
    """The text of a cell whose room ends at `right`."""
    if len(runs) == 1:
        return runs[0].text.strip()
    lines = text_lines(runs)
    return lines[0].text if len(lines) == 1 else wrapped([(line, right) for line in lines])


def wrapped(lines: Sequence[tuple[TextLine, float]]) -> str:
    """Lines with the right edges they had to keep to, as one text: joined where a line was full, else with a line end."""
    whole = lines[0][0].text
    for (before, right), (after, _) in pairwise(lines):
        whole = joined(whole, after.text) if is_full(before, right, after) else f"{whole}\n{after.text}"
    if "\n" in whole and is_number(whole):
        return re.sub(r"\s+", "", whole)  # a number broken where nothing may break
    return whole


def is_full(line: TextLine, right: float, after: TextLine) -> bool:
    """Whether the first word of `after` had no room left on `line`."""
    word = _first_word(after.text)
    needed = after.size * sum(1.0 if char >= _WIDE else 0.5 for char in word)
    return right - line.right < needed + 0.9 * after.size


def _first_word(text: str) -> str:
    """What can't be parted at the beginning of a line: a Chinese character or a word, with brackets before and stops after it."""
    match = _UNPARTED.match(text)
    return match.group()[:20] if match else ""


def is_number(text: str) -> bool:
    """Whether `text` is figures only: an amount, a share or a code, blanks aside."""
    return _NUMBER.fullmatch(text) is not None


def joined(before: str, after: str) -> str:
    """Two pieces of one text that a line end parted; a blank only between letters."""
    latin = before[-1:].isascii() and before[-1:].isalpha() and after[:1].isascii() and after[:1].isalpha()
    return f"{before} {after}" if latin else before + after


def _size(run: Run) -> float:
    return run.size or run.bottom - run.top


def _middle(run: Run) -> float:
    return run.top + run.bottom


def _line(runs: list[Run]) -> TextLine:
    if len(runs) > 1:
        runs.sort(key=_LEFT)
    first = runs[0]
    text, right = first.text, first.right
    top, bottom, size, widest = first.top, first.bottom, _size(first), first.right - first.left
    for before, run in pairwise(runs):
        words, left, its_right, its_top, its_bottom = run.text, run.left, run.right, run.top, run.bottom
        if words == before.text and left - before.left < 1 and its_top - before.top < 1:
            continue  # bold made by printing twice
        height = run.size or its_bottom - its_top
        gap = left - right
        if gap > _LATIN_GAP * height and (gap > _CHINESE_GAP * height or not _next_to_chinese(text, words)):
            text += " "
        text += words
        if its_right > right:
            right = its_right
        if its_top < top:
            top = its_top
        if its_bottom > bottom:
            bottom = its_bottom
        if its_right - left > widest:
            size, widest = height, its_right - left
    return TextLine(text.strip(), first.left, top, right, bottom, size)


def _next_to_chinese(before: str, after: str) -> bool:
    return before[-1:] >= _WIDE or after[:1] >= _WIDE
