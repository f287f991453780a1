"""The head of a table: its columns with those that are empty below, and its cells with the columns and rows that they span."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

from budgetbook.readers.pdf.alignment.columns import Column, with_indented
from budgetbook.readers.pdf.alignment.headcells import (
    INSET,
    Ruled,
    cell_sides,
    head_cells,
    is_under,
    leaf_over,
    leaves_of,
)
from budgetbook.readers.pdf.alignment.pieces import Piece, words_set_apart
from budgetbook.readers.pdf.alignment.spans import MOST_LEAVES, Span, spans_of
from budgetbook.readers.pdf.lattice import Slot


class Head(NamedTuple):
    """`columns` and the `edges` between and around them; `slots` are its cells in rows that end at `cuts`.

    `doubtful` are columns of which it isn't certain what stands over them.
    """

    columns: list[Column]
    edges: list[float]
    cuts: list[float]
    slots: list[Slot]
    doubtful: frozenset[int]


class _Group(NamedTuple):
    """A leaf and the columns that it heads: none where they are empty; `leaf` is None over a column without a head."""

    leaf: Piece | None
    columns: list[Column]

    @property
    def left(self) -> float:
        """Where its words begin."""
        return min([column.left for column in self.columns] + ([self.leaf.left] if self.leaf else []))

    @property
    def right(self) -> float:
        """Where its words end."""
        return max([column.right for column in self.columns] + ([self.leaf.right] if self.leaf else []))


def head_of(
    lines: Sequence[Sequence[Piece]],
    body: Sequence[Sequence[Piece]],
    columns: Sequence[Column],
    ruled: Ruled,
    sides: tuple[float, float],
) -> Head:
    """The head that `lines` make over `columns`; the table reaches from side to side."""
    bounds = [(column.left, column.right) for column in columns]
    cells = head_cells([words_set_apart(line, bounds) for line in lines], ruled)
    leaves = leaves_of(cells, columns, ruled)
    parents = [cell for cell in cells if cell not in leaves]
    groups = [_Group(leaf, with_indented(own, body)) for leaf, own in _groups(columns, leaves)]
    outer = [sides[0], *(_edge(before, after) for before, after in pairwise(groups)), sides[1]]
    spans = [Span(group.leaf, n, n) for n, group in enumerate(groups) if group.leaf is not None]
    if len(groups) <= MOST_LEAVES:
        spans += spans_of(parents, [group.leaf for group in groups], outer, ruled)
        lost = len(spans) < len(cells)
    else:
        lost = bool(parents)
    starts = [0, *accumulate(max(len(group.columns), 1) for group in groups)]
    doubtful = {n for span in spans for leaf in span.unsure for n in range(starts[leaf], starts[leaf + 1])}
    whole: list[Column] = []
    edges = [outer[0]]
    for group, start, end in zip(groups, starts, outer[1:], strict=False):
        if group.leaf is None or (len(group.columns) > 1 and any(column.holds_amounts for column in group.columns)):
            doubtful |= {start + n for n, column in enumerate(group.columns) if column.holds_amounts}
        whole += group.columns or [Column(group.left, group.right, holds_amounts=False)]
        edges += [(before.right + after.left) / 2 for before, after in pairwise(group.columns)]
        edges.append(end)
    if lost:
        doubtful = {n for n, column in enumerate(whole) if column.holds_amounts}
    wide = [Span(span.cell, starts[span.first], starts[span.last + 1] - 1) for span in spans]
    cuts = _cuts(wide)
    return Head(whole, edges, cuts, _slots(wide, cuts, len(whole)), frozenset(doubtful))


def _groups(columns: Sequence[Column], leaves: Sequence[Piece]) -> list[_Group]:
    groups = [_Group(leaf, []) for leaf in leaves]
    last = 0
    for column, head in zip(columns, leaf_over(columns, leaves), strict=True):
        if head is None or head < last:
            groups.append(_Group(None, [column]))
        else:
            last = head
            groups[head].columns.append(column)
    return sorted(groups, key=lambda group: (group.left + group.right) / 2)


def _edge(before: _Group, after: _Group) -> float:
    """Where the cells of two neighbours part: told by the ends at which their words stand, else the middle between them."""
    low, high = before.right, after.left
    if low >= high:
        return (low + high) / 2
    told = []
    if before.columns and before.columns[-1].holds_amounts:
        told.append(before.columns[-1].right + INSET * _size(before, after))
    if after.columns and not after.columns[0].holds_amounts:
        told.append(after.columns[0].left - INSET * _size(before, after))
    if not told and after.leaf is not None and len(after.columns) == 1:
        told.append(cell_sides(after.leaf, after.columns)[0])
    if not told and before.leaf is not None and len(before.columns) == 1:
        told.append(cell_sides(before.leaf, before.columns)[1])
    return min(max(sum(told) / len(told), low), high) if told else (low + high) / 2


def _size(before: _Group, after: _Group) -> float:
    leaf = before.leaf or after.leaf
    return leaf.size if leaf is not None else 0.0


def _cuts(spans: Sequence[Span]) -> list[float]:
    """Heights that part each cell from those under it, as few as will do."""
    gaps = []
    for above in spans:
        for below in spans:
            if above.first <= below.last and below.first <= above.last and is_under(below.cell, above.cell):
                high, low = above.cell.bottom, below.cell.top
                gaps.append((high, low) if high <= low else ((high + low) / 2, (high + low) / 2))
    cuts: list[float] = []
    for high, low in sorted(gaps, key=lambda gap: gap[1]):
        if not cuts or cuts[-1] < high:
            cuts.append(low)
    return [_middle_of(cut, gaps) for cut in cuts]


def _middle_of(cut: float, gaps: Sequence[tuple[float, float]]) -> float:
    """`cut` moved up to the middle of what all gaps around it have in common."""
    return (cut + max(high for high, low in gaps if high <= cut <= low)) / 2


def _slots(spans: Sequence[Span], cuts: Sequence[float], width: int) -> list[Slot]:
    """The cells as far down and up as nothing else stands there; blank ones where there is none."""
    height = len(cuts) + 1
    owner = [[-1] * width for _ in range(height)]
    reach: list[list[int]] = []
    for span in spans:
        rows = [bisect_right(cuts, span.cell.top + 1), bisect_right(cuts, span.cell.bottom - 1)]
        if rows[1] < rows[0] or not _is_free(owner, rows[0], rows[1], span):
            rows = [-1, -1]
        else:
            _own(owner, rows[0], rows[1], span, len(reach))
        reach.append(rows)
    slots: list[Slot] = []
    for number in sorted(range(len(spans)), key=lambda n: -spans[n].cell.top):
        span, (top, bottom) = spans[number], reach[number]
        if top < 0:
            continue
        while bottom + 1 < height and _is_free(owner, bottom + 1, bottom + 1, span):
            bottom += 1
            _own(owner, bottom, bottom, span, number)
        while top > 0 and _is_free(owner, top - 1, top - 1, span):
            top -= 1
            _own(owner, top, top, span, number)
        slots.append(Slot(top, span.first, bottom - top + 1, span.last - span.first + 1))
    blank = [Slot(r, c, 1, 1) for r, row in enumerate(owner) for c, one in enumerate(row) if one < 0]
    return slots + blank


def _is_free(owner: Sequence[Sequence[int]], top: int, bottom: int, span: Span) -> bool:
    return all(one < 0 for row in owner[top : bottom + 1] for one in row[span.first : span.last + 1])


def _own(owner: list[list[int]], top: int, bottom: int, span: Span, number: int) -> None:
    for row in owner[top : bottom + 1]:
        row[span.first : span.last + 1] = [number] * (span.last - span.first + 1)
