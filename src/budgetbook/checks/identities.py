"""Identities that follow from coordinates, with no rule written (DESIGN §1).

Agreement: two cells at the same coordinates must agree, wherever they are printed. Sum: a cell equals the sum of the cells that split it along
one axis; where a level is not printed, its children are summed under the nearest printed ancestor (five funds under the total where 财政拨款
has no column).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations

from budgetbook.checks.axes import AXIS_OF, INDISPENSABLE, POSITION, REST, SMALL_TREES, Axis, Key
from budgetbook.checks.cells import Cell
from budgetbook.checks.comparison import Comparison, agreement, summation
from budgetbook.checks.index import Book
from budgetbook.checks.splits import splits
from budgetbook.model.coordinates import Coordinates, Flow, Period
from budgetbook.model.disclosure import Disclosure
from budgetbook.model.statement import Role

_PERIOD = POSITION["period"]
_MOST_PAIRED = 20  # cells at one key; pairs grow with the square, and real documents print an amount up to eight times


def agreements(book: Book) -> Iterator[Comparison]:
    """Every cell against the amount most cells at its coordinates show.

    Where they don't all agree, every other pair follows as an auxiliary, so that the cell that stands alone can be told.
    """
    for cells in book.by_key.values():
        if len(cells) < 2:
            continue
        printed = [cell for cell in cells if not _repeated_item(cell, cells)]
        sound = [cell for cell in printed if cell.sound]
        if not sound:
            continue
        amounts = Counter(cell.yuan for cell in sound)
        usual = max(amounts.values())
        reference = next(cell for cell in sound if amounts[cell.yuan] == usual)
        found = [agreement(cell, reference) for cell in printed if cell is not reference]
        yield from found
        if len(sound) <= _MOST_PAIRED and any(not comparison.holds for comparison in found):
            for one, other in combinations(sound, 2):
                if reference is not one and reference is not other:
                    yield agreement(one, other, auxiliary=True)


def _repeated_item(cell: Cell, cells: Iterable[Cell]) -> bool:
    """Whether `cell` is one of several items of its statement at one key: they are parts, as one 款 paid from several government 款.

    Two columns of one row are no parts: 合计 and 当年 show the same where nothing is carried over.
    """
    return cell.role is Role.ITEM and any(
        other.row != cell.row
        and other.statement == cell.statement
        and other.side == cell.side
        and other.role is Role.ITEM
        for other in cells
    )


def sums(disclosure: Disclosure, book: Book) -> Iterator[Comparison]:
    """Every printed cell against the cells of one statement that split it along one axis."""
    for number, cells in book.cells.items():
        by_key = _by_key(cells)
        yield from _sums_within(disclosure, book, number, by_key)
        yield from _current_and_carried_over(book, by_key)


def _by_key(cells: Iterable[Cell]) -> dict[Key, list[Cell]]:
    found: dict[Key, list[Cell]] = defaultdict(list)
    for cell in cells:
        found[cell.key].append(cell)
    return found


def _are_parts(cells: list[Cell]) -> bool:
    """Whether cells at one key of one statement are parts of it, not the same amount printed again."""
    return (
        len(cells) > 1
        and all(cell.role is Role.ITEM for cell in cells)
        and len({cell.side for cell in cells}) == 1
        and len({cell.row for cell in cells}) > 1
    )


def _as_parts(cells: list[Cell], total: Cell) -> tuple[Cell, ...]:
    """The cells to add for one key: all of one column where they are parts, else the one nearest to the total, held to it by agreement."""
    if _are_parts(cells):
        columns = {cell.column for cell in cells}
        column = total.column if total.column in columns else min(columns)
        return tuple(cell for cell in cells if cell.column == column)
    sound = [cell for cell in cells if cell.sound] or cells
    return (min(sound, key=lambda cell: (cell.row != total.row, cell.column != total.column)),)


def _sums_within(
    disclosure: Disclosure, book: Book, number: int, by_key: dict[Key, list[Cell]]
) -> Iterator[Comparison]:
    """The sums whose total and parts stand in one statement, on the same side where that side prints the total."""
    flow_apart, by_columns = book.normal.flow_apart, _column_axes(disclosure, number)
    closed = _closed_axes(disclosure, book, number)
    incomplete = _keys_of_incomplete_groups(book, number)
    sides = _by_side(book.cells[number])
    everywhere = list(by_key.values())
    for side, of_side in sides.items():
        one_sided = len(sides) == 1
        here = everywhere if one_sided else list(_by_key(of_side).values())
        keys = [cells[0].key for cells in here]
        above = () if one_sided else tuple(by_key)
        for whole, axis, own_side, parts in splits(keys, above, flow_apart=flow_apart, by_columns=by_columns):
            totals = here[whole] if own_side else everywhere[whole]
            if axis.name in SMALL_TREES and (
                len(parts) < 2 or not _may_be_all(totals[0].key, [keys[one] for one in parts], axis)
            ):
                continue
            if axis.name in closed or (len(totals) > 1 and _are_parts(totals)):
                continue
            if incomplete and totals[0].key in incomplete and axis.name in _row_axes(disclosure, number, side):
                continue
            # A total printed again is held to the first by agreement; its own sum only helps to tell which of them is wrong.
            first = totals[0] if len(totals) == 1 else next((cell for cell in totals if cell.sound), totals[0])
            for total in totals:
                summands: list[Cell] = []
                for one in parts:
                    cells = here[one]
                    summands += cells if len(cells) == 1 else _as_parts(cells, total)
                yield summation(total, tuple(summands), axis.name, auxiliary=total is not first)


def _by_side(cells: Iterable[Cell]) -> dict[Flow | None, list[Cell]]:
    found: dict[Flow | None, list[Cell]] = defaultdict(list)
    for cell in cells:
        found[cell.side].append(cell)
    return found


def _may_be_all(above: Key, keys: list[Key], axis: Axis) -> bool:
    """Whether `keys` can be all that `above` splits into along `axis`: what is never missing from such a split is among them."""
    rest = REST.get(str(above[axis.finest])) if axis.name == "fund" else None
    if rest is not None and not any(key[axis.finest] == rest for key in keys):
        return False
    if axis.name not in INDISPENSABLE or above[axis.finest] is not None:
        return True
    return any(key[axis.finest] == INDISPENSABLE[axis.name] for key in keys)


def _row_axes(disclosure: Disclosure, number: int, side: object) -> set[str]:
    rows = disclosure.statements[number].rows
    return _axes_set_by({row.coordinates for row in rows if row.flow == side})


def _column_axes(disclosure: Disclosure, number: int) -> set[str]:
    return _axes_set_by({column.coordinates for column in disclosure.statements[number].columns})


def _axes_set_by(coordinates: set[Coordinates]) -> set[str]:
    """The axes along which `coordinates` differ from each other."""
    return {axis for name, axis in AXIS_OF.items() if len({getattr(at, name) for at in coordinates}) > 1}


def _closed_axes(disclosure: Disclosure, book: Book, number: int) -> set[str]:
    """Axes of this statement along which no sum can be judged, because some of its rows or columns are unclear."""
    statement, unclear = disclosure.statements[number], book.unclear[number]
    closed: set[str] = set()
    if unclear.all_columns:
        closed |= _column_axes(disclosure, number)
    if unclear.all_groups:
        closed |= _axes_set_by({row.coordinates for row in statement.rows})
    return closed


def _keys_of_incomplete_groups(book: Book, number: int) -> set[Key]:
    groups = book.unclear[number].groups
    return {cell.key for cell in book.cells[number] if cell.row in groups} if groups else set()


def _current_and_carried_over(book: Book, here: dict[Key, list[Cell]]) -> Iterator[Comparison]:
    """Both periods of one statement against a total that only another prints: statement 2's 合计 + 上年结转 = statement 3's 合计.

    Period is the one axis of which two values are all of it (with the balances drawn on, where printed), so the total may stand elsewhere.
    """
    if all(key[_PERIOD] != Period.CARRIED_OVER for key in here):
        return
    for key, current in here.items():
        if key[_PERIOD] != Period.CURRENT:
            continue
        above = (*key[:_PERIOD], None, *key[_PERIOD + 1 :])
        carried = here.get((*key[:_PERIOD], Period.CARRIED_OVER, *key[_PERIOD + 1 :]))
        if carried is None or above in here:
            continue
        used = here.get((*key[:_PERIOD], Period.BALANCES_USED, *key[_PERIOD + 1 :]), [])
        total = next((cell for cell in book.by_key.get(above, ()) if cell.sound), None)
        if total is not None:
            parts = [part for cells in (current, carried, used) if cells for part in _as_parts(cells, total)]
            yield summation(total, tuple(parts), "period")
