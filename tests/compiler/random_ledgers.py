"""Random ledgers that balance, for properties that hold of any ledger."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal

import msgspec
from hypothesis import strategies as st

from budgetbook.model.coordinates import Coordinates, Flow, Fund, Institution, Nature, Period, lies_at
from budgetbook.model.disclosure import EntityKind
from budgetbook.model.ledger import Ledger, LedgerLine, LedgerProject, LedgerUnit, PreviousFigure, ProjectClass
from tests.ledgers import small_ledger

FUNCTIONS = ("2050201", "2050305", "2080505", "2080506", "2101101", "2101103", "2120899", "2130599", "2210201")
ECONOMIC = ("30101", "30108", "30113", "30201", "30212", "30217", "30231", "30302", "31002", "31013")
FUNDS = (
    Fund.GENERAL_PUBLIC,
    Fund.GENERAL_PUBLIC,
    Fund.GOVERNMENT_FUND,
    Fund.STATE_CAPITAL,
    Fund.FISCAL_ACCOUNT,
    Fund.UNIT_FUNDS,
)
NATURES = (Nature.PERSONNEL, Nature.OPERATING, Nature.PROJECT)
APPROPRIATION = Coordinates(fund=Fund.APPROPRIATION)
INCOME_CODES = {Fund.GOVERNMENT_FUND: "1030148", Fund.STATE_CAPITAL: "1030601"}
# Amounts go from some cents to a hundred million yuan and are seldom round: rounding to 万元 must leave tails.
LEAST = 1


def amounts(least: int = LEAST) -> st.SearchStrategy[Decimal]:
    """Yuan with cents, at least `least` cents."""
    return st.integers(least, 10**10).map(lambda cents: Decimal(cents) / 100)


@st.composite
def _spent(draw: st.DrawFn, units: tuple[str, ...], least: int) -> LedgerLine:
    fund = draw(st.sampled_from(FUNDS))
    period = draw(st.sampled_from((Period.CURRENT, Period.CURRENT, Period.CARRIED_OVER)))
    # Carried-over appropriation is project money: statement 13 equals statement 4 (DOMAIN §5).
    only_projects = period is Period.CARRIED_OVER and lies_at(Coordinates(fund=fund), APPROPRIATION)
    nature = draw(st.sampled_from((Nature.PROJECT,) if only_projects else NATURES))
    at = Coordinates(
        flow=Flow.EXPENDITURE,
        fund=fund,
        period=period,
        nature=nature,
        function=draw(st.sampled_from(FUNCTIONS)),
        economic=draw(st.sampled_from(ECONOMIC)),
        unit=draw(st.sampled_from(units)),
        project=draw(st.sampled_from(("甲项目", "乙项目", "乙项目#2"))) if nature is Nature.PROJECT else None,
    )
    return LedgerLine(coordinates=at, yuan=draw(amounts(least)))


@st.composite
def ledgers(draw: st.DrawFn, form: str = "shanxi", least: int = LEAST) -> Ledger:
    """A department of one to three units, or a unit, whose income equals its expenditure by unit, fund and period.

    No line is below `least` cents.
    """
    kind = draw(st.sampled_from(EntityKind))
    names = ("青石市水务局", "青石市水文站", "青石市水务执法队")[: draw(st.integers(1, 3))]
    if kind is EntityKind.UNIT:
        names = names[:1]
    spent = draw(st.lists(_spent(names, least), max_size=40))
    income: defaultdict[tuple[str, Fund, Period], Decimal] = defaultdict(Decimal)
    projects: dict[tuple[str, str], LedgerProject] = {}
    for line in spent:
        at = line.coordinates
        assert at.unit and at.fund and at.period
        income[at.unit, at.fund, at.period] += line.yuan
        if at.project:
            projects[at.unit, at.project] = LedgerProject(
                key=at.project,
                name=at.project.split("#")[0],
                unit=at.unit,
                project_class=ProjectClass.OPERATION if at.project == "甲项目" else ProjectClass.SPECIFIC,
            )
    received = (
        LedgerLine(
            coordinates=Coordinates(
                flow=Flow.INCOME, fund=fund, period=period, unit=unit, income=INCOME_CODES.get(fund)
            ),
            yuan=yuan,
        )
        for (unit, fund, period), yuan in income.items()
    )
    base = small_ledger()
    institutions = tuple(draw(st.sampled_from((Institution.ADMINISTRATIVE, *Institution))) for _ in names)
    return msgspec.structs.replace(
        base,
        form=form,
        entity=msgspec.structs.replace(base.entity, name=names[0], kind=kind),
        units=tuple(
            LedgerUnit(
                name=name,
                institution=Institution.CIVIL_SERVICE_MANAGED if given is Institution.AGENCY else given,
            )
            for name, given in zip(names, institutions, strict=True)
        ),
        lines=(*received, *spent),
        projects=tuple(projects.values()),
        previous=tuple(
            PreviousFigure(name=each.name, yuan=draw(st.one_of(st.just(Decimal(0)), amounts())))
            for each in base.previous
        ),
    )
