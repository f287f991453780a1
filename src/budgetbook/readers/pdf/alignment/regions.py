"""Lines → those that are a table: rows with amounts, the labels between them and the head over them.

Only amounts show a table: at least three lines near each other, each with an amount and words or another amount beside it. Running text
leaves no such gaps, and a contents page has no amounts.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from budgetbook.readers.pdf.alignment.bands import LONG_RULING
from budgetbook.readers.pdf.alignment.pieces import TableLine, is_numbering
from budgetbook.readers.pdf.rulings import Segment

_FEWEST = 3  # lines with amounts
_HEAD_LINES = 24  # three levels, some broken over many lines
_APART = 3.0  # em between lines of one table
_HEAD_APART = 12.0  # em between rulings of a head
_BESIDE = 0.05  # em by which lines reach into each other's height
_SAME_LEFT = 1.5  # points by which labels of one column differ on their left


class Region(NamedTuple):
    """The lines of a table are those from `start` to `end`; the body begins at `first`."""

    start: int
    first: int
    end: int


def regions(lines: Sequence[TableLine], across: Sequence[Segment]) -> Iterator[Region]:
    """The tables among `lines`, from top to bottom; `across` are the rulings that lie there."""
    edges = sorted({one.at for one in across if one.end - one.start > LONG_RULING})
    at = done = 0
    while at < len(lines):
        end = _end(lines, at, edges) if lines[at].has_amount() else at
        if sum(line.has_amount() for line in lines[at:end]) >= _FEWEST:
            start = max(_head(lines, at, edges), done)
            yield Region(start, _first(lines, start, at, end), end)
            done = end
        at = max(end, at + 1)


def _near(above: TableLine, below: TableLine) -> bool:
    return below.top - above.bottom < _APART * below.size


def _is_caption(line: TableLine) -> bool:
    """Whether a name or a unit is given there after a colon, as over tables and under them; 其中： stands within."""
    texts = [piece.text for piece in line.pieces]
    return any(("：" in text or ":" in text) and not text.startswith("其中") for text in texts)


def _lefts(lines: Sequence[TableLine]) -> list[float]:
    return sorted(piece.left for line in lines for piece in line.pieces if not piece.is_amount)


def _is_one_of(left: float, lefts: Sequence[float]) -> bool:
    return bisect_left(lefts, left - _SAME_LEFT) < bisect_right(lefts, left + _SAME_LEFT)


def _end(lines: Sequence[TableLine], start: int, edges: Sequence[float]) -> int:
    """Behind the last line that hangs together with the one at `start`.

    Lines without an amount belong to it where they stand under each other like labels, or between rulings, and where another amount
    follows; behind the last amount only the rest of its row and what rulings close in.
    """
    last, n = start, start + 1
    while n < len(lines) and _near(lines[n - 1], lines[n]):
        line = lines[n]
        if line.has_amount() or any(piece.is_amount for piece in line.pieces):
            last = n
        elif line.size > 1.2 * lines[start].size:
            break
        n += 1
    lefts = _lefts([line for line in lines[start : last + 1] if line.has_amount()])
    pitch = lines[start].size
    end = start + 1
    seen = start
    for n in range(start + 1, last + 1):
        line = lines[n]
        if line.has_amount():
            seen, end = n, n + 1
        elif not all(_is_one_of(piece.left, lefts) for piece in line.pieces) and n - seen > 3:
            break
    for line in lines[end:]:
        above = lines[end - 1]
        gap = line.top - above.bottom
        ruled = any(line.bottom - 1 < edge < line.bottom + pitch for edge in edges)
        if _is_label_of(line, above):
            end += 1
            continue
        if _is_caption(line) or not all(_is_one_of(piece.left, lefts) for piece in line.pieces):
            break
        if not (ruled and _near(above, line)) and gap > 0.4 * pitch:
            break
        end += 1
    return end


def _is_label_of(line: TableLine, amounts: TableLine) -> bool:
    """Whether `line` is part of the label of the line of `amounts` over or under it: they stand partly beside each other."""
    beside = min(line.bottom, amounts.bottom) - max(line.top, amounts.top) > _BESIDE * line.size
    return beside and len(line.pieces) == 1 and not line.pieces[0].is_amount and _has_room(line, amounts)


def _has_room(line: TableLine, amounts: TableLine) -> bool:
    left, right = line.pieces[0].left, line.pieces[0].right
    return not any(piece.is_over(left, right) for piece in amounts.pieces)


def _head(lines: Sequence[TableLine], first: int, edges: Sequence[float]) -> int:
    """The first of the lines over the table that are its head: several words side by side, and no name with a colon.

    Between such lines may stand the end of a cell that is broken over lines, and right over them one word that heads several columns.
    Rulings say where it begins, where there are any.
    """
    top = _top_ruling(lines, first, edges)
    start = first
    for n in range(first - 1, max(first - _HEAD_LINES, 0) - 1, -1):
        line = lines[n]
        if not _near(line, lines[n + 1]) or _is_caption(line) or (line.top + line.bottom) / 2 < top:
            break
        close = lines[n + 1].top - line.bottom < line.size and line.size < 1.15 * lines[n + 1].size
        if len(line.pieces) > 1 or top > 0 or (start == n + 1 and start < first and close):
            start = n
    return start


def _top_ruling(lines: Sequence[TableLine], first: int, edges: Sequence[float]) -> float:
    """The ruling over the head of the table whose first amounts are in line `first`; 0 where there is none."""
    size, at, top = lines[first].size, lines[first].top, 0.0
    for edge in reversed(edges[: bisect_right(edges, lines[first].bottom)]):
        if at - edge > _HEAD_APART * size or any(_is_caption(line) for line in lines if edge < line.top < at):
            break
        top = at = edge
    return top


def _first(lines: Sequence[TableLine], start: int, first: int, end: int) -> int:
    """Where the body begins: rows without amounts may stand over the first that has one."""
    lefts = _lefts(lines[first:end])
    while first > start + 1:
        line = lines[first - 1]
        is_row = is_numbering(line.pieces) or any(piece.is_amount for piece in line.pieces)
        aligned = all(_is_one_of(piece.left, lefts) for piece in line.pieces)
        if _is_label_of(line, lines[first]):
            first -= 1
            continue
        if not (is_row or aligned) or line.top < max(above.bottom for above in lines[start : first - 1]):
            break
        first -= 1
    return first
