"""A ledger as rows of the entry sheets: what the workbook's writer puts into cells, without any file format.

The way back is `assembly`. A record maps column ids to values: text, Decimal (amounts), int (counts), bare codes, and the values (not the
labels) of choices; None is blank.
"""

from __future__ import annotations

from decimal import Decimal

import msgspec

from budgetbook.errors import UsageError
from budgetbook.forms.entry.sheets import Entry, load_entry
from budgetbook.forms.form import Form, fill
from budgetbook.model.coordinates import Coordinates, Flow
from budgetbook.model.ledger import Ledger, LedgerLine, LedgerProject
from budgetbook.model.performance import Funding, Indicator, OverallPerformance, ProjectPerformance

Value = str | int | Decimal | None
Record = dict[str, Value]

FUNDING_PARTS = ("total", "central", "provincial", "local", "self_raised", "other")
TEXTS = ("summary", "basis", "necessity", "safeguards", "plan")
SIGNATURES = ("responsible", "handler", "telephone", "filed_at")
HEADINGS = ("attribute", "duration", "department_code", "department")


def records_of(ledger: Ledger, form: Form) -> dict[str, list[Record]]:
    """The rows of every sheet, by sheet id. Sheets of fields give records of id, label, value and comment.

    Raises UsageError for a line at coordinates that the workbook has no cell for (a fund or nature that is a sum of others).
    """
    entry = load_entry()
    return {
        "entity": _entity(ledger, form, entry),
        "units": [
            {
                "name": unit.name,
                "code": unit.code,
                "institution": unit.institution.value,
                "staff_quota": unit.staff_quota,
                "staff": unit.staff,
            }
            for unit in ledger.units
        ],
        "profile": _profile(ledger),
        "income": [_line(line, entry) for line in ledger.lines if line.coordinates.flow is Flow.INCOME],
        "expenditure": [_line(line, entry) for line in ledger.lines if line.coordinates.flow is not Flow.INCOME],
        "projects": [_project(project) for project in ledger.projects],
        "indicators": [record for project in ledger.projects for record in _indicators(project)],
        "overall": _overall(ledger.overall_performance) if ledger.overall_performance else [],
        "procurement": [
            {"unit": line.unit, "category": line.category, "item": line.item, "amount": line.yuan}
            for line in ledger.procurement
        ],
        "assets": _assets(ledger, entry),
        "catalogue": [
            {"code": line.code, "name": line.name, "level": line.level, "department": line.department}
            for line in ledger.purchase_catalogue
        ],
        "previous": _previous(ledger, form),
        "words": _words(ledger, form),
        "glossary": [{"term": term.term, "text": term.text} for term in ledger.glossary],
    }


def _entity(ledger: Ledger, form: Form, entry: Entry) -> list[Record]:
    values: dict[str, Value] = {
        "name": ledger.entity.name or None,
        "code": ledger.entity.code,
        "kind": ledger.entity.kind.word,
        "fiscal_year": ledger.fiscal_year,
        "form": form.label,
        "catalogue_reference": ledger.catalogue_reference,
    }
    return [
        {
            "id": field.id,
            "label": field.label.replace("{kind}", ledger.entity.kind.word),
            "value": values[field.id],
            "comment": field.comment,
        }
        for field in entry.sheet("entity").fields
    ]


def _profile(ledger: Ledger) -> list[Record]:
    records: list[Record] = [{"section": "duty", "text": duty} for duty in ledger.profile.duties]
    if ledger.profile.structure:
        records.append({"section": "structure", "text": ledger.profile.structure})
    return records


def _line(line: LedgerLine, entry: Entry) -> Record:
    at = line.coordinates
    income = at.flow is Flow.INCOME
    sheet = entry.sheet("income" if income else "expenditure")
    record: Record = {"amount": line.yuan, "note": line.note}
    for column in sheet.columns:
        if column.id in Coordinates.__struct_fields__:
            value = getattr(at, column.id)
            if column.choices and value is not None and value not in {c.value for c in entry.choices[column.choices]}:
                raise UsageError(f"账目不能写入工作簿：“{sheet.name}”表的“{column.header}”没有 {value} 这一项")
            record[column.id] = None if value is None else str(value)
    return record


def _funding(prefix: str, funding: Funding) -> Record:
    return {f"{prefix}_{part}": getattr(funding, part) for part in FUNDING_PARTS}


