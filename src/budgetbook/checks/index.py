"""All cells of a disclosure by statement and by key: what every rule looks things up in. Built once for a check."""

from __future__ import annotations

from collections import Counter, defaultdict

import msgspec

from budgetbook.checks.axes import Key
from budgetbook.checks.cells import Cell, cell_without_data
from budgetbook.checks.damaged import Damaged, damaged
from budgetbook.checks.normal import Normal, normal_of
from budgetbook.checks.printed import cells_of, usual_step
from budgetbook.checks.unclear import Unclear, unclear
from budgetbook.checks.units import WrongUnit, wrong_units
from budgetbook.checks.without_data import TOTAL_OF, says_no_data
from budgetbook.model.coordinates import ANYWHERE
from budgetbook.model.disclosure import Disclosure
from budgetbook.model.statement import Kind


class Book(msgspec.Struct):
    """Statements that belong together: one holder's, no kind twice. Only cells of one book are compared.

    `by_key` holds the cells at each key, over all statements; `cells` those of each statement in printed order.
    """

    normal: Normal
    cells: dict[int, list[Cell]]
    by_key: dict[Key, list[Cell]]
    unclear: dict[int, Unclear]


class Index(msgspec.Struct):
    """The books of a disclosure, and the statements that take no part with the reason why (Chinese).

    `wrong_units` are among these: their amounts would contradict every other statement's.
    """

    disclosure: Disclosure
    damaged: Damaged
    books: list[Book]
    excluded: dict[int, str]
    wrong_units: dict[int, WrongUnit]


def index(disclosure: Disclosure) -> Index:
    """The cells of `disclosure`, ready for comparison."""
    found = damaged(disclosure)
    excluded: dict[int, str] = {}
    for number, statement in enumerate(disclosure.statements):
        note = found.note("statements", number) or found.note("statements", number, "rows")
        if note:
            excluded[number] = f"识别有疑问：{note}"
        elif statement.kind is Kind.OTHER and all(row.coordinates == ANYWHERE for row in statement.rows):
            excluded[number] = "未能判断是哪一种报表"
    books = [_book(disclosure, numbers, found) for numbers in _belonging(disclosure, excluded)]
    wrong = {number: unit for book in books for number, unit in wrong_units(book.cells, book.by_key).items()}
    if wrong:
        excluded |= dict.fromkeys(wrong, "金额单位可能写错，未与其他报表核对")
        books = [_book(disclosure, [one for one in book.cells if one not in wrong], found) for book in books]
    return Index(disclosure, found, books, excluded, wrong)


def _belonging(disclosure: Disclosure, excluded: dict[int, str]) -> list[list[int]]:
    """Statement numbers by holder where a statement is printed more than once, else all in one list.

    A document may hold several units' statements; what still repeats within one holder can't be told apart and is excluded. Statements
    of one kind under different titles are different views (一般公共预算支出 by function, by economic class), not one printed again.
    """
    numbers = [number for number in range(len(disclosure.statements)) if number not in excluded]
    views = {number: (disclosure.statements[number].kind, disclosure.statements[number].title) for number in numbers}
    if all(count == 1 for count in Counter(views.values()).values()):
        return [numbers]
    by_holder: dict[str | None, list[int]] = defaultdict(list)
    for number in numbers:
        by_holder[disclosure.statements[number].holder].append(number)
    for held in by_holder.values():
        within = Counter(views[number] for number in held)
        for number in list(held):
            if within[views[number]] > 1:
                excluded[number] = "同一种报表出现不止一次，无法判断以哪一张为准"
                held.remove(number)
    return list(by_holder.values())


def _book(disclosure: Disclosure, numbers: list[int], found: Damaged) -> Book:
    normal = normal_of(disclosure, [disclosure.statements[number] for number in numbers])
    by_key: dict[Key, list[Cell]] = {}
    book = Book(normal, {}, by_key, {})
    for number in numbers:
        statement = disclosure.statements[number]
        unclear_here = book.unclear[number] = unclear(statement, number, found)
        cells = book.cells[number] = cells_of(statement, number, normal, unclear_here, found)
        if says_no_data(statement):
            printed = {one.key for one in cells}
            stated = {normal.key(at, two_sided=False) for at in TOTAL_OF.get(statement.kind, ())}
            cells += [cell_without_data(number, key, usual_step(statement)) for key in stated - printed]
        # A `defaultdict` hashes each new key twice.
        for one in cells:
            by_key.setdefault(one.key, []).append(one)
    return book
