"""Rows of a project table: totals, units and their projects, with the names that repeat kept apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

import msgspec

from budgetbook.forms.lexicon import SideTerm
from budgetbook.model.coordinates import Flow
from budgetbook.model.statement import Kind, Role
from budgetbook.readers.meaning.drafts import Draft
from budgetbook.readers.meaning.rows import Names, ReadRow, made_row, total_term
from budgetbook.readers.meaning.unit_tree import Standing, unit_tree


def read_projects(
    drafts: Sequence[Draft], side: SideTerm, kind: Kind, flow: Flow | None, names_known: Names
) -> list[ReadRow]:
    """The rows of a project table. A row that says 合计 is a total; the others are told apart by `unit_tree`.

    `names_known` are the names known from the rest of the document.
    """
    if any(draft.unit and draft.label for draft in drafts):
        return list(_beside_units(drafts, side, kind, flow))
    for draft in drafts:
        draft.label = draft.label or draft.unit
    known_units = names_known.units | names_known.owners
    told = [draft for draft in drafts if total_term(draft.label, kind) is None]
    standings = iter(unit_tree([draft.label for draft in told], [draft.amounts for draft in told], known_units))
    rows: list[ReadRow] = []
    unit: str | None = None
    names: Counter[str] = Counter()
    for draft in drafts:
        standing = Standing.TOTAL if total_term(draft.label, kind) is not None else next(standings)
        if standing is Standing.TOTAL:
            coordinates, role, level = side.coordinates, Role.TOTAL, 0
        elif standing is Standing.UNIT:
            unit, names = draft.label, Counter()
            coordinates, role, level = msgspec.structs.replace(side.coordinates, unit=unit), Role.GROUP, 1
        else:
            names[draft.label] += 1
            name = draft.label if names[draft.label] == 1 else f"{draft.label}#{names[draft.label]}"
            coordinates = msgspec.structs.replace(side.coordinates, unit=unit, project=name)
            role, level = Role.ITEM, 2
        rows.append(ReadRow(row=made_row(draft, flow, coordinates, role, level), doubts=tuple(draft.doubts)))
    return rows


def _beside_units(drafts: Sequence[Draft], side: SideTerm, kind: Kind, flow: Flow | None) -> Iterator[ReadRow]:
    """The rows where units stand in a column of their own beside the projects; a unit named once holds until the next one."""
    unit: str | None = None
    names: Counter[str] = Counter()
    for draft in drafts:
        if draft.unit and draft.unit != unit:
            unit, names = draft.unit, Counter()
        label = draft.label or draft.unit
        if total_term(label, kind) is not None:
            unit = None
            coordinates, role, level = side.coordinates, Role.TOTAL, 0
        elif not draft.label:
            coordinates, role, level = msgspec.structs.replace(side.coordinates, unit=unit), Role.GROUP, 1
        else:
            names[label] += 1
            name = label if names[label] == 1 else f"{label}#{names[label]}"
            coordinates = msgspec.structs.replace(side.coordinates, unit=unit, project=name)
            role, level = Role.ITEM, 2
        yield ReadRow(row=made_row(draft, flow, coordinates, role, level), doubts=tuple(draft.doubts))
