"""The rows of a disclosure that print a code of a classification."""

from __future__ import annotations

from collections import defaultdict

import msgspec

from budgetbook.checks.context import Context
from budgetbook.checks.once import once
from budgetbook.codes import Classification, name_key
from budgetbook.model.statement import Row, Statement

_DIMENSIONS = {
    "function": Classification.FUNCTION,
    "economic": Classification.ECONOMIC,
    "government_economic": Classification.GOVERNMENT_ECONOMIC,
    "income": Classification.INCOME,
}


class Coded(msgspec.Struct, frozen=True, gc=False):
    """A row, the number of its statement and its own there, its code and what it is a code of."""

    number: int
    position: int
    statement: Statement
    row: Row
    code: str
    classification: Classification


@once
def coded_rows(context: Context) -> list[Coded]:
    """The rows whose printed code is the one that they stand at, in the statements that take part in checks."""
    found = []
    for number, statement in enumerate(context.disclosure.statements):
        if number in context.index.excluded:
            continue
        for position, row in enumerate(statement.rows):
            if row.code and (classification := classification_of(row)):
                found.append(Coded(number, position, statement, row, row.code, classification))
    return found


@once
def several_names(context: Context) -> dict[str, set[str]]:
    """The codes that bear more than one name in the statements, with the names made comparable."""
    names: dict[str, set[str]] = defaultdict(set)
    for statement in context.disclosure.statements:
        for row in statement.rows:
            if row.code:
                names[row.code].add(name_key(row.label))
    return {code: keys for code, keys in names.items() if len(keys) > 1}


def classification_of(row: Row) -> Classification | None:
    """What the code of a row is a code of: which of its coordinates says the same; None where none does."""
    for dimension, classification in _DIMENSIONS.items():
        if getattr(row.coordinates, dimension) == row.code:
            return classification
    return None
