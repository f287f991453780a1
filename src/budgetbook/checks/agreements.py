"""Agreements, which follow from coordinates with no rule written (DESIGN §1): two cells at the same ones agree, wherever they are printed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import combinations

from budgetbook.checks.cells import Cell
from budgetbook.checks.comparison import Comparison, agreement
from budgetbook.checks.index import Book
from budgetbook.model.statement import Role

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
        reference = sound[0]
        if any(cell.yuan != reference.yuan for cell in sound):
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
