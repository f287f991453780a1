"""Statements from a form and a ledger: every cell by the one evaluator, rounded once. No code for any single statement."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from budgetbook.codes import Classification
from budgetbook.compiler.evaluation import Evaluator
from budgetbook.compiler.rows import GeneratedRow, Stand, code_name, generate
from budgetbook.forms.form import Form, FormRow, FormStatement, Side, fill
from budgetbook.model.coordinates import merged
from budgetbook.model.disclosure import EntityKind
from budgetbook.model.ledger import Ledger
from budgetbook.model.money import in_unit
from budgetbook.model.statement import Column, Row, Statement


def statements(ledger: Ledger, form: Form, evaluator: Evaluator) -> tuple[Statement, ...]:
    """All statements of `form`, in its order."""
    return tuple(_statement(each, ledger, evaluator) for each in form.statements)


def filled(text: str, ledger: Ledger) -> str:
    """`text` of a form with the ledger's year, kind and entity put in."""
    return fill(text, year=ledger.fiscal_year, kind=ledger.entity.kind, entity=ledger.entity.name)


def printed(yuan: Decimal, statement: FormStatement) -> Decimal | None:
    """Exact yuan as a cell of `statement` prints them: blank where there is nothing."""
    return None if yuan == 0 else in_unit(yuan, statement.unit, statement.places)


def _statement(statement: FormStatement, ledger: Ledger, evaluator: Evaluator) -> Statement:
    two_sided = len(statement.sides) > 1
    columns = tuple(
        Column(
            label=_column_label(side, column.header, ledger),
            coordinates=column.coordinates,
            flow=side.flow if two_sided else None,
        )
        for side in statement.sides
        for column in side.columns
    )
    rows: list[Row] = []
    before = 0
    for side in statement.sides:
        padding = before, len(columns) - before - len(side.columns)
        rows += _rows(statement, side, padding, ledger, evaluator)
        before += len(side.columns)
    empty = all(amount is None for row in rows for amount in row.amounts)
    note = statement.empty_note if empty else statement.note
    return Statement(
        kind=statement.kind,
        number=statement.number,
        title=filled(statement.title, ledger),
        unit=statement.unit,
        holder=ledger.entity.name,
        note=filled(note, ledger) if note else None,
        columns=columns,
        rows=tuple(rows),
    )


def _column_label(side: Side, header: tuple[str, ...], ledger: Ledger) -> str:
    return filled("/".join((side.heading, *header) if side.heading else header), ledger)


def _rows(
    statement: FormStatement, side: Side, padding: tuple[int, int], ledger: Ledger, evaluator: Evaluator
) -> Iterator[Row]:
    base = merged(statement.coordinates, side.coordinates)
    text_columns = frozenset(column.holds for column in side.labels)
    for form_row in side.rows:
        if form_row.departments_only and ledger.entity.kind is not EntityKind.DEPARTMENT:
            continue
        at = merged(base, form_row.coordinates)
        for row in _generated(form_row, Stand(ledger, evaluator, at, side.flow, text_columns)):
            amounts = tuple(
                printed(evaluator.yuan(merged(row.coordinates, column.coordinates), side.flow), statement)
                for column in side.columns
            )
            if not row.kept and all(amount is None for amount in amounts):
                continue
            yield Row(
                flow=side.flow if len(statement.sides) > 1 else None,
                code=row.code if "code" in text_columns else None,
                label=filled(row.label, ledger) if form_row.tree is None else row.label,
                role=row.role,
                level=form_row.level + row.depth,
                coordinates=row.coordinates,
                amounts=(*(None,) * padding[0], *amounts, *(None,) * padding[1]),
                labels=_labels(row, ledger),
            )


def _generated(form_row: FormRow, stand: Stand) -> Iterator[GeneratedRow]:
    if form_row.tree is not None:
        return generate(form_row.tree, stand)
    assert form_row.label is not None
    fixed = GeneratedRow(coordinates=stand.base, label=form_row.label, role=form_row.role, kept=True)
    return iter((fixed,))


def _labels(row: GeneratedRow, ledger: Ledger) -> dict[str, str]:
    if row.government is None:
        return {}
    return {"government_economic": code_name(Classification.GOVERNMENT_ECONOMIC, row.government, ledger.fiscal_year)}
