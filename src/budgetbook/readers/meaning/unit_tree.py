"""Which rows of a project table are totals, units and projects: told by arithmetic, not by names.

A department prints its total, then each unit followed by its projects; a unit prints one total row, or its department's total
first. A project may be called …中心 or …学院, so a name proves nothing; but a unit's row is the sum of its projects and the total
the sum of the units. When one amount is wrong the sums around it break, so the reading with the fewest breaks is taken, and names of
known units settle only what sums leave open.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from enum import Enum
from itertools import pairwise, product

from budgetbook.forms.lexicon import key


class Standing(Enum):
    """What a row of a project table is."""

    TOTAL = "total"
    UNIT = "unit"
    PROJECT = "project"


Vector = tuple[int, ...]  # the amounts of a row in cents

# What a reading of a table costs; only the order of size matters.
_BROKEN_SUM = 100_000
_NO_PROJECTS = 130_000  # a unit row without projects is rarer than a wrong amount
_UNIT_AS_PROJECT = 110_000  # no project bears the very name of a unit
_STRANGE_UNIT = 30_000  # where names of units are known at all
_INFINITE = 10**12
_TAIL = 5  # cents that a sum may be off by rounding; more is rarely used up


def unit_tree(
    labels: Sequence[str], amounts: Sequence[Sequence[Decimal | None]], known_units: frozenset[str]
) -> tuple[Standing, ...]:
    """What each row is. `amounts` are its printed amounts; `known_units` are `key`s of names known to be units.

    Time grows with the number of rows (times the few cents that rounding may take).
    """
    rows = [_cents(row) or (0,) for row in amounts]  # of a table without amounts, every row is alike
    if not rows:
        return ()
    known = [key(label) in known_units for label in labels]
    strange = _STRANGE_UNIT if known_units else 0
    readings = [
        (_weight(rows, known, strange, starts), starts)
        for first in (range(2) if len(rows) > 2 else range(1))
        for starts in _divisions(rows, known, first, strange)
    ]
    _, starts = min(readings)
    units = set(starts)
    return tuple(
        Standing.UNIT if n in units else Standing.TOTAL if n < starts[0] else Standing.PROJECT for n in range(len(rows))
    )


def _cents(row: Sequence[Decimal | None]) -> Vector:
    return tuple(int((amount or Decimal(0)).scaleb(2).to_integral_value()) for amount in row)


def _near(printed: Vector, summed: Vector, summands: int) -> bool:
    """Whether sums agree within rounding: half a cent for each number in play."""
    return all(2 * abs(left - right) <= summands + 1 for left, right in zip(printed, summed, strict=True))


def _sum(rows: Sequence[Vector]) -> Vector:
    return tuple(map(sum, zip(*rows, strict=True)))


def _weight(rows: Sequence[Vector], known: Sequence[bool], strange: int, starts: Sequence[int]) -> tuple[int, int, int]:
    """How well a reading fits, the least the best: its cost, sums of two and more that hold (less is more), units.

    A total holds if it is the sum of its units or of all projects: where one unit's amount is wrong, that is one break and not two.
    """
    cost = holding = 0
    for start, end in pairwise([*starts, len(rows)]):
        below = rows[start + 1 : end]
        cost += strange if not known[start] else 0
        cost += _UNIT_AS_PROJECT * sum(known[start + 1 : end])
        if not below:
            cost += _NO_PROJECTS
        elif not _near(rows[start], _sum(below), len(below)):
            cost += _BROKEN_SUM
        elif len(below) > 1:
            holding += 1
    if starts[0] == 1:
        units = set(starts)
        projects = [row for n, row in enumerate(rows) if n and n not in units]
        by_units = _near(rows[0], _sum([rows[start] for start in starts]), len(starts))
        if by_units or (projects and _near(rows[0], _sum(projects), len(projects))):
            holding += 1
        else:
            cost += _BROKEN_SUM
    return cost, -holding, len(starts)


def _divisions(rows: Sequence[Vector], known: Sequence[bool], first: int, strange: int) -> Iterator[tuple[int, ...]]:
    """Divisions of rows[first:] into units that are cheap by themselves, coarse and fine, with and without a look at names.

    The total is a sum over all units, so it can't be part of the search; it decides among these afterwards.
    """
    yield from {_cheapest(rows, known, first, each, dear) for each, dear in product((1, -1), {strange, 0})}


def _cheapest(rows: Sequence[Vector], known: Sequence[bool], first: int, each: int, strange: int) -> tuple[int, ...]:
    """The rows where units start in the cheapest division of rows[first:]; a unit more costs `each`.

    best[e] is the cost of dividing the rows before e. A unit that starts at s and ends before e has the right sum where prefix[e] is
    prefix[s + 1] + rows[s]: such pairs are found by looking prefix[e] up, and all others share one running minimum.
    """
    end = len(rows)
    prefix: list[Vector] = [tuple(0 for _ in rows[0])]
    odd = [0]  # what known units before a row would cost as projects
    for row, is_known in zip(rows, known, strict=True):
        prefix.append(tuple(a + b for a, b in zip(prefix[-1], row, strict=True)))
        odd.append(odd[-1] + (_UNIT_AS_PROJECT if is_known else 0))
    best, back = [_INFINITE] * (end + 1), [first] * (end + 1)
    best[first] = 0
    # Prefix sum at which a unit would be complete → for each vector of sums its cheapest start (cost, row).
    waiting: dict[int, dict[Vector, tuple[int, int]]] = defaultdict(dict)
    open_cost, open_start = _INFINITE, first  # the cheapest start for a unit whose sum is wrong
    for e in range(first + 1, end + 1):
        for cents in range(-_TAIL, _TAIL + 1):
            for complete, (cost, start) in waiting.get(prefix[e][0] + cents, {}).items():
                if cost + odd[e] < best[e] and _near(complete, prefix[e], e - start - 1):
                    best[e], back[e] = cost + odd[e], start
        if open_cost + odd[e] + _BROKEN_SUM < best[e]:
            best[e], back[e] = open_cost + odd[e] + _BROKEN_SUM, open_start
        start = e - 1
        # What a unit costs that starts here, without the known units up to its first project: those up to its end are added there.
        cost = best[start] + each + (0 if known[start] else strange) - odd[e]
        if cost + odd[e] + _NO_PROJECTS < best[e]:
            best[e], back[e] = cost + odd[e] + _NO_PROJECTS, start
        complete = tuple(a + b for a, b in zip(prefix[e], rows[start], strict=True))
        before = waiting[complete[0]].get(complete)
        if before is None or cost < before[0]:
            waiting[complete[0]][complete] = (cost, start)
        if cost < open_cost:
            open_cost, open_start = cost, start
    starts: list[int] = []
    at = end
    while at > first:
        at = back[at]
        starts.append(at)
    return tuple(reversed(starts))
