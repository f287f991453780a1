"""Groups of projects in a project table: told by arithmetic, since a group is printed like a project.

Some provinces (陕西) print under each unit groups of projects, groups within groups, and projects, all in one column of names and one
of amounts. A group is the sum of what stands below it, so the rows below a unit of known amount mostly part into groups in one way.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from functools import cache

_MOST_ROWS = 300  # work grows with the cube of the rows below one unit; no unit prints half as many
_DEEPEST = 3


def group_ends(amounts: Sequence[Decimal], total: Decimal) -> tuple[int, ...] | None:
    """For each row the row after the last one that is part of it: n + 1 for a project, more for a group.

    `amounts` are those of the rows below one unit, `total` is the unit's. Groups of one depth everywhere are taken first; else the only way
    in which the rows make up the total. None where there is no way, or several.
    """
    for depth in range(_DEEPEST):
        if (ends := _of_depth(amounts, total, depth)) is not None:
            return ends
    if len(amounts) > _MOST_ROWS or any(amount < 0 for amount in amounts):
        return None
    return _only_way(amounts, total)


def _of_depth(amounts: Sequence[Decimal], total: Decimal, depth: int) -> tuple[int, ...] | None:
    """The ends where every project stands below `depth` groups."""
    ends = [n + 1 for n in range(len(amounts))]

    def stop(start: int, missing: Decimal, above: int) -> int | None:
        at = start
        while missing:
            if at >= len(amounts) or not 0 < amounts[at] <= missing:
                return None
            end = stop(at + 1, amounts[at], above - 1) if above else at + 1
            if end is None:
                return None
            missing -= amounts[at]
            ends[at], at = end, end
        return at

    return tuple(ends) if stop(0, total, depth) == len(amounts) else None


def _only_way(amounts: Sequence[Decimal], total: Decimal) -> tuple[int, ...] | None:
    count = len(amounts)

    @cache
    def ways(start: int, missing: Decimal) -> Counter[int]:
        """In how many ways rows from `start` on make up `missing`, by the row before which they stop."""
        found = Counter({start: 1} if missing == 0 else {})
        if start < count and amounts[start] <= missing:
            for below, each in options(start):
                for stop, more in ways(below, missing - amounts[start]).items():
                    found[stop] += each * more
        return found

    @cache
    def options(start: int) -> tuple[tuple[int, int], ...]:
        """Where `start` can end, as a project or a group, and in how many ways."""
        groups = ((end, number) for end, number in ways(start + 1, amounts[start]).items() if end > start + 1)
        return ((start + 1, 1), *groups)

    if ways(0, total)[count] != 1:
        return None
    ends = [n + 1 for n in range(count)]
    stretches = [(0, count, total)]
    while stretches:
        start, stop, missing = stretches.pop()
        while start < stop:
            rest = missing - amounts[start]
            end = next(end for end, _ in options(start) if end <= stop and ways(end, rest)[stop])
            if end > start + 1:
                ends[start] = end
                stretches.append((start + 1, end, amounts[start]))
            start, missing = end, rest
    return tuple(ends)
