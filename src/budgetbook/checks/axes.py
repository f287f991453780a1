"""Keys of cells and the axes along which one cell splits into others.

A key is the coordinates of a cell as a tuple in the order of `DIMENSIONS`, made comparable: thousands of them are compared
in one check, and tuples are fast. An axis is a dimension, or two of which one refines the other: a project lies within its
unit, a government economic code refines a department one, so that climbing drops the finer first.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
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
    """An axis of shortened keys: where each of its dimensions, finest first, stands in a shortened key and in a whole one."""

    name: str
    steps: tuple[tuple[int, int], ...]

    @property
    def finest(self) -> int:
        """Where its finest dimension stands in a shortened key."""
        return self.steps[0][0]


def varying_axes(keys: Collection[Key], *, flow_apart: bool) -> tuple[list[Axis], Callable[[Key], Key]]:
    """The axes along which `keys` differ, for only there can one key lie above another; and what shortens a key to what varies.

    Shortened keys tell the same cells apart, and cost a third to climb with.
    """
    varies = [len(set(values)) > 1 for values in zip(*keys, strict=True)] or [False] * len(DIMENSIONS)
    axes = {**AXES, FLOW: (FLOW,)} if flow_apart else AXES
    positions = {axis: tuple(POSITION[name] for name in dimensions) for axis, dimensions in axes.items()}
    varying = {axis: at for axis, at in positions.items() if any(varies[position] for position in at)}
    apart = {
        position for position, some in enumerate(varies) if some
    }  # year and phase belong to no axis, yet keep cells apart
    kept = sorted(apart.union(*varying.values()))
    found = [Axis(axis, tuple((kept.index(position), position) for position in at)) for axis, at in varying.items()]
    if len(kept) > 1:
        return found, itemgetter(*kept)
    return found, lambda key: tuple(key[position] for position in kept)


def wider(key: Key, steps: tuple[tuple[int, int], ...]) -> Key | None:
    """The shortened key one level up along the axis of these steps; None where it is at the top already."""
    for at, position in steps:
        value = key[at]
        if value is not None:
            above = _parent(position, value) if position in _WITH_LEVELS else None
            if above is None and position == _FLOW:
                return None
            raised = list(key)
            raised[at] = above
            return tuple(raised)
    return None
