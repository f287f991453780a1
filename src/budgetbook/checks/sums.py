"""Sums, which follow from coordinates with no rule written (DESIGN §1): a cell equals the sum of the cells that split it along one axis.

Where a level is not printed, its children are summed under the nearest printed ancestor (five funds under the total where 财政拨款 has no
column).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import filterfalse

from budgetbook.checks.axes import AXIS_OF, INDISPENSABLE, POSITION, REST, SMALL_TREES, Axis, Key, moved
from budgetbook.checks.cells import Cell
from budgetbook.checks.comparison import Comparison, Exact, listed, summation
from budgetbook.checks.divisions import Division, Grid, as_parts, by_key, divisions
from budgetbook.checks.index import Book
from budgetbook.model.coordinates import Coordinates, Flow, Period
from budgetbook.model.disclosure import Disclosure
from budgetbook.model.statement import Statement

_PERIOD = POSITION["period"]
_CARRIED_OVER = Period.CARRIED_OVER  # by a name of its own, as in `comparison`: every cell is held against it


def sums(disclosure: Disclosure, book: Book) -> Iterator[Comparison]:
    """Every printed cell against the cells of one statement that split it along one axis."""
    return listed(sums_counted(disclosure, book))


def sums_counted(disclosure: Disclosure, book: Book) -> Iterator[Comparison | Exact]:
    """As `sums`, but of those that hold to the last digit, which are nearly all, only how many there are, where that is cheaper."""
    for number in book.cells:
        statement = disclosure.statements[number]
        yield from _sums_within(statement, book, number)
        yield from _current_and_carried_over(statement, book, number)


def _sums_within(statement: Statement, book: Book, number: int) -> Iterator[Comparison | Exact]:
    """The sums whose total and parts stand in one statement, on the same side where that side prints the total."""
    cells, unclear = book.cells[number], book.unclear[number]
    closed = _closed_axes(statement, book, number)
    incomplete = {cell.key for cell in cells if cell.row in unclear.groups} if unclear.groups else set()
    certain = not incomplete and all(cell.sound for cell in cells)

    def admits(axis: Axis, whole: Key, parts: list[Key]) -> bool:
        return axis.name not in closed and (axis.name not in SMALL_TREES or _may_be_all(whole, parts, axis))

    for found in divisions(statement, cells, admits, flow_apart=book.normal.flow_apart):
        if certain and isinstance(found, Grid):
            exact, others = found.exact()
            summed = [_sum(one) for one in others]
            exact += sum(map(_is_exact, summed))
            if exact:
                yield Exact(number, exact, partial(_exact, found))
            yield from filterfalse(_is_exact, summed)
            continue
        for one in found:
            if one.total.key in incomplete and one.axis.name in _row_axes(statement, one.parts[0].side):
                continue
            yield _sum(one)


def _sum(one: Division) -> Comparison:
    # A total printed again is held to the first by agreement; its own sum only helps to tell which of them is wrong.
    return summation(one.total, one.parts, one.axis.name, auxiliary=one.again)


def _is_exact(comparison: Comparison) -> bool:
    return not comparison.residual and not comparison.auxiliary


def _exact(grid: Grid) -> Iterator[Comparison]:
    return filter(_is_exact, map(_sum, grid))


def _may_be_all(above: Key, keys: list[Key], axis: Axis) -> bool:
    """Whether `keys`, which are several, can be all that `above` splits into: what is never missing from such a split is among them."""
    if len(keys) < 2:
        return False
    rest = REST.get(str(above[axis.finest])) if axis.name == "fund" else None
    if rest is not None and not any(key[axis.finest] == rest for key in keys):
        return False
    if axis.name not in INDISPENSABLE or above[axis.finest] is not None:
        return True
    return any(key[axis.finest] == INDISPENSABLE[axis.name] for key in keys)


def _row_axes(statement: Statement, side: Flow | None) -> set[str]:
    return _axes_set_by({row.coordinates for row in statement.rows if row.flow == side})


def _column_axes(statement: Statement) -> set[str]:
    return _axes_set_by({column.coordinates for column in statement.columns})


def _axes_set_by(coordinates: set[Coordinates]) -> set[str]:
    """The axes along which `coordinates` differ from each other."""
    return {axis for name, axis in AXIS_OF.items() if len({getattr(at, name) for at in coordinates}) > 1}


def _closed_axes(statement: Statement, book: Book, number: int) -> set[str]:
    """Axes of this statement along which no sum can be judged, because some of its rows or columns are unclear."""
    unclear = book.unclear[number]
    closed: set[str] = set()
    if unclear.all_columns:
        closed |= _column_axes(statement)
    if unclear.all_groups:
        closed |= _axes_set_by({row.coordinates for row in statement.rows})
    return closed


def _current_and_carried_over(statement: Statement, book: Book, number: int) -> Iterator[Comparison]:
    """Both periods of one statement against a total that only another prints: statement 2's 合计 + 上年结转 = statement 3's 合计.

    Period is the one axis of which two values are all of it (with the balances drawn on, where printed), so the total may stand elsewhere.
    """
    named = [one.coordinates for one in statement.columns] + [one.coordinates for one in statement.rows]
    if all(one.period is not _CARRIED_OVER for one in named):
        return

    def here(key: Key) -> list[Cell]:
        return [cell for cell in book.by_key.get(key, ()) if cell.statement == number]

    for key, carried in by_key([cell for cell in book.cells[number] if cell.key[_PERIOD] == _CARRIED_OVER]).items():
        above = moved(key, _PERIOD, None)
        if here(above):  # most statements print their totals
            continue
        current, used = (here(moved(key, _PERIOD, period)) for period in (Period.CURRENT, Period.BALANCES_USED))
        total = next((cell for cell in book.by_key.get(above, ()) if cell.sound), None)
        if current and total is not None:
            parts = [part for cells in (current, carried, used) if cells for part in as_parts(cells, total)]
            yield summation(total, tuple(parts), "period")
