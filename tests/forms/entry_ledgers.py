"""Hypothesis strategy for ledgers that an entry workbook can hold: what round trips are tried on."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import msgspec
from hypothesis import strategies as st

from budgetbook.forms.entry import load_entry
from budgetbook.forms.form import Form
from budgetbook.model.coordinates import Coordinates, Flow, Fund, Institution, Nature, Period, PublicCost
from budgetbook.model.disclosure import Entity, EntityKind
from budgetbook.model.ledger import (
    Ledger,
    LedgerLine,
    LedgerProject,
    LedgerUnit,
    PreviousFigure,
    ProcurementLine,
    ProjectClass,
    Words,
)
from budgetbook.model.narrative import Assets, CatalogueEntry, Profile, Term, VehicleCount
from budgetbook.model.performance import (
    Funding,
    Indicator,
    Indicators,
    KeyTask,
    NamedAmount,
    Objective,
    OverallPerformance,
    ProjectPerformance,
    WholeAndAnnualFunding,
)


def bare(ledger: Ledger) -> Any:
    """`ledger` as plain data without the places in it."""
    return _without_places(msgspec.to_builtins(ledger, builtin_types=(Decimal,)))


def _without_places(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _without_places(each) for name, each in value.items() if name not in ("place", "places")}
    if isinstance(value, list | tuple):
        return [_without_places(each) for each in value]
    return value


# Words as people write them, with what file formats and spreadsheets are apt to spoil.
_SEEDS = (
    "预算",
    "项目",
    "=1+1",
    "+86",
    "0012",
    "95%",
    "≥95%",
    "2026年",
    "1-2",
    "①",
    "<b>&",
    "“引号”",
    "'撇",
    "_x0041_",
    "a\nb",
    "😀",
    "1,200",
    "TRUE",
    "-",
)
texts = st.lists(st.sampled_from(_SEEDS), min_size=1, max_size=3).map("".join)
maybe_text = st.none() | texts
amounts = st.decimals(min_value=Decimal("-9999999999999.99"), max_value=Decimal("9999999999999.99"), places=2)
maybe_amount = st.none() | amounts
counts = st.none() | st.integers(0, 10**6)

_NATURES = (Nature.PERSONNEL, Nature.OPERATING, Nature.PROJECT)
_FUNDS = tuple(fund for fund in Fund if fund not in (Fund.APPROPRIATION, Fund.TAX_FUNDED, Fund.NON_TAX))
_INSTITUTIONS = (Institution.ADMINISTRATIVE, Institution.CIVIL_SERVICE_MANAGED, Institution.PUBLIC_INSTITUTION)


def _funding() -> st.SearchStrategy[Funding]:
    return st.builds(
        Funding,
        total=maybe_amount,
        central=maybe_amount,
        provincial=maybe_amount,
        local=maybe_amount,
        self_raised=maybe_amount,
        other=maybe_amount,
    )


_indicator = st.builds(Indicator, level1=maybe_text, level2=maybe_text, name=texts, target=maybe_text)
_indicators = st.lists(_indicator, max_size=2).map(tuple)


@st.composite
def _projects(draw: st.DrawFn, units: list[LedgerUnit], year: int) -> tuple[LedgerProject, ...]:
    projects = []
    for number in range(draw(st.integers(0, 3))):
        name = draw(texts) + str(number // 2)  # pairs may share a name
        unit = draw(st.sampled_from(units)).name
        form = ProjectPerformance(
            name=name,
            year=year,
            unit=unit,
            attribute=draw(maybe_text),
            duration=draw(st.none() | st.sampled_from(["1年", "3年", "长期"])),
            department_code=draw(maybe_text),
            department=draw(maybe_text),
            funding=WholeAndAnnualFunding(whole=draw(_funding()), annual=draw(_funding())),
            summary=draw(maybe_text),
            basis=draw(maybe_text),
            objective=Objective(whole=draw(maybe_text), annual=draw(maybe_text)),
            indicators=Indicators(whole=draw(_indicators), annual=draw(_indicators)),
            responsible=draw(maybe_text),
            telephone=draw(st.none() | st.just("0350-2020202")),
            filed_at=draw(st.none() | st.just("20260115093000")),
        )
        blank = ProjectPerformance(
            name=name,
            year=year,
            unit=unit,
            funding=WholeAndAnnualFunding(whole=Funding(), annual=Funding()),
            objective=Objective(),
            indicators=Indicators(),
        )
        disclosed = draw(st.booleans())
        projects.append(
            LedgerProject(
                key=f"{name}#{number + 1}" if number % 2 else name,
                name=name,
                unit=unit,
                code=draw(maybe_text),
                project_class=draw(st.sampled_from(ProjectClass)),
                disclosed=disclosed,
                exception=None if disclosed else "涉密",
                performance=None if form == blank else form,
            )
        )
    return tuple({(project.unit, project.key): project for project in projects}.values())


@st.composite
def _lines(draw: st.DrawFn, flow: Flow, units: list[LedgerUnit], keys: dict[str, list[str]]) -> LedgerLine:
    unit = draw(st.sampled_from(units))
    at = Coordinates(
        flow=flow, fund=draw(st.sampled_from(_FUNDS)), period=draw(st.sampled_from(Period)), unit=unit.name
    )
    if flow is Flow.INCOME:
        income = draw(st.sampled_from([None, "1030148", "103014801", "99999"]))
        return LedgerLine(coordinates=_with(at, income=income), yuan=draw(amounts), note=draw(maybe_text))
    economic = draw(st.sampled_from(["30101", "30201", "30212", "30217", "30231", "31013"]))
    cost = load_entry().public_costs.get(economic)
    nature = draw(st.sampled_from(_NATURES))
    own = keys.get(unit.name)
    project = draw(st.sampled_from(own)) if nature is Nature.PROJECT and own else None
    at = _with(
        at,
        nature=nature,
        function=draw(st.sampled_from(["2050305", "2070101", "2999999"])),
        economic=economic,
        government_economic=draw(st.sampled_from(["50101", "50201"])),
        project=project,
        institution=unit.institution,
        public_cost=PublicCost(cost) if cost else None,
    )
    return LedgerLine(coordinates=at, yuan=draw(amounts), note=draw(maybe_text))


def _with(at: Coordinates, **values: object) -> Coordinates:
    return msgspec.structs.replace(at, **values)


@st.composite
def _overall(draw: st.DrawFn, year: int) -> OverallPerformance:
    return OverallPerformance(
        title=draw(maybe_text),
        year=year,
        entity=draw(maybe_text),
        staff=tuple(draw(st.lists(st.tuples(texts, texts), max_size=2))),
        duties=tuple(draw(st.lists(texts, min_size=1, max_size=2))),
        strategy=draw(maybe_text),
        income=tuple(draw(st.lists(st.builds(NamedAmount, label=texts, amount=maybe_amount), max_size=2))),
        key_tasks=tuple(draw(st.lists(st.builds(KeyTask, function=texts, task=maybe_text), max_size=2))),
        objective=draw(maybe_text),
        indicators=draw(_indicators),
    )


@st.composite
def ledgers(draw: st.DrawFn, form: Form) -> Ledger:
    """A ledger of `form` in the workbook's own order: income before expenditure, derived coordinates filled in."""
    year, kind = draw(st.integers(2024, 2035)), draw(st.sampled_from(EntityKind))
    units = [
        LedgerUnit(
            name=f"{draw(texts)}{number}",
            code=draw(maybe_text),
            institution=draw(st.sampled_from(_INSTITUTIONS)),
            staff_quota=draw(counts),
            staff=draw(counts),
        )
        for number in range(draw(st.integers(1, 3)))
    ]
    projects = draw(_projects(units, year))
    keys: dict[str, list[str]] = {}
    for project in projects:
        keys.setdefault(project.unit, []).append(project.key)
    lines = [
        line
        for flow in (Flow.INCOME, Flow.EXPENDITURE)
        for line in draw(st.lists(_lines(flow, units, keys), max_size=3))
    ]
    unit_names = st.sampled_from([unit.name for unit in units])
    assets = draw(
        st.builds(
            Assets,
            as_of=st.none() | st.just("2026年12月31日"),
            vehicle_quota=counts,
            vehicles=counts,
            vehicle_kinds=st.lists(
                st.builds(VehicleCount, kind=st.sampled_from(["领导用车", "摩托艇"]), count=st.integers(0, 9)),
                unique_by=lambda kind: kind.kind,
            ).map(tuple),
            office_area=st.none() | st.decimals(0, 10**7, places=2),
            devices_over_500k=counts,
        )
    )
    return Ledger(
        form=form.name,
        fiscal_year=year,
        entity=Entity(name=draw(texts), kind=kind, code=draw(maybe_text)),
        units=tuple(units),
        profile=Profile(duties=tuple(draw(st.lists(texts, max_size=2))), structure=draw(maybe_text)),
        lines=tuple(lines),
        projects=projects,
        overall_performance=draw(st.none() | _overall(year)),
        procurement=tuple(
            draw(
                st.lists(
                    st.builds(
                        ProcurementLine,
                        unit=unit_names,
                        category=st.sampled_from(["goods", "works", "services"]),
                        item=maybe_text,
                        yuan=amounts,
                    ),
                    max_size=2,
                )
            )
        ),
        assets=None if assets == Assets() else assets,
        purchase_catalogue=tuple(
            draw(
                st.lists(
                    st.builds(
                        CatalogueEntry,
                        code=st.sampled_from(["A", "A15", "A1502", "A150201"]),
                        name=texts,
                        level=st.integers(1, 4),
                        department=maybe_text,
                    ),
                    max_size=2,
                )
            )
        ),
        catalogue_reference=draw(maybe_text),
        glossary=tuple(draw(st.lists(st.builds(Term, term=texts, text=texts), max_size=2))),
        previous=tuple(PreviousFigure(name=figure.name, yuan=draw(maybe_amount)) for figure in form.previous),
        words=tuple(Words(name=slot.name, text=draw(texts)) for slot in form.slots if draw(st.booleans())),
    )
