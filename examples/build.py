"""Make the example ledgers from the TOML beside this script: `python examples/build.py`.

Each example is a folder: `entity.toml` (entity, units with their basic expenditure, assets, words …) and `projects/*.toml` (projects of one unit
each). Income from appropriations is what they pay for; other income stands in the files, so a mistake there shows as an imbalance.
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from budgetbook.codes import government_codes_for
from budgetbook.model.codec import encode
from budgetbook.model.coordinates import Coordinates, Flow, Fund, Institution, Nature, Period
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
from budgetbook.model.money import ZERO, MoneyUnit, in_unit, round_to
from budgetbook.model.narrative import Assets, CatalogueEntry, Profile, VehicleCount
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

HERE = Path(__file__).parent
EXAMPLES = ("department", "unit")
Table = dict[str, Any]

# Contributions: economic 款, share of the base, function 项 (None: the unit's own medical 项).
_CONTRIBUTIONS = (
    ("30108", Decimal("0.16"), "2080505"),
    ("30109", Decimal("0.08"), "2080506"),
    ("30110", Decimal("0.065"), None),
    ("30113", Decimal("0.12"), "2210201"),
)
_CIVIL_SERVANTS = ("30111", Decimal("0.03"), "2101103")
# The income code that pays for a function 款 of a government fund or of state capital.
_INCOME_CODES = {"21208": "1030148", "22301": "1030601"}
_APPROPRIATIONS = (Fund.GENERAL_PUBLIC, Fund.GOVERNMENT_FUND, Fund.STATE_CAPITAL)
_ATTRIBUTES = {
    "一次性": "一次性项目（1年结束）",
    "延续性": "延续性项目（阶段开展）",
    "经常性": "经常性项目（长期开展）",
}
_LEVEL1 = {"数量": "产出", "质量": "产出", "时效": "产出", "成本": "产出", "服务对象满意度": "满意度"}
_LEVEL2 = {"经济": "经济效益", "社会": "社会效益", "生态": "生态效益", "可持续": "可持续影响"}


def build(folder: Path) -> Ledger:
    """The ledger of the example in `folder`. Raises KeyError or ValueError where its files are wrong."""
    entity = _load(folder / "entity.toml")
    files = [_load(path) for path in sorted((folder / "projects").glob("*.toml"))]
    order = [unit["name"] for unit in entity["units"]]
    files.sort(key=lambda file: order.index(file["unit"]))
    units = tuple(
        LedgerUnit(
            name=unit["name"],
            code=unit["code"],
            institution=Institution(unit["institution"]),
            staff_quota=unit["staff_quota"],
            staff=unit["staff"],
        )
        for unit in entity["units"]
    )
    spent = [
        *(line for table, unit in zip(entity["units"], units, strict=True) for line in _basic(table, unit)),
        *(line for file in files for line in _project_lines(file, units[order.index(file["unit"])])),
    ]
    lines = (*_income(entity["units"], spent), *spent)
    return Ledger(
        form=entity["form"],
        fiscal_year=entity["fiscal_year"],
        entity=Entity(name=entity["name"], kind=EntityKind(entity["kind"]), code=entity["code"]),
        units=units,
        profile=Profile(duties=tuple(entity["duties"]), structure=entity["structure"]),
        lines=lines,
        projects=tuple(_project(table, file, entity) for file in files for table in file["projects"]),
        overall_performance=_overall(entity, lines),
        procurement=tuple(
            ProcurementLine(unit=unit, category=category, item=item, yuan=Decimal(yuan))
            for unit, category, item, yuan in entity["procurement"]["lines"]
        ),
        assets=_assets(entity["assets"]),
        purchase_catalogue=tuple(_catalogue(entity.get("catalogue", {}).get("entries", ()))),
        catalogue_reference=entity.get("catalogue_reference"),
        previous=tuple(PreviousFigure(name=name, yuan=Decimal(yuan)) for name, yuan in entity["previous"].items()),
        words=tuple(_words(entity, lines)),
    )


def _load(path: Path) -> Table:
    return tomllib.loads(path.read_text("utf-8"), parse_float=Decimal)


def _spent(
    unit: LedgerUnit,
    function: str,
    economic: str,
    fund: str,
    yuan: Decimal,
    *,
    nature: str,
    project: str | None = None,
    period: Period = Period.CURRENT,
) -> LedgerLine:
    at = Coordinates(
        flow=Flow.EXPENDITURE,
        fund=Fund(fund),
        period=period,
        nature=Nature(nature),
        function=function,
        economic=economic,
        government_economic=_government_code(economic, unit),
        unit=unit.name,
        project=project,
    )
    return LedgerLine(coordinates=at, yuan=Decimal(yuan))


def _government_code(economic: str, unit: LedgerUnit) -> str:
    return government_codes_for(economic, public_institution=unit.institution is Institution.PUBLIC_INSTITUTION)[0]


def _basic(table: Table, unit: LedgerUnit) -> Iterator[LedgerLine]:
    """Basic expenditure: pay and contributions, pensions, operating; then what other funds pay, this year's and carried over."""
    running = table["running"]
    for economic, yuan in table["personnel"]:
        yield _spent(unit, running, economic, "general_public", yuan, nature="personnel")
    agency = unit.institution is not Institution.PUBLIC_INSTITUTION
    for economic, rate, function in (*_CONTRIBUTIONS, *((_CIVIL_SERVANTS,) if agency else ())):
        yuan = round_to(table["contribution_base"] * rate, 2)
        yield _spent(unit, function or table["medical"], economic, "general_public", yuan, nature="personnel")
    for function, economic, nature, yuan in table["elsewhere"]:
        yield _spent(unit, function, economic, "general_public", yuan, nature=nature)
    for economic, yuan in table["operating"]:
        yield _spent(unit, running, economic, "general_public", yuan, nature="operating")
    for key, period in (("other", Period.CURRENT), ("carried", Period.CARRIED_OVER)):
        for function, economic, nature, fund, yuan in table.get(key, ()):
            yield _spent(unit, function, economic, fund, yuan, nature=nature, period=period)


