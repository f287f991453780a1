"""Which keys of a statement split which others along an axis.

A statement is rows by columns: what splits what in one row does so in every row that prints the same columns, and what splits what in one
column in every column that prints the same rows. So it is worked out once for each such pattern.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from typing import NamedTuple

from budgetbook.checks.axes import Axis, Key, axes_along, nearest, picking, varying

_Picking = Callable[[Key], Key]


class Split(NamedTuple):
    """A key and those right below it along `axis`, as places in the keys that were asked for; `own_side`: of the whole too."""

    whole: int
    axis: Axis
    own_side: bool
    parts: list[int]


def splits(
    here: Sequence[Key], everywhere: Sequence[Key], *, flow_apart: bool, by_columns: Collection[str] = ()
) -> list[Split]:
    """What the keys of one side split; where nothing of that side stands above them, what they split of the keys `everywhere`.

    `by_columns` are the axes along which columns differ from each other. In the order of the first part, then of the axes.
    """
    apart = varying([*here, *everywhere])
    axes = axes_along(apart, flow_apart=flow_apart)
    found: list[Split] = []
    for some in ([one for one in axes if one.name in by_columns], [one for one in axes if one.name not in by_columns]):
        along = {position for axis in some for position in axis.positions}
        beside = [position for position in apart if position not in along]
        found += _by_pattern(here, everywhere, some, picking(sorted(along)), picking(beside))
    number = {axis.name: at for at, axis in enumerate(axes)}
    return sorted(found, key=lambda split: (split.parts[0], number[split.axis.name]))


def _by_pattern(
    here: Sequence[Key], everywhere: Sequence[Key], axes: Sequence[Axis], along: _Picking, beside: _Picking
) -> Iterator[Split]:
    """The splits along `axes`. `along` takes out of a key what these speak of, `beside` the rest of what differs."""
    known: dict[tuple[tuple[Key, ...], tuple[Key, ...]], list[Split]] = {}
    everywhere_beside = _places(everywhere, beside)
    for rest, places in _places(here, beside).items():
        others = everywhere_beside.get(rest, [])
        pattern = tuple([along(here[at]) for at in places]), tuple([along(everywhere[at]) for at in others])
        if pattern not in known:
            keys, above = [here[at] for at in places], [everywhere[at] for at in others]
            known[pattern] = [split for axis in axes for split in _along(keys, above, axis)]
        for whole, axis, own_side, parts in known[pattern]:
            yield Split((places if own_side else others)[whole], axis, own_side, [places[at] for at in parts])


def _along(here: Sequence[Key], everywhere: Sequence[Key], axis: Axis) -> Iterator[Split]:
    """The splits along one axis, among keys that differ along it alone or along others too."""
    values_of = picking(axis.positions)
    beside = picking([one for one in range(len(here[0])) if one not in axis.positions])
    everywhere_beside = _places(everywhere, beside)
    for rest, places in _places(here, beside).items():
        printed = {values_of(here[at]): at for at in places}
        others = {values_of(everywhere[at]): at for at in everywhere_beside.get(rest, ())}
        parts: dict[tuple[Key, bool], list[int]] = defaultdict(list)
        for values, at in printed.items():
            if values[0] is None and values[-1] is None:
                continue  # at the top already
            above = nearest(values, axis.steps, printed)
            if above is not None:
                parts[above, True].append(at)
            elif (above := nearest(values, axis.steps, others)) is not None:
                parts[above, False].append(at)
        for (above, own_side), below in parts.items():
            yield Split(printed[above] if own_side else others[above], axis, own_side, below)


def _places(keys: Sequence[Key], beside: _Picking) -> dict[Key, list[int]]:
    """Where the keys stand, by what they are beside."""
    found: dict[Key, list[int]] = defaultdict(list)
    for at, rest in enumerate(map(beside, keys)):
        found[rest].append(at)
    return found
