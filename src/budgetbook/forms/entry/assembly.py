"""Rows of the entry sheets back to a Ledger: the inverse of `records`, with every defect of what was entered.

What concerns meaning (codes that exist, income equal to expenditure, funding equal to its parts) is the compiler's; here is what a Ledger
can't be made without: names, units that exist, keys that are unique.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Literal, cast

import msgspec

from budgetbook.forms.entry.assembly_overall import overall_from
from budgetbook.forms.entry.assembly_projects import projects_from
from budgetbook.forms.entry.entered import EnteredRow, EnteredSheet, Mistakes, as_text, nearest, same_words
from budgetbook.forms.entry.records import Value
from budgetbook.forms.entry.sheets import load_entry
from budgetbook.model.coordinates import Coordinates, Flow, Fund, Institution, Nature, Period, PublicCost
from budgetbook.model.disclosure import Entity, EntityKind
from budgetbook.model.ledger import Ledger, LedgerLine, LedgerUnit, PreviousFigure, ProcurementLine, Words
from budgetbook.model.money import ZERO
from budgetbook.model.narrative import Assets, CatalogueEntry, Profile, Term, VehicleCount
from budgetbook.model.place import Place


class Units:
    """The units entered, found by name whatever the blanks and brackets; the only one where a row names none.

    `spoiled` are names on the sheet whose rows have mistakes of their own: what refers to them isn't reported once more.
    """

    def __init__(self, units: tuple[LedgerUnit, ...], spoiled: frozenset[str] = frozenset()) -> None:
        self.units = units
        self._spoiled = spoiled
        self._by_name = {same_words(unit.name): unit for unit in units}

    def of(self, sheet: EnteredSheet, row: EnteredRow, mistakes: Mistakes) -> LedgerUnit | None:
        """The unit of `row`, or None with a defect reported."""
        name = as_text(row.values.get("unit"))
        if "unit" in row.broken or (not self.units and (name is None or not self._spoiled)):
            return None  # reported already, there or on the sheet of units
        if name is not None and same_words(name) in self._spoiled:
            return None
        if name is None:
            if len(self.units) == 1:
                return self.units[0]
            mistakes.add(sheet.place(row, "unit"), "本行没有填“单位”", "请从下拉列表选取；如果这一行不要了，请清空整行")
            return None
        unit = self._by_name.get(same_words(name))
        if unit is None:
            guess = nearest(name, [unit.name for unit in self.units])
            advice = "请从下拉列表选取，或先在“所属单位”表登记"
            mistakes.add(sheet.place(row, "unit"), f"“所属单位”表中没有“{name}”", guess + advice)
        return unit


def ledger_from(
    sheets: Mapping[str, EnteredSheet], *, form: str, fiscal_year: int, kind: EntityKind, mistakes: Mistakes
) -> Ledger:
    """The ledger in `sheets` (by sheet id), as far as its rows are whole; what isn't goes to `mistakes`."""
    fields = {sheet_id: _fields(sheet) for sheet_id, sheet in sheets.items() if sheet.entry.layout == "fields"}
    entity_fields = fields["entity"]
    entity = _entity(entity_fields, sheets["entity"], kind, mistakes)
    units = _units(sheets["units"], entity, mistakes)
    named = {same_words(name) for row in sheets["units"].rows if (name := as_text(row.values.get("name")))}
    known = Units(units, frozenset(named - {same_words(unit.name) for unit in units}))
    lines = tuple(
        line
        for sheet_id, flow in (("income", Flow.INCOME), ("expenditure", Flow.EXPENDITURE))
        for line in _lines(sheets[sheet_id], flow, known, mistakes)
    )
    projects = projects_from(
        sheets["projects"], sheets["indicators"], known=known, fiscal_year=fiscal_year, mistakes=mistakes
    )
    keys = {(project.unit, same_words(project.key)): project.key for project in projects}
    return Ledger(
        form=form,
        fiscal_year=fiscal_year,
        entity=entity,
        units=units,
        profile=_profile(sheets["profile"], mistakes),
        lines=tuple(_with_project_key(line, keys) for line in lines),
        projects=projects,
        overall_performance=overall_from(sheets["overall"], fiscal_year=fiscal_year, mistakes=mistakes),
        procurement=_procurement(sheets["procurement"], known, mistakes),
        assets=_assets(fields["assets"]),
        purchase_catalogue=_catalogue(sheets["catalogue"], mistakes),
        catalogue_reference=as_text(entity_fields.get("catalogue_reference", [_NOTHING])[0].value),
        glossary=tuple(
            Term(
                term=cast(str, row.values["term"]),
                text=cast(str, row.values["text"]),
                place=sheets["glossary"].place(row, "term"),
            )
            for row in sheets["glossary"].complete_rows(mistakes)
        ),
        previous=tuple(
            PreviousFigure(name=name, yuan=cast("Decimal | None", found[0].value), place=found[0].place)
            for name, found in fields["previous"].items()
        ),
        words=tuple(
            Words(name=name, text=cast(str, found[0].value), place=found[0].place)
            for name, found in fields["words"].items()
            if found[0].value is not None
        ),
        places=_places(sheets),
    )