def _project(project: LedgerProject) -> Record:
    record: Record = {
        "name": project.name,
        "unit": project.unit,
        "key": None if project.key == project.name else project.key,
        "code": project.code,
        "class": project.project_class.value,
        "disclosed": "yes" if project.disclosed else "no",
        "exception": project.exception,
    }
    form = project.performance
    if form is not None:
        record |= {name: getattr(form, name) for name in (*HEADINGS, *TEXTS, *SIGNATURES)}
        record |= _funding("whole", form.funding.whole) | _funding("annual", form.funding.annual)
        record |= {"objective_whole": form.objective.whole, "objective_annual": form.objective.annual}
    return record


def _indicators(project: LedgerProject) -> list[Record]:
    form: ProjectPerformance | None = project.performance
    if form is None:
        return []
    both: tuple[tuple[str, tuple[Indicator, ...]], ...] = (
        ("whole", form.indicators.whole),
        ("annual", form.indicators.annual),
    )
    return [
        {
            "unit": project.unit,
            "project": project.key,
            "horizon": horizon,
            "level1": indicator.level1,
            "level2": indicator.level2,
            "name": indicator.name,
            "target": indicator.target,
        }
        for horizon, indicators in both
        for indicator in indicators
    ]


def _overall(form: OverallPerformance) -> list[Record]:
    records: list[Record] = []

    def add(section: str, **values: Value) -> None:
        if any(value is not None for value in values.values()):
            records.append({"section": section, **values})

    add("title", text=form.title)
    add("entity", text=form.entity)
    for label, text in form.staff:
        add("staff", name=label, text=text)
    for duty in form.duties:
        add("duty", text=duty)
    add("strategy", text=form.strategy)
    for section, amounts in (("income", form.income), ("expenditure", form.expenditure)):
        for amount in amounts:
            add(section, name=amount.label, amount=amount.amount)
    for task in form.key_tasks:
        add("task", name=task.function, text=task.task)
    add("objective", text=form.objective)
    for indicator in form.indicators:
        add("indicator", name=indicator.level1, level2=indicator.level2, text=indicator.name, target=indicator.target)
    return records


def _assets(ledger: Ledger, entry: Entry) -> list[Record]:
    assets = ledger.assets
    fields = entry.sheet("assets").fields
    counts = {kind.kind: kind.count for kind in assets.vehicle_kinds} if assets else {}
    known = [field.label for field in fields if field.id == "vehicle_kind"]
    kinds = list(dict.fromkeys((*counts, *known)))  # the ledger's own in their order, then the usual ones
    records: list[Record] = []
    for field in fields:
        if field.id != "vehicle_kind":
            value = getattr(assets, field.id) if assets else None
            records.append({"id": field.id, "label": field.label, "value": value, "comment": field.comment})
        elif kinds:
            note = field.comment
            for kind in kinds:
                records.append({"id": field.id, "label": kind, "value": counts.get(kind), "comment": note})
                note = ""
            # Empty rows for kinds of the officer's own.
            records += [{"id": field.id, "label": None, "value": None, "comment": ""} for _ in range(3)]
            kinds = []
    return records


def _previous(ledger: Ledger, form: Form) -> list[Record]:
    given = {figure.name: figure.yuan for figure in ledger.previous}
    labels = {figure.name: figure.label for figure in form.previous}
    # Titles as last year's document prints them.
    last = msgspec.structs.replace(ledger, fiscal_year=ledger.fiscal_year - 1)
    titles = {each.kind: f"表{each.number}“{_filled(each.title, last)}”" for each in form.statements}
    sources = {figure.name: titles.get(figure.kind) for figure in form.previous}
    return [
        {
            "id": name,
            "label": _filled(labels.get(name, name), ledger),
            "value": given.get(name),
            "comment": f"取自上年公开的{sources[name]}。" if sources.get(name) else "",
        }
        for name in dict.fromkeys((*labels, *given))
    ]


def _words(ledger: Ledger, form: Form) -> list[Record]:
    given = {words.name: words.text for words in ledger.words}
    slots = {slot.name: slot for slot in form.slots}
    records: list[Record] = []
    for name in dict.fromkeys((*slots, *given)):
        slot = slots.get(name)
        when = {"always": "必填。", "on_change": "与上年不同时必填。"}.get(slot.required, "") if slot else ""
        records.append(
            {
                "id": name,
                "label": _filled(slot.label if slot else name, ledger),
                "value": given.get(name),
                "comment": when + _filled(slot.comment, ledger) if slot else "",
            }
        )
    return records


def _filled(text: str, ledger: Ledger) -> str:
    return fill(text, year=ledger.fiscal_year, kind=ledger.entity.kind, entity=ledger.entity.name)
