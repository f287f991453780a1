"""Keys of cells and the axes along which one cell splits into others.

A key is the coordinates of a cell as a tuple in the order of `DIMENSIONS`, made comparable: thousands of them are compared
in one check, and tuples are fast. An axis is a dimension, or two of which one refines the other: a project lies within its
unit, a government economic code refines a department one, so that climbing drops the finer first.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from functools import lru_cache
from operator import itemgetter
from typing import NamedTuple

from budgetbook.model.coordinates import DIMENSIONS, parent

Key = tuple[object, ...]
"""One value or None for each dimension, in the order of DIMENSIONS."""

POSITION = {name: number for number, name in enumerate(DIMENSIONS)}

FLOW = "flow"
AXES: dict[str, tuple[str, ...]] = {
    "fund": ("fund",),
    "period": ("period",),
    "nature": ("nature",),
    "function": ("function",),
    "economic": ("government_economic", "economic"),
    "income": ("income",),
    "public_cost": ("public_cost",),
    "procurement": ("procurement",),
    "institution": ("institution",),
    "unit": ("project", "unit"),
}
"""Every axis but flow, finest dimension first."""

SMALL_TREES = frozenset({"fund", "period", "nature", "public_cost", "procurement", "institution", FLOW})
"""Axes whose single printed value is no split: a column 一般公共预算 alone need not be all of 合计."""

INDISPENSABLE = {"period": "current", "nature": "basic"}
"""What must be printed among the parts of a whole along an axis for them to be all of it: 上年结转 alone is not what 合计 is made of."""

REST = {"unit_funds": "other_income"}
"""A whole of the fund axis and the part that takes what is left of it: 上级补助收入 and 附属单位上缴收入 alone are not all of 单位资金."""

AXIS_ORDER = {name: number for number, name in enumerate((*AXES, FLOW))}

AXIS_OF = {dimension: axis for axis, dimensions in AXES.items() for dimension in dimensions}

# Where a closing balance is printed, total = income = expenditure + closing balance.
_FLOW_PARENT = {"expenditure": "income", "closing_balance": "income", "distribution": "income"}


# Names of units and projects stand right under "all": asking for each would only fill the cache.
_WITH_LEVELS = frozenset(POSITION[name] for name in DIMENSIONS if name not in ("unit", "project", "of_which"))
_FLOW = POSITION[FLOW]


@lru_cache(maxsize=16_384)
def _parent(position: int, value: object) -> str | None:
    return _FLOW_PARENT.get(str(value)) if position == _FLOW else parent(DIMENSIONS[position], str(value))


class Axis(NamedTuple):
    """An axis: where its dimensions, finest first, stand in a key, and the same as steps for `wider`."""

    name: str
    positions: tuple[int, ...]
    steps: tuple[tuple[int, int], ...]

    @property
    def finest(self) -> int:
        """Where its finest dimension stands in a key."""
        return self.positions[0]


def varying(keys: Iterable[Key]) -> list[int]:
    """The positions at which `keys` differ."""
    return [
        position for position, values in enumerate(zip(*keys, strict=True)) if values.count(values[0]) < len(values)
    ]


def _axis(name: str, dimensions: Iterable[str]) -> Axis:
    positions = tuple(POSITION[dimension] for dimension in dimensions)
    return Axis(name, positions, tuple(enumerate(positions)))


_AXES = tuple(_axis(name, dimensions) for name, dimensions in AXES.items())
_AXES_AND_FLOW = (*_AXES, _axis(FLOW, (FLOW,)))


def axes_along(positions: Collection[int], *, flow_apart: bool) -> list[Axis]:
    """The axes along which keys that differ at `positions` differ: only there can one lie above another."""
    every, apart = _AXES_AND_FLOW if flow_apart else _AXES, frozenset(positions)
    return [axis for axis in every if not apart.isdisjoint(axis.positions)]


def picking(positions: Sequence[int]) -> Callable[[Key], Key]:
    """What takes the values at `positions` out of a key."""
    if len(positions) > 1:
        return itemgetter(*positions)
    if positions:
        return itemgetter(slice(positions[0], positions[0] + 1))
    return lambda key: ()


def wider(values: Key, steps: tuple[tuple[int, int], ...]) -> Key | None:
    """`values` along an axis one level up; None where they are at the top already. A step is where a dimension stands in them and in a key."""
    for at, position in steps:
        value = values[at]
        if value is not None:
            above = _parent(position, value) if position in _WITH_LEVELS else None
            if above is None and position == _FLOW:
                return None
            return (*values[:at], above, *values[at + 1 :])
    return None


def nearest(values: Key, steps: tuple[tuple[int, int], ...], printed: Collection[Key]) -> Key | None:
    """The nearest of the `printed` values above these; levels that aren't printed are skipped. None where none is above.

    Where one dimension refines another, both may go up together: 30101/50101 stands under 301/501 where classes are printed in pairs.
    """
    above = wider(values, steps)
    while above is not None and above not in printed:
        if len(steps) > 1 and above[0] is not None:
            both = wider(above, steps[1:])
            if both is not None and both[1] is not None and both in printed:
                return both
        above = wider(above, steps)
    return above
