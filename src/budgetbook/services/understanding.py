"""How much of a disclosure was understood: what was found, what the form has besides, and which amounts are at their coordinates."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

import msgspec

from budgetbook import forms
from budgetbook.checks.damaged import Damaged, damaged
from budgetbook.checks.unclear import unclear
from budgetbook.forms.form import fill
from budgetbook.model.coordinates import Coordinates, Flow
from budgetbook.model.disclosure import SKIPPED, Disclosure
from budgetbook.model.facts import Fact, facts
from budgetbook.model.statement import Kind, Statement


class StatementRead(msgspec.Struct, frozen=True, kw_only=True):
    """A statement that was found: `amounts` printed in it, and how many of them are `placed` at full coordinates without doubt.

    `lost` says that it has no rows because its table could not be read.
    """

    title: str
    kind: Kind
    number: int | None
    unit: str
    page: int | None
    rows: int
    amounts: int
    placed: int
    lost: bool


class CellRead(msgspec.Struct, frozen=True, kw_only=True):
    """A cell with an amount. `placed` says that row, column and amount were understood; `doubt` why not, where the reader said so."""

    fact: Fact
    placed: bool
    doubt: str | None


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """A disclosure and what its reading is worth.

    `missing` are the titles that the form has and the document lacks (empty where the form isn't known). `damage` counts each kind of
    what the reader isn't sure of; `skipped` names what was left out on purpose, such as hidden sheets.
    """

    disclosure: Disclosure
    form: str | None
    statements: tuple[StatementRead, ...]
    missing: tuple[str, ...]
    damage: dict[str, int]
    skipped: tuple[str, ...]

    @property
    def amounts(self) -> int:
        """Amounts printed in the statements."""
        return sum(each.amounts for each in self.statements)

    @property
    def placed(self) -> int:
        """Those at full coordinates."""
        return sum(each.placed for each in self.statements)


def reading_of(disclosure: Disclosure) -> Reading:
    """What the reading of `disclosure` is worth."""
    cells = Counter(cell.fact.statement for cell in cells_of(disclosure))
    placed = Counter(cell.fact.statement for cell in cells_of(disclosure) if cell.placed)
    doubts = damaged(disclosure)
    form = forms.load(disclosure.form) if disclosure.form in forms.available() else None
    return Reading(
        disclosure=disclosure,
        form=form.label if form else None,
        statements=tuple(
            StatementRead(
                title=statement.title,
                kind=statement.kind,
                number=statement.number,
                unit=statement.unit.value,
                page=statement.place.page if statement.place else None,
                rows=len(statement.rows),
                amounts=cells[number],
                placed=placed[number],
                lost=not statement.rows and doubts.note("statements", number, "rows") is not None,
            )
            for number, statement in enumerate(disclosure.statements)
        ),
        missing=_missing(disclosure),
        damage=dict(Counter(each.what for each in disclosure.damage if each.what != SKIPPED).most_common()),
        skipped=tuple(each.note for each in disclosure.damage if each.what == SKIPPED),
    )


def cells_of(disclosure: Disclosure) -> Iterator[CellRead]:
    """Every cell that holds an amount, statement by statement."""
    doubts = damaged(disclosure)
    rows = [unclear(statement, number, doubts).rows for number, statement in enumerate(disclosure.statements)]
    columns = [_unclear_columns(statement, number, doubts) for number, statement in enumerate(disclosure.statements)]
    for fact in facts(disclosure):
        if fact.amount is None:
            continue
        doubt = _doubt(doubts, fact)
        placed = (
            doubt is None
            and fact.row not in rows[fact.statement]
            and fact.column not in columns[fact.statement]
            and (fact.kind is not Kind.OTHER or fact.coordinates != Coordinates())
        )
        yield CellRead(fact=fact, placed=placed, doubt=doubt)


def _unclear_columns(statement: Statement, number: int, doubts: Damaged) -> set[int]:
    """Columns that the reader doubts, and those that share coordinates under different headers. One that shares them with a doubted
    column only is clear: it is the other that wasn't understood."""
    doubted = {at for at in range(len(statement.columns)) if doubts.note("statements", number, "columns", at)}
    sharing: dict[tuple[Flow | None, Coordinates], list[int]] = defaultdict(list)
    for at, column in enumerate(statement.columns):
        if at not in doubted:
            sharing[column.flow, column.coordinates].append(at)
    ambiguous = (same for same in sharing.values() if len({statement.columns[at].label for at in same}) > 1)
    return doubted.union(*ambiguous)


def _doubt(doubts: Damaged, fact: Fact) -> str | None:
    at = ("statements", fact.statement)
    return doubts.note(*at, "rows", fact.row, "amounts", fact.column) or doubts.note(*at, "columns", fact.column)


def _missing(disclosure: Disclosure) -> tuple[str, ...]:
    """Titles of the form's statements that the document has none of, by their numbers in the form."""
    if disclosure.form not in forms.available():
        return ()
    form = forms.load(disclosure.form)
    found = {(statement.kind, statement.number) for statement in disclosure.statements}
    entity = disclosure.entity
    return tuple(
        fill(each.title, year=disclosure.fiscal_year, kind=entity.kind, entity=entity.name)
        for each in form.statements
        if (each.kind, each.number) not in found
    )
