"""Real disclosures against what they are known to say, down to the column and the coordinates of every amount."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from budgetbook.model.coordinates import Coordinates, Flow, Fund, Institution, Nature, Period, PublicCost, merged
from budgetbook.model.disclosure import Disclosure, EntityKind
from budgetbook.model.statement import Kind, Role, Row, Statement
from budgetbook.readers import read_document

SAMPLES = Path(__file__).parents[4] / "shared" / "samples"
NAMES = ("xinzhou-college-2024", "jincheng-zone-2026", "changzhi-hrss-2026")

pytestmark = [
    pytest.mark.samples,
    pytest.mark.skipif(not SAMPLES.is_dir(), reason=f"no real disclosures at {SAMPLES}"),
    pytest.mark.parametrize("name", NAMES),
]

_G, _F, _S = Fund.GENERAL_PUBLIC, Fund.GOVERNMENT_FUND, Fund.STATE_CAPITAL
_FUNDS = {"一般公共预算": _G, "政府性基金": _F, "政府性基金预算": _F, "国有资本经营预算": _S}
_ALL_FUNDS = _FUNDS | {"财政专户管理资金": Fund.FISCAL_ACCOUNT, "单位资金": Fund.UNIT_FUNDS}
_OUT = Flow.EXPENDITURE
_NOW, _BEFORE = Period.CURRENT, Period.CARRIED_OVER


@cache
def _read(name: str) -> Disclosure:
    return read_document(SAMPLES / "text" / f"{name}.txt")


@cache
def _truth(name: str) -> Any:
    return json.loads((SAMPLES / "truth" / f"{name}.json").read_text(encoding="utf-8"))


def _plain(text: str | None) -> str:
    return re.sub(r"\s+", "", text or "").translate(str.maketrans("（），：；", "(),:;"))


def _statement(name: str, kind: Kind) -> Statement:
    (found,) = (statement for statement in _read(name).statements if statement.kind is kind)
    return found


def _cells(statement: Statement, row: Row) -> dict[Coordinates, Decimal | None]:
    return {
        merged(row.coordinates, column.coordinates): amount
        for column, amount in zip(statement.columns, row.amounts, strict=True)
        if row.flow is None or column.flow is row.flow
    }


def _expected(
    base: Coordinates, printed: dict[str, str | None], columns: dict[str, dict[str, object]]
) -> dict[Coordinates, Decimal | None]:
    return {
        merged(base, Coordinates(**coordinates)): None if printed[column] is None else Decimal(printed[column] or "")  # type: ignore[arg-type]
        for column, coordinates in columns.items()
    }


_NATURES: dict[str, dict[str, object]] = {
    "合计": {},
    "基本支出": {"nature": Nature.BASIC},
    "项目支出": {"nature": Nature.PROJECT},
}
_COLUMNS: dict[str, dict[str, dict[str, object]]] = {
    "T02": {
        "合计": {"period": _NOW},
        "上年结转": {"period": _BEFORE},
        **{label: {"fund": fund, "period": _NOW} for label, fund in _ALL_FUNDS.items() if label != "政府性基金预算"},
    },
    "T03": _NATURES,
    "T05": _NATURES,
    "T06": {
        "合计": {"nature": Nature.BASIC},
        "人员经费": {"nature": Nature.PERSONNEL},
        "公用经费": {"nature": Nature.OPERATING},
    },
    "T07": {"政府性基金收入预算": {}},
    "T08": _NATURES,
    "T10": {"合计": {}, **{label: {"fund": fund} for label, fund in _FUNDS.items() if label != "政府性基金"}},
    "T11": {"合计": {}, **{label: {"fund": fund} for label, fund in _FUNDS.items() if label != "政府性基金"}},
    "T12": {"合计": {}, **{label: {"fund": fund} for label, fund in _ALL_FUNDS.items() if label != "政府性基金"}},
    "T13": {
        "合计": {"fund": Fund.APPROPRIATION},
        **{label: {"fund": fund} for label, fund in _FUNDS.items() if label != "政府性基金"},
    },
}
_BASES = {
    "T02": Coordinates(flow=Flow.INCOME),
    "T03": Coordinates(flow=_OUT),
    "T05": Coordinates(flow=_OUT, fund=_G, period=_NOW),
    "T06": Coordinates(flow=_OUT, fund=_G, period=_NOW),
    "T07": Coordinates(flow=Flow.INCOME, fund=_F, period=_NOW),
    "T08": Coordinates(flow=_OUT, fund=_F, period=_NOW),
    "T10": Coordinates(flow=_OUT, fund=Fund.APPROPRIATION),
    "T11": Coordinates(
        flow=_OUT, fund=Fund.APPROPRIATION, period=_NOW, nature=Nature.OPERATING, institution=Institution.AGENCY
    ),
    "T12": Coordinates(flow=_OUT, period=_NOW, nature=Nature.PROJECT),
    "T13": Coordinates(flow=_OUT, period=_BEFORE, nature=Nature.PROJECT),
}
_KINDS = {
    "T02": Kind.INCOME,
    "T03": Kind.EXPENDITURE,
    "T05": Kind.GENERAL_PUBLIC_EXPENDITURE,
    "T06": Kind.BASIC_EXPENDITURE,
    "T07": Kind.GOVERNMENT_FUND_INCOME,
    "T08": Kind.GOVERNMENT_FUND_EXPENDITURE,
    "T10": Kind.PUBLIC_COSTS,
    "T11": Kind.OPERATING_COSTS,
    "T12": Kind.PROJECTS,
    "T13": Kind.CARRIED_OVER_PROJECTS,
}
_COSTS = (
    PublicCost.OVERSEAS,
    PublicCost.RECEPTION,
    PublicCost.VEHICLES,
    PublicCost.VEHICLE_PURCHASE,
    PublicCost.VEHICLE_MAINTENANCE,
    PublicCost.ALL,
)


def _row_coordinates(table: str, number: int, printed: dict[str, Any], row: Row) -> dict[str, object]:
    """What the row's coordinates must add, told from the truth; economic codes from the row's own name (see test_labels)."""
    if table in ("T02", "T03", "T05", "T08"):
        return {"function": printed["code"] or None}
    if table == "T07":
        return {"income": printed["code"] or None}
    if table == "T06":
        return {
            "economic": row.coordinates.economic,
            "government_economic": row.coordinates.government_economic,
        }
    if table == "T10":
        return {"public_cost": _COSTS[number]}
    if table == "T11":
        return {"unit": printed["unit_name"] if number else None}
    unit = printed["unit"] if printed["row_type"] != "dept_total" else None
    return {"unit": unit, "project": row.coordinates.project if printed["row_type"] == "project" else None}


@pytest.mark.parametrize("table", sorted(_KINDS))
def test_every_amount_stands_at_its_coordinates(name: str, table: str) -> None:
    statement, truth = _statement(name, _KINDS[table]), _truth(name)["tables"][table]
    if not truth["rows"]:
        assert all(amount is None for row in statement.rows for amount in row.amounts)
        return
    assert len(statement.rows) == len(truth["rows"])
    for number, (row, printed) in enumerate(zip(statement.rows, truth["rows"], strict=True)):
        base = merged(_BASES[table], Coordinates(**_row_coordinates(table, number, printed, row)))  # type: ignore[arg-type]
        assert _cells(statement, row) == _expected(base, printed, _COLUMNS[table])


@pytest.mark.parametrize(
    ("table", "kind", "columns"),
    [
        (
            "T01",
            Kind.INCOME_EXPENDITURE,
            {"合计": {}, "当年预算安排": {"period": _NOW}, "上年结转安排": {"period": _BEFORE}},
        ),
        (
            "T04",
            Kind.APPROPRIATION,
            {
                "小计": {"fund": Fund.APPROPRIATION},
                **{label: {"fund": fund} for label, fund in _FUNDS.items() if label != "政府性基金"},
            },
        ),
    ],
)
def test_two_sided_statements(name: str, table: str, kind: Kind, columns: dict[str, dict[str, object]]) -> None:
    statement, truth = _statement(name, kind), _truth(name)["tables"][table]
    left = [row for row in statement.rows if row.flow is Flow.INCOME]
    right = [row for row in statement.rows if row.flow is _OUT]
    assert [(_plain(row.label), row.amounts[0]) for row in left] == [
        (_plain(row["item"]), None if row["amount"] is None else Decimal(row["amount"])) for row in truth["income"]
    ]
    assert [_plain(row.label) for row in right] == [_plain(row["item"]) for row in truth["rows"]]
    codes = [row.coordinates.function for row in right]
    assert codes[:30] == sorted({code for code in codes if code})
    assert codes[30:] == [None, None, None]
    for row, printed in zip(right, truth["rows"], strict=True):
        assert _cells(statement, row) == _expected(row.coordinates, printed, columns)
    total, carried = (Fund.APPROPRIATION, Fund.APPROPRIATION) if table == "T04" else (None, None)
    by_label = {_plain(row.label): row.coordinates for row in reversed(statement.rows)}
    assert by_label["本年收入合计"] == Coordinates(flow=Flow.INCOME, fund=total, period=_NOW)
    assert by_label["收入总计"] == Coordinates(fund=total)
    assert by_label["支出总计"] == Coordinates()
    assert by_label["本年支出合计"] == Coordinates(flow=_OUT)
    assert by_label["年终结转"] == Coordinates(flow=Flow.CLOSING_BALANCE)
    carry_over = by_label["上年财政拨款结转" if table == "T04" else "上年结转"]
    assert carry_over == Coordinates(flow=Flow.INCOME, fund=carried, period=_BEFORE)
    if table == "T04":
        assert [row.coordinates for row in left[5:8]] == [
            Coordinates(flow=Flow.INCOME, fund=fund, period=_BEFORE) for fund in (_G, _F, _S)
        ]


@pytest.mark.parametrize("kind", [Kind.PROJECTS, Kind.CARRIED_OVER_PROJECTS])
def test_totals_units_and_projects(name: str, kind: Kind) -> None:
    table = "T12" if kind is Kind.PROJECTS else "T13"
    roles = {"dept_total": Role.TOTAL, "unit_total": Role.GROUP, "project": Role.ITEM}
    rows = _statement(name, kind).rows
    assert [row.role for row in rows] == [roles[row["row_type"]] for row in _truth(name)["tables"][table]["rows"]]
    keys = [(row.coordinates.unit, row.coordinates.project) for row in rows]
    assert len(set(keys)) == len(keys)


def test_every_row_of_basic_expenditure_has_its_codes(name: str) -> None:
    for row in _statement(name, Kind.BASIC_EXPENDITURE).rows:
        assert (row.coordinates.economic is None) is (row.role is Role.TOTAL)
        assert (row.coordinates.government_economic is None) is ("government_economic" not in row.labels)
        assert (row.level == 2) is (len(row.coordinates.economic or "") == 5)


def test_words(name: str) -> None:
    disclosure, truth = _read(name), _truth(name)
    assert {section.section: _plain(section.text) for section in disclosure.narrative} == {
        numeral: _plain(section["text"]) for numeral, section in truth["narrative"]["sections"].items()
    }
    assert [_plain(f"{section.section}、{section.title}") for section in disclosure.narrative] == [
        _plain(section["title"]) for section in truth["narrative"]["sections"].values()
    ]
    assert [_plain(duty) for duty in disclosure.profile.duties] == [_plain(duty) for duty in truth["duties"]]
    assert _plain(disclosure.profile.structure) == _plain(truth["structure"])
    assert [_plain(term.term + term.text).replace(":", "") for term in disclosure.glossary] == [
        re.sub("^[一二三四五六七八九十]+、", "", _plain(entry)).replace(":", "") for entry in truth["glossary"]
    ]


def test_front_matter_and_what_is_stated_once(name: str) -> None:
    disclosure, truth = _read(name), _truth(name)
    kind = EntityKind.DEPARTMENT if truth["kind"] == "部门" else EntityKind.UNIT
    assert (disclosure.entity.name, disclosure.entity.kind) == (truth["entity"], kind)
    assert (disclosure.fiscal_year, disclosure.form) == (truth["fiscal_year"], "shanxi")
    assert [statement.number for statement in disclosure.statements] == list(range(1, 14))
    tables = [truth["tables"][f"T{number:02}"] for number in range(1, 14)]
    assert [_plain(statement.title) for statement in disclosure.statements] == [
        _plain(table["title"]) for table in tables
    ]
    assert [_plain(statement.note) for statement in disclosure.statements] == [
        _plain(table["note"]) for table in tables
    ]
    stated = {(fact["section"], fact["what"]): fact["value"] for fact in truth["narrative"]["facts"]}
    procurement, assets = disclosure.procurement, disclosure.assets
    assert procurement is not None
    assert assets is not None
    nine = [value for (section, _), value in stated.items() if section == "九"]
    ours = (procurement.total, procurement.goods, procurement.works, procurement.services)
    assert sorted(Decimal(value) for value in nine) == sorted(amount for amount in ours if amount is not None)
    assert sum(kind.count or 0 for kind in assets.vehicle_kinds) == assets.vehicles
    assert len(assets.vehicle_kinds) == 7
    assert None not in (assets.vehicle_quota, assets.office_area, assets.devices_over_500k, assets.devices_over_1m)


def test_nothing_in_the_statements_is_in_doubt(name: str) -> None:
    assert [damage for damage in _read(name).damage if (damage.subject or "").startswith("/statements")] == []
