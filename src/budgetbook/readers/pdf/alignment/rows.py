"""The rows of a body: bands between rulings where each row has one, else what stands side by side."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from itertools import pairwise, takewhile
from typing import NamedTuple

from budgetbook.readers.pdf.alignment.columns import Column
from budgetbook.readers.pdf.alignment.pieces import Piece

_WRAPPED = 0.6  # of the usual gap between lines of a column: nearer ones are one cell
_SHRUNK = 0.25  # of a line's height, left out above and below: type stands lower than its box
_REST = 2  # figures of an amount that its cell had no room for
_OFF_MIDDLE = 0.2  # em that amounts may stand higher or lower than the middle of their label
_APART = 1.0  # em between lines of one label
_LEAST_PITCH = 0.15  # em between lines of different rows, where rows have more than one


class Rows(NamedTuple):
    """`edges` from the top of the first row to the end of the last; `doubtful` are rows that can't be told for certain."""

    edges: list[float]
    doubtful: frozenset[int] = frozenset()


def body_rows(
    lines: Sequence[Sequence[Piece]], columns: Sequence[Column], edges: Sequence[float], top: float, bottom: float
) -> Rows:
    """The rows of `lines` between `top` and `bottom`; `edges` are the rulings that go through the whole table there."""
    bands: dict[int, list[Sequence[Piece]]] = {}
    for line in lines:
        middle = (min(piece.top for piece in line) + max(piece.bottom for piece in line)) / 2
        bands.setdefault(bisect_right(edges, middle), []).append(line)
    found: list[float] = [top]
    doubtful: set[int] = set()
    for number in sorted(bands):
        band = bands[number]
        over = max([top, *edges[:number]])
        if found[-1] < over:
            found.append(over)
        start = len(found) - 1
        if len(band) > 1 and (not _closed(number, edges) or _amounts_below_each_other(band, columns)):
            cuts, uncertain = _cuts(band, columns)
            found += cuts
            doubtful |= {start + row for row in uncertain}
    last = max(bands)
    end = edges[last] if last < len(edges) else bottom
    return Rows([*found, max(end, found[-1] + 1)], frozenset(doubtful))


def _closed(number: int, edges: Sequence[float]) -> bool:
    return 0 < number < len(edges)


def _column(piece: Piece, columns: Sequence[Column]) -> int:
    return min(range(len(columns)), key=lambda n: max(piece.left - columns[n].right, columns[n].left - piece.right))


def _amounts_below_each_other(band: Sequence[Sequence[Piece]], columns: Sequence[Column]) -> bool:
    amounts = [_column(piece, columns) for line in band for piece in line if piece.is_amount]
    return len(set(amounts)) < len(amounts)


def _cuts(lines: Sequence[Sequence[Piece]], columns: Sequence[Column]) -> tuple[list[float], set[int]]:
    """Where rows part, and the rows that are doubtful: blocks of words that stand beside each other are one row."""
    blocks = _blocks(lines, columns)
    rows = _side_by_side([block for _, block in blocks])
    places = {block: column for column, block in blocks}
    if any(len({places[block] for block in row if block.is_amount}) < sum(b.is_amount for b in row) for row in rows):
        return _cuts_by_amounts(lines)
    doubtful = {
        n for n, row in enumerate(rows) if len({places[block] for block in row}) < len(row) or _is_nameless(row)
    }
    if any(_is_spread(column, rows, places, columns) for column in range(len(columns))):
        doubtful = set(range(len(rows)))
    cuts = [
        (max(block.bottom for block in above) + min(block.top for block in below)) / 2
        for above, below in pairwise(rows)
    ]
    return cuts, doubtful


def _is_nameless(row: Sequence[Piece]) -> bool:
    return all(block.is_amount for block in row)


