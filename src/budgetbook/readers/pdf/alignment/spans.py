"""Which columns a cell of a head spans: those in whose middle it stands."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from budgetbook.readers.pdf.alignment.headcells import Ruled, is_under
from budgetbook.readers.pdf.alignment.pieces import Piece

_UNCOVERED = 12.0  # points off the middle that are better than a column without a head over it
_OFF = 1.0  # em off the middle at which a span isn't certain
MOST_LEAVES = 80


class Span(NamedTuple):
    """A `cell` over the leaves from `first` to `last`; it may be over any of `unsure` instead."""

    cell: Piece
    first: int
    last: int
    unsure: range = range(0)


def spans_of(
    parents: Sequence[Piece], leaves: Sequence[Piece | None], edges: Sequence[float], ruled: Ruled
) -> list[Span]:
    """The spans of `parents` over `leaves`, whose cells lie between `edges`."""
    spans: list[Span] = []
    for level in _levels(parents):
        whole = {n for span in spans for n in range(span.first + 1, span.last + 1)}  # edges within a cell below
        allowed = [_may_stand_under(leaf, level, ruled) for leaf in leaves]
        spans += _spans(sorted(level, key=lambda cell: cell.centre), allowed, edges, whole, ruled)
    return spans


def _levels(parents: Sequence[Piece]) -> list[list[Piece]]:
    """Cells that stand side by side, lowest first."""
    levels: list[list[Piece]] = []
    for cell in sorted(parents, key=lambda cell: -cell.middle):
        if levels and not any(is_under(one, cell) for one in levels[-1]):
            levels[-1].append(cell)
        else:
            levels.append([cell])
    return levels


def _may_stand_under(leaf: Piece | None, level: Sequence[Piece], ruled: Ruled) -> bool:
    """Whether the cell of `leaf` begins under those of `level`, told by rulings or by its words: they are in its middle."""
    if leaf is None or not all(is_under(leaf, cell) for cell in level):
        return False
    if ruled.every:
        ends = [end for cell in level if (end := ruled.below(cell)) is not None]
        return any(ruled.has_end(end, leaf.centre) for end in ends)
    top = 2 * leaf.middle - ruled.bottom
    return all(top > cell.middle for cell in level)


def _spans(
    level: Sequence[Piece], allowed: Sequence[bool], edges: Sequence[float], whole: set[int], ruled: Ruled
) -> list[Span]:
    """The spans that are least off the middle and leave the fewest columns out."""

    def off(cell: Piece, first: int, last: int) -> float:
        return abs((edges[first] + edges[last + 1]) / 2 - cell.centre)

    @cache
    def best(k: int, start: int) -> tuple[float, tuple[tuple[int, int], ...]]:
        if k == len(level):
            return _UNCOVERED * sum(allowed[start:]), ()
        found: tuple[float, tuple[tuple[int, int], ...]] = (float("inf"), ())
        skipped = 0.0
        for first in range(start, len(allowed)):
            if first not in whole:
                for last in range(first, len(allowed)):
                    if not allowed[last]:
                        break
                    if last + 1 in whole or not edges[first] <= level[k].centre <= edges[last + 1]:
                        continue
                    rest, others = best(k + 1, last + 1)
                    cost = skipped + off(level[k], first, last) + rest
                    if cost < found[0]:
                        found = cost, ((first, last), *others)
            skipped += _UNCOVERED * allowed[first]
        return found

    _, ranges = best(0, 0)
    if not ranges:
        return _each_alone(level, edges)
    return [
        Span(cell, first, last)
        if _is_sole(level, ruled) or off(cell, first, last) < _OFF * cell.size
        else Span(cell, first, last, _around(first, last, allowed))
        for cell, (first, last) in zip(level, ranges, strict=True)
    ]


def _around(first: int, last: int, allowed: Sequence[bool]) -> range:
    """The leaves from `first` to `last` with those beside them that are `allowed` too."""
    while first > 0 and allowed[first - 1]:
        first -= 1
    while last + 1 < len(allowed) and allowed[last + 1]:
        last += 1
    return range(first, last + 1)


def _is_sole(level: Sequence[Piece], ruled: Ruled) -> bool:
    """Whether the ruling under a lone cell shows what it spans."""
    return ruled.every and len(level) == 1


def _each_alone(level: Sequence[Piece], edges: Sequence[float]) -> list[Span]:
    """Where no spans fit beside each other: each over the column where it stands, and uncertain."""
    found: dict[int, Span] = {}
    for cell in level:
        at = next((n for n in range(len(edges) - 2) if cell.centre < edges[n + 1]), len(edges) - 2)
        found.setdefault(at, Span(cell, at, at, range(len(edges) - 1)))
    return list(found.values())
