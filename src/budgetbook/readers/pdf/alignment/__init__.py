"""Tables without upright rulings as lattices: columns told by where words stand over each other, rows by rulings across or by lines."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from budgetbook.readers.pdf.alignment.bands import banded, whole_band
from budgetbook.readers.pdf.alignment.columns import body_columns
from budgetbook.readers.pdf.alignment.head import Head, head_of
from budgetbook.readers.pdf.alignment.headcells import Ruled
from budgetbook.readers.pdf.alignment.pieces import (
    Characters,
    Piece,
    TableLine,
    is_numbering,
    table_line,
    words_set_apart,
)
from budgetbook.readers.pdf.alignment.regions import regions
from budgetbook.readers.pdf.alignment.rows import Rows, body_rows
from budgetbook.readers.pdf.lattice import Lattice, Slot, whole_rulings
from budgetbook.readers.pdf.rulings import Segment
from budgetbook.readers.pdf.runs import Run

_FEWEST = 3  # amounts
_WIDE_RULING = 0.6  # of the table's width
MOST_LINES, MOST_PIECES, MOST_HEAD_PIECES = 1000, 4000, 300  # of one page; real ones have a tenth
_MARGIN = 2.0  # points around the outermost words
_OVER = 1.0  # points over a column's edge
_COLUMN_UNSURE = "没有竖线，不能确定属于哪一栏"
_ROW_UNSURE = "没有横线，不能确定属于哪一行"


def may_hold_table(runs: Sequence[Run]) -> bool:
    """Whether there are so many points between figures that a closer look is worth its time."""
    return sum("." in run.text or "," in run.text for run in runs) >= _FEWEST


def aligned_lattices(
    lines: Sequence[Sequence[Run]], across: Sequence[Segment], characters: Characters
) -> list[Lattice]:
    """The tables among `lines` (runs line by line, from top to bottom), as lattices.

    `across` are the rulings that lie there; `characters` gives those of a run that may hold several cells.
    """
    across = whole_rulings(across)
    if len(lines) > MOST_LINES or len(across) > MOST_LINES:
        return []
    bands = banded([table_line(line, characters, wholly=False) for line in lines], across)
    found = []
    for start, first, end in regions([whole_band(band) for band in bands], across):
        before, head = sum(map(len, bands[:start])), sum(map(len, bands[start:first]))
        table = lines[before : before + sum(map(len, bands[start:end]))]
        lattice = _lattice([table_line(line, characters, wholly=True) for line in table], head, across)
        if lattice is not None:
            found.append(lattice)
    return found


def _lattice(lines: Sequence[TableLine], first: int, across: Sequence[Segment]) -> Lattice | None:
    """The lattice of a table whose body begins with line `first`. None where the amounts leave no gaps, or where there is more than on any real page."""
    if sum(len(line.pieces) for line in lines) > MOST_PIECES:
        return None
    body = [words_set_apart(line.pieces) for line in lines[first:]]
    numbered = next((line for line in body if is_numbering(line)), None)
    columns = body_columns([line for line in body if not is_numbering(line)])
    if len(columns) < 2 or sum(len(line.pieces) for line in lines[:first]) > MOST_HEAD_PIECES:
        return None
    left = min(piece.left for line in lines for piece in line.pieces) - _MARGIN
    right = max(piece.right for line in lines for piece in line.pieces) + _MARGIN
    top, bottom = lines[0].top - _MARGIN, max(line.bottom for line in lines) + _MARGIN
    size = lines[first].size
    within = [one for one in across if top - size < one.at < bottom + size and one.start < right and left < one.end]
    wide = sorted({one.at for one in within if one.end - one.start > _WIDE_RULING * (right - left)})
    if wide:
        left = min([left, *(one.start for one in within if left - 2 * size < one.start)])
        right = max([right, *(one.end for one in within if one.end < right + 2 * size)])
    start = _start_of_body(lines, first, wide, top)
    every = sum(edge > start - 1 for edge in wide) >= sum(line.has_amount() for line in lines[first:])
    ruled = Ruled([one for one in within if one.at < start - 1], start, every)
    head = head_of([line.pieces for line in lines[:first]], body, columns, ruled, (left, right))
    if numbered is not None and len(numbered) != len(head.columns):
        head = head._replace(doubtful=frozenset(range(len(head.columns))))
    rows = body_rows(body, columns, [edge for edge in wide if edge > start - 1], start, bottom)
    if not first:
        return _whole(head._replace(cuts=[], slots=[], doubtful=frozenset()), rows, body, 0)
    top = min([top, *(edge for edge in wide if top - size < edge)])
    return _whole(head, rows._replace(edges=[top, *head.cuts, *rows.edges]), body, len(head.cuts) + 1)


def _start_of_body(lines: Sequence[TableLine], first: int, wide: Sequence[float], top: float) -> float:
    """The ruling between head and body, else the middle between them; where there is no head, the ruling over it all or `top`."""
    begins = lines[first].top
    over = max((line.bottom for line in lines[:first]), default=top - lines[first].size)
    return next(
        (edge for edge in reversed(wide) if over - 1 < edge < begins + 1), (over + begins) / 2 if first else top
    )


def _whole(head: Head, rows: Rows, body: Sequence[Sequence[Piece]], above: int) -> Lattice:
    """The lattice of `head`, which has the first `above` rows, and of `body` under it."""
    xs, ys = head.edges, rows.edges
    owner = [[-1] * len(head.columns) for _ in range(len(ys) - 1)]
    slots = [*head.slots, *_spanning(body, xs, ys, above)]
    for number, (row, column, down, wide) in enumerate(slots):
        for owners in owner[row : row + down]:
            owners[column : column + wide] = [number] * wide
    for row, owners in enumerate(owner):
        for column, one in enumerate(owners):
            if one < 0:
                owners[column] = len(slots)
                slots.append(Slot(row, column, 1, 1))
    doubtful: dict[int, str] = {}
    for piece in (piece for line in body for piece in line if piece.is_amount):
        row, first, last = _position(piece, xs, ys)
        if first in head.doubtful or first < last:
            doubtful[owner[row][first]] = _COLUMN_UNSURE
        elif row - above in rows.doubtful:
            doubtful[owner[row][first]] = _ROW_UNSURE
    columns = [(column.left, column.right) for column in head.columns]
    return Lattice(xs, ys, slots, owner, columns, doubtful)


def _position(piece: Piece, xs: Sequence[float], ys: Sequence[float]) -> tuple[int, int, int]:
    """The row of `piece`, and its first and last column."""
    row = min(max(bisect_right(ys, piece.middle) - 1, 0), len(ys) - 2)
    first = min(max(bisect_right(xs, piece.left + _OVER) - 1, 0), len(xs) - 2)
    last = min(max(bisect_right(xs, piece.right - _OVER) - 1, first), len(xs) - 2)
    return row, first, last


def _spanning(body: Sequence[Sequence[Piece]], xs: Sequence[float], ys: Sequence[float], above: int) -> list[Slot]:
    """Cells of the body that span columns: words over an edge with nothing else under them."""
    taken: dict[tuple[int, int], int] = {}
    wide = []
    for piece in (piece for line in body for piece in line):
        row, first, last = _position(piece, xs, ys)
        for column in range(first, last + 1):
            taken[row, column] = taken.get((row, column), 0) + 1
        if first < last and row >= above:
            wide.append(Slot(row, first, 1, last - first + 1))
    return [slot for slot in wide if all(taken[slot.row, slot.column + n] == 1 for n in range(slot.across))]
