"""A new year's ledger begun from last year's published document: what stays is taken over, what must change is marked or left blank."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import msgspec

from budgetbook.forms.entry import empty_ledger
from budgetbook.forms.form import Form, PreviousForm
from budgetbook.model.coordinates import Institution
from budgetbook.model.disclosure import Disclosure, Entity, EntityKind
from budgetbook.model.facts import Fact, facts
from budgetbook.model.ledger import Ledger, LedgerUnit, PreviousFigure
from budgetbook.model.narrative import Assets
from budgetbook.model.statement import Kind, Role
from budgetbook.services.prefill_projects import overall_continued, projects_continued

_WITH_UNITS = (Kind.PROJECTS, Kind.CARRIED_OVER_PROJECTS, Kind.OPERATING_COSTS)


def prefill(disclosure: Disclosure, *, form: Form, fiscal_year: int, kind: EntityKind) -> Ledger:
    """The ledger for `fiscal_year` as far as `disclosure` tells it.

    Taken over: entity, units, duties, structure, continuing projects (all but 一次性项目) with texts and indicators, the overall form, assets, the
    purchase-of-services catalogue; and, where the document is of the year before, its figures as last year's. Left blank: all money of the
    new year, dates, reasons. Texts that name a past year or an amount begin with 【待更新】, and the workbook isn't accepted while one does.

    A document doesn't say whether an agency is 行政 or 参公: the entity's own office is taken for 行政, other agencies for 参公.
    """
    empty = empty_ledger(form, fiscal_year, kind)
    units = _units(disclosure, kind)
    return msgspec.structs.replace(
        empty,
        entity=Entity(name=disclosure.entity.name, kind=kind, code=disclosure.entity.code),
        units=units,
        profile=disclosure.profile,
        projects=projects_continued(disclosure, units=units, fiscal_year=fiscal_year),
        overall_performance=overall_continued(disclosure.overall_performance, fiscal_year=fiscal_year),
        assets=_assets(disclosure.assets),
        purchase_catalogue=tuple(msgspec.structs.replace(entry, place=None) for entry in disclosure.purchase_catalogue),
        catalogue_reference=disclosure.catalogue_reference,
        previous=_previous(disclosure, form) if disclosure.fiscal_year == fiscal_year - 1 else empty.previous,
    )


def _units(disclosure: Disclosure, kind: EntityKind) -> tuple[LedgerUnit, ...]:
    """The units in the order of the project statements; a unit's own disclosure has one, itself."""
    agencies = {unit for statement, unit in _units_named(disclosure) if statement is Kind.OPERATING_COSTS}
    if kind is EntityKind.UNIT:
        names = [disclosure.entity.name]
        if any(fact.amount for fact in facts(disclosure) if fact.kind is Kind.OPERATING_COSTS):
            agencies.add(disclosure.entity.name)
    else:
        names = list(dict.fromkeys(unit for _, unit in _units_named(disclosure)))
    return tuple(
        LedgerUnit(
            name=name,
            institution=Institution.PUBLIC_INSTITUTION
            if name not in agencies
            else Institution.ADMINISTRATIVE
            if name == disclosure.entity.name
            else Institution.CIVIL_SERVICE_MANAGED,
        )
        for name in names
    )


def _units_named(disclosure: Disclosure) -> Iterator[tuple[Kind, str]]:
    for kind in _WITH_UNITS:
        for statement in disclosure.statements:
            if statement.kind is kind:
                for row in statement.rows:
                    at = row.coordinates
                    if at.unit is not None and at.project is None and row.role is not Role.TOTAL:
                        yield kind, at.unit


def _previous(disclosure: Disclosure, form: Form) -> tuple[PreviousFigure, ...]:
    doubtful = tuple(damage.subject for damage in disclosure.damage if damage.subject is not None)
    known = [fact for fact in facts(disclosure) if not _is_doubtful(fact, doubtful)]
    return tuple(PreviousFigure(name=figure.name, yuan=_yuan(figure, known)) for figure in form.previous)


def figures_missing(disclosure: Disclosure, ledger: Ledger, *, form: Form) -> str | None:
    """Why `ledger`, prefilled from `disclosure`, lacks some or all of last year's figures; None where it has them all."""
    lacking = {figure.name for figure in ledger.previous if figure.yuan is None}
    if not lacking:
        return None
    if disclosure.fiscal_year != ledger.fiscal_year - 1:
        return (
            f"文件是 {disclosure.fiscal_year} 年度的，不是上年（{ledger.fiscal_year - 1} 年度）的，所以没有带入上年数；"
            "请填上年公开的数，或改用上年的文件"
        )
    labels = "、".join(figure.label for figure in form.previous if figure.name in lacking)
    return f"文件中没有读到或读得没有把握的上年数：{labels}；请在“上年数据”表补填"


def _yuan(figure: PreviousForm, known: list[Fact]) -> Decimal | None:
    """What the document prints at the figure's coordinates: a blank cell is zero, no cell at all is not known."""
    found = [fact for fact in known if fact.kind is figure.kind and fact.coordinates == figure.coordinates]
    if not found:
        return None
    return next((fact.yuan for fact in found if fact.yuan is not None), Decimal(0))


def _is_doubtful(fact: Fact, subjects: tuple[str, ...]) -> bool:
    cell = f"/statements/{fact.statement}/rows/{fact.row}/amounts/{fact.column}"
    return any(f"{cell}/".startswith(f"{subject}/") for subject in subjects)


def _assets(assets: Assets | None) -> Assets | None:
    """Counts hardly change within a year and are easier corrected than typed; the day they are of is new."""
    return None if assets is None else msgspec.structs.replace(assets, as_of=None)