def _is_spread(
    column: int, rows: Sequence[Sequence[Piece]], places: Mapping[Piece, int], columns: Sequence[Column]
) -> bool:
    """Whether the words of a column at the table's left seem to stand for several rows each, which nothing shows."""
    left = set(takewhile(lambda n: not columns[n].holds_amounts, range(len(columns))))
    if column not in left:
        return False
    named = [left & {places[block] for block in row if not block.is_amount} for row in rows]
    own = sum(column in names for names in named)
    words = any(places[block] == column and not block.text.isdecimal() for row in rows for block in row)
    return words and own > 1 and 2 * own < sum(bool(names - {column}) for names in named)


def _side_by_side(blocks: Sequence[Piece]) -> list[list[Piece]]:
    rows: list[list[Piece]] = []
    bottom = 0.0
    for block in sorted(blocks, key=lambda block: block.top):
        inset = _SHRUNK * block.size
        if rows and block.top + inset < bottom:
            rows[-1].append(block)
            bottom = max(bottom, block.bottom - inset)
        else:
            rows.append([block])
            bottom = block.bottom - inset
    return rows


def _blocks(lines: Sequence[Sequence[Piece]], columns: Sequence[Column]) -> list[tuple[int, Piece]]:
    """The pieces with the lines of one cell put together, and the column of each."""
    stacks: dict[int, list[Piece]] = {}
    for line in lines:
        for piece in line:
            stacks.setdefault(_column(piece, columns), []).append(piece)
    gaps = sorted(
        below.top - above.bottom
        for stack in stacks.values()
        for above, below in pairwise(stack)
        if below.top > above.top
    )
    usual = gaps[len(gaps) // 2] if gaps else 0.0
    amounts = sorted(piece.middle for stack in stacks.values() for piece in stack if piece.is_amount)
    blocks: list[tuple[int, Piece]] = []
    for column, stack in stacks.items():
        cell: list[Piece] = []
        for piece in stack:
            if cell and not (_is_wrapped(cell[-1], piece, usual) or _are_around(cell[-1], piece, amounts)):
                blocks.append((column, _block(cell)))
                cell = []
            cell.append(piece)
        blocks.append((column, _block(cell)))
    return blocks


def _are_around(above: Piece, below: Piece, amounts: Sequence[float]) -> bool:
    """Whether the line of amounts in the middle between two lines of words has no other words than those."""
    middle = (above.middle + below.middle) / 2
    near = bisect_left(amounts, middle - _OFF_MIDDLE * above.size)
    if above.is_amount or below.is_amount or below.top - above.bottom > _APART * above.size:
        return False
    return near < len(amounts) and amounts[near] < middle + _OFF_MIDDLE * above.size


def _is_wrapped(above: Piece, below: Piece, usual: float) -> bool:
    """Whether `below` is the next line of the cell of `above`; `usual` is the gap between rows."""
    if above.is_amount and below.text.isdecimal() and len(below.text) <= _REST:
        return below.top - above.bottom < below.size and abs(below.right - above.right) < 0.5 * below.size
    if above.is_amount or below.is_amount or not above.text.strip("*") or usual < _LEAST_PITCH * below.size:
        return False
    return below.top - above.bottom < _WRAPPED * usual


def _block(pieces: Sequence[Piece]) -> Piece:
    return Piece(
        min(piece.left for piece in pieces),
        max(piece.right for piece in pieces),
        min(piece.top for piece in pieces),
        max(piece.bottom for piece in pieces),
        pieces[0].size,
        "".join(piece.text for piece in pieces),
    )


def _cuts_by_amounts(lines: Sequence[Sequence[Piece]]) -> tuple[list[float], set[int]]:
    """A row for each line with amounts; lines without stand nearest to theirs, all of which is doubtful."""
    rows: list[tuple[float, float]] = []
    for line in lines:
        amounts = [piece for piece in line if piece.is_amount]
        if amounts:
            rows.append((min(piece.top for piece in amounts), max(piece.bottom for piece in amounts)))
    rows.sort()
    return [(above[1] + below[0]) / 2 for above, below in pairwise(rows)], set(range(len(rows)))
