"""The statements and funding of `samples/truth/*.json` as a Disclosure, so that checks are tried on figures looked over by hand."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

from budgetbook.codes import Classification, find_by_name
from budgetbook.model.coordinates import ANYWHERE, Coordinates, Flow, Fund, Institution, Nature, Period, PublicCost
from budgetbook.model.disclosure import Disclosure, Entity, EntityKind
from budgetbook.model.money import MoneyUnit
from budgetbook.model.performance import Funding, Indicators, Objective, ProjectPerformance, WholeAndAnnualFunding
from budgetbook.model.place import Place
from budgetbook.model.statement import Column, Kind, Role, Row, Statement

SAMPLES = Path(__file__).resolve().parents[3] / "shared" / "samples"
NAMES = ("changzhi-hrss-2026", "jincheng-zone-2026", "xinzhou-college-2024")

C = Coordinates
EXP, INC = Flow.EXPENDITURE, Flow.INCOME
CURRENT, CARRIED = Period.CURRENT, Period.CARRIED_OVER
FUNDS = {
    "一般公共预算": Fund.GENERAL_PUBLIC,
    "政府性基金": Fund.GOVERNMENT_FUND,
    "政府性基金预算": Fund.GOVERNMENT_FUND,
    "国有资本经营预算": Fund.STATE_CAPITAL,
    "财政专户管理资金": Fund.FISCAL_ACCOUNT,
    "单位资金": Fund.UNIT_FUNDS,
}
COSTS = {
    "因公出国（境）费": PublicCost.OVERSEAS,
    "公务接待费": PublicCost.RECEPTION,
    "公务用车购置及运行费": PublicCost.VEHICLES,
    "①公务用车购置费": PublicCost.VEHICLE_PURCHASE,
    "②公务用车运行维护费": PublicCost.VEHICLE_MAINTENANCE,
    "合计": PublicCost.ALL,
}
KINDS = {
    "T01": Kind.INCOME_EXPENDITURE,
    "T02": Kind.INCOME,
    "T03": Kind.EXPENDITURE,
    "T04": Kind.APPROPRIATION,
    "T05": Kind.GENERAL_PUBLIC_EXPENDITURE,
    "T06": Kind.BASIC_EXPENDITURE,
    "T07": Kind.GOVERNMENT_FUND_INCOME,
    "T08": Kind.GOVERNMENT_FUND_EXPENDITURE,
    "T09": Kind.STATE_CAPITAL,
    "T10": Kind.PUBLIC_COSTS,
    "T11": Kind.OPERATING_COSTS,
    "T12": Kind.PROJECTS,
    "T13": Kind.CARRIED_OVER_PROJECTS,
}


def plain(label: str) -> str:
    return label.split("、", 1)[-1].replace(" ", "")


def money(text: str | None) -> Decimal | None:
    return None if text in (None, "") else Decimal(str(text))


def truth_disclosure(name: str) -> Disclosure:
    data: dict[str, Any] = json.loads((SAMPLES / "truth" / f"{name}.json").read_text("utf-8"))
    year = data["fiscal_year"]
    kind = EntityKind.DEPARTMENT if data["kind"] == "部门" else EntityKind.UNIT
    statements = []
    for number, (key, statement_kind) in enumerate(KINDS.items(), start=1):
        table = data["tables"][key]
        columns, rows = SHAPES[key](table, year, kind)
        statements.append(
            Statement(
                kind=statement_kind,
                number=number,
                title=table["title"],
                unit=MoneyUnit(table["unit"]),
                holder=table["holder"],
                note=table["note"],
                columns=tuple(columns) if rows else (),
                rows=tuple(rows),
            )
        )
    return Disclosure(
        entity=Entity(name=data["entity"], kind=kind),
        fiscal_year=year,
        form="shanxi",
        statements=tuple(statements),
        projects=tuple(_project(project) for project in data["projects"]),
    )


def _function(label: str, year: int) -> str:
    return next((found.code for found in find_by_name(Classification.FUNCTION, label, year, level=1)), label)


def _income_rows(items: list[dict[str, Any]], width: int, appropriation: bool) -> list[Row]:
    rows, period = [], CURRENT
    whole = Fund.APPROPRIATION if appropriation else None
    for item in items:
        label = plain(item["item"])
        if "结转" in label:
            period = CARRIED
        role = Role.ITEM
        if label in FUNDS:
            at = C(flow=INC, fund=FUNDS[label], period=period)
        elif label == "收入总计":
            at, role = C(fund=whole), Role.TOTAL
        else:
            at = C(flow=INC, fund=whole, period=CARRIED if "结转" in label else CURRENT)
            role = Role.GROUP if "结转" in label else Role.TOTAL
        amounts = (money(item["amount"]),) + (None,) * (width - 1)
        rows.append(Row(flow=INC, label=item["item"], role=role, coordinates=at, amounts=amounts))
    return rows


def _two_sided(table: dict[str, Any], year: int, columns: dict[str, Coordinates], appropriation: bool) -> Any:
    header = [Column(label="收入/金额", flow=INC)]
    header += [Column(label=f"支出/{label}", coordinates=at, flow=EXP) for label, at in columns.items()]
    rows = _income_rows(table["income"], len(header), appropriation)
    for item in table["rows"]:
        label, role = plain(item["item"]), Role.TOTAL
        if label == "支出总计":
            at = ANYWHERE
        elif label == "本年支出合计":
            at = C(flow=EXP)
        elif label == "年终结转":
            at, role = C(flow=Flow.CLOSING_BALANCE), Role.ITEM
        else:
            at, role = C(flow=EXP, function=_function(label, year)), Role.ITEM
        amounts = (None, *(money(item[column]) for column in columns))
        rows.append(Row(flow=EXP, label=item["item"], role=role, coordinates=at, amounts=amounts))
    return header, rows


def _t1(table: dict[str, Any], year: int, kind: EntityKind) -> Any:
    columns = {"合计": ANYWHERE, "当年预算安排": C(period=CURRENT), "上年结转安排": C(period=CARRIED)}
    return _two_sided(table, year, columns, False)


def _t4(table: dict[str, Any], year: int, kind: EntityKind) -> Any:
    columns = {"小计": C(fund=Fund.APPROPRIATION)}
    columns |= {label: C(fund=FUNDS[label]) for label in ("一般公共预算", "政府性基金预算", "国有资本经营预算")}
    return _two_sided(table, year, columns, True)


def _tree(columns: dict[str, Coordinates], base: Coordinates, dimension: str = "function") -> Any:
    def shape(table: dict[str, Any], year: int, kind: EntityKind) -> Any:
        header = [Column(label=label, coordinates=at) for label, at in columns.items()]
        rows = []
        for item in table["rows"]:
            code = item["code"] if item["code"].isdigit() else None
            at = base
            if code:
                at = C(**{name: getattr(base, name) for name in ("flow", "fund", "period")}, **{dimension: code})
            level = {None: 0, 3: 1, 5: 2, 7: 3}[len(code) if code else None]
            role = Role.TOTAL if code is None else Role.ITEM if level == 3 else Role.GROUP
            amounts = tuple(money(item[label]) for label in columns)
            rows.append(Row(code=code, label=item["name"], role=role, level=level, coordinates=at, amounts=amounts))
        return header, rows

    return shape


def _t6(table: dict[str, Any], year: int, kind: EntityKind) -> Any:
    natures = {"合计": Nature.BASIC, "人员经费": Nature.PERSONNEL, "公用经费": Nature.OPERATING}
    header = [Column(label=label, coordinates=C(nature=nature)) for label, nature in natures.items()]
    rows, group = [], "3"
    for item in table["rows"]:
        name, government = item["部门经济科目"], item["政府经济科目"]
        code = paid = None
        if item["level"] == 1:
            group = code = find_by_name(Classification.ECONOMIC, name, year, level=1)[0].code
        elif item["level"] == 2:
            code = find_by_name(Classification.ECONOMIC, name, year, level=2, under=group)[0].code
            found = find_by_name(Classification.GOVERNMENT_ECONOMIC, government, year, level=2)
            paid = found[0].code if found else None
        at = C(flow=EXP, fund=Fund.GENERAL_PUBLIC, period=CURRENT, economic=code, government_economic=paid)
        rows.append(
            Row(
                label=name,
                role=(Role.TOTAL, Role.GROUP, Role.ITEM)[item["level"]],
                level=item["level"],
                coordinates=at,
                amounts=tuple(money(item[label]) for label in natures),
                labels={"government_economic": government} if government else {},
            )
        )
    return header, rows


def _t10(table: dict[str, Any], year: int, kind: EntityKind) -> Any:
    columns = {"合计": C(fund=Fund.APPROPRIATION)}
    columns |= {label: C(fund=FUNDS[label]) for label in ("一般公共预算", "政府性基金预算", "国有资本经营预算")}
    rows = [
        Row(
            label=item["item"],
            role=Role.TOTAL if item["item"] == "合计" else Role.ITEM,
            coordinates=C(flow=EXP, public_cost=COSTS[item["item"]]),
            amounts=tuple(money(item[label]) for label in columns),
        )
        for item in table["rows"]
    ]
    return [Column(label=label, coordinates=at) for label, at in columns.items()], rows


def _t11(table: dict[str, Any], year: int, kind: EntityKind) -> Any:
    columns = {"合计": C(fund=Fund.APPROPRIATION)}
    columns |= {label: C(fund=FUNDS[label]) for label in ("一般公共预算", "政府性基金预算", "国有资本经营预算")}
    rows = []
    for item in table["rows"]:
        total = item["unit_name"] == "部门合计"
        at = C(
            flow=EXP,
            period=CURRENT,
            nature=Nature.OPERATING,
            institution=Institution.AGENCY,
            unit=None if total else item["unit_name"],
        )
        amounts = tuple(money(item[label]) for label in columns)
        role = Role.TOTAL if total else Role.ITEM
        rows.append(Row(label=item["unit_name"], role=role, coordinates=at, amounts=amounts))
    return [Column(label=label, coordinates=at) for label, at in columns.items()], rows


def _projects(period: Period) -> Any:
    def shape(table: dict[str, Any], year: int, kind: EntityKind) -> Any:
        labels = [label for label in FUNDS if table["rows"] and label in table["rows"][0]]
        columns = {"合计": C(fund=Fund.APPROPRIATION) if period is CARRIED else ANYWHERE}
        columns |= {label: C(fund=FUNDS[label]) for label in labels}
        rows: list[Row] = []
        seen: dict[tuple[str, str], int] = {}
        for number, item in enumerate(table["rows"]):
            total = item["row_type"] == "dept_total" or (number == 0 and kind is EntityKind.UNIT)
            unit = None if total else item["unit"]
            project = None
            if item["row_type"] == "project":
                count = seen[item["unit"], item["name"]] = seen.get((item["unit"], item["name"]), 0) + 1
                project = item["name"] + (f"#{count}" if count > 1 else "")
            at = C(flow=EXP, nature=Nature.PROJECT, period=period, unit=unit, project=project)
            role = Role.TOTAL if total else Role.ITEM if project else Role.GROUP
            level = 0 if total else 2 if project else 1
            amounts = tuple(money(item[label]) for label in columns)
            rows.append(Row(label=item["name"], role=role, level=level, coordinates=at, amounts=amounts))
        return [Column(label=label, coordinates=at) for label, at in columns.items()], rows

    return shape


_NATURES = {"合计": ANYWHERE, "基本支出": C(nature=Nature.BASIC), "项目支出": C(nature=Nature.PROJECT)}
_INCOME = {"合计": C(period=CURRENT)}
_INCOME |= {
    label: C(fund=FUNDS[label], period=CURRENT)
    for label in ("一般公共预算", "政府性基金", "国有资本经营预算", "财政专户管理资金", "单位资金")
}
_INCOME |= {"上年结转": C(period=CARRIED)}
SHAPES: dict[str, Any] = {
    "T01": _t1,
    "T02": _tree(_INCOME, C(flow=INC)),
    "T03": _tree(_NATURES, C(flow=EXP)),
    "T04": _t4,
    "T05": _tree(_NATURES, C(flow=EXP, fund=Fund.GENERAL_PUBLIC, period=CURRENT)),
    "T06": _t6,
    "T07": _tree(
        {"政府性基金收入预算": ANYWHERE}, C(flow=INC, fund=Fund.GOVERNMENT_FUND, period=CURRENT), dimension="income"
    ),
    "T08": _tree(_NATURES, C(flow=EXP, fund=Fund.GOVERNMENT_FUND, period=CURRENT)),
    "T09": lambda table, year, kind: ([], []),
    "T10": _t10,
    "T11": _t11,
    "T12": _projects(CURRENT),
    "T13": _projects(CARRIED),
}


def _project(data: dict[str, Any]) -> ProjectPerformance:
    def funding(side: str) -> Funding:
        parts = data["funds"][side]
        names = {"total": "总额", "central": "中央", "provincial": "省级", "local": "市县"}
        names |= {"self_raised": "单位自筹", "other": "其他"}
        return Funding(**{name: money(parts.get(label)) for name, label in names.items()})

    return ProjectPerformance(
        name=data["name"],
        year=data["year"],
        unit=data["unit"],
        duration=data["period"],
        funding=WholeAndAnnualFunding(whole=funding("实施期"), annual=funding("年度")),
        objective=Objective(),
        indicators=Indicators(),
        place=Place(line=data["line"]),
    )
