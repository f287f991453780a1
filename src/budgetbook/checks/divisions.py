"""What in one statement splits what: a cell, and those at the keys right below it along one axis.

Most statements are a grid: rows differ along some axes, columns along others, and every row meets every column. What splits what is then worked
out once among the rows and once among the columns. In others (two sides, a dimension named by rows and by columns) it is key by key.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from msgspec.structs import astuple

from budgetbook.checks.axes import AXIS_ORDER, Axis, Key, axes_along, varying
from budgetbook.checks.cells import Cell
from budgetbook.checks.splits import Split, places, splits
from budgetbook.checks.unclear import Unclear
from budgetbook.model.coordinates import Flow
from budgetbook.model.statement import Role, Statement

Admits = Callable[[Axis, Key, list[Key]], bool]
"""Whether these keys can be all that a key splits into along an axis."""

_Applied = tuple[int, int, Split, bool]
"""A row and a column of a grid, what splits what in them, and whether it does so across columns."""


class Division(NamedTuple):
    """A cell and those that split it along `axis`; `again` where the amount is printed again at the same key."""

    total: Cell
    parts: tuple[Cell, ...]
    axis: Axis
    again: bool = False


def divisions(
    statement: Statement, cells: Sequence[Cell], unclear: Unclear, admits: Admits, *, flow_apart: bool
) -> Iterator[Division]:
    """What `cells` of `statement` divide, in the order of the first part, then of the axes. `flow_apart` as in `Normal`."""
    width = _width(statement, cells, unclear, flow_apart=flow_apart) if cells else 0
    return _in_grid(cells, width, admits, flow_apart) if width else _key_by_key(cells, admits, flow_apart)


def by_key(cells: Iterable[Cell]) -> dict[Key, list[Cell]]:
    """The cells at each key, in printed order."""
    found: dict[Key, list[Cell]] = defaultdict(list)
    for cell in cells:
        found[cell.key].append(cell)
    return found


def _width(statement: Statement, cells: Sequence[Cell], unclear: Unclear, *, flow_apart: bool) -> int:
    """How many cells each row of a grid has; 0 where the cells are none."""
    rows, columns = [cell.row for cell in cells], [cell.column for cell in cells]
    width = rows.count(rows[0])
    if columns != columns[:width] * (len(columns) // width) or rows[::width] != rows[width - 1 :: width]:
        return 0
    if any(cell.side is not None for cell in cells):
        return 0
    down = varying(astuple(one.coordinates) for at, one in enumerate(statement.rows) if at not in unclear.rows)
    across = varying(astuple(one.coordinates) for at, one in enumerate(statement.columns) if at not in unclear.columns)
    shared = {*axes_along(down, flow_apart=flow_apart)} & {*axes_along(across, flow_apart=flow_apart)}
    return 0 if shared or not {*down}.isdisjoint(across) else width


def _in_grid(cells: Sequence[Cell], width: int, admits: Admits, flow_apart: bool) -> Iterator[Division]:
    # A row or a column at the same coordinates as another stands with it.
    rows, columns = places(cell.key for cell in cells[::width]), places(cell.key for cell in cells[:width])
    down, across = (
        _admitted(splits(keys, (), flow_apart=flow_apart), keys, (), admits) for keys in (list(rows), list(columns))
    )
    of_columns = {split.axis.name for split in across}
    down_from, across_from = _by_first_part(down, len(rows)), _by_first_part(across, len(columns))
    in_order = (
        (row, column, split, split.axis.name in of_columns)
        for row, of_row in enumerate(down_from)
        for column, of_column in enumerate(across_from)
        for split in (sorted([*of_row, *of_column], key=_axis_order) if of_row else of_column)
    )
    if len(rows) * len(columns) == len(cells):
        return _once(cells, width, in_order)
    return _again(cells, width, list(rows.values()), list(columns.values()), in_order)


def _once(cells: Sequence[Cell], width: int, in_order: Iterable[_Applied]) -> Iterator[Division]:
    """The divisions of a grid that prints no row and no column twice."""
    lines = [cells[at : at + width] for at in range(0, len(cells), width)]
    columns = [cells[at::width] for at in range(width)]
    for row, column, (whole, axis, _, parts), is_across in in_order:
        line = lines[row] if is_across else columns[column]
        yield Division(line[whole], tuple([line[part] for part in parts]), axis)


def _again(
    cells: Sequence[Cell],
    width: int,
    rows: Sequence[list[int]],
    columns: Sequence[list[int]],
    in_order: Iterable[_Applied],
) -> Iterator[Division]:
    """The divisions of a grid that prints some of its `rows` or `columns`, by place, more than once."""

    def at(row: int, column: int) -> list[Cell]:
        return [cells[one * width + other] for one in rows[row] for other in columns[column]]

    for row, column, (whole, axis, _, parts), is_across in in_order:
        if is_across:
            yield from _of_each(at(row, whole), [at(row, part) for part in parts], axis)
        else:
            yield from _of_each(at(whole, column), [at(part, column) for part in parts], axis)


def _of_each(totals: list[Cell], parts: list[list[Cell]], axis: Axis) -> Iterator[Division]:
    """The division of each cell at one key by those at the keys below it."""
    if len(totals) > 1 and _are_parts(totals):
        return
    first = totals[0] if len(totals) == 1 else next((cell for cell in totals if cell.sound), totals[0])
    for total in totals:
        summands: list[Cell] = []
        for cells in parts:
            summands += cells if len(cells) == 1 else as_parts(cells, total)
        yield Division(total, tuple(summands), axis, again=total is not first)


def _are_parts(cells: list[Cell]) -> bool:
    """Whether cells at one key of one statement are parts of it, not the same amount printed again."""
    return (
        len(cells) > 1
        and all(cell.role is Role.ITEM for cell in cells)
        and len({cell.side for cell in cells}) == 1
        and len({cell.row for cell in cells}) > 1
    )


def as_parts(cells: list[Cell], total: Cell) -> tuple[Cell, ...]:
    """The cells to add for one key: all of one column where they are parts, else the one nearest to the total, held to it by agreement."""
    if _are_parts(cells):
        columns = {cell.column for cell in cells}
        column = total.column if total.column in columns else min(columns)
        return tuple(cell for cell in cells if cell.column == column)
    sound = [cell for cell in cells if cell.sound] or cells
    return (min(sound, key=lambda cell: (cell.row != total.row, cell.column != total.column)),)


def _axis_order(split: Split) -> int:
    return AXIS_ORDER[split.axis.name]


def _by_first_part(found: Iterable[Split], count: int) -> list[list[Split]]:
    first: list[list[Split]] = [[] for _ in range(count)]
    for split in found:
        first[split.parts[0]].append(split)
    return first


def _key_by_key(cells: Sequence[Cell], admits: Admits, flow_apart: bool) -> Iterator[Division]:
    at = by_key(cells)
    everywhere, above = list(at.values()), list(at)
    sides: dict[Flow | None, list[Cell]] = defaultdict(list)
    for cell in cells:
        sides[cell.side].append(cell)
    for of_side in sides.values():
        at = by_key(of_side)
        here, keys = list(at.values()), list(at)
        others = above if len(sides) > 1 else []
        for split in _admitted(splits(keys, others, flow_apart=flow_apart), keys, others, admits):
            totals = (here if split.own_side else everywhere)[split.whole]
            yield from _of_each(totals, [here[part] for part in split.parts], split.axis)


def _admitted(found: Iterable[Split], here: Sequence[Key], above: Sequence[Key], admits: Admits) -> list[Split]:
    return [
        split
        for split in found
        if admits(split.axis, (here if split.own_side else above)[split.whole], [here[part] for part in split.parts])
    ]