def _places(sheets: Mapping[str, EnteredSheet]) -> dict[str, Place]:
    """The cells of named fields, for `Ledger.places`; the first of those that share a name."""
    places: dict[str, Place] = {}
    for sheet_id, sheet in sheets.items():
        for row in sheet.rows if sheet.entry.layout == "fields" else ():
            places.setdefault(f"{sheet_id}/{row.values.get('id')}", sheet.place(row, "value"))
    overall = sheets["overall"]
    for row in overall.rows:
        name = f"overall/{row.values.get('section')}/{row.values.get('name')}"
        places.setdefault(name, overall.place(row, "amount"))
    return places


class _Field(msgspec.Struct, frozen=True, kw_only=True):
    label: str | None = None
    value: Value = None
    place: Place | None = None


_NOTHING = _Field()


def _fields(sheet: EnteredSheet) -> dict[str, list[_Field]]:
    """The fields of a sheet by id; a list because some ids stand on several rows."""
    found: dict[str, list[_Field]] = {}
    for row in sheet.rows:
        name = as_text(row.values.get("id"))
        if name is not None and "value" not in row.broken:
            label = as_text(row.values.get("label"))
            field = _Field(label=label, value=row.values.get("value"), place=sheet.place(row, "value"))
            found.setdefault(name, []).append(field)
    return found


def _entity(fields: dict[str, list[_Field]], sheet: EnteredSheet, kind: EntityKind, mistakes: Mistakes) -> Entity:
    field = fields.get("name", [_NOTHING])[0]
    if field.value is None and not any("value" in row.broken for row in sheet.rows if row.values.get("id") == "name"):
        mistakes.add(field.place or Place(sheet=sheet.name), f"没有填{kind.word}名称", f"请填写{kind.word}全称")
    return Entity(name=as_text(field.value) or "", kind=kind, code=as_text(fields.get("code", [_NOTHING])[0].value))


def _units(sheet: EnteredSheet, entity: Entity, mistakes: Mistakes) -> tuple[LedgerUnit, ...]:
    units: dict[str, LedgerUnit] = {}
    # A unit's own row may leave the name to the sheet before.
    alone = entity.kind is EntityKind.UNIT and len(sheet.rows) == 1
    for row, complete in sheet.reported_rows(mistakes, also=("name",) if alone else ()):
        # A unit whose row has a mistake is a unit all the same, or each of its lines would be called a stranger's.
        name = as_text(row.values.get("name")) or (entity.name if alone else "")
        if not name or (not complete and "name" in row.broken):
            continue
        place = sheet.place(row, "name")
        first = units.get(same_words(name))
        if first is not None:
            where = first.place.cell if first.place else ""
            mistakes.add(place, f"单位“{name}”在 {where} 已经登记过", "同一单位只填一行，请删去重复的一行")
            continue
        units[same_words(name)] = LedgerUnit(
            name=name,
            code=as_text(row.values.get("code")),
            institution=Institution(cast(str, row.values.get("institution") or Institution.PUBLIC_INSTITUTION)),
            staff_quota=cast("int | None", row.values.get("staff_quota")),
            staff=cast("int | None", row.values.get("staff")),
            place=place,
        )
    if not sheet.rows:
        mistakes.add(Place(sheet=sheet.name), "没有登记任何单位", f"请至少登记一个单位，{entity.kind.word}本级也要登记")
    return tuple(units.values())


