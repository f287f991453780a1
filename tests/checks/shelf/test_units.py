"""A department's document against its units'."""

from __future__ import annotations

from decimal import Decimal

import pytest
from msgspec.structs import replace

from budgetbook import forms
from budgetbook.compiler import unit_ledger
from budgetbook.model.coordinates import Coordinates, Flow, Fund, Nature, Period
from budgetbook.model.disclosure import Disclosure, Entity, EntityKind
from budgetbook.model.ledger import LedgerLine, LedgerUnit
from budgetbook.model.statement import Kind, Role
from tests.checks.shelf.shelved import reason, reports, said, told, with_cell, with_form
from tests.ledgers import BUREAU, CENTRE, small_ledger
from tests.shelves import Shelf, compiled, shelf

GRANT = "免费开放补助"


@pytest.fixture(scope="module")
def documents() -> Shelf:
    return shelf()


def test_documents_that_agree(documents: Shelf) -> None:
    assert told(documents.this, *documents.units) == []
    assert told(documents.this, documents.units[1]) == []


def test_a_units_amount_in_the_departments_document(documents: Shelf) -> None:
    changed = with_cell(documents.this, Kind.PROJECTS, CENTRE, "66.50")
    (finding,) = told(changed, documents.units[1])
    assert said([finding]) == [("shelf.unit_amount", "warning", "65.50", "66.50")]
    assert [place.file for place in finding.places] == ["0.json", "1.json"]
    assert f"{CENTRE}公开的文件中表12" in finding.message


def test_it_stands_in_the_departments_report(documents: Shelf) -> None:
    changed = with_cell(documents.this, Kind.PROJECTS, CENTRE, "66.50")
    unit, department = reports(documents.units[1], changed)
    assert [one.rule for one in unit.findings if one.rule.startswith("shelf.")] == []
    assert [one.rule for one in department.findings if one.rule.startswith("shelf.")] == ["shelf.unit_amount"]
    assert [(one.kind, one.name, one.entity) for one in unit.related] == [("department", "1.json", BUREAU)]


def test_a_sum_over_all_units(documents: Shelf) -> None:
    changed = with_cell(documents.this, Kind.GENERAL_PUBLIC_EXPENDITURE, "群众文化", "346.67")
    (finding,) = told(changed, *documents.units)
    assert (finding.rule, finding.severity, finding.found) == ("shelf.unit_sum", "warning", "346.67")
    assert finding.places[0].file == "0.json"
    assert {place.file for place in finding.places[1:]} <= {"1.json", "2.json"}


def test_without_all_units_nothing_is_added_up(documents: Shelf) -> None:
    changed = with_cell(documents.this, Kind.GENERAL_PUBLIC_EXPENDITURE, "群众文化", "346.67")
    report, _ = reports(changed, documents.units[1])
    assert [one.rule for one in report.findings if one.rule.startswith("shelf.")] == []
    assert reason(report, "shelf.unit_sum") == "没有给出部门所列全部单位的文件，未核对各单位之和"


def test_a_unit_that_nobody_lists_and_too_little_to_move_a_total() -> None:
    """No project, no operating costs: the department's document doesn't name it, and 73.96 yuan are within rounding of the totals."""
    station = "青石市文化站"
    where = Coordinates(unit=station, fund=Fund.UNIT_FUNDS, period=Period.CURRENT)
    spent = replace(where, flow=Flow.EXPENDITURE, nature=Nature.PERSONNEL, function="2050201", economic="31002")
    small = small_ledger()
    ledger = replace(
        small,
        units=(*small.units, LedgerUnit(name=station, institution=small.units[1].institution)),
        lines=(
            *small.lines,
            *(LedgerLine(coordinates=at, yuan=Decimal("73.96")) for at in (replace(where, flow=Flow.INCOME), spent)),
        ),
    )
    form = forms.load(ledger.form)
    units = [compiled(unit_ledger(ledger, unit.name), form, unit.name) for unit in ledger.units]
    department, *_ = reports(compiled(ledger, form, "department"), *units)
    assert [one for one in department.findings if one.rule.startswith("shelf.")] == []
    assert "可能还有部门没有逐个列出的单位" in (reason(department, "shelf.unit_sum") or "")


