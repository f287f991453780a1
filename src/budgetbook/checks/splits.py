"""Which keys split which others along an axis."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

import msgspec

from budgetbook.checks.axes import AXIS_ORDER, NOWHERE, Axis, Key, along, axes_along, differing, nearest


class Split(msgspec.Struct, frozen=True, gc=False):
    """A key and those right below it along `axis`, as places in the keys that were asked for; `own_side`: of the whole too."""

    whole: int
    axis: Axis
    own_side: bool
    parts: list[int]


_ValuesAt = Sequence[tuple[object, ...]]
"""What keys say at each position: the keys, turned by a quarter."""


def splits(here: Sequence[Key], everywhere: Sequence[Key], *, flow_apart: bool) -> list[Split]:
    """What the keys of one side split; where nothing of that side stands above them, what they split of `everywhere`,
    which are the keys of all sides, or none.

    In the order of the first part, then of the axes.
    """
    if not here:
        return []
    values_at, everywhere_at = list(zip(*here, strict=True)), list(zip(*everywhere, strict=True))
    apart = differing(everywhere_at or values_at)
    axes = axes_along(apart, flow_apart=flow_apart)
    found = [split for axis in axes for split in _along(values_at, everywhere_at, axis, apart)]
    return sorted(found, key=lambda split: (split.parts[0], AXIS_ORDER[split.axis.name]))


def _along(here: _ValuesAt, everywhere: _ValuesAt, axis: Axis, apart: Sequence[int]) -> Iterator[Split]:
    """The splits along one axis; `apart` are the positions at which the keys differ."""
    values, top = along(here, axis.positions), axis.top
    if values.count(top) == len(values):
        return
    beside = [one for one in apart if one not in axis.positions]
    others, nearest_to = _Others(everywhere, axis, beside) if everywhere else None, nearest(axis)
    for rest, at_rest in places(along(here, beside)).items():
        if len(at_rest) == 1 and (others is None or values[at_rest[0]] == top):
            continue
        printed = {values[at]: at for at in at_rest}
        parts: dict[tuple[object, bool], list[int]] = defaultdict(list)
        for value, at in printed.items():
            if value == top:
                continue
            above = nearest_to(value, axis, printed)
            own_side = above is not NOWHERE
            if not own_side and others is not None and len(others.at(rest)) > len(printed):
                above = nearest_to(value, axis, others.at(rest))
            if above is not NOWHERE:
                parts[above, own_side].append(at)
        for (above, own_side), below in parts.items():
            yield Split((printed if own_side or others is None else others.at(rest))[above], axis, own_side, below)


def are_apart(
    lines: Sequence[tuple[Sequence[Key], Iterable[Split]]], everywhere: Sequence[Key], *, flow_apart: bool
) -> bool:
    """Whether no cell of one side can be a part of one of another side. `lines` are the keys of its first column and of its first row, which
    differ along other axes, with all that they split by themselves; `everywhere` are the keys of all sides.

    May say no where it is so: only the values along each axis are looked at.
    """
    turned = [list(zip(*keys, strict=True)) for keys, _ in lines]
    along_lines = [axes_along(differing(values_at), flow_apart=flow_apart) for values_at in turned]
    everywhere_at = list(zip(*everywhere, strict=True))
    for axis in axes_along(differing(everywhere_at), flow_apart=flow_apart):
        # An axis along which neither line differs is asked about in both: that costs little.
        asked = [at for at, axes in enumerate(along_lines) if axis in axes] or range(len(lines))
        for at in asked:
            parts = {part for split in lines[at][1] if split.axis is axis for part in split.parts}
            values = along(turned[at], axis.positions)
            alone = [value for place, value in enumerate(values) if value != axis.top and place not in parts]
            if not alone:
                continue
            printed, nearest_to = set(along(everywhere_at, axis.positions)), nearest(axis)
            if any(nearest_to(value, axis, printed) is not NOWHERE for value in alone):
                return False
    return True


class _Others:
    """The keys of all sides by what they say beside an axis. Rarely asked for, as most sides print their totals, and so worked out late."""

    def __init__(self, everywhere: _ValuesAt, axis: Axis, beside: Sequence[int]) -> None:
        self._everywhere, self._axis, self._beside = everywhere, axis, beside
        self._found: dict[object, dict[object, int]] = {}

    def at(self, rest: object) -> dict[object, int]:
        """The keys that say `rest` beside the axis, by value along it."""
        if not self._found:
            values = along(self._everywhere, self._axis.positions)
            for at, beside in enumerate(along(self._everywhere, self._beside)):
                self._found.setdefault(beside, {})[values[at]] = at
        return self._found.get(rest, {})


_Place = TypeVar("_Place")


def places(keys: Iterable[_Place]) -> dict[_Place, list[int]]:
    """Where each key stands among `keys`, in the order of first places."""
    found: dict[_Place, list[int]] = defaultdict(list)
    for at, key in enumerate(keys):
        found[key].append(at)
    return found