def _project_lines(file: Table, unit: LedgerUnit) -> Iterator[LedgerLine]:
    for table in file["projects"]:
        key = str(table.get("key", table["name"]))
        for column, period in (("spend", Period.CURRENT), ("carried", Period.CARRIED_OVER)):
            for function, economic, fund, yuan in table.get(column, ()):
                yield _spent(unit, function, economic, fund, yuan, nature="project", project=key, period=period)


def _income(tables: Iterable[Table], spent: list[LedgerLine]) -> Iterator[LedgerLine]:
    """Income of each unit: appropriations and what is carried over from what is spent, other funds as the files say."""
    for table in tables:
        needed: defaultdict[tuple[Period, Fund, str | None], Decimal] = defaultdict(Decimal)
        for line in spent:
            at = line.coordinates
            assert at.fund is not None and at.period is not None and at.function is not None
            if at.unit == table["name"] and (at.fund in _APPROPRIATIONS or at.period is Period.CARRIED_OVER):
                needed[at.period, at.fund, _INCOME_CODES.get(at.function[:5])] += line.yuan
        stated = [(Period.CURRENT, Fund(fund), None, yuan, note) for fund, yuan, note in table.get("income", ())]
        derived = [(period, fund, code, yuan, None) for (period, fund, code), yuan in needed.items()]
        for period, fund, code, yuan, note in (*derived, *stated):
            at = Coordinates(flow=Flow.INCOME, fund=fund, period=period, income=code, unit=table["name"])
            yield LedgerLine(coordinates=at, yuan=Decimal(yuan), note=note)


def _project(table: Table, file: Table, entity: Table) -> LedgerProject:
    return LedgerProject(
        key=str(table.get("key", table["name"])),
        name=table["name"],
        unit=file["unit"],
        project_class=ProjectClass(table["class"]),
        disclosed="exception" not in table,
        exception=table.get("exception"),
        performance=_performance(table, file, entity) if "annual" in table else None,
    )


def _performance(table: Table, file: Table, entity: Table) -> ProjectPerformance:
    return ProjectPerformance(
        name=table["name"],
        year=entity["fiscal_year"],
        department_code=file.get("department_code", entity["code"]),
        department=file.get("department", entity["name"]),
        unit=file["unit"],
        attribute=_ATTRIBUTES[table["attribute"]],
        duration=table["duration"],
        funding=WholeAndAnnualFunding(
            whole=_funding(table["whole"] if "whole" in table else table["annual"]), annual=_funding(table["annual"])
        ),
        **{name: table.get(name) for name in ("summary", "basis", "necessity", "safeguards", "plan")},
        objective=Objective(whole=table["objective_whole"], annual=table["objective_annual"]),
        indicators=Indicators(
            whole=tuple(_indicator(entry, 2) for entry in table["indicators"]),
            annual=tuple(_indicator(entry, 3) for entry in table["indicators"]),
        ),
        responsible=file["responsible"],
        handler=file["handler"],
        telephone=file["telephone"],
        filed_at=table["filed_at"],
    )


