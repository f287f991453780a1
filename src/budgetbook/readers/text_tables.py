"""Tables that plain text shows without marks: cells parted by commas (CSV), or aligned with spaces as `pdftotext -layout` does."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Sequence
from itertools import pairwise

_GAP = re.compile(r"(?<=\S)[ \u3000]{2,}(?=\S)|^ {8,}(?=\S)")  # a paragraph begins with two wide blanks
_SENTENCE = re.compile(r"[，。；]|\d,\d{3}(?:\.\d+)?(?:万|亿)?元")
_FEWEST_LINES = 3
_LONGEST_CELL = 30


def tabbed(lines: Sequence[str]) -> list[str]:
    """`lines` with a TAB between the cells of those that are rows of such tables; the others as they are."""
    made = list(lines)
    for telling, parted in ((_fields, _comma_parted), (_gaps, _aligned)):
        start = 0
        while start < len(made):
            end = start
            while end < len(made) and _is_bare(made[end]) and telling(made[end], inside=end > start):
                end += 1
            while end > start and not telling(made[end - 1], inside=False):
                end -= 1
            if end - start >= _FEWEST_LINES and (cells := parted(made[start:end])) is not None:
                made[start:end] = ["\t".join(row) for row in cells]
            start = max(end, start + 1)
    # What a row that is in no table ends with are blank fields.
    return [line.rstrip(",") if line.endswith(",,") else line for line in made]


def _is_bare(line: str) -> bool:
    """Whether nothing in `line` marks cells already."""
    return "\t" not in line and not line.lstrip().startswith("|")


def _fields(line: str, *, inside: bool) -> bool:
    # A remark in a row of its own has the commas of the blank fields behind it, which no sentence has.
    return "," in line and (line.endswith(",,") or not _SENTENCE.search(line))


def _comma_parted(lines: Sequence[str]) -> list[list[str]] | None:
    """The fields of `lines`, where all have as many; None where they are words or amounts that happen to hold commas."""
    rows = list(csv.reader(lines))
    if len({len(row) for row in rows}) != 1 or not any(re.search(r"[^\d.,]", field) for field in rows[0]):
        return None
    return rows


def _gaps(line: str, *, inside: bool) -> bool:
    """Whether blanks part cells in `line`; inside a table a row may hold one cell alone."""
    if _GAP.search(line.rstrip()):
        return not line.rstrip().endswith("。")
    return inside and 0 < len(line.strip()) <= _LONGEST_CELL and "。" not in line


def _aligned(lines: Sequence[str]) -> list[list[str]] | None:
    """The cells of `lines`, cut where two blanks or more stand below each other in all of them; None where that is nowhere."""
    shown = [_shown(line.rstrip()) for line in lines]
    width = max(map(len, shown))
    taken = [any(at < len(line) and not line[at].isspace() for line in shown) for at in range(width)]
    cuts = [at for at in range(1, width - 1) if taken[at + 1] and not taken[at] and not taken[at - 1]]
    cuts = [at + 1 for at in cuts if any(taken[:at])]
    if not cuts:
        return None
    edges = [0, *cuts, width]
    rows = ["".join(line).ljust(width) for line in shown]
    return [[row[start:end].replace("\x00", "").strip() for start, end in pairwise(edges)] for row in rows]


def _shown(line: str) -> list[str]:
    """`line` by columns of a terminal: a Chinese character takes two, the second of which holds NUL."""
    columns: list[str] = []
    for character in line:
        columns.append(character)
        if unicodedata.east_asian_width(character) in "WF" and not character.isspace():
            columns.append("\x00")
    return columns
