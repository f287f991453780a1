"""What changed between two documents, whole."""

from __future__ import annotations

from decimal import Decimal

import pytest
from msgspec.structs import replace

from budgetbook.comparing import compare
from budgetbook.model.codec import encode
from budgetbook.model.comparison import Change, Comparison, Standing
from budgetbook.model.disclosure import Damage, Disclosure, EntityKind
from budgetbook.model.money import MoneyUnit
from budgetbook.model.narrative import VehicleCount
from budgetbook.model.statement import Kind
from tests.shelves import Shelf, old_name, shelf


@pytest.fixture(scope="module")
def documents() -> Shelf:
    return shelf()


@pytest.fixture(scope="module")
def years(documents: Shelf) -> Comparison:
    return compare(documents.last, documents.this)


def test_two_years_stand_in_the_order_given(years: Comparison) -> None:
    assert (years.standing, years.old.fiscal_year, years.new.fiscal_year) == (Standing.YEARS, 2026, 2027)
    assert (years.identical, years.remarks) == (False, ())


def test_main_figures(years: Comparison) -> None:
    figures = {one.name: (one.amounts.old, one.amounts.new, one.amounts.rate) for one in years.figures}
    assert figures["一般公共预算支出"] == (Decimal("746.11"), Decimal("879.01"), Decimal("17.81"))
    assert figures["“三公”经费"] == (Decimal("20.78"), Decimal("23.09"), Decimal("11.12"))


def test_projects_are_told_by_what_became_of_them(years: Comparison) -> None:
    told = {one.name: (one.change, one.old_name) for one in years.projects}
    first = "文化旅游节专项经费"
    assert told[first] == (Change.RENAMED, old_name(first))
    assert told["免费开放补助"] == (Change.ADDED, None)
    assert told["城市公共文化空间建设"] == (Change.CHANGED, None)
    renamed = next(one for one in years.projects if one.name == first)
    assert (renamed.annual.old, renamed.annual.new, renamed.annual.change) == (
        Decimal(1_242_000),
        Decimal(1_380_000),
        Decimal(138_000),
    )
    assert renamed.whole is not None and renamed.whole.change == 0


def test_rows_of_a_renamed_project_are_one_row(years: Comparison) -> None:
    statement = next(one for one in years.statements if one.kind is Kind.PROJECTS)
    changes = {row.label: row.change for row in statement.rows}
    assert changes["文化旅游节专项经费"] is Change.CHANGED
    assert changes["免费开放补助"] is Change.ADDED
    assert Change.REMOVED not in changes.values()


def test_rows_come_with_the_biggest_change_first(years: Comparison) -> None:
    for statement in years.statements:
        items = [row for row in statement.rows if row.level]
        sizes = [max([abs(row.main.change), *(abs(cell.amounts.change) for cell in row.cells)]) for row in items]
        assert sizes == sorted(sizes, reverse=True)


def test_the_same_document_twice_has_no_difference(documents: Shelf) -> None:
    found = compare(documents.this, documents.this)
    assert (found.identical, found.standing) == (True, Standing.VERSIONS)
    assert (found.projects, found.narrative, found.profile, found.overall) == ((), (), (), None)
    assert {one.change for one in found.statements} == {Change.SAME}


def test_a_kind_of_vehicle_that_stands_twice_is_no_difference(documents: Shelf) -> None:
    assert documents.this.assets is not None
    kinds = tuple(VehicleCount(kind="其他公务用车", count=count) for count in (1, 2))
    document = replace(documents.this, assets=replace(documents.this.assets, vehicle_kinds=kinds))
    assert compare(document, document).identical


def test_another_unit_of_money_is_no_difference(documents: Shelf) -> None:
    found = compare(documents.this, _in_yuan(documents.this))
    assert found.identical


def _in_yuan(document: Disclosure) -> Disclosure:
    """The statements printed in whole 元 instead of 万元 with two decimals."""

    def yuan(amount: Decimal | None) -> Decimal | None:
        return None if amount is None else (amount * 10_000).quantize(Decimal(1)) + (1 if amount else 0)

    return replace(
        document,
        statements=tuple(
            replace(
                statement,
                unit=MoneyUnit.YUAN,
                rows=tuple(replace(row, amounts=tuple(map(yuan, row.amounts))) for row in statement.rows),
            )
            for statement in document.statements
        ),
    )


def test_order_of_columns_and_rows_is_no_difference(documents: Shelf) -> None:
    statements = tuple(
        replace(
            statement,
            columns=statement.columns[::-1],
            rows=tuple(replace(row, amounts=row.amounts[::-1]) for row in statement.rows),
        )
        for statement in documents.this.statements
    )
    assert compare(documents.this, replace(documents.this, statements=statements[::-1])).identical


def test_one_changed_amount_is_one_difference(documents: Shelf) -> None:
    statement = documents.this.statements[2]
    row = statement.rows[3]
    changed = replace(row, amounts=(row.amounts[0] + Decimal("0.01"), *row.amounts[1:]))  # type: ignore[operator]
    rows = (*statement.rows[:3], changed, *statement.rows[4:])
    statements = (*documents.this.statements[:2], replace(statement, rows=rows), *documents.this.statements[3:])
    found = compare(documents.this, replace(documents.this, statements=statements))
    differing = [
        (one.kind, row.code, cell.amounts.change) for one in found.statements for row in one.rows for cell in row.cells
    ]
    assert differing == [(Kind.EXPENDITURE, row.code, Decimal("0.01"))]


def test_what_is_in_doubt_is_left_out_and_said(documents: Shelf) -> None:
    statement = documents.this.statements[2]
    row = statement.rows[3]
    wrong = replace(row, amounts=(Decimal("9999.99"), *row.amounts[1:]))
    rows = (*statement.rows[:3], wrong, *statement.rows[4:])
    statements = (*documents.this.statements[:2], replace(statement, rows=rows), *documents.this.statements[3:])
    damage = (Damage(what="garbled_row", note="看不清", subject="/statements/2/rows/3/amounts/0"),)
    found = compare(documents.this, replace(documents.this, statements=statements, damage=damage))
    assert sum(one.differing for one in found.statements) == 0
    assert found.remarks == ("有 1 个金额读取时有疑问，没有参加对比。",)


def test_two_bodies_may_be_compared_and_it_is_said(documents: Shelf) -> None:
    found = compare(documents.units[0], documents.units[1])
    assert found.standing is Standing.ENTITIES
    assert found.remarks[0] == (
        "两份文件不是同一主体：“青石市文化和旅游局”（单位）和“青石市群众艺术馆”（单位），以下是两者的对比，不是变化。"
    )
    assert all(one.entity.kind is EntityKind.UNIT for one in (found.old, found.new))


def test_a_document_without_statements_is_said(documents: Shelf) -> None:
    found = compare(documents.last, replace(documents.this, statements=()))
    assert found.remarks == ("this.pdf 中没有读到报表，这一部分没有可比的内容。",)


def test_comparison_is_json(years: Comparison) -> None:
    assert encode(years).startswith(b'{"schema":"budgetbook/comparison/1"')
