"""The projects of a document: what the projects statement lists together with the performance forms."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

import msgspec

from budgetbook.codes import name_key
from budgetbook.comparing.damage import Doubts
from budgetbook.comparing.names import moved_name, pairs_of
from budgetbook.model.coordinates import items
from budgetbook.model.disclosure import Disclosure
from budgetbook.model.money import last_digit
from budgetbook.model.performance import ProjectPerformance
from budgetbook.model.place import Place
from budgetbook.model.statement import Kind, Statement

_STATEMENTS = (Kind.PROJECTS, Kind.CARRIED_OVER_PROJECTS)


class Project(msgspec.Struct, eq=False):
    """One project. `at` is (unit, project) as the statement's coordinates have them, None where only a form names it.

    `yuan` is its total of the year with the `step` it is printed by; None where nothing is printed or the reader wasn't sure. `carried` tells
    that only the statement of carried-over money lists it.
    """

    name: str
    unit: str
    key: str
    unit_key: str
    yuan: Decimal | None
    step: Decimal
    at: tuple[str | None, str] | None = None
    carried: bool = False
    number: int | None = None
    form: ProjectPerformance | None = None
    place: Place | None = None
    letters: frozenset[str] = frozenset()
    purpose: frozenset[str] = frozenset()


def projects_of(disclosure: Disclosure) -> list[Project]:
    """Every project of `disclosure`, those of the statement first, each with its form where it has one."""
    doubts = Doubts(disclosure.damage)
    found: list[Project] = []
    for kind in _STATEMENTS:
        listed = {project.at for project in found}
        for number, statement in enumerate(disclosure.statements):
            if statement.kind is kind:
                for project in _listed(disclosure, number, statement, doubts):
                    if project.at not in listed:
                        listed.add(project.at)
                        found.append(project)
    _with_forms(disclosure, found, doubts)
    return found


def _listed(disclosure: Disclosure, number: int, statement: Statement, doubts: Doubts) -> Iterator[Project]:
    for index, row in enumerate(statement.rows):
        name = row.coordinates.project
        if name is None or doubts.covers("statements", number, "rows", index):
            continue
        columns = [
            (len(items(column.coordinates)), at)
            for at, column in enumerate(statement.columns)
            if column.coordinates.year in (None, disclosure.fiscal_year) and column.coordinates.phase is None
        ]
        amount = row.amounts[min(columns)[1]] if columns else None
        sound = columns and not doubts.touches("statements", number, "rows", index, "amounts", min(columns)[1])
        unit = row.coordinates.unit or (disclosure.entity.name if disclosure.entity.kind == "unit" else "")
        worth = statement.unit.yuan
        yield Project(
            name="".join(row.label.split()),
            unit=unit,
            key=moved_name(row.label, disclosure.fiscal_year),
            unit_key=name_key(unit),
            yuan=amount * worth if amount is not None and sound else None,
            step=(last_digit(amount) if amount is not None else Decimal("0.01")) * worth,
            at=(row.coordinates.unit, name),
            carried=statement.kind is Kind.CARRIED_OVER_PROJECTS,
            place=(row.cells[min(columns)[1]] if row.cells and columns else None) or row.place,
            letters=pairs_of(name_key(row.label)),
        )


def _with_forms(disclosure: Disclosure, found: list[Project], doubts: Doubts) -> None:
    """Give each form to its project: by unit, name and amount, then by unit and name, then by name; forms without one are projects too."""
    free: dict[str, list[Project]] = defaultdict(list)
    for project in found:
        free[project.key].append(project)
    for number, form in enumerate(disclosure.projects):
        if doubts.covers("projects", number):
            continue
        key, unit = moved_name(form.name, disclosure.fiscal_year), name_key(form.unit or "")
        total = form.funding.annual.total
        if doubts.touches("projects", number, "funding", "annual"):
            total = None
        partners = free[key]
        partner = min(
            partners,
            key=lambda one: (
                one.unit_key != unit,
                total is None or one.yuan is None or abs(total - one.yuan) > one.step / 2,
            ),
            default=None,
        )
        if partner is None:
            partner = Project(
                name="".join(form.name.split()),
                unit=form.unit or "",
                key=key,
                unit_key=unit,
                yuan=total,
                step=Decimal("0.01"),
                place=form.place,
                letters=pairs_of(name_key(form.name)),
            )
            found.append(partner)
        else:
            partners.remove(partner)
        partner.form, partner.number = form, number
        partner.purpose = pairs_of((form.objective.annual or "") + (form.summary or ""))
