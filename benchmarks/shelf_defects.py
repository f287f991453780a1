"""Realistic defects put into documents that belong together and agree, one at a time: each contradicts another document, few its own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple, TypeVar

from msgspec.structs import replace
from tests.shelves import Shelf

from budgetbook.model.coordinates import Coordinates, merged, without
from budgetbook.model.disclosure import Disclosure
from budgetbook.model.facts import facts
from budgetbook.model.performance import Indicator, ProjectPerformance
from budgetbook.model.statement import Column, Kind, Role, Row, Statement

_CHANGED = re.compile(r"(?<=增加|减少)\d[\d,]*\.\d+(?=万元)")
_SAME = re.compile(r"(?:与|比)(?:上年|20\d\d年)预算数相同")
T = TypeVar("T")
_SUMMED = (Kind.INCOME_EXPENDITURE, Kind.EXPENDITURE, Kind.GENERAL_PUBLIC_EXPENDITURE, Kind.BASIC_EXPENDITURE)


class Defect(NamedTuple):
    """A kind of defect, the documents that have it, and what was changed."""

    kind: str
    documents: tuple[Disclosure, ...]
    change: str


def defects(shelf: Shelf) -> Iterator[Defect]:
    """Every defect, one at a time."""
    yield from _of_years(shelf)
    yield from _of_units(shelf)
    yield from _of_versions(shelf)


def _of_years(shelf: Shelf) -> Iterator[Defect]:
    last, this = shelf.last, shelf.this
    for number, section in enumerate(this.narrative):
        for found in _CHANGED.finditer(section.text):
            text = section.text[: found.start()] + _other(found[0]) + section.text[found.end() :]
            yield Defect("a change in words", (last, _worded(this, number, text)), f"{section.section}: {found[0]}")
        for found in _SAME.finditer(section.text):
            text = f"{section.text[: found.start()]}比上年增加1.05万元{section.text[found.end() :]}"
            change = f"{section.section}: {found[0]}"
            yield Defect("no change where words say one", (last, _worded(this, number, text)), change)
    for number, section in enumerate(this.narrative):
        for found in re.finditer(r"比上年(?:增加|减少)[\d,.]+万元，(?:增长|下降)[\d.]+%", section.text):
            text = f"{section.text[: found.start()]}与上年预算数相同{section.text[found.end() :]}"
            yield Defect("words say no change", (last, _worded(this, number, text)), f"{section.section}: {found[0]}")
    columned = with_last_year(this, last)
    for changed, what in _amounts(columned, kinds=_SUMMED, year=last.fiscal_year):
        yield Defect("an amount in a column of last year", (last, changed), what)
    for number, form in enumerate(this.projects):
        old = next((one for one in last.projects if (one.name, one.unit) == (form.name, form.unit)), None)
        if old is None:
            continue
        copied = replace(form, summary=old.summary, plan=old.plan)
        yield Defect("texts copied from last year", (last, _filed(this, number, copied)), form.name)
        again = replace(form, objective=replace(form.objective, annual=old.objective.annual))
        yield Defect("last year's objective again", (last, _filed(this, number, again)), form.name)
        whole = form.funding.whole.total
        if form.duration not in (None, "1年", "99年") and old.duration == form.duration and whole is not None:
            less = replace(form.funding.whole, total=whole - 10_000)
            fallen = replace(form, funding=replace(form.funding, whole=less))
            yield Defect("a whole period that fell", (last, _filed(this, number, fallen)), form.name)


def _of_units(shelf: Shelf) -> Iterator[Defect]:
    this, units = shelf.this, shelf.units
    for changed, what in _amounts(
        this, kinds=(Kind.PROJECTS, Kind.CARRIED_OVER_PROJECTS, Kind.OPERATING_COSTS), unit=True
    ):
        yield Defect("a unit's amount in the department's document", (changed, *units), what)
    for changed, what in _amounts(this, kinds=_SUMMED):
        yield Defect("a sum over the units", (changed, *units), what)
    for place, unit in enumerate(units):
        for changed, what in _amounts(unit, kinds=_SUMMED):
            yield Defect("an amount in a unit's own document", (this, *_put(units, place, changed)), what)
        name = f"{this.entity.name}新设中心"
        if unit.projects:
            renamed = replace(
                unit,
                entity=replace(unit.entity, name=name),
                projects=tuple(replace(form, unit=name) for form in unit.projects),
            )
            yield Defect("a unit that the department doesn't list", (this, *_put(units, place, renamed)), name)
    for changed, what in _without_a_project(this):
        yield Defect("a project that the department leaves out", (changed, *units), what)
    for number, form in enumerate(this.projects):
        for other, what in _other_forms(form):
            yield Defect("a form that differs from the unit's", (_filed(this, number, other), *units), what)


def _of_versions(shelf: Shelf) -> Iterator[Defect]:
    this = shelf.this
    for changed, what in _amounts(this, kinds=tuple(Kind)):
        yield Defect("an amount in another version", (this, changed), what)
    for number, section in enumerate(this.narrative):
        at = len(section.text) // 2
        text = f"{section.text[:at]}另行{section.text[at:]}"
        yield Defect("words in another version", (this, _worded(this, number, text)), section.section)
    for number, form in enumerate(this.projects):
        for other, what in _other_forms(form):
            yield Defect("a form in another version", (this, _filed(this, number, other)), what)
        fewer = tuple(one for one in this.projects if one is not form)
        if not any(one.name == form.name for one in fewer):
            yield Defect("a form left out of another version", (this, replace(this, projects=fewer)), form.name)
    for place, statement in enumerate(this.statements):
        for row in statement.rows[1:]:
            if any(row.amounts):
                rows = tuple(one for one in statement.rows if one is not row)
                shorter = _put(this.statements, place, replace(statement, rows=rows))
                yield Defect(
                    "a row left out of another version",
                    (this, replace(this, statements=shorter)),
                    f"{statement.title} {row.label}",
                )
    if this.assets is not None and this.assets.vehicles is not None:
        assets = replace(this.assets, vehicles=this.assets.vehicles + 1)
        yield Defect("assets in another version", (this, replace(this, assets=assets)), "vehicles")


def with_last_year(this: Disclosure, last: Disclosure) -> Disclosure:
    """`this` with a column of last year's budget beside each column of its statements by function and by economic class."""
    printed = {(fact.kind, without(fact.coordinates, "year")): fact.amount for fact in facts(last)}
    statements = []
    for statement in this.statements:
        if statement.kind in _SUMMED and not any(row.flow for row in statement.rows):
            statement = _columned(statement, printed, last.fiscal_year)
        statements.append(statement)
    return replace(this, statements=tuple(statements))


