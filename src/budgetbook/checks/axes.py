"""Keys of cells and the axes along which one cell splits into others.

A key is the coordinates of a cell as a tuple in the order of `DIMENSIONS`, made comparable: thousands of them are compared
in one check, and tuples are fast. An axis is a dimension, or two of which one refines the other: a project lies within its
unit, a government economic code refines a department one, so that climbing drops the finer first.
"""

from __future__ import annotations

from collections.abc import Collection
from functools import cache

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


@cache
def _parent(dimension: str, value: str) -> str | None:
    return _FLOW_PARENT.get(value) if dimension == FLOW else parent(dimension, value)


def varying_axes(keys: Collection[Key], *, flow_apart: bool) -> list[tuple[str, tuple[int, ...]]]:
    """The axes along which `keys` differ, each with the positions of its dimensions: only there can one key lie above another."""
    varies = [len(set(values)) > 1 for values in zip(*keys, strict=True)] or [False] * len(DIMENSIONS)
    axes = {**AXES, FLOW: (FLOW,)} if flow_apart else AXES
    positions = {axis: tuple(POSITION[name] for name in dimensions) for axis, dimensions in axes.items()}
    return [(axis, at) for axis, at in positions.items() if any(varies[position] for position in at)]


def wider(key: Key, positions: tuple[int, ...]) -> Key | None:
    """The key one level up along the axis whose dimensions stand at `positions`, finest first; None where it is at the top already."""
    for position in positions:
        value = key[position]
        if value is not None:
            above = _parent(DIMENSIONS[position], str(value))
            if above is None and position == POSITION[FLOW]:
                return None
            return (*key[:position], above, *key[position + 1 :])
    return None
