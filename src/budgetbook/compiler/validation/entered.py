"""The ledger under examination, and where on the entry sheets a thing was entered."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from string import ascii_uppercase

import msgspec

from budgetbook.compiler.completion import complete_lines
from budgetbook.compiler.evaluation import Evaluator
from budgetbook.forms.entry.sheets import load_entry
from budgetbook.forms.form import Form
from budgetbook.model.coordinates import Flow
from budgetbook.model.ledger import Ledger, LedgerDefect, LedgerLine, LedgerProject, LedgerUnit
from budgetbook.model.money import ZERO
from budgetbook.model.place import Place

Defects = Iterator[LedgerDefect]


class Entered:
    """A ledger and its form, with what several examinations need.

    `unread` are the ids of entry sheets with rows that could not be read: nothing is said to be missing from them.
    """

    def __init__(self, ledger: Ledger, form: Form, unread: frozenset[str] = frozenset()) -> None:
        self.ledger, self.form, self.unread = ledger, form, unread

    def field_place(self, sheet_id: str, name: str) -> Place:
        """The cell of a named field, filled in or not; the sheet where the ledger doesn't know it."""
        return self.ledger.places.get(f"{sheet_id}/{name}") or sheet_place(sheet_id)

    def is_whole(self, line: LedgerLine) -> bool:
        """Whether all of `line`'s row could be read. If not, it comes without money, and what it lacks was said already."""
        sheet_id = "income" if line.coordinates.flow is Flow.INCOME else "expenditure"
        return line.yuan != ZERO or sheet_id not in self.unread

    @cached_property
    def lines(self) -> tuple[LedgerLine, ...]:
        """The lines with the coordinates that follow from others."""
        return complete_lines(self.ledger)

    @cached_property
    def evaluator(self) -> Evaluator:
        """Sums of the lines."""
        return Evaluator(self.lines)

    @cached_property
    def units(self) -> dict[str, LedgerUnit]:
        """Units by name."""
        return {unit.name: unit for unit in self.ledger.units}

    @cached_property
    def projects(self) -> dict[tuple[str, str], LedgerProject]:
        """Projects by unit and key."""
        return {(project.unit, project.key): project for project in self.ledger.projects}


def sheet_place(sheet_id: str) -> Place:
    """A sheet as a whole, for what is missing and so has no cell."""
    return Place(sheet=load_entry().sheet(sheet_id).name)


def line_place(line: LedgerLine, column_id: str) -> Place:
    """The cell of a column in a line's row."""
    sheet_id = "income" if line.coordinates.flow is Flow.INCOME else "expenditure"
    return cell_in(line.place, sheet_id, column_id)


def cell_in(place: Place | None, sheet_id: str, column_id: str) -> Place:
    """The cell of a column in the row of `place`; `place` itself where the sheet has no such column; the sheet where nothing is known."""
    if place is None:
        return sheet_place(sheet_id)
    columns = load_entry().sheet(sheet_id).column_ids
    if place.cell is None or column_id not in columns:
        return place
    row = re.sub(r"\D", "", place.cell)
    return msgspec.structs.replace(place, cell=f"{_letters(columns.index(column_id))}{row}")


def _letters(index: int) -> str:
    """0 → A, 25 → Z, 26 → AA."""
    above, last = divmod(index, 26)
    return (_letters(above - 1) if above else "") + ascii_uppercase[last]
