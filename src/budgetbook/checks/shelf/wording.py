"""Findings between two documents: both files named in the places, both amounts in the words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from msgspec.structs import replace

from budgetbook.checks.cells import Cell
from budgetbook.checks.context import Context
from budgetbook.checks.shelf.beside import Neighbour
from budgetbook.checks.wording import cell_words, finding_place, in_unit_of, printed_words, statement_words, unit_of
from budgetbook.model.finding import Finding, FindingPlace, Severity
from budgetbook.model.money import with_separators

_ONE_BY_ONE, _MOST_PLACES = 5, 20


def in_file(place: FindingPlace, name: str) -> FindingPlace:
    """`place` with the name of its file."""
    return place if place.file else replace(place, file=name)


def here(context: Context, cell: Cell) -> FindingPlace:
    """A cell of the document under check as a place."""
    return in_file(finding_place(context.disclosure, cell), context.shelf.name)


def there(neighbour: Neighbour, cell: Cell) -> FindingPlace:
    """A cell of a related document as a place."""
    return in_file(finding_place(neighbour.context.disclosure, cell), neighbour.name)


def off_words(context: Context, cell: Cell, yuan: Decimal) -> str:
    """`yuan` in the unit of the cell's statement."""
    unit = unit_of(context.disclosure, cell)
    return f"{with_separators(in_unit_of(unit, yuan))} {unit.value}"


def all_differ(
    context: Context,
    pairs: Sequence[tuple[Cell, Cell]],
    neighbour: Neighbour,
    *,
    whose: str,
    severity: Severity,
    hint: str,
    source: str | None = None,
) -> Iterator[Finding]:
    """That pairs of cells differ: by statement, a few of each one by one, the rest of it in one finding."""
    by_statement: dict[int, list[tuple[Cell, Cell]]] = defaultdict(list)
    for pair in pairs:
        by_statement[pair[0].statement].append(pair)
    for found in by_statement.values():
        for cell, other in found[:_ONE_BY_ONE]:
            yield cells_differ(
                context, cell, neighbour, other, whose=whose, severity=severity, hint=hint, source=source
            )
        rest = found[_ONE_BY_ONE:]
        if rest:
            name = statement_words(context.disclosure.statements[rest[0][0].statement])
            yield Finding(
                rule="",
                severity=severity,
                message=f"{name}另有 {len(rest)} 个数与{whose}不同",
                places=tuple(
                    place
                    for cell, other in rest[:_MOST_PLACES]
                    for place in (here(context, cell), there(neighbour, other))
                ),
                hint=hint,
                source=source,
            )


def cells_differ(
    context: Context,
    cell: Cell,
    neighbour: Neighbour,
    other: Cell,
    *,
    whose: str,
    severity: Severity,
    hint: str,
    source: str | None = None,
) -> Finding:
    """That a cell of this document and one of a related document, which `whose` names (Chinese), should be equal and are not."""
    disclosure, theirs = context.disclosure, neighbour.context.disclosure
    unit = unit_of(disclosure, cell)
    return Finding(
        rule="",
        severity=severity,
        message=(
            f"{cell_words(disclosure, cell)}为{printed_words(disclosure, cell)}，"
            f"{whose}{cell_words(theirs, other)}为{printed_words(theirs, other)}，"
            f"相差 {off_words(context, cell, abs(cell.yuan - other.yuan))}"
        ),
        places=(here(context, cell), there(neighbour, other)),
        expected=str(in_unit_of(unit, other.yuan)),
        found=str(in_unit_of(unit, cell.yuan)),
        difference=in_unit_of(unit, cell.yuan - other.yuan),
        hint=hint,
        source=source,
    )