def _columned(statement: Statement, printed: Mapping[tuple[Kind, Coordinates], Decimal | None], year: int) -> Statement:
    columns = tuple(
        Column(label=f"{year}年/{column.label}", coordinates=replace(column.coordinates, year=year), flow=column.flow)
        for column in statement.columns
    )

    def amount(row: Row, column: Column) -> Decimal | None:
        return printed.get((statement.kind, without(merged(row.coordinates, column.coordinates), "year")))

    rows = tuple(
        replace(row, amounts=(*row.amounts, *(amount(row, column) for column in columns)), cells=None)
        for row in statement.rows
    )
    return replace(statement, columns=(*statement.columns, *columns), rows=rows)


def _amounts(
    disclosure: Disclosure, *, kinds: tuple[Kind, ...], year: int | None = None, unit: bool = False
) -> Iterator[tuple[Disclosure, str]]:
    """`disclosure` with one amount changed by 1.05, wherever one is printed."""
    for place, statement in enumerate(disclosure.statements):
        if statement.kind not in kinds:
            continue
        for number, row in enumerate(statement.rows):
            if unit and row.coordinates.unit is None:
                continue
            for column, amount in enumerate(row.amounts):
                if not amount or (year is not None and statement.columns[column].coordinates.year != year):
                    continue
                amounts = _put(row.amounts, column, amount + Decimal("1.05"))
                rows = _put(statement.rows, number, replace(row, amounts=amounts))
                statements = _put(disclosure.statements, place, replace(statement, rows=rows))
                what = f"{statement.title} {row.label} {statement.columns[column].label}"
                yield replace(disclosure, statements=statements), what


def _without_a_project(this: Disclosure) -> Iterator[tuple[Disclosure, str]]:
    for place, statement in enumerate(this.statements):
        if statement.kind is not Kind.PROJECTS:
            continue
        for row in statement.rows:
            if row.coordinates.project is None or row.role is not Role.ITEM:
                continue
            rows = tuple(one for one in statement.rows if one is not row)
            statements = tuple(
                replace(one, rows=tuple(each for each in one.rows if not _same_project(each, row)))
                if one.kind is Kind.CARRIED_OVER_PROJECTS
                else one
                for one in _put(this.statements, place, replace(statement, rows=rows))
            )
            projects = tuple(
                form for form in this.projects if (form.name, form.unit) != (row.label, row.coordinates.unit)
            )
            yield replace(this, statements=statements, projects=projects), row.label


def _same_project(one: Row, other: Row) -> bool:
    return (one.coordinates.unit, one.coordinates.project) == (other.coordinates.unit, other.coordinates.project)


def _other_forms(form: ProjectPerformance) -> Iterator[tuple[ProjectPerformance, str]]:
    annual, first = form.funding.annual, form.indicators.annual[0]
    if annual.local:
        moved = replace(annual, local=annual.local - 5000, other=Decimal(5000))
        yield replace(form, funding=replace(form.funding, annual=moved)), f"{form.name}: funding"
    other = Indicator(level1=first.level1, level2=first.level2, name=first.name, target=f"{first.target or ''}（含）1")
    indicators = replace(form.indicators, annual=(other, *form.indicators.annual[1:]))
    yield replace(form, indicators=indicators), f"{form.name}: {first.name}"
    objective = replace(form.objective, annual=f"{form.objective.annual}另行安排。")
    yield replace(form, objective=objective), f"{form.name}: objective"


def _filed(disclosure: Disclosure, number: int, form: ProjectPerformance) -> Disclosure:
    return replace(disclosure, projects=_put(disclosure.projects, number, form))


def _worded(disclosure: Disclosure, number: int, text: str) -> Disclosure:
    section = replace(disclosure.narrative[number], text=text)
    return replace(disclosure, narrative=_put(disclosure.narrative, number, section))


def _put(values: tuple[T, ...], at: int, value: T) -> tuple[T, ...]:
    return (*values[:at], value, *values[at + 1 :])


def _other(digits: str) -> str:
    """Another digit in the middle, as a slip of the hand makes it."""
    at = next(at for at, char in enumerate(digits) if char.isdigit())
    return digits[:at] + str((int(digits[at]) + 3) % 10) + digits[at + 1 :]
