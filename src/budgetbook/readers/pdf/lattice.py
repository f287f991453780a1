"""Rulings → lattices: cells with the rows and columns that they span.

Rulings that touch make one lattice. Where its outline is open (a table cut at the page's foot, sides left out on purpose) it is closed.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from budgetbook.readers.pdf.rulings import Rulings, Segment

_SAME = 2.5  # points: rulings nearer than this are one
_TOUCH = 3.0  # points that may be missing where rulings meet
_OPEN = 5.0  # points that rulings must stick out to show an open side
MOST_POSITIONS = 200_000  # of one lattice


class Slot(NamedTuple):
    """A cell: `row` and `column` of its upper left position, and how many it spans."""

    row: int
    column: int
    down: int
    across: int


class Lattice(NamedTuple):
    """A ruled table. `xs` and `ys` are its rulings in order; `slots` its cells; `owner` has for each row and column an index in `slots`.

    `columns` says of a table without upright rulings from where to where the words of each column stand, and `doubtful` of its cells why
    what stands in them may belong elsewhere.
    """

    xs: list[float]
    ys: list[float]
    slots: list[Slot]
    owner: list[list[int]]
    columns: Sequence[tuple[float, float]] = ()
    doubtful: Mapping[int, str] = {}

    def box(self, slot: Slot) -> tuple[float, float, float, float]:
        """Left, top, right, bottom of a cell."""
        return (
            self.xs[slot.column],
            self.ys[slot.row],
            self.xs[slot.column + slot.across],
            self.ys[slot.row + slot.down],
        )

    def at(self, x: float, y: float) -> int | None:
        """The index of the cell around a point, None outside."""
        if not (self.xs[0] <= x <= self.xs[-1] and self.ys[0] <= y <= self.ys[-1]):
            return None
        row = min(bisect_right(self.ys, y), len(self.ys) - 1) - 1
        column = min(bisect_right(self.xs, x), len(self.xs) - 1) - 1
        return self.owner[row][column]


def lattices(found: Rulings) -> list[Lattice]:
    """The lattices that rulings make, from top to bottom. Lone lines and crosses make none."""
    across, upright = whole_rulings(found.across), whole_rulings(found.upright)
    if not across or not upright:
        return []
    made = [_lattice(*group) for group in _touching(across, upright)]
    return sorted((one for one in made if one is not None), key=lambda one: (one.ys[0], one.xs[0]))


def whole_rulings(pieces: Sequence[Segment]) -> list[Segment]:
    """Rulings put together from pieces on one line, drawn twice or side by side."""
    whole: list[Segment] = []
    line: list[Segment] = []
    for piece in sorted(pieces):
        if line and piece.at - line[0].at > _SAME:
            whole += _joined_line(line)
            line = []
        line.append(piece)
    return whole + _joined_line(line)


def _joined_line(line: list[Segment]) -> list[Segment]:
    if len(line) < 2:
        return line
    at = sum(piece.at for piece in line) / len(line)
    joined: list[Segment] = []
    line = sorted(line, key=lambda piece: piece.start)
    start, end = line[0].start, line[0].end
    for piece in line:
        if piece.start > end + _TOUCH:
            joined.append(Segment(at, start, end))
            start, end = piece.start, piece.end
        elif piece.end > end:
            end = piece.end
    joined.append(Segment(at, start, end))
    return joined


def _touching(across: list[Segment], upright: list[Segment]) -> list[tuple[list[Segment], list[Segment]]]:
    """The rulings in groups that hang together."""
    group = list(range(len(across) + len(upright)))

    def root(n: int) -> int:
        while group[n] != n:
            group[n] = group[group[n]]
            n = group[n]
        return n

    heights = [one.at for one in across]  # in order, as `_whole` gives them
    reach = [(one.start - _TOUCH, one.end + _TOUCH) for one in across]
    for v, (x, top, bottom) in enumerate(upright, start=len(across)):
        its_root = v
        for h in range(bisect_left(heights, top - _TOUCH), bisect_right(heights, bottom + _TOUCH)):
            left, right = reach[h]
            if left <= x <= right and group[h] != its_root:
                group[root(its_root)] = its_root = root(h)
    groups: dict[int, tuple[list[Segment], list[Segment]]] = {}
    for n, segment in enumerate([*across, *upright]):
        groups.setdefault(root(n), ([], []))[n >= len(across)].append(segment)
    return [(h, v) for h, v in groups.values() if h and v]


def _lattice(across: list[Segment], upright: list[Segment]) -> Lattice | None:
    across, upright = _closed(across, upright)
    across, upright = _closed(upright, across)[::-1]
    ys, xs = _positions(across), _positions(upright)
    rows, columns = len(ys) - 1, len(xs) - 1
    if rows < 1 or columns < 1:
        return None
    if rows * columns > MOST_POSITIONS:
        raise ValueError("too many cells in a table")
    # left_wall[r][c]: whether a ruling stands left of position (r, c); top_wall[r][c]: whether one lies over it.
    left_wall = [[False] * (columns + 1) for _ in range(rows)]
    top_wall = [[False] * columns for _ in range(rows + 1)]
    for at, start, end in upright:
        column = _index(xs, at)
        for row in range(_first_between(ys, start), rows):
            if (ys[row] + ys[row + 1]) / 2 > end:
                break
            left_wall[row][column] = True
    for at, start, end in across:
        wall = top_wall[_index(ys, at)]
        for column in range(_first_between(xs, start), columns):
            if (xs[column] + xs[column + 1]) / 2 > end:
                break
            wall[column] = True
    return Lattice(xs, ys, *_slots(left_wall, top_wall, rows, columns))


def _closed(across: list[Segment], upright: list[Segment]) -> tuple[list[Segment], list[Segment]]:
    """Both with a ruling added at the ends of upright ones that stick out over the first or last ruling across."""
    first, last = min(one.at for one in across), max(one.at for one in across)
    top, bottom = min(one.start for one in upright), max(one.end for one in upright)
    added = []
    if top < first - _OPEN:
        reach = [one.at for one in upright if one.start < first - _OPEN]
        added += [Segment(top, min(reach), max(reach))] if len(reach) > 1 else []
    if bottom > last + _OPEN:
        reach = [one.at for one in upright if one.end > last + _OPEN]
        added += [Segment(bottom, min(reach), max(reach))] if len(reach) > 1 else []
    return across + added, upright


def _positions(segments: Sequence[Segment]) -> list[float]:
    positions: list[float] = []
    for at in sorted(one.at for one in segments):
        if not positions or at - positions[-1] > _SAME:
            positions.append(at)
    return positions


def _index(positions: list[float], at: float) -> int:
    return max(bisect_right(positions, at) - 1, 0)


def _first_between(positions: list[float], start: float) -> int:
    """The first interval of `positions` whose middle is not before `start`."""
    n = max(bisect_right(positions, start) - 1, 0)
    if n + 1 < len(positions) and (positions[n] + positions[n + 1]) / 2 < start:
        n += 1
    return n


def _slots(
    left_wall: list[list[bool]], top_wall: list[list[bool]], rows: int, columns: int
) -> tuple[list[Slot], list[list[int]]]:
    owner = [[-1] * columns for _ in range(rows)]
    slots: list[Slot] = []
    for row in range(rows):
        owners, walls = owner[row], left_wall[row]
        if all(walls[1:columns]) and (row + 1 == rows or all(top_wall[row + 1])) and max(owners) < 0:
            owners[:] = range(len(slots), len(slots) + columns)  # most rows: nothing is merged
            slots += [Slot(row, column, 1, 1) for column in range(columns)]
            continue
        for column in range(columns):
            if owners[column] >= 0:
                continue
            end = column + 1
            while end < columns and not walls[end] and owners[end] < 0:
                end += 1
            below = row + 1
            if end == column + 1:
                while below < rows and not top_wall[below][column]:
                    below += 1
            else:
                while (
                    below < rows
                    and True not in top_wall[below][column:end]
                    and True not in left_wall[below][column + 1 : end]
                ):
                    below += 1
            number = len(slots)
            slots.append(Slot(row, column, below - row, end - column))
            if below == row + 1 and end == column + 1:
                owners[column] = number
            else:
                for each in owner[row:below]:
                    each[column:end] = [number] * (end - column)
    return slots, owner
