"""Facts: the tidy view of a disclosure's statements, derived when needed and never stored."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import msgspec
from msgspec.structs import replace

from budgetbook.model.coordinates import Coordinates, items
from budgetbook.model.disclosure import Disclosure
from budgetbook.model.money import last_digit
from budgetbook.model.place import Place
from budgetbook.model.statement import Kind, on_one_side


class Fact(msgspec.Struct, frozen=True, kw_only=True, gc=False):
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
        said_by_columns = [(column.flow, dict(items(column.coordinates))) for column in statement.columns]
        for row_number, row in enumerate(statement.rows):
            for column, ((flow, said), amount) in enumerate(zip(said_by_columns, row.amounts, strict=True)):
                if not on_one_side(row.flow, flow):
                    continue
                yield Fact(
                    statement=number,
                    row=row_number,
                    column=column,
                    kind=statement.kind,
                    coordinates=replace(row.coordinates, **said)
                    if said
                    else row.coordinates,  # as `merged`, for many cells
                    amount=amount,
                    yuan=None if amount is None else amount * worth,
                    step=None if amount is None else last_digit(amount) * worth,
                    place=(row.cells[column] if row.cells else None) or row.place,
                )
