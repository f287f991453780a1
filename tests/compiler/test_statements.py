"""Statements of the small ledger, cell by cell where it matters."""

from __future__ import annotations

from decimal import Decimal

import msgspec
import pytest

from budgetbook import forms
from budgetbook.checks import check
from budgetbook.compiler import compile_ledger, unit_ledger
from budgetbook.model.coordinates import Coordinates, Flow, Fund, Period
from budgetbook.model.disclosure import Disclosure, EntityKind
from budgetbook.model.ledger import LedgerLine
from budgetbook.model.statement import Kind, Role
from tests.compiler.printed import Printed
from tests.ledgers import BUREAU, CENTRE, small_ledger

SHANXI = forms.load("shanxi")


@pytest.fixture(scope="module")
def disclosure() -> Disclosure:
    return compile_ledger(small_ledger(), SHANXI).disclosure


def test_thirteen_statements_in_order(disclosure: Disclosure) -> None:
    assert [each.number for each in disclosure.statements] == list(range(1, 14))
    assert disclosure.statements[0].title == "2027年预算收支总表"
    assert disclosure.statements[0].note == "注：本套报表因取数时四舍五入，部分金额可能存在尾差"


def test_cells_are_rounded_once_from_exact_yuan(disclosure: Disclosure) -> None:
    p = Printed(disclosure)
    # 43,200.66 yuan of one 项 prints 4.32; parts round one by one, so printed sums may be a cent off.
    assert p.amount(2, "2070109", "上年结转") == Decimal("2.67")
    assert p.amount(1, "收入总计", "收入/2027年") == Decimal("1405.02")
    assert p.amount(1, "本年收入合计", "收入/2027年") + p.amount(1, "上年结转", "收入/2027年") == Decimal("1405.03")


def test_all_thirty_classes_stand_in_statement_one_blank_or_not(disclosure: Disclosure) -> None:
    labels = [row.label for row in disclosure.statements[0].rows if row.coordinates.function]
    assert len(labels) == 30
    assert (labels[0], labels[-1]) == ("一、一般公共服务支出", "三十、抗疫特别国债安排的支出")


def test_the_two_sides_fill_only_their_own_columns(disclosure: Disclosure) -> None:
    statement = disclosure.statements[3]
    for row in statement.rows:
        for column, amount in zip(statement.columns, row.amounts, strict=True):
            assert column.flow == row.flow or amount is None


def test_an_economic_class_has_a_row_for_each_government_class(disclosure: Disclosure) -> None:
    rows = [row for row in disclosure.statements[5].rows if row.label == "基本工资"]
    assert [(row.labels, row.amounts) for row in rows] == [
        ({"government_economic": "工资奖金津补贴"}, (Decimal("120.44"), Decimal("120.44"), None)),
        ({"government_economic": "工资福利支出"}, (Decimal("150.03"), Decimal("150.03"), None)),
    ]


def test_an_empty_statement_says_so(disclosure: Disclosure) -> None:
    capital = disclosure.statements[8]
    assert capital.note == "注：本表无数据"
    assert [(row.label, set(row.amounts)) for row in capital.rows] == [("合计", {None}), ("合计", {None})]


def test_a_department_prints_units_then_their_projects(disclosure: Disclosure) -> None:
    rows = [(row.role, row.level, row.label) for row in disclosure.statements[11].rows]
    assert rows == [
        (Role.TOTAL, 0, BUREAU),
        (Role.GROUP, 1, BUREAU),
        (Role.ITEM, 2, "文化旅游节专项经费"),
        (Role.ITEM, 2, "业务费"),
        (Role.ITEM, 2, "文化市场执法车辆更新"),
        (Role.ITEM, 2, "城市公共文化空间建设"),
        (Role.GROUP, 1, CENTRE),
        (Role.ITEM, 2, "免费开放补助"),
        (Role.ITEM, 2, "业务费"),
    ]


def test_only_agencies_have_operating_costs(disclosure: Disclosure) -> None:
    rows = [(row.label, row.amounts[0]) for row in disclosure.statements[10].rows]
    assert rows == [("部门合计", Decimal("19.51")), (BUREAU, Decimal("19.51"))]


