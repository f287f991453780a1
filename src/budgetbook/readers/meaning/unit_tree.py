"""Which rows of a project table are totals, units and projects: told by arithmetic, not by names.

A department prints its total, then each unit followed by its projects; a unit prints one total row, or its department's total
first. A project may be called …中心 or …学院, so a name proves nothing; but a unit's row is the sum of its projects and the total
the sum of the units. When one amount is wrong the sums around it break, so the reading with the fewest breaks is taken, and names of
known units only break ties and settle what sums leave open.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal
from enum import Enum

from budgetbook.forms.lexicon import key

Vector = tuple[int, ...]


class Place(Enum):
    """What a row of a project table is."""

    TOTAL = "total"
    UNIT = "unit"
    PROJECT = "project"


# Costs of one reading of the table; only their order of size matters. A broken sum costs more than an unusual name, and two odd
# names cost more than a broken sum.
_BROKEN_SUM = 100
_NO_PROJECTS = 130  # a unit row without projects: rarer than a wrong amount
_UNIT_AS_PROJECT = 70
_STRANGE_UNIT = 30
_EACH_UNIT = 1  # of two readings that fit, the coarser
_INFINITE = 10**9
_TAIL = 5  # cents that a sum may be off by rounding; more is rarely used up


def unit_tree(
    labels: Sequence[str], amounts: Sequence[Sequence[Decimal | None]], known_units: frozenset[str]
) -> tuple[Place, ...]:
    """What each row is. `amounts` are its printed amounts; `known_units` are `key`s of names known to be units.

    Time grows with the number of rows (times the few cents that rounding may take).
    """
    rows = [_cents(row) for row in amounts]
    if not rows:
        return ()
    known = [key(label) in known_units for label in labels]
    plain_cost, plain = _units(rows, known, 0, bool(known_units))
    below_cost, below = _units(rows, known, 1, bool(known_units)) if len(rows) > 2 else (0, [])
    if below:
        total = [sum(column) for column in zip(*(rows[start] for start in below), strict=True)]
        below_cost += 0 if _near(rows[0], total, len(below)) else _BROKEN_SUM
    starts, has_total = (set(below), True) if below and below_cost < plain_cost else (set(plain), False)
    return tuple(
        Place.TOTAL if has_total and n == 0 else Place.UNIT if n in starts else Place.PROJECT for n in range(len(rows))
    )


def _cents(row: Sequence[Decimal | None]) -> Vector:
    return tuple(int((amount or Decimal(0)).scaleb(2).to_integral_value()) for amount in row)


def _near(printed: Sequence[int], summed: Sequence[int], summands: int) -> bool:
    """Whether sums agree within rounding: half a cent for each number in play."""
    return all(2 * abs(left - right) <= summands + 1 for left, right in zip(printed, summed, strict=True))


def _units(rows: Sequence[Vector], known: Sequence[bool], first: int, names_help: bool) -> tuple[int, list[int]]:
    """The cheapest division of rows[first:] into units and their projects: its cost and the rows where units start.

    best[e] is the cheapest division of the rows before e. A unit that starts at s and ends before e has the right sum where
    prefix[e] is prefix[s + 1] + rows[s]: such pairs are found by looking prefix[e] up, and all others share one running minimum.
    """
    end = len(rows)
    prefix: list[Vector] = [tuple(0 for _ in rows[0])] * (end + 1)
    odd_names = [0] * (end + 1)  # known units before a row, to count those that would be projects
    for n in range(end):
        prefix[n + 1] = tuple(a + b for a, b in zip(prefix[n], rows[n], strict=True))
        odd_names[n + 1] = odd_names[n] + (_UNIT_AS_PROJECT if known[n] else 0)

    best, back = [_INFINITE] * (end + 1), [first] * (end + 1)
    best[first] = 0
    # Prefix sum at which a unit would be complete → for each vector of sums its cheapest start (cost, row).
    waiting: dict[int, dict[Vector, tuple[int, int]]] = defaultdict(dict)
    open_cost, open_start = _INFINITE, first  # the cheapest start for a unit whose sum is wrong
    for e in range(first + 1, end + 1):
        for cents in range(-_TAIL, _TAIL + 1):
            for complete, (cost, start) in waiting.get(prefix[e][0] + cents, {}).items():
                if cost + odd_names[e] < best[e] and _near(complete, prefix[e], e - start - 1):
                    best[e], back[e] = cost + odd_names[e], start
        if open_cost + odd_names[e] + _BROKEN_SUM < best[e]:
            best[e], back[e] = open_cost + odd_names[e] + _BROKEN_SUM, open_start
        start = e - 1
        # What is paid for a unit that starts here; the odd names before its first project are taken off, to be added up to its end.
        cost = best[start] + _EACH_UNIT + (_STRANGE_UNIT if names_help and not known[start] else 0) - odd_names[e]
        if cost + odd_names[e] + _NO_PROJECTS < best[e]:
            best[e], back[e] = cost + odd_names[e] + _NO_PROJECTS, start
        complete = tuple(a + b for a, b in zip(prefix[e], rows[start], strict=True))
        before = waiting[complete[0]].get(complete)
        if before is None or cost < before[0]:
            waiting[complete[0]][complete] = (cost, start)
        if cost < open_cost:
            open_cost, open_start = cost, start
    starts = []
    at = end
    while at > first:
        at = back[at]
        starts.append(at)
    return best[end], starts[::-1]
