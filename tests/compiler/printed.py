"""Printed statements by row and column, as a reader of the document sees them. Blank counts as zero in sums, as it does in print."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from budgetbook.model.disclosure import Disclosure
from budgetbook.model.statement import Row, Statement

BLANK = Decimal(0)  # told by identity from a printed 0.00, which is a rounded number


class Printed:
    """The statements of a disclosure by number."""

    def __init__(self, disclosure: Disclosure) -> None:
        self.statements = {each.number: each for each in disclosure.statements}

    def rows(self, number: int) -> tuple[Row, ...]:
        return self.statements[number].rows

    def row(self, number: int, name: str, *, which: int = 0) -> Row:
        """The row with this code or label (without its number)."""
        found = [row for row in self.rows(number) if name in (row.code, row.label) or row.label.split("、")[-1] == name]
        return found[which]

    def codes(self, number: int) -> set[str]:
        return {row.code for row in self.rows(number) if row.code}

    def amount(self, number: int, row: Row | str, column: str, *, which: int = 0) -> Decimal:
        """The cell of a row and the column whose label ends like this; BLANK where it is blank or the row isn't printed."""
        if isinstance(row, str):
            try:
                row = self.row(number, row, which=which)
            except IndexError:
                return BLANK
        amount = row.amounts[column_index(self.statements[number], column)]
        return BLANK if amount is None else amount


def column_index(statement: Statement, label: str) -> int:
    """The one column whose label is this or ends in it."""
    found = [
        index for index, each in enumerate(statement.columns) if each.label == label or each.label.endswith(f"/{label}")
    ]
    assert len(found) == 1, (statement.title, label, [each.label for each in statement.columns])
    return found[0]


def close(whole: Decimal, parts: Iterable[Decimal], *, what: object = None) -> None:
    """A printed whole equals its printed parts within half a step of the last digit for each number in play."""
    summands = [part for part in parts if part is not BLANK]
    assert abs(whole - sum(summands)) <= Decimal("0.005") * (len(summands) + 1), (what, whole, summands)
