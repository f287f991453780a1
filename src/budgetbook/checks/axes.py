"""Keys of cells and the axes along which one cell splits into others.

A key is the coordinates of a cell as a tuple in the order of `DIMENSIONS`, made comparable: thousands of them are compared
in one check, and tuples are fast. An axis is a dimension, or two of which one refines the other: a project lies within its
unit, a government economic code refines a department one, so that climbing drops the finer first.
"""

from __future__ import annotations

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
    "institution": ("institution",),
    "unit": ("project", "unit"),
}
"""Every axis but flow, finest dimension first."""

SMALL_TREES = frozenset({"fund", "period", "nature", "public_cost", "institution", FLOW})
"""Axes whose single printed value is no split: a column 一般公共预算 alone need not be all of 合计."""

AXIS_OF = {dimension: axis for axis, dimensions in AXES.items() for dimension in dimensions}

# Where a closing balance is printed, total = income = expenditure + closing balance.
_FLOW_PARENT = {"expenditure": "income", "closing_balance": "income"}


@cache
def _parent(dimension: str, value: str) -> str | None:
    return _FLOW_PARENT.get(value) if dimension == FLOW else parent(dimension, value)


def axes_of(key: Key, *, flow_apart: bool) -> list[str]:
    """The axes along which `key` can be widened."""
    found = []
    for axis, dimensions in AXES.items():
        for dimension in dimensions:
            if key[POSITION[dimension]] is not None:
                found.append(axis)
                break
    if flow_apart and key[POSITION[FLOW]] in _FLOW_PARENT:
        found.append(FLOW)
    return found


def wider(key: Key, axis: str) -> Key | None:
    """The key one level up along `axis`; None where it is already at the top."""
    for dimension in AXES.get(axis, (axis,)):
        position = POSITION[dimension]
        value = key[position]
        if value is not None:
            above = _parent(dimension, str(value))
            if axis == FLOW and above is None:
                return None
            return (*key[:position], above, *key[position + 1 :])
    return None