def test_where_units_pay_each_other_it_is_a_notice(documents: Shelf) -> None:
    changed = with_cell(documents.this, Kind.GENERAL_PUBLIC_EXPENDITURE, "群众文化", "346.67")
    unit = _with_subsidy(documents.units[1])
    found = told(changed, documents.units[0], unit)
    assert {one.severity.value for one in found if one.rule == "shelf.unit_sum"} == {"notice"}


def _with_subsidy(unit: Disclosure) -> Disclosure:
    """The unit with a line of 上级补助收入 in its first statement."""
    statement = unit.statements[0]
    like = next(row for row in statement.rows if row.coordinates.fund is Fund.UNIT_FUNDS)
    row = replace(
        like,
        label="其中：上级补助收入",
        coordinates=replace(like.coordinates, fund=Fund.SUPERIOR_SUBSIDY),
        amounts=(Decimal("10.00"), *like.amounts[1:]),
    )
    return replace(unit, statements=(replace(statement, rows=(*statement.rows, row)), *unit.statements[1:]))


def test_a_unit_with_unclear_statements_is_not_added_up(documents: Shelf) -> None:
    unit = replace(documents.units[1], statements=documents.units[1].statements[3:])
    report, *_ = reports(documents.this, documents.units[0], unit)
    assert [one.rule for one in report.findings if one.rule.startswith("shelf.")] == []
    assert reason(report, "shelf.unit_sum") == f"{CENTRE}：没有找到收支总表"


def test_a_unit_that_the_department_leaves_out(documents: Shelf) -> None:
    name = "青石市图书馆"
    unit = replace(
        documents.units[1],
        entity=Entity(name=name, kind=EntityKind.UNIT),
        projects=tuple(replace(form, unit=name) for form in documents.units[1].projects),
    )
    assert said(told(documents.this, unit)) == [("shelf.unit_missing", "warning", None, name)]


def test_a_project_that_the_department_leaves_out(documents: Shelf) -> None:
    found = told(_without(documents.this, GRANT), documents.units[1])
    assert [(one.rule, one.severity, one.message) for one in found] == [
        ("shelf.unit_projects", "warning", f"{CENTRE}的项目“{GRANT}”（50.00 万元）只在单位的文件中有，部门的文件中没有")
    ]


def test_a_project_that_the_unit_leaves_out(documents: Shelf) -> None:
    found = told(documents.this, _without(documents.units[1], GRANT))
    assert [one.message for one in found if one.rule == "shelf.unit_projects"] == [
        f"{CENTRE}的项目“{GRANT}”（50.00 万元）只在部门的文件中有，单位自己的文件中没有"
    ]


def _without(document: Disclosure, name: str) -> Disclosure:
    return replace(
        document,
        statements=tuple(
            replace(one, rows=tuple(row for row in one.rows if row.role is not Role.ITEM or row.label != name))
            if one.kind in (Kind.PROJECTS, Kind.CARRIED_OVER_PROJECTS)
            else one
            for one in document.statements
        ),
        projects=tuple(form for form in document.projects if form.name != name),
    )


def test_a_form_that_differs(documents: Shelf) -> None:
    def other(form):  # type: ignore[no-untyped-def]
        first, *rest = form.indicators.annual
        return replace(form, indicators=replace(form.indicators, annual=(replace(first, target="≥24场"), *rest)))

    (finding,) = told(with_form(documents.this, GRANT, other), documents.units[1])
    assert (finding.rule, finding.severity) == ("shelf.unit_form", "warning")
    assert finding.message == (
        f"{CENTRE}的绩效目标表“{GRANT}”在部门与单位的文件中不同：年度指标“组织活动场次”单位为 ≥12场、部门为 ≥24场"
    )


def test_blanks_and_punctuation_make_no_other_form(documents: Shelf) -> None:
    changed = with_form(
        documents.this, GRANT, lambda form: replace(form, summary=f" {form.summary}".replace("，", ", "))
    )
    assert told(changed, documents.units[1]) == []


def test_a_unit_without_statements(documents: Shelf) -> None:
    report, _ = reports(documents.this, replace(documents.units[1], statements=()))
    assert reason(report, "shelf.unit_amount") == f"{CENTRE}的文件中没有报表"
    assert reason(report, "shelf.unit_projects") == f"{CENTRE}的文件中没有可用的项目支出预算表"
