"""Groups of projects in a project table: told by arithmetic, since a group is printed like a project.

Some provinces (陕西) print under each unit groups of projects, groups within groups, and projects, all in one column of names and one
of amounts. A group is the sum of what stands below it, so the rows below a unit of known amount part into groups in one way.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import cache

_MOST_ROWS = 300  # work grows with the cube of the rows below one unit; no unit prints half as many


def group_ends(amounts: Sequence[Decimal], total: Decimal) -> tuple[int, ...] | None:
    """For each row the row after the last one that is part of it: n + 1 for a project, more for a group.

    `amounts` are those of the rows below one unit, `total` is the unit's. None where the rows make up the total in no way, or are too many.
    """
    count = len(amounts)
    if count > _MOST_ROWS or any(amount < 0 for amount in amounts):
        return None

    @cache
    def stops(start: int, missing: Decimal) -> frozenset[int]:
        """The rows before which rows from `start` on can stop, having made up `missing`."""
        found = {start} if missing == 0 else set()
        if start < count and amounts[start] <= missing:
            for below in (start + 1, *groups(start)):
                found |= stops(below, missing - amounts[start])
        return frozenset(found)

    @cache
    def groups(start: int) -> tuple[int, ...]:
        """Where the group that `start` may head can end, the longest first."""
        return tuple(sorted((end for end in stops(start + 1, amounts[start]) if end > start + 1), reverse=True))

    if count not in stops(0, total):
        return None
    ends = [n + 1 for n in range(count)]
    open_stretches = [(0, count, total)]
    while open_stretches:
        start, stop, missing = open_stretches.pop()
        while start < stop:
            # A row that may be a group is one: a project with the amount of all that follows it would be a rare chance.
            rest = missing - amounts[start]
            end = next((e for e in (*groups(start), start + 1) if e <= stop and stop in stops(e, rest)), start + 1)
            if end > start + 1:
                ends[start] = end
                open_stretches.append((start + 1, end, amounts[start]))
            start, missing = end, rest
    return tuple(ends)
