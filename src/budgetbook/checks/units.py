"""Statements whose printed money unit can't be theirs: every amount is ten thousand times what all others print, or a ten-thousandth.

Told from the amounts alone, where at least three of them stand in at least two other statements, and none of them agrees.
"""

from __future__ import annotations

from decimal import Decimal

import msgspec

from budgetbook.checks.axes import Key
from budgetbook.checks.cells import Cell

_WAN = Decimal(10_000)
_FEWEST_CELLS, _FEWEST_STATEMENTS = 3, 2


class WrongUnit(msgspec.Struct, frozen=True):
    """`times` is what the statement's amounts must be multiplied by; `cell` is one of them, `witness` the same amount elsewhere."""

    times: Decimal
    cell: Cell
    witness: Cell


def wrong_units(cells: dict[int, list[Cell]], by_key: dict[Key, list[Cell]]) -> dict[int, WrongUnit]:
    """The statements (by index) in the wrong unit. `cells` and `by_key` as in `Book`."""
    found = {}
    for number, own in cells.items():
        wrong = _judged(number, own, by_key)
        if wrong is not None:
            found[number] = wrong
    return found


def _judged(number: int, own: list[Cell], by_key: dict[Key, list[Cell]]) -> WrongUnit | None:
    seen: list[WrongUnit] = []
    for cell in own:
        if not cell.yuan or not cell.sound:
            continue
        for other in by_key[cell.key]:
            if other.statement == number or not other.yuan or not other.sound:
                continue
            times = next((one for one in (_WAN, 1 / _WAN) if _fits(cell, other, one)), None)
            if times is None:
                return None
            seen.append(WrongUnit(times, cell, other))
    enough = len({one.cell.key for one in seen}) >= _FEWEST_CELLS
    several = len({one.witness.statement for one in seen}) >= _FEWEST_STATEMENTS
    return seen[0] if enough and several and len({one.times for one in seen}) == 1 else None


def _fits(cell: Cell, other: Cell, times: Decimal) -> bool:
    return abs(cell.yuan * times - other.yuan) <= cell.half * times + other.half < abs(cell.yuan - other.yuan)
