"""Continuing projects and the overall form, carried into a new year without last year's money and dates."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

import msgspec

from budgetbook.forms.entry import UNFINISHED, load_entry, same_words
from budgetbook.model.disclosure import Disclosure
from budgetbook.model.ledger import LedgerProject, LedgerUnit, ProjectClass
from budgetbook.model.performance import (
    Funding,
    Indicator,
    Indicators,
    KeyTask,
    Objective,
    OverallPerformance,
    ProjectPerformance,
    WholeAndAnnualFunding,
)
from budgetbook.model.statement import Kind

_ONE_OFF = "一次性"
_YEAR = re.compile(r"(20\d\d)\s*年")
_TITLE = re.compile(r"《[^》]*》")
_MONEY = re.compile(r"\d\s*(?:万|亿)?元")


def marked(text: str | None, fiscal_year: int) -> str | None:
    """`text`, beginning with 【待更新】 where it names one of the two years before `fiscal_year`, or an amount of money.

    Earlier years are history (自2019年起), and a year in the title of a document (《…》) is its name.
    """
    if not text or text.startswith(UNFINISHED):
        return text
    years = {int(year) for year in _YEAR.findall(_TITLE.sub("", text))}
    stale = years & {fiscal_year - 1, fiscal_year - 2} or _MONEY.search(text)
    return f"{UNFINISHED}{text}" if stale else text


def projects_continued(
    disclosure: Disclosure, *, units: Sequence[LedgerUnit], fiscal_year: int
) -> tuple[LedgerProject, ...]:
    """Every project with a performance form that isn't a one-off; funding, dates and title are left out.

    The class isn't printed on a form: 特定目标类 until the officer says otherwise. A form whose unit isn't among `units` (officers type
    names of their own) goes to the unit under which the project statements list a project of that name, if there is one such unit.
    """
    known = {same_words(unit.name): unit.name for unit in units}
    listed = _units_listing(disclosure)
    taken: defaultdict[tuple[str, str], int] = defaultdict(int)
    projects = []
    for form in disclosure.projects:
        if (form.attribute or "").startswith(_ONE_OFF):
            continue
        unit = _unit_of(form, known, listed)
        name = marked(form.name, fiscal_year) or form.name
        taken[unit, name] += 1
        number = taken[unit, name]
        projects.append(
            LedgerProject(
                key=name if number == 1 else f"{name}#{number}",
                name=name,
                unit=unit,
                project_class=ProjectClass.SPECIFIC,
                performance=_continued(form, name, unit, fiscal_year),
            )
        )
    return tuple(projects)


def _units_listing(disclosure: Disclosure) -> dict[str, set[str]]:
    """Units by the names of the projects that the project statements list under them."""
    listed: defaultdict[str, set[str]] = defaultdict(set)
    for statement in disclosure.statements:
        if statement.kind in (Kind.PROJECTS, Kind.CARRIED_OVER_PROJECTS):
            for row in statement.rows:
                if row.coordinates.project is not None and row.coordinates.unit is not None:
                    listed[same_words(row.label)].add(row.coordinates.unit)
    return listed


def _unit_of(form: ProjectPerformance, known: dict[str, str], listed: dict[str, set[str]]) -> str:
    if len(known) == 1:
        return next(iter(known.values()))
    named = known.get(same_words(form.unit or ""))
    if named is not None:
        return named
    candidates = listed.get(same_words(form.name), set())
    return next(iter(candidates)) if len(candidates) == 1 else form.unit or ""


def _continued(form: ProjectPerformance, name: str, unit: str, fiscal_year: int) -> ProjectPerformance:
    def text(value: str | None) -> str | None:
        return marked(value, fiscal_year)

    return msgspec.structs.replace(
        form,
        name=name,
        year=fiscal_year,
        title=None,
        unit=unit,
        attribute=_as_offered(form.attribute),
        funding=WholeAndAnnualFunding(whole=Funding(), annual=Funding()),
        summary=text(form.summary),
        basis=text(form.basis),
        necessity=text(form.necessity),
        safeguards=text(form.safeguards),
        plan=text(form.plan),
        objective=Objective(whole=text(form.objective.whole), annual=text(form.objective.annual)),
        indicators=Indicators(
            whole=_indicators(form.indicators.whole, fiscal_year),
            annual=_indicators(form.indicators.annual, fiscal_year),
        ),
        filed_at=None,
        place=None,
    )


def _as_offered(attribute: str | None) -> str | None:
    """The attribute as the drop-down writes it, whatever the width of its brackets."""
    for choice in load_entry().choices["attribute"]:
        if attribute is not None and same_words(choice.label) == same_words(attribute):
            return choice.value
    return attribute


def _indicators(indicators: tuple[Indicator, ...], fiscal_year: int) -> tuple[Indicator, ...]:
    return tuple(
        msgspec.structs.replace(
            indicator,
            name=marked(indicator.name, fiscal_year) or indicator.name,
            target=marked(indicator.target, fiscal_year),
            place=None,
        )
        for indicator in indicators
    )


def overall_continued(form: OverallPerformance | None, *, fiscal_year: int) -> OverallPerformance | None:
    """The overall form without its money; None where there was none."""
    if form is None:
        return None
    return msgspec.structs.replace(
        form,
        title=None,
        year=fiscal_year,
        income=(),
        expenditure=(),
        strategy=marked(form.strategy, fiscal_year),
        key_tasks=tuple(
            KeyTask(function=marked(task.function, fiscal_year), task=marked(task.task, fiscal_year))
            for task in form.key_tasks
        ),
        objective=marked(form.objective, fiscal_year),
        indicators=_indicators(form.indicators, fiscal_year),
        place=None,
    )
