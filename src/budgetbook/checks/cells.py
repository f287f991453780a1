"""Cells: the amounts of a disclosure prepared for comparison, blank as zero, with a key and half a step of rounding."""

from __future__ import annotations

from decimal import Decimal

import msgspec

from budgetbook.checks.axes import Key
from budgetbook.model.coordinates import Flow
from budgetbook.model.money import ZERO
from budgetbook.model.statement import Role

WHOLE_STATEMENT = -1
"""Row and column of the one cell that stands for a statement declared to be without data."""

PROJECT_FORMS = -1
"""In place of a statement's index: the performance forms of projects, whose amounts are compared with statements."""


class Cell(msgspec.Struct, frozen=True, eq=False, gc=False):
    """One printed cell. Compared by identity: two cells are never the same place.

    A form's amount is a cell too, of statement `PROJECT_FORMS`: `row` is then the project and `column` 0 for the whole period, 1 for the year.

    `yuan` is zero where the cell is blank; `half` is half a step of its last digit in yuan, the furthest that rounding can have moved
    it. `side` is the side of a two-sided statement. `sound` is False where the reader isn't sure of the amount.
    """

    statement: int
    row: int
    column: int
    key: Key
    side: Flow | None
    role: Role
    amount: Decimal | None
    yuan: Decimal
    half: Decimal
    sound: bool

    @property
    def blank(self) -> bool:
        """Whether nothing is printed here."""
        return self.amount is None


def cell_without_data(statement: int, key: Key, step: Decimal) -> Cell:
    """The zero that a statement with the note “本表无数据” states."""
    return Cell(statement, WHOLE_STATEMENT, WHOLE_STATEMENT, key, None, Role.TOTAL, None, ZERO, step / 2, True)


def form_cell(project: int, side: int, yuan: Decimal) -> Cell:
    """The funding total of a project's form, exact to the yuan."""
    return Cell(PROJECT_FORMS, project, side, (), None, Role.ITEM, yuan, yuan, ZERO, True)
