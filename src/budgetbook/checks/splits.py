"""Which keys split which others along an axis."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from budgetbook.checks.axes import AXIS_ORDER, Axis, Key, axes_along, nearest, picking, varying


class Split(NamedTuple):
    """A key and those right below it along `axis`, as places in the keys that were asked for; `own_side`: of the whole too."""

    whole: int
    axis: Axis
    own_side: bool
    parts: list[int]


def splits(here: Sequence[Key], everywhere: Sequence[Key], *, flow_apart: bool) -> list[Split]:
    """What the keys of one side split; where nothing of that side stands above them, what they split of `everywhere`,
    which are the keys of all sides, or none.

    In the order of the first part, then of the axes.
    """
    apart = varying([*here, *everywhere])
    axes = axes_along(apart, flow_apart=flow_apart)
    found = [split for axis in axes for split in _along(here, everywhere, axis, apart)]
    return sorted(found, key=lambda split: (split.parts[0], AXIS_ORDER[split.axis.name]))


def _along(here: Sequence[Key], everywhere: Sequence[Key], axis: Axis, apart: Sequence[int]) -> Iterator[Split]:
    """The splits along one axis; `apart` are the positions at which the keys differ."""
    values_of, top = picking(axis.positions), (None,) * len(axis.positions)
    along = [values_of(key) for key in here]
    if along.count(top) == len(along):
        return
    beside = picking([one for one in apart if one not in axis.positions])
    # Rarely asked for: most sides print their totals.
    everywhere_beside = cache(lambda: places(map(beside, everywhere)))

    @cache
    def others(rest: Key) -> dict[Key, int]:
        return {values_of(everywhere[at]): at for at in everywhere_beside().get(rest, ())}

    for rest, at_rest in places(map(beside, here)).items():
        if len(at_rest) == 1 and not everywhere:
            continue
        printed = {along[at]: at for at in at_rest}
        parts: dict[tuple[Key, bool], list[int]] = defaultdict(list)
        for values, at in printed.items():
            if values == top:
                continue
            above = nearest(values, axis.steps, printed)
            own_side = above is not None
            if above is None and everywhere and len(others(rest)) > len(printed):
                above = nearest(values, axis.steps, others(rest))
            if above is not None:
                parts[above, own_side].append(at)
        for (above, own_side), below in parts.items():
            yield Split((printed if own_side else others(rest))[above], axis, own_side, below)


def places(keys: Iterable[Key]) -> dict[Key, list[int]]:
    """Where each key stands among `keys`, in the order of first places."""
    found: dict[Key, list[int]] = defaultdict(list)
    for at, key in enumerate(keys):
        found[key].append(at)
    return found