def _funding(parts: Table) -> Funding:
    amounts = {level: Decimal(yuan) for level, yuan in parts.items()}
    return Funding(total=sum(amounts.values(), ZERO), **amounts)


def _indicator(entry: str, column: int) -> Indicator:
    """`kind|name|target` or `kind|name|whole period|year`; `column` 2 is the whole period, 3 the year (the last, where there is one)."""
    fields = entry.split("|")
    kind, name = fields[:2]
    return Indicator(
        level1=f"{_LEVEL1.get(kind, '效益')}指标",
        level2=f"{_LEVEL2.get(kind, kind)}指标",
        name=name,
        target=fields[min(column, len(fields) - 1)],
    )


def _overall(entity: Table, lines: Iterable[LedgerLine]) -> OverallPerformance:
    """The overall form; its money is that of the lines, in 万元."""
    table = entity["overall"]
    income: defaultdict[str, Decimal] = defaultdict(Decimal)
    spent: defaultdict[str, Decimal] = defaultdict(Decimal)
    for line in lines:
        at = line.coordinates
        if at.flow is Flow.INCOME:
            income[_source(at)] += line.yuan
        else:
            spent["项目支出" if at.nature is Nature.PROJECT else "基本支出"] += line.yuan
    return OverallPerformance(
        year=entity["fiscal_year"],
        entity=entity["name"],
        staff=tuple((label, count) for label, count in table["staff"]),
        duties=tuple(entity["duties"]),
        strategy=table["strategy"],
        income=_named(income, _SOURCES),
        expenditure=_named(spent, ("基本支出", "项目支出")),
        key_tasks=tuple(KeyTask(function=function, task=task) for function, task in table["tasks"]),
        objective=table["objective"],
        indicators=tuple(_indicator(entry, 2) for entry in table["indicators"]),
    )


_SOURCES = (
    "一般公共预算拨款收入",
    "政府性基金预算拨款收入",
    "国有资本经营预算拨款收入",
    "财政专户管理资金收入",
    "单位资金",
    "上年结转",
)
_SOURCE_OF = {
    Fund.GENERAL_PUBLIC: _SOURCES[0],
    Fund.GOVERNMENT_FUND: _SOURCES[1],
    Fund.STATE_CAPITAL: _SOURCES[2],
    Fund.FISCAL_ACCOUNT: _SOURCES[3],
}


def _source(at: Coordinates) -> str:
    assert at.fund is not None
    return "上年结转" if at.period is Period.CARRIED_OVER else _SOURCE_OF.get(at.fund, "单位资金")


def _named(yuan: dict[str, Decimal], order: tuple[str, ...]) -> tuple[NamedAmount, ...]:
    total = NamedAmount(label="合计", amount=in_unit(sum(yuan.values(), ZERO), MoneyUnit.WAN))
    return (
        total,
        *(NamedAmount(label=each, amount=in_unit(yuan[each], MoneyUnit.WAN)) for each in order if each in yuan),
    )


def _assets(table: Table) -> Assets:
    kinds = tuple(VehicleCount(kind=kind, count=count) for kind, count in table["vehicles"])
    return Assets(
        as_of=table["as_of"],
        vehicle_quota=table["vehicle_quota"],
        vehicles=sum(kind.count or 0 for kind in kinds),
        vehicle_kinds=kinds,
        office_area=table["office_area"],
        devices_over_500k=table["devices_over_500k"],
        devices_over_1m=table["devices_over_1m"],
    )


def _catalogue(entries: Iterable[str]) -> Iterator[CatalogueEntry]:
    for entry in entries:
        code, name = entry.split("|")
        yield CatalogueEntry(code=code, name=name, level=1 + len(code) // 2)


def _words(entity: Table, lines: Iterable[LedgerLine]) -> Iterator[Words]:
    for name, text in entity["words"].items():
        yield Words(name=name, text=text)
    if filed := entity.get("overall_filed"):
        yuan = sum(
            (
                line.yuan
                for line in lines
                if line.coordinates.flow is Flow.EXPENDITURE and line.coordinates.unit in filed
            ),
            ZERO,
        )
        yield Words(name="overall.filed_units", text=str(len(filed)))
        yield Words(name="overall.filed_amount", text=f"{in_unit(yuan, MoneyUnit.WAN):,}")
    if remarks := entity.get("remarks"):
        yield Words(name="other.remarks", text=remarks)


def main() -> None:
    """Write every example's `ledger.json`."""
    for name in EXAMPLES:
        (HERE / name / "ledger.json").write_bytes(encode(build(HERE / name), indent=1) + b"\n")


if __name__ == "__main__":
    main()
