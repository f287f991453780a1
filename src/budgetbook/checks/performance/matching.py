"""Which form belongs to which project of the projects statement: by unit, name and amount, then by what is left of these."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from difflib import SequenceMatcher

import msgspec

from budgetbook.checks.cells import Cell
from budgetbook.checks.context import Context
from budgetbook.checks.once import once
from budgetbook.checks.performance.forms import Form, forms
from budgetbook.codes import name_key
from budgetbook.model.coordinates import Coordinates, Flow, Nature, Period
from budgetbook.model.statement import Kind

_LIKE = 0.75


class Project(msgspec.Struct, frozen=True, eq=False):
    """A project of the statement: its total's cell, its name as printed, the keys of its name and unit (empty where no unit is printed)."""

    cell: Cell
    name: str
    key: str
    unit: str
    unit_name: str


class Matching(msgspec.Struct, frozen=True):
    """Pairs of form and project; `renamed` are the pairs whose names only resemble each other. `missing` and `surplus` are what is left."""

    pairs: list[tuple[Form, Project]]
    renamed: list[tuple[Form, Project]]
    missing: list[Project]
    surplus: list[Form]


@once
def matching(context: Context) -> Matching:
    """The forms and projects of the document, matched. NotJudged as `Context.statement` without the statement."""
    return _matched(list(forms(context)), list(projects(context)))


@once
def projects(context: Context) -> tuple[Project, ...]:
    """The projects of the projects statement, in printed order."""
    return tuple(_listed(context, Kind.PROJECTS))


def carried_over_projects(context: Context) -> Iterator[Project]:
    """The same of the statement of projects carried over."""
    return _listed(context, Kind.CARRIED_OVER_PROJECTS)


def _listed(context: Context, kind: Kind) -> Iterator[Project]:
    statement = context.statement(kind)
    period: Period | None = Period.CURRENT if kind is Kind.PROJECTS else Period.CARRIED_OVER
    if kind is Kind.PROJECTS and all(row.coordinates.period is None for row in statement.rows):
        period = None  # a province whose statement doesn't part this year's money from what is carried over
    at = Coordinates(flow=Flow.EXPENDITURE, nature=Nature.PROJECT, period=period)
    seen = set()
    for cell in context.cells(kind, at, whatever=("unit", "project", "fund", "institution")):
        if cell.row in seen or context.value(cell, "project") is None:
            continue
        seen.add(cell.row)
        row = statement.rows[cell.row]
        unit = row.coordinates.unit or ""
        yield Project(cell, "".join(row.label.split()), name_key(row.label), name_key(unit), unit)


def _matched(filed: list[Form], listed: list[Project]) -> Matching:
    pairs: list[tuple[Form, Project]] = []
    units = {one.unit for one in listed}
    of_name: dict[str, list[Project]] = defaultdict(list)
    for one in listed:
        of_name[one.key].append(one)
    tests: tuple[Callable[[Form, Project], bool], ...] = (
        lambda form, one: _same_unit(form, one) and _same_amount(form, one),
        _same_unit,
        _same_amount,
        lambda form, one: not (one.unit and _unit_of(form) in units),
    )
    for test in tests:
        for form, one in _taken(filed, lambda form: of_name[name_key(form.project.name)], test):
            pairs.append((form, one))
            listed.remove(one)
    renamed = list(_taken(filed, lambda _: listed, lambda form, one: _same_amount(form, one) and _alike(form, one)))
    return Matching(pairs + renamed, renamed, listed, filed)


def _taken(
    filed: list[Form], among: Callable[[Form], list[Project]], test: Callable[[Form, Project], bool]
) -> Iterator[tuple[Form, Project]]:
    """Pairs that pass `test`; the form is taken out of `filed`, the project out of those that it was found `among`."""
    for form in list(filed):
        listed = among(form)
        partner = next((one for one in listed if test(form, one)), None)
        if partner is not None:
            filed.remove(form)
            listed.remove(partner)
            yield form, partner


def _unit_of(form: Form) -> str:
    return name_key(form.project.unit or "")


def _same_unit(form: Form, one: Project) -> bool:
    return not one.unit or _unit_of(form) == one.unit


def _same_amount(form: Form, one: Project) -> bool:
    total = form.project.funding.annual.total
    return total is not None and abs(total - one.cell.yuan) <= one.cell.half


def _alike(form: Form, one: Project) -> bool:
    """Whether the names differ by a few characters only, none of them a figure: （第一批） is not （第二批）."""
    matcher = SequenceMatcher(None, name_key(form.project.name), one.key, autojunk=False)
    if matcher.real_quick_ratio() < _LIKE or matcher.quick_ratio() < _LIKE or matcher.ratio() < _LIKE:
        return False
    left, right = name_key(form.project.name), one.key
    changed = [left[a:b] + right[c:d] for tag, a, b, c, d in matcher.get_opcodes() if tag != "equal"]
    return not any(set(part) & set("0123456789一二三四五六七八九十") for part in changed)
