"""Facts: the tidy view of a disclosure's statements, derived when needed and never stored."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import msgspec

from budgetbook.model.coordinates import Coordinates, merged
from budgetbook.model.disclosure import Disclosure
from budgetbook.model.money import last_digit
from budgetbook.model.place import Place
from budgetbook.model.statement import Kind


class Fact(msgspec.Struct, frozen=True, kw_only=True):
    """One cell: coordinates, what is printed there, and where.

    `amount` is as printed, in the statement's unit; `yuan` the same in yuan; `step` one step of the last printed digit in yuan.
    All three are None for a blank cell. `statement`, `row` and `column` index into the disclosure.
    """

    statement: int
    row: int
    column: int
    kind: Kind
    coordinates: Coordinates
    amount: Decimal | None
    yuan: Decimal | None
    step: Decimal | None
    place: Place | None


def facts(disclosure: Disclosure) -> Iterator[Fact]:
    """Every cell of every statement, blanks included, in printed order. Cells of the other side of a two-sided statement are left out."""
    for number, statement in enumerate(disclosure.statements):
        worth = statement.unit.yuan
        for row_number, row in enumerate(statement.rows):
            for column_number, (column, amount) in enumerate(zip(statement.columns, row.amounts, strict=True)):
                if row.flow is not None and column.flow is not None and row.flow != column.flow:
                    continue
                yield Fact(
                    statement=number,
                    row=row_number,
                    column=column_number,
                    kind=statement.kind,
                    coordinates=merged(row.coordinates, column.coordinates),
                    amount=amount,
                    yuan=None if amount is None else amount * worth,
                    step=None if amount is None else last_digit(amount) * worth,
                    place=(row.cells[column_number] if row.cells else None) or row.place,
                )