def _lines(sheet: EnteredSheet, flow: Flow, known: Units, mistakes: Mistakes) -> list[LedgerLine]:
    """The lines of a sheet. A row that lacks something gives a line of what it has, without money: its other cells can be judged."""
    costs = load_entry().public_costs
    lines = []
    for row, complete in sheet.reported_rows(mistakes, also=("unit",)):
        unit = known.of(sheet, row, mistakes)
        if unit is None:
            continue
        values = row.values
        fund, period, nature = (as_text(values.get(name)) for name in ("fund", "period", "nature"))
        at = Coordinates(
            flow=flow,
            fund=Fund(fund) if fund else None,
            period=Period(period) if period else None,
            unit=unit.name,
            income=as_text(values.get("income")),
        )
        if flow is Flow.EXPENDITURE:
            economic = as_text(values.get("economic"))
            at = msgspec.structs.replace(
                at,
                nature=Nature(nature) if nature else None,
                function=as_text(values.get("function")),
                economic=economic,
                government_economic=as_text(values.get("government_economic")),
                project=as_text(values.get("project")),
                institution=unit.institution,
                public_cost=PublicCost(costs[economic]) if economic and economic in costs else None,
            )
        lines.append(
            LedgerLine(
                coordinates=at,
                yuan=cast(Decimal, values["amount"]) if complete else ZERO,
                note=as_text(values.get("note")),
                place=sheet.place(row, "amount"),
            )
        )
    return lines


def _with_project_key(line: LedgerLine, keys: dict[tuple[str, str], str]) -> LedgerLine:
    """`line` with its project spelt as on the sheet of projects; unchanged where there is none like it (the compiler says so)."""
    at = line.coordinates
    key = keys.get((at.unit or "", same_words(at.project))) if at.project else None
    if key is None or key == at.project:
        return line
    return msgspec.structs.replace(line, coordinates=msgspec.structs.replace(at, project=key))


def _profile(sheet: EnteredSheet, mistakes: Mistakes) -> Profile:
    texts: dict[str, list[str]] = {"duty": [], "structure": []}
    for row in sheet.complete_rows(mistakes):
        texts[cast(str, row.values["section"])].append(cast(str, row.values["text"]))
    return Profile(duties=tuple(texts["duty"]), structure="\n".join(texts["structure"]) or None)


def _procurement(sheet: EnteredSheet, known: Units, mistakes: Mistakes) -> tuple[ProcurementLine, ...]:
    lines = []
    for row in sheet.complete_rows(mistakes, also=("unit",)):
        unit = known.of(sheet, row, mistakes)
        if unit is not None:
            lines.append(
                ProcurementLine(
                    unit=unit.name,
                    category=cast(Literal["goods", "works", "services"], row.values["category"]),
                    item=as_text(row.values.get("item")),
                    yuan=cast(Decimal, row.values["amount"]),
                    place=sheet.place(row, "amount"),
                )
            )
    return tuple(lines)


def _assets(fields: dict[str, list[_Field]]) -> Assets | None:
    def value(name: str) -> Value:
        return fields.get(name, [_NOTHING])[0].value

    kinds = tuple(
        VehicleCount(kind=field.label, count=cast(int, field.value))
        for field in fields.get("vehicle_kind", [])
        if field.label is not None and field.value is not None
    )
    assets = Assets(
        as_of=as_text(value("as_of")),
        vehicle_quota=cast("int | None", value("vehicle_quota")),
        vehicles=cast("int | None", value("vehicles")),
        vehicle_kinds=kinds,
        office_area=cast("Decimal | None", value("office_area")),
        devices_over_500k=cast("int | None", value("devices_over_500k")),
        devices_over_1m=cast("int | None", value("devices_over_1m")),
    )
    return None if assets == Assets() else assets


def _catalogue(sheet: EnteredSheet, mistakes: Mistakes) -> tuple[CatalogueEntry, ...]:
    entries = []
    for row in sheet.complete_rows(mistakes):
        code = cast(str, row.values["code"])
        # A, A15, A1502, A150201: one letter, then two digits a level.
        level = row.values.get("level") or 1 + (len(code) - 1) // 2
        entries.append(
            CatalogueEntry(
                code=code,
                name=cast(str, row.values["name"]),
                level=cast(int, level),
                department=as_text(row.values.get("department")),
                place=sheet.place(row, "code"),
            )
        )
    return tuple(entries)
