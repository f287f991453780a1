"""Which keys of a statement split which others along an axis.

Keys that differ along one axis alone are looked at together. Nearly all rows (or columns) of a statement print the same values along an axis,
so what stands above what is found out once for all of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from operator import itemgetter
from typing import NamedTuple

from budgetbook.checks.axes import Axis, Key, nearest


class Split(NamedTuple):
    """A key and those right below it along `axis`, as places in the keys that were asked for; `own_side`: of the whole too."""

    whole: int
    axis: Axis
    own_side: bool
    parts: list[int]


class _Level(NamedTuple):
    """Values along an axis, and those that have them as their nearest printed ones above."""

    above: Key
    own_side: bool
    below: list[Key]


def splits(here: Sequence[Key], everywhere: Sequence[Key], axes: Sequence[Axis]) -> list[Split]:
    """What the keys of one side split; where nothing of that side stands above them, what they split of the keys `everywhere`.

    In the order of the first part, then of the axes.
    """
    found: list[tuple[int, int, Split]] = []
    for number, axis in enumerate(axes):
        levels: dict[tuple[frozenset[Key], frozenset[Key]], list[_Level]] = {}
        all_printed = _by_rest(everywhere, axis)
        for rest, printed in _by_rest(here, axis).items():
            others = all_printed.get(rest, {})
            if len(printed) < 2 and len(others) < 2:
                continue
            values = frozenset(printed), frozenset(others)
            if values not in levels:
                levels[values] = _levels(*values, axis)
            for above, own_side, below in levels[values]:
                parts = sorted([printed[one] for one in below])
                whole = printed[above] if own_side else others[above]
                found.append((parts[0], number, Split(whole, axis, own_side, parts)))
    return [split for _, _, split in sorted(found, key=itemgetter(0, 1))]


def _by_rest(keys: Sequence[Key], axis: Axis) -> dict[Key, dict[Key, int]]:
    """Places in `keys`, by what the keys are beside the axis and by their values along it."""
    found: dict[Key, dict[Key, int]] = defaultdict(dict)
    for at, (rest, values) in enumerate(zip(map(axis.rest, keys), map(axis.values, keys), strict=True)):
        found[rest][values] = at
    return found


def _levels(here: frozenset[Key], everywhere: frozenset[Key], axis: Axis) -> list[_Level]:
    """`here` under what is printed above, on its own side if there is any; what has nothing above it is left out."""
    found: dict[tuple[Key, bool], list[Key]] = defaultdict(list)
    for values in here:
        if values[0] is None and values[-1] is None:
            continue  # at the top already
        above = nearest(values, axis.steps, here)
        if above is not None:
            found[above, True].append(values)
        elif (above := nearest(values, axis.steps, everywhere)) is not None:
            found[above, False].append(values)
    return [_Level(above, own_side, below) for (above, own_side), below in found.items()]