def test_a_unit_prints_one_total_row_and_unit_words() -> None:
    ledger = unit_ledger(small_ledger(), CENTRE)
    disclosure = compile_ledger(ledger, SHANXI).disclosure
    assert disclosure.entity.kind is EntityKind.UNIT
    rows = [(row.role, row.label, row.amounts[0]) for row in disclosure.statements[11].rows]
    assert rows == [
        (Role.TOTAL, CENTRE, Decimal("65.50")),
        (Role.ITEM, "免费开放补助", Decimal("50.00")),
        (Role.ITEM, "业务费", Decimal("15.50")),
    ]
    words = "".join(
        (
            *(each.title + each.text for each in disclosure.narrative),
            *(row.label for row in disclosure.statements[10].rows),
        )
    )
    assert "部门" not in words


def test_units_add_up_to_their_department() -> None:
    whole = Printed(compile_ledger(small_ledger(), SHANXI).disclosure)
    parts = [Printed(compile_ledger(unit_ledger(small_ledger(), unit), SHANXI).disclosure) for unit in (BUREAU, CENTRE)]
    for cell in (("合计", "合计"), ("208", "基本支出"), ("2070109", "项目支出")):
        difference = whole.amount(3, *cell) - sum(part.amount(3, *cell) for part in parts)
        assert abs(difference) <= Decimal("0.01")


def test_money_left_at_the_years_end_is_income_by_its_function() -> None:
    ledger = small_ledger()
    common = {"fund": Fund.GENERAL_PUBLIC, "period": Period.CURRENT, "unit": BUREAU}
    more = (
        LedgerLine(coordinates=Coordinates(flow=Flow.INCOME, **common), yuan=Decimal("10000")),  # type: ignore[arg-type]
        LedgerLine(
            coordinates=Coordinates(flow=Flow.CLOSING_BALANCE, function="2070108", **common),  # type: ignore[arg-type]
            yuan=Decimal("10000"),
        ),
    )
    p = Printed(compile_ledger(msgspec.structs.replace(ledger, lines=(*ledger.lines, *more)), SHANXI).disclosure)
    assert p.amount(1, "年终结转", "支出/2027年合计") == 1
    assert p.amount(1, "支出总计", "支出/2027年合计") == p.amount(1, "收入总计", "收入/2027年") == Decimal("1406.02")
    assert p.amount(1, "本年支出合计", "支出/2027年合计") == Decimal("1405.02")
    assert p.amount(2, "2070108", "合计") == p.amount(3, "2070108", "合计") + 1 - Decimal("3.35")


def test_the_document_holds_what_the_ledger_says_once(disclosure: Disclosure) -> None:
    assert [(each.name, each.unit) for each in disclosure.projects] == [
        ("文化旅游节专项经费", BUREAU),
        ("业务费", BUREAU),
        ("城市公共文化空间建设", BUREAU),
        ("免费开放补助", CENTRE),
        ("业务费", CENTRE),
    ]
    assert disclosure.procurement is not None
    assert disclosure.procurement.total == Decimal("138.98")
    assert [each.term for each in disclosure.glossary][:2] == ["基本支出", "项目支出"]
    assert disclosure.form == "shanxi"


@pytest.mark.parametrize("form", forms.available())
def test_what_was_compiled_passes_the_checks(form: str) -> None:
    ledger = msgspec.structs.replace(small_ledger(), form=form)
    report = check(compile_ledger(ledger, forms.load(form)).disclosure)
    assert [each.message for each in report.findings if each.severity != "notice"] == []
    assert report.counts.passed > 300


def test_another_form_from_the_same_ledger() -> None:
    disclosure = compile_ledger(small_ledger(), forms.load("national")).disclosure
    assert [each.kind for each in disclosure.statements] == [
        Kind.INCOME_EXPENDITURE,
        Kind.INCOME,
        Kind.EXPENDITURE,
        Kind.APPROPRIATION,
        Kind.GENERAL_PUBLIC_EXPENDITURE,
        Kind.BASIC_EXPENDITURE,
        Kind.PUBLIC_COSTS,
        Kind.GOVERNMENT_FUND_EXPENDITURE,
        Kind.STATE_CAPITAL,
    ]
    costs = disclosure.statements[6]
    amounts = [None if amount is None else str(amount) for amount in costs.rows[0].amounts]
    assert amounts == ["23.09", None, "21.98", "17.98", "4.00", "1.11"]
    # There the total holds the carry-over and stands last, and economic classes have codes and one row each.
    assert Printed(disclosure).amount(2, disclosure.statements[1].rows[-1], "合计") == Decimal("1405.02")
    assert [row.code for row in disclosure.statements[5].rows][:3] == ["301", "30101", "30102"]
