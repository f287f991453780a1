"""Projects and their performance forms from the sheets 项目 and 绩效指标."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, cast

import msgspec

from budgetbook.forms.entry.entered import EnteredRow, EnteredSheet, Mistakes, as_text, nearest, same_words
from budgetbook.forms.entry.records import FUNDING_PARTS, HEADINGS, SIGNATURES, TEXTS, Record
from budgetbook.model.ledger import LedgerProject, LedgerUnit, ProjectClass
from budgetbook.model.performance import (
    Funding,
    Indicator,
    Indicators,
    Objective,
    ProjectPerformance,
    WholeAndAnnualFunding,
)

if TYPE_CHECKING:
    from budgetbook.forms.entry.assembly import Units

_Key = tuple[str, str]  # unit name, key without blanks


def projects_from(
    sheet: EnteredSheet, indicators: EnteredSheet, *, known: Units, fiscal_year: int, mistakes: Mistakes
) -> tuple[LedgerProject, ...]:
    """The projects of every unit, in sheet order, each with its performance form.

    A project has no form (None) where all its columns from 项目属性 on are blank and it has no indicator. In a form, name and unit are the
    project's, the year the ledger's.
    """
    projects: dict[_Key, tuple[LedgerProject, EnteredRow]] = {}
    for row in sheet.complete_rows(mistakes, also=("unit",)):
        unit = known.of(sheet, row, mistakes)
        if unit is None:
            continue
        project = _project(sheet, row, unit)
        key = (unit.name, same_words(project.key))
        if key in projects:
            column = "key" if row.values.get("key") else "name"
            mistakes.add(
                sheet.place(row, column),
                f"{unit.name}已有项目“{project.key}”（第 {projects[key][1].number} 行）",
                f"如果确是两个项目，请在“项目标识”列填一个不同的标识，如“{project.name}#2”；否则删去一行",
            )
            continue
        projects[key] = (project, row)
    # Names on the sheet whose rows have mistakes of their own: their indicators aren't reported once more.
    named = {same_words(str(row.values.get("key") or row.values.get("name") or "")) for row in sheet.rows}
    spoiled = named - {key for _, key in projects}
    found = _indicators(indicators, projects, known, spoiled, mistakes)
    return tuple(
        msgspec.structs.replace(project, performance=_performance(project, row.values, found.get(key), fiscal_year))
        for key, (project, row) in projects.items()
    )


def _project(sheet: EnteredSheet, row: EnteredRow, unit: LedgerUnit) -> LedgerProject:
    values = row.values
    name = cast(str, values["name"])
    return LedgerProject(
        key=as_text(values.get("key")) or name,
        name=name,
        unit=unit.name,
        code=as_text(values.get("code")),
        project_class=ProjectClass(cast(str, values["class"])),
        disclosed=values.get("disclosed") != "no",
        exception=as_text(values.get("exception")),
        place=sheet.place(row, "name"),
    )


def _performance(
    project: LedgerProject, values: Record, indicators: Indicators | None, fiscal_year: int
) -> ProjectPerformance | None:
    texts = {name: as_text(values.get(name)) for name in (*HEADINGS, *TEXTS, *SIGNATURES)}
    funding = WholeAndAnnualFunding(whole=_funding("whole", values), annual=_funding("annual", values))
    objective = Objective(whole=as_text(values.get("objective_whole")), annual=as_text(values.get("objective_annual")))
    form = ProjectPerformance(
        name=project.name,
        year=fiscal_year,
        unit=project.unit,
        funding=funding,
        objective=objective,
        indicators=indicators or Indicators(),
        place=project.place,
        **texts,
    )
    blank = (
        not any(texts.values())
        and objective == Objective()
        and funding == WholeAndAnnualFunding(whole=Funding(), annual=Funding())
    )
    return None if blank and indicators is None else form


def _funding(prefix: str, values: Record) -> Funding:
    return Funding(**{part: cast("Decimal | None", values.get(f"{prefix}_{part}")) for part in FUNDING_PARTS})


def _indicators(
    sheet: EnteredSheet,
    projects: dict[_Key, tuple[LedgerProject, EnteredRow]],
    known: Units,
    spoiled: set[str],
    mistakes: Mistakes,
) -> dict[_Key, Indicators]:
    found: dict[_Key, dict[str, list[Indicator]]] = {}
    for row in sheet.complete_rows(mistakes, also=("unit",)):
        key = _project_of(sheet, row, projects, known, spoiled, mistakes)
        if key is None:
            continue
        values = row.values
        found.setdefault(key, {"whole": [], "annual": []})[cast(str, values["horizon"])].append(
            Indicator(
                level1=as_text(values.get("level1")),
                level2=as_text(values.get("level2")),
                name=cast(str, values["name"]),
                target=as_text(values.get("target")),
                place=sheet.place(row, "name"),
            )
        )
    return {key: Indicators(whole=tuple(both["whole"]), annual=tuple(both["annual"])) for key, both in found.items()}


def _project_of(
    sheet: EnteredSheet,
    row: EnteredRow,
    projects: dict[_Key, tuple[LedgerProject, EnteredRow]],
    known: Units,
    spoiled: set[str],
    mistakes: Mistakes,
) -> _Key | None:
    """The project that an indicator's row names; its unit may be blank where the name is the only one."""
    name = cast(str, row.values["project"])
    wanted = same_words(name)
    candidates = [key for key in projects if key[1] == wanted]
    if "unit" in row.broken:
        return None
    if row.values.get("unit") is not None:
        unit = known.of(sheet, row, mistakes)
        if unit is None:
            return None
        candidates = [key for key in candidates if key[0] == unit.name]
    if len(candidates) == 1:
        return candidates[0]
    place = sheet.place(row, "project")
    if candidates:
        units = "、".join(unit for unit, _ in candidates)
        mistakes.add(place, f"有几个单位都有项目“{name}”（{units}）", "请在“实施单位”列选明是哪个单位的项目")
    elif wanted not in spoiled:
        guess = nearest(name, [project.key for project, _ in projects.values()])
        mistakes.add(place, f"“项目”表中没有“{name}”", guess + "请从下拉列表选取，或先在“项目”表登记（单位也要一致）")
    return None
