"""Which rows of a two-sided statement stand on one printed line."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

from budgetbook.model.statement import Role, Row

Pair = tuple[int | None, int | None]


def paired(left: Sequence[Row], right: Sequence[Row], beside: Sequence[tuple[int, int]] = ()) -> tuple[Pair, ...]:
    """Printed lines as (index into `left`, index into `right`), None where a side has nothing.

    Both sides fill from the top; rows that stand `beside` each other (in order) share a line, and so do the totals where no pair is
    given: the n-th total of one side with the n-th of the other, if both have equally many.
    """
    lines: list[Pair] = []
    at_left = at_right = 0
    for anchor_left, anchor_right in (*(_rising(beside) or _totals(left, right)), (len(left), len(right))):
        lines += zip_longest(range(at_left, anchor_left), range(at_right, anchor_right))
        if anchor_left < len(left):
            lines.append((anchor_left, anchor_right))
        at_left, at_right = anchor_left + 1, anchor_right + 1
    return tuple(lines)


def _rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The pairs in order, without those that would cross an earlier one."""
    kept: list[tuple[int, int]] = []
    for pair in sorted(pairs):
        if not kept or (pair[0] > kept[-1][0] and pair[1] > kept[-1][1]):
            kept.append(pair)
    return kept


def _totals(left: Sequence[Row], right: Sequence[Row]) -> list[tuple[int, int]]:
    ours, theirs = ([i for i, row in enumerate(side) if row.role is Role.TOTAL] for side in (left, right))
    return list(zip(ours, theirs, strict=True)) if len(ours) == len(theirs) else []
