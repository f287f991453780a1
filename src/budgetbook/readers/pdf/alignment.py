"""Tables without upright rulings: columns told by the gaps that all lines with amounts leave, rows by rulings across or by lines.

Only amounts show a table: at least three lines near each other, each with an amount and words or another amount beside it. Running text
leaves no such gaps, and a contents page has no amounts.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from budgetbook.readers.pdf.lattice import Lattice, Slot
from budgetbook.readers.pdf.rulings import Segment
from budgetbook.readers.pdf.runs import Run

_GAP = 1.2  # em between cells of a line
_HEAD_GAP = 0.7  # em between cells of a head, which is set more tightly
_FEWEST = 3  # lines with amounts
_HEAD_LINES = 8  # three levels, some broken over lines
_APART = 3.0  # em between lines of one table
_LONG_RULING = 100.0  # points
_WIDE_RULING = 0.6  # of the table's width
_MARGIN = 2.0  # points around the outermost words
_AMOUNT = re.compile(r"[-−－–(（]?(?:\d{1,3}(?:[,，]\d{3})+(?:\.\d+)?|\d+\.\d+)[)）]?")


class _Piece(NamedTuple):
    """Words of a line without a wide gap among them."""

    left: float
    right: float
    text: str


class _Row(NamedTuple):
    """A line: its edges, the size of its type and its pieces from left to right; `words` are the pieces at smaller gaps."""

    top: float
    bottom: float
    size: float
    pieces: list[_Piece]
    words: list[_Piece]

    def has_amount(self) -> bool:
        """Whether an amount stands beside something else."""
        return len(self.pieces) > 1 and any(_AMOUNT.fullmatch(piece.text) for piece in self.pieces)


def aligned_lattices(lines: Sequence[Sequence[Run]], across: Sequence[Segment]) -> list[Lattice]:
    """The tables among `lines` (runs line by line, from top to bottom), as lattices; `across` are the rulings that lie there."""
    rows = _rows(lines, sorted(one.at for one in across if one.end - one.start > _LONG_RULING))
    found = []
    at = 0
    while at < len(rows):
        end = _end(rows, at) if rows[at].has_amount() else at
        if sum(row.has_amount() for row in rows[at:end]) >= _FEWEST:
            start = _head(rows, at)
            lattice = _lattice(rows[start:end], at - start, across)
            if lattice is not None:
                found.append(lattice)
        at = max(end, at + 1)
    return found


def may_hold_table(runs: Sequence[Run]) -> bool:
    """Whether there are so many points between figures that a closer look is worth its time."""
    return sum("." in run.text or "," in run.text for run in runs) >= _FEWEST


def _rows(lines: Sequence[Sequence[Run]], edges: Sequence[float]) -> list[_Row]:
    """Lines as rows; those between two rulings are one row, unless amounts stand there one under the other."""
    bands: dict[int, list[_Row]] = {}
    rows: list[_Row] = []
    for n, line in enumerate(lines):
        row = _row(line)
        number = bisect_right(edges, (row.top + row.bottom) / 2)
        bands.setdefault(number if 0 < number < len(edges) else -1 - n, []).append(row)
    for number, band in bands.items():
        rows += [_one_row(band)] if number >= 0 and not _amounts_below_each_other(band) else band
    return sorted(rows, key=lambda row: row.top)


def _amounts_below_each_other(band: Sequence[_Row]) -> bool:
    amounts = sorted(piece for row in band for piece in row.pieces if _AMOUNT.fullmatch(piece.text))
    return any(before.right > after.left for before, after in pairwise(amounts))


def _one_row(band: Sequence[_Row]) -> _Row:
    pieces = _one_over_another(piece for row in band for piece in row.pieces)
    words = _one_over_another(word for row in band for word in row.words)
    return _Row(band[0].top, max(row.bottom for row in band), band[0].size, pieces, words)


def _one_over_another(lines: Iterable[_Piece]) -> list[_Piece]:
    pieces: list[_Piece] = []
    for piece in sorted(lines):
        if pieces and piece.left < pieces[-1].right:
            left, right, text = pieces[-1]
            pieces[-1] = _Piece(left, max(right, piece.right), text + piece.text)
        else:
            pieces.append(piece)
    return pieces


def _row(line: Sequence[Run]) -> _Row:
    size = max(run.size or run.bottom - run.top for run in line)
    runs = sorted(line, key=lambda run: run.left)
    top, bottom = min(run.top for run in line), max(run.bottom for run in line)
    return _Row(top, bottom, size, _pieces(runs, _GAP * size), _pieces(runs, _HEAD_GAP * size))


def _pieces(runs: Sequence[Run], gap: float) -> list[_Piece]:
    pieces: list[_Piece] = []
    for run in runs:
        if pieces and run.left - pieces[-1].right < gap:
            left, right, text = pieces[-1]
            pieces[-1] = _Piece(left, max(right, run.right), text + run.text.strip())
        else:
            pieces.append(_Piece(run.left, run.right, run.text.strip()))
    return pieces


def _near(above: _Row, below: _Row) -> bool:
    return below.top - above.bottom < _APART * below.size


def _end(rows: Sequence[_Row], start: int) -> int:
    """Behind the last line with an amount that hangs together with the one at `start`; up to two lines between may have none."""
    last = start
    for n in range(start + 1, len(rows)):
        if not _near(rows[n - 1], rows[n]) or n - last > 3:
            break
        if rows[n].has_amount():
            last = n
    return last + 1


def _head(rows: Sequence[_Row], first: int) -> int:
    """The first of the lines over the table that are its head: several words side by side, and no name with a colon.

    Between such lines may stand the end of a cell that is broken over lines.
    """
    start = first
    for n in range(first - 1, max(first - _HEAD_LINES, 0) - 1, -1):
        row = rows[n]
        if not _near(row, rows[n + 1]) or any("：" in piece.text or ":" in piece.text for piece in row.pieces):
            break
        if len(row.pieces) > 1:
            start = n
    return start


def _apart(row: _Row, columns: Sequence[tuple[float, float]]) -> _Row:
    """`row` of a head with its pieces parted at smaller gaps, where that puts no two of one piece over the same column."""
    pieces: list[_Piece] = []
    for piece in row.pieces:
        words = [word for word in row.words if piece.left <= word.left and word.right <= piece.right]
        over = [sum(word.left < right and left < word.right for word in words) for left, right in columns]
        pieces += words if max(over) < 2 else [piece]
    return row._replace(pieces=pieces)


def _lattice(rows: Sequence[_Row], head: int, across: Sequence[Segment]) -> Lattice | None:
    """The lattice of a table; the first `head` rows are its head. None where the amounts leave no gaps."""
    columns = _columns(rows[head:])
    if len(columns) < 2:
        return None
    rows = [*(_apart(row, columns) for row in rows[:head]), *rows[head:]]
    columns = _with_heads(columns, rows[:head])
    left = min(piece.left for row in rows for piece in row.pieces) - _MARGIN
    right = max(piece.right for row in rows for piece in row.pieces) + _MARGIN
    xs = [left, *((before[1] + after[0]) / 2 for before, after in pairwise(columns)), right]
    ys = _heights(rows, head, [one for one in across if one.end - one.start > _WIDE_RULING * (right - left)])
    spans = {}
    for row in rows[:head]:
        number = bisect_right(ys, (row.top + row.bottom) / 2) - 1
        for piece in row.pieces:
            first = max(bisect_right(xs, piece.left) - 1, 0)
            last = max(min(bisect_right(xs, piece.right) - 1, len(columns) - 1), first)
            if last > first:
                spans[number, first] = last - first + 1
    slots: list[Slot] = []
    owner = [[-1] * len(columns) for _ in range(len(ys) - 1)]
    for number, owners in enumerate(owner):
        for column in range(len(columns)):
            if owners[column] < 0:
                wide = spans.get((number, column), 1)
                owners[column : column + wide] = [len(slots)] * wide
                slots.append(Slot(number, column, 1, wide))
    return Lattice(xs, ys, slots, owner, columns)


def _columns(rows: Sequence[_Row]) -> list[tuple[float, float]]:
    """Where the words of the lines with amounts stand, one over the other."""
    columns: list[tuple[float, float]] = []
    for piece in sorted(piece for row in rows if row.has_amount() for piece in row.pieces):
        if columns and piece.left < columns[-1][1]:
            columns[-1] = (columns[-1][0], max(columns[-1][1], piece.right))
        else:
            columns.append((piece.left, piece.right))
    return columns


def _with_heads(columns: list[tuple[float, float]], head: Sequence[_Row]) -> list[tuple[float, float]]:
    """`columns` as wide as the words over them, and those that have a head but no words below.

    Told by the fullest line of the head, if each column is nearest to a word of its own there: a head stands in the middle of its
    cell and amounts at its right end, so that neither need be over the other.
    """
    if not head:
        return columns
    fullest = max(head, key=lambda row: len(row.pieces)).pieces
    nearest = [min(range(len(fullest)), key=lambda n: _between(fullest[n], column)) for column in columns]
    if len(fullest) < len(columns) or any(before >= after for before, after in pairwise(nearest)):
        return columns
    whole = [(piece.left, piece.right) for piece in fullest]
    for n, (left, right) in zip(nearest, columns, strict=True):
        whole[n] = min(left, whole[n][0]), max(right, whole[n][1])
    return columns if any(before[1] > after[0] for before, after in pairwise(whole)) else whole


def _between(piece: _Piece, column: tuple[float, float]) -> float:
    """How far `piece` and `column` are from each other; below zero by as much as one is over the other."""
    return max(piece.left - column[1], column[0] - piece.right)


def _heights(rows: Sequence[_Row], head: int, across: Sequence[Segment]) -> list[float]:
    """The edges of the rows: rulings where each row has one, else the middle between lines. Lines near together are one row."""
    top, bottom = rows[0].top - _MARGIN, rows[-1].bottom + _MARGIN
    within = sorted(one.at for one in across if top < one.at < bottom)
    if len(within) + 1 >= sum(row.has_amount() for row in rows[head:]):
        return [top, *within, bottom]
    gaps = sorted(below.top - above.bottom for above, below in pairwise(rows[head:]))
    near = gaps[len(gaps) // 2] / 2
    edges = [top]
    for n, (above, below) in enumerate(pairwise(rows), start=1):
        both = above.has_amount() and below.has_amount()
        if n == head or both or below.top - above.bottom >= near:
            edges.append((above.bottom + below.top) / 2)
    return [*edges, bottom]
