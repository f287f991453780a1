"""The words of a head → its cells, and which of them stand right over a column."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from budgetbook.readers.pdf.alignment.columns import Column
from budgetbook.readers.pdf.alignment.pieces import Piece, together
from budgetbook.readers.pdf.rulings import Segment

_WRAPPED = 1.7  # em between lines of one cell, at most
_SAME_PITCH = 1.12  # by which distances between lines of cells differ
_SAME_HEIGHT = 0.05  # em
_AROUND = 1.2  # em over and under a line, where the words of its neighbours' cells stand
_SAME_CENTRE = 0.75  # em
_OVER = 0.1  # em by which words may reach into the line below
_LEAST = 2.0  # points between a ruling and the words under it
INSET = 0.35  # em between words and their cell's edge


class Ruled(NamedTuple):
    """The rulings of a head that ends at `bottom`; `every` where each cell has them over and under it."""

    across: Sequence[Segment]
    bottom: float
    every: bool

    def below(self, piece: Piece) -> float | None:
        """The ruling right under `piece`, None where there is none within the head."""
        return min(
            (one.at for one in self.across if one.at > piece.middle and _covers(one, piece.centre)), default=None
        )

    def parts(self, above: Piece, below: Piece) -> bool:
        """Whether a ruling lies between two pieces that stand one under the other."""
        x = max(above.left, below.left) / 2 + min(above.right, below.right) / 2
        return any(above.middle < one.at < below.middle and _covers(one, x) for one in self.across)

    def has_end(self, y: float, x: float) -> bool:
        """Whether a ruling at `y` goes over `x`."""
        return any(abs(one.at - y) < _LEAST and _covers(one, x) for one in self.across)


def _covers(one: Segment, x: float) -> bool:
    return one.start - 1 <= x <= one.end + 1


def head_cells(lines: Sequence[Sequence[Piece]], ruled: Ruled) -> list[Piece]:
    """The cells of a head, those over several lines put together."""
    pieces = sorted((piece for line in lines for piece in line), key=lambda piece: piece.middle)
    follows = {
        piece: [last for last in pieces[:n] if _goes_on(last, piece, pieces, ruled)] for n, piece in enumerate(pieces)
    }
    pitch = min((piece.middle - last.middle for piece, lasts in follows.items() for last in lasts), default=0.0)
    cells: list[list[Piece]] = []
    for piece in pieces:
        lasts = [last for last in follows[piece] if ruled.every or piece.middle - last.middle <= _SAME_PITCH * pitch]
        own = next((cell for cell in cells if cell[-1] in lasts), None)
        if own is None:
            cells.append([piece])
        else:
            own.append(piece)
    return [together(cell) for cell in cells]


def _goes_on(last: Piece, piece: Piece, pieces: Sequence[Piece], ruled: Ruled) -> bool:
    """Whether `piece`, one of all `pieces` of the head, may be the next line of the cell whose line before is `last`."""
    if last.top + 1 >= piece.top or not piece.is_over(last.left, last.right) or ruled.parts(last, piece):
        return False
    if ruled.every:
        return True
    near = piece.top - last.bottom < _WRAPPED * piece.size
    return near and _has_same_centre(last, piece) and not _stands_alone(piece, last, pieces)


def _has_same_centre(one: Piece, other: Piece) -> bool:
    return abs(one.centre - other.centre) < _SAME_CENTRE * one.size


def _stands_alone(piece: Piece, last: Piece, pieces: Sequence[Piece]) -> bool:
    """Whether a neighbour's cell of one line stands at the very height of `piece`, which is then no second line of a cell.

    Unless it is the middle one of several lines.
    """
    step = piece.middle - last.middle
    if _lines_on(piece, -step, pieces) == _lines_on(piece, step, pieces):
        return False
    level = [one for one in pieces if abs(one.middle - piece.middle) < _SAME_HEIGHT * one.size]
    around = [one for one in pieces if abs(one.middle - piece.middle) < _AROUND * one.size]
    above = [one for one in pieces if abs(one.middle - last.middle) < _SAME_HEIGHT * one.size]
    for beside in level:
        low, high = sorted((beside.centre, piece.centre))
        if beside == piece or any(low + 1 < one.centre < high - 1 for one in around):
            continue
        if not any(_has_same_centre(one, beside) for one in above):
            return True
    return False


def _lines_on(piece: Piece, step: float, pieces: Sequence[Piece]) -> int:
    """How many lines follow each other from `piece` on at distances of `step`."""
    column = [one for one in pieces if _has_same_centre(piece, one)]
    count, at = 0, piece.middle + step
    while (following := next((one for one in column if abs(one.middle - at) < abs(step) / 8), None)) is not None:
        count, at = count + 1, following.middle + step
    return count


def leaves_of(cells: Sequence[Piece], columns: Sequence[Column], ruled: Ruled) -> list[Piece]:
    """The cells that stand right over columns, from left to right."""
    if ruled.every:
        found = [cell for cell in cells if (end := ruled.below(cell)) is None or end > ruled.bottom - _LEAST]
    else:
        found = _lowest(cells, columns)
    return sorted(found, key=lambda cell: cell.centre)


def is_under(below: Piece, above: Piece) -> bool:
    """Whether `below` stands on lines under those of `above`."""
    return below.top >= above.bottom - _OVER * above.size


def _lowest(cells: Sequence[Piece], columns: Sequence[Column]) -> list[Piece]:
    """Told without rulings, from below: a cell heads others if they stand under it, or if it is in their middle and no column needs it."""
    leaves: list[Piece] = []
    waiting = sorted(cells, key=lambda cell: -cell.bottom)
    for n, cell in enumerate(waiting):
        lower = [leaf for leaf in leaves if is_under(leaf, cell)]
        if any(leaf.is_over(cell.left, cell.right) for leaf in lower):
            continue
        if lower:
            others = sorted(
                [*leaves, *(one for one in waiting[n + 1 :] if not is_under(cell, one))], key=lambda one: one.centre
            )
            if not _is_needed(cell, others, columns) and any(_is_middle(cell, lower, columns)):
                continue
        leaves.append(cell)
    return leaves


def _is_needed(cell: Piece, others: Sequence[Piece], columns: Sequence[Column]) -> bool:
    """Whether a column would be without a head of its own but for `cell`."""
    own = leaf_over(columns, sorted([*others, cell], key=lambda one: one.centre))
    return len(set(own) - {None}) > len(set(leaf_over(columns, others)) - {None})


def _is_middle(cell: Piece, lower: Sequence[Piece], columns: Sequence[Column]) -> Iterator[bool]:
    """Whether `cell` is in the middle of two or more of `lower` that follow each other."""
    leaves = sorted(lower, key=lambda leaf: leaf.centre)
    heads = leaf_over(columns, leaves)
    sides = [
        cell_sides(leaf, [column for column, head in zip(columns, heads, strict=True) if head == n])
        for n, leaf in enumerate(leaves)
    ]
    for a in range(len(leaves)):
        for b in range(a + 1, len(leaves)):
            yield abs((sides[a][0] + sides[b][1]) / 2 - cell.centre) < 2 * _SAME_CENTRE * cell.size


def leaf_over(columns: Sequence[Column], leaves: Sequence[Piece]) -> list[int | None]:
    """For each column the number of the leaf that heads it; None where there is none.

    A head stands within its cell, and amounts end at their cell's right end: so they belong to the last head whose middle they
    reach. Words begin at the left end, so theirs is the first whose middle is not before them.
    """
    found: list[int | None] = []
    for column in columns:
        numbers = range(len(leaves))
        if column.holds_amounts:
            found.append(max((n for n in numbers if leaves[n].centre <= column.right + 1), default=None))
        else:
            found.append(min((n for n in numbers if leaves[n].centre >= column.left - 1), default=None))
    for n in range(len(columns) - 2, -1, -1):
        own = found[n]
        if (
            own is not None
            and found[n + 1] == own
            and own
            and columns[n + 1].holds_amounts
            and not columns[n].holds_amounts
        ):
            found[n] = own - 1
    return found


def cell_sides(leaf: Piece, columns: Sequence[Column]) -> tuple[float, float]:
    """From where to where the cell of `leaf` reaches, told by its middle and by the end at which its `columns` stand."""
    inset = INSET * leaf.size
    if not columns:
        return leaf.left - inset, leaf.right + inset
    if len(columns) > 1:
        return columns[0].left - inset, columns[-1].right + inset
    (column,) = columns
    if column.holds_amounts:
        right = max(column.right, leaf.right) + inset
        return min(2 * leaf.centre - right, column.left - inset), right
    left = min(column.left, leaf.left) - inset
    return left, max(2 * leaf.centre - left, column.right + inset)
