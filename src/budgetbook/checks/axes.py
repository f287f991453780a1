"""Keys of cells and the axes along which one cell splits into others.

A key is the coordinates of a cell as a tuple in the order of `DIMENSIONS`, made comparable: thousands of them are compared
in one check, and tuples are fast. An axis is a dimension, or two of which one refines the other: a project lies within its
unit, a government economic code refines a department one, so that climbing drops the finer first.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from enum import Enum
from functools import cache
from operator import itemgetter
from typing import NamedTuple, TypeVar, cast

from budgetbook.model.coordinates import DIMENSIONS, parents

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


class _Nowhere(Enum):
    NOWHERE = 0


NOWHERE = _Nowhere.NOWHERE
"""In place of a value: nothing stands above, not even "all", which is None."""

Climb = Callable[[str], "str | _Nowhere | None"]
"""From a value of a dimension to the one right above it."""


def _flow_above(flow: str) -> str | _Nowhere:
    return _FLOW_PARENT.get(flow, NOWHERE)


class Axis(NamedTuple):
    """An axis: where its dimensions, finest first, stand in a key, and how each is climbed.

    A value along it is one of its dimension, or a pair where it has two; None, or two of them, is the top.
    """

    name: str
    positions: tuple[int, ...]
    climbs: tuple[Climb, ...]

    @property
    def finest(self) -> int:
        """Where its finest dimension stands in a key."""
        return self.positions[0]

    @property
    def top(self) -> object:
        """The value that says "all"."""
        return None if len(self.positions) == 1 else (None,) * len(self.positions)


def varying(keys: Iterable[Key]) -> list[int]:
    """The positions at which `keys` differ."""
    return differing(zip(*keys, strict=True))


def differing(values_at: Iterable[tuple[object, ...]]) -> list[int]:
    """The positions at which keys differ, from their values at each position."""
    return [position for position, values in enumerate(values_at) if values.count(values[0]) < len(values)]


def _axis(name: str, dimensions: Iterable[str]) -> Axis:
    climbs = (_flow_above if dimension == FLOW else parents(dimension) for dimension in dimensions)
    return Axis(name, tuple(POSITION[dimension] for dimension in dimensions), tuple(climbs))


_AXES = tuple(_axis(name, dimensions) for name, dimensions in AXES.items())
_AXES_AND_FLOW = (*_AXES, _axis(FLOW, (FLOW,)))


def axes_along(positions: Collection[int], *, flow_apart: bool) -> list[Axis]:
    """The axes along which keys that differ at `positions` differ: only there can one lie above another."""
    every, apart = _AXES_AND_FLOW if flow_apart else _AXES, frozenset(positions)
    return [axis for axis in every if not apart.isdisjoint(axis.positions)]


_Value = TypeVar("_Value")


def picking(positions: Sequence[int]) -> Callable[[tuple[_Value, ...]], tuple[_Value, ...]]:
    """What takes the values at `positions` out of a key, or out of any tuple."""
    if len(positions) > 1:
        return itemgetter(*positions)
    if positions:
        return itemgetter(slice(positions[0], positions[0] + 1))
    return lambda values: ()


def moved(key: Key, position: int, value: object) -> Key:
    """`key` with another value at one position."""
    values = list(key)
    values[position] = value
    return tuple(values)


@cache
def parts_without(dimensions: tuple[str, ...]) -> tuple[slice, ...]:
    """What is left of a key without some dimensions: what stands before, between and behind them."""
    left_out = sorted(POSITION[name] for name in dimensions)
    bounds = zip((0, *(at + 1 for at in left_out)), (*left_out, len(DIMENSIONS)), strict=True)
    return tuple(slice(start, end) for start, end in bounds if start < end)


def along(values_at: Sequence[tuple[object, ...]], positions: Sequence[int]) -> Sequence[object]:
    """What keys say at `positions`, from their values at each position: as it is where it is one, else put together."""
    if len(positions) == 1:
        return values_at[positions[0]]
    if not positions:
        return [()] * len(values_at[0])
    return list(zip(*[values_at[position] for position in positions], strict=True))


Nearest = Callable[[object, Axis, Collection[object]], object]


def nearest(axis: Axis) -> Nearest:
    """What finds the nearest of the printed values above one along `axis`: NOWHERE where none is. Levels that aren't printed are skipped."""
    return _nearest if len(axis.climbs) == 1 else _nearest_pair


def _nearest(value: object, axis: Axis, printed: Collection[object]) -> object:
    (climb,) = axis.climbs
    above = NOWHERE if value is None else climb(cast("str", value))
    while above is not NOWHERE and above not in printed:
        above = NOWHERE if above is None else climb(above)
    return above


def _nearest_pair(value: object, axis: Axis, printed: Collection[object]) -> object:
    """Where one dimension refines another, both may go up together: 30101/50101 stands under 301/501 where classes are printed in pairs."""
    assert isinstance(value, tuple)
    (finer, coarser), (climb, climb_coarser) = value, axis.climbs
    while finer is not None:
        finer = climb(finer)
        if (finer, coarser) in printed:
            return finer, coarser
        if finer is not None and coarser is not None:
            both = finer, climb_coarser(coarser)
            if both[1] is not None and both in printed:
                return both
    while coarser is not None:
        coarser = climb_coarser(coarser)
        if (None, coarser) in printed:
            return None, coarser
    return NOWHERE
