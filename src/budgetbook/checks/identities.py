"""Identities that follow from coordinates, with no rule written (DESIGN §1).

Agreement: two cells at the same coordinates must agree, wherever they are printed. Sum: a cell equals the sum of the cells that split it along
one axis; where a level is not printed, its children are summed under the nearest printed ancestor (five funds under the total where 财政拨款
has no column).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations

from budgetbook.checks.axes import AXIS_OF, INDISPENSABLE, POSITION, REST, SMALL_TREES, Axis, Key, varying_axes, wider
from budgetbook.checks.cells import Cell
from budgetbook.checks.comparison import Comparison, agreement, summation
from budgetbook.checks.index import Book
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
        yield from _sums_within(disclosure, book, number, cells)
        yield from _current_and_carried_over(book, cells)


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
    if len(cells) == 1:
        return tuple(cells)
    if _are_parts(cells):
        columns = {cell.column for cell in cells}
        column = total.column if total.column in columns else min(columns)
        return tuple(cell for cell in cells if cell.column == column)
    sound = [cell for cell in cells if cell.sound] or cells
    return (min(sound, key=lambda cell: (cell.row != total.row, cell.column != total.column)),)


def _sums_within(disclosure: Disclosure, book: Book, number: int, cells: list[Cell]) -> Iterator[Comparison]:
    """The sums whose total and parts stand in one statement, on the same side where that side prints the total."""
    axes, shortened = varying_axes([cell.key for cell in cells], flow_apart=book.normal.flow_apart)
    whole: dict[Key, list[Cell]] = defaultdict(list)
    sides: dict[Flow | None, dict[Key, list[Cell]]] = defaultdict(lambda: defaultdict(list))
    for cell in cells:
        key = shortened(cell.key)
        whole[key].append(cell)
        sides[cell.side][key].append(cell)
    closed = _closed_axes(disclosure, book, number)
    groups = {shortened(key) for key in _keys_of_incomplete_groups(book, number, cells)}
    for side, here in sides.items():
        parts: dict[tuple[Key, Axis, bool], list[Key]] = defaultdict(list)
        for key in here:
            for axis in axes:
                steps = axis.steps
                if key[steps[0][0]] is None and key[steps[-1][0]] is None:
                    continue  # at the top already, as most keys are along most axes
                above = _nearest_printed(key, steps, here)
                if above is not None:
                    parts[above, axis, True].append(key)
                elif len(sides) > 1 and (above := _nearest_printed(key, steps, whole)) is not None:
                    parts[above, axis, False].append(key)
        for (above, axis, own_side), keys in parts.items():
            if axis.name in SMALL_TREES and (len(keys) < 2 or not _may_be_all(above, keys, axis)):
                continue
            if axis.name in closed or (above in groups and axis.name in _row_axes(disclosure, number, side)):
                continue
            totals = (here if own_side else whole)[above]
            if _are_parts(totals):
                continue
            # A total printed again is held to the first by agreement; its own sum only helps to tell which of them is wrong.
            first = next((cell for cell in totals if cell.sound), totals[0])
            for total in totals:
                summands = tuple(part for key in keys for part in _as_parts(here[key], total))
                yield summation(total, summands, axis.name, auxiliary=total is not first)


def _may_be_all(above: Key, keys: list[Key], axis: Axis) -> bool:
    """Whether `keys` can be all that `above` splits into along `axis`: what is never missing from such a split is among them."""
    rest = REST.get(str(above[axis.finest])) if axis.name == "fund" else None
    if rest is not None and not any(key[axis.finest] == rest for key in keys):
        return False
    if axis.name not in INDISPENSABLE or above[axis.finest] is not None:
        return True
    return any(key[axis.finest] == INDISPENSABLE[axis.name] for key in keys)


def _nearest_printed(key: Key, steps: tuple[tuple[int, int], ...], printed: dict[Key, list[Cell]]) -> Key | None:
    """The nearest printed key above `key` along the axis of these steps; levels that aren't printed are skipped.

    Where one dimension refines another, both may go up together: 30101/50101 stands under 301/501 where classes are printed in pairs.
    """
    above = wider(key, steps)
    while above is not None and above not in printed:
        if len(steps) > 1 and above[steps[0][0]] is not None:
            both = wider(above, steps[1:])
            if both is not None and both[steps[1][0]] is not None and both in printed:
                return both
        above = wider(above, steps)
    return above


def _row_axes(disclosure: Disclosure, number: int, side: object) -> set[str]:
    rows = disclosure.statements[number].rows
    return _axes_set_by({row.coordinates for row in rows if row.flow == side})


def _axes_set_by(coordinates: set[Coordinates]) -> set[str]:
    """The axes along which `coordinates` differ from each other."""
    return {axis for name, axis in AXIS_OF.items() if len({getattr(at, name) for at in coordinates}) > 1}


def _closed_axes(disclosure: Disclosure, book: Book, number: int) -> set[str]:
    """Axes of this statement along which no sum can be judged, because some of its rows or columns are unclear."""
    statement, unclear = disclosure.statements[number], book.unclear[number]
    closed: set[str] = set()
    if unclear.all_columns:
        closed |= _axes_set_by({column.coordinates for column in statement.columns})
    if unclear.all_groups:
        closed |= _axes_set_by({row.coordinates for row in statement.rows})
    return closed


def _keys_of_incomplete_groups(book: Book, number: int, cells: list[Cell]) -> set[Key]:
    groups = book.unclear[number].groups
    return {cell.key for cell in cells if cell.row in groups} if groups else set()


def _current_and_carried_over(book: Book, cells: list[Cell]) -> Iterator[Comparison]:
    """Both periods of one statement against a total that only another prints: statement 2's 合计 + 上年结转 = statement 3's 合计.

    Period is the one axis of which two values are all of it (with the balances drawn on, where printed), so the total may stand elsewhere.
    """
    if all(cell.key[_PERIOD] != Period.CARRIED_OVER for cell in cells):
        return
    here = _by_key(cells)
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
