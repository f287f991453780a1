"""Heads and bodies of tables, from formats that know spans and from text that leaves blanks."""

from __future__ import annotations

from budgetbook.forms.lexicon import lexicon
from budgetbook.model.coordinates import Coordinates, Flow, Fund, Period, PublicCost
from budgetbook.model.statement import Kind
from budgetbook.readers.blocks import Cell, Grid
from budgetbook.readers.meaning.columns import Head, read_head
from budgetbook.readers.meaning.table import one_table


def _grid(text: str) -> Grid:
    return Grid(rows=tuple(tuple(Cell(text=cell) for cell in line.split("|")) for line in text.strip().split("\n")))


def _head(title: str, grid: Grid) -> Head:
    term = lexicon().statement(title)
    assert term is not None
    return read_head(one_table([grid], term.kind), term, 2027)


def test_blanks_go_with_the_word_above_or_left() -> None:
    table = one_table(
        [
            _grid(
                "项目名称|合计|2027年财政拨款|||单位资金\n"
                "||一般公共预算|政府性基金预算|国有资本经营预算|\n"
                "1|2|3|4|5|6\n"
                "甲|1.00|1.00|||"
            )
        ],
        Kind.PROJECTS,
    )
    assert table.paths == (
        ("项目名称",),
        ("合计",),
        ("2027年财政拨款", "一般公共预算"),
        ("2027年财政拨款", "政府性基金预算"),
        ("2027年财政拨款", "国有资本经营预算"),
        ("单位资金",),
    )
    assert [row[0].text for row in table.body] == ["甲"]


def test_spans_say_the_same_as_blanks() -> None:
    spanned = Grid(
        rows=(
            (
                Cell(text="项目名称", row_span=2),
                Cell(text="合计", row_span=2),
                Cell(text="2027年财政拨款", column_span=2),
                Cell(covered=True),
            ),
            (Cell(covered=True), Cell(covered=True), Cell(text="一般公共预算"), Cell(text="政府性基金预算")),
            (Cell(text="甲"), Cell(text="1.00"), Cell(text="1.00"), Cell()),
        )
    )
    blanks = _grid("项目名称|合计|2027年财政拨款|\n||一般公共预算|政府性基金预算\n甲|1.00|1.00|")
    assert one_table([spanned], Kind.PROJECTS).paths == one_table([blanks], Kind.PROJECTS).paths


def test_an_empty_table_has_a_head_and_its_total() -> None:
    table = one_table([_grid("项目||政府性基金收入预算\n收入科目编码|科目名称|\n合计||")], Kind.GOVERNMENT_FUND_INCOME)
    assert table.paths[2] == ("政府性基金收入预算",)
    assert [row[0].text for row in table.body] == ["合计"]


def test_a_repeated_head_is_no_row() -> None:
    first = _grid("科目编码|科目名称|合计\n201|甲|1.00")
    second = _grid("科目编码|科目名称|合计\n202|乙|2.00")
    third = _grid("203|丙|3.00")
    table = one_table([first, second, third], Kind.EXPENDITURE)
    assert [row[0].text for row in table.body] == ["201", "202", "203"]


def test_a_moved_cell_does_not_change_the_side_of_a_column() -> None:
    head = _head(
        "国有资本经营预算收支预算表",
        _grid(
            "国有资本经营预算收入||国有资本经营预算支出|||||\n"
            "项目||国有资本经营收入预算|科目编码|科目名称|合计|基本支出|项目支出\n"
            "收入科目编码|科目名称||||||\n"
            "合计|||||||"
        ),
    )
    assert [(column.label, column.flow) for column in head.columns] == [
        ("国有资本经营收入预算", Flow.INCOME),
        ("国有资本经营预算支出/合计", Flow.EXPENDITURE),
        ("国有资本经营预算支出/基本支出", Flow.EXPENDITURE),
        ("国有资本经营预算支出/项目支出", Flow.EXPENDITURE),
    ]


def test_three_public_costs_side_by_side() -> None:
    head = _head(
        "一般公共预算“三公”经费支出表",
        _grid(
            "部门名称|“三公”经费合计|因公出国（境）费|公务用车购置及运行费||公务接待费\n"
            "|||小计|公务用车购置费|\n"
            "青石市水务局|3.00|||1.00|2.00"
        ),
    )
    assert [column.coordinates for column in head.columns] == [
        Coordinates(public_cost=cost)
        for cost in (
            PublicCost.ALL,
            PublicCost.OVERSEAS,
            PublicCost.VEHICLES,
            PublicCost.VEHICLE_PURCHASE,
            PublicCost.RECEPTION,
        )
    ]


def test_several_years_are_told_apart_and_one_year_is_not() -> None:
    several = _head("支出总表", _grid("科目编码|科目名称|2026年预算数|2027年预算数\n201|甲|1.00|2.00"))
    assert [column.coordinates.year for column in several.columns] == [2026, 2027]
    one = _head("支出总表", _grid("科目编码|科目名称|2027年预算数\n201|甲|2.00"))
    assert [column.coordinates.year for column in one.columns] == [None]


def test_income_by_fund_is_the_years_unless_the_header_says_otherwise() -> None:
    head = _head(
        "收入总表",
        _grid("科目编码|科目名称|合计|一般公共预算|上年结转|\n||||一般公共预算|单位资金\n201|甲|4.00|1.00|1.00|2.00"),
    )
    assert [column.coordinates for column in head.columns] == [
        Coordinates(),
        Coordinates(fund=Fund.GENERAL_PUBLIC, period=Period.CURRENT),
        Coordinates(fund=Fund.GENERAL_PUBLIC, period=Period.CARRIED_OVER),
        Coordinates(fund=Fund.UNIT_FUNDS, period=Period.CARRIED_OVER),
    ]


def test_an_unknown_word_of_a_header_is_said() -> None:
    head = _head("支出总表", _grid("科目编码|科目名称|合计|从未见过的栏|备注\n201|甲|1.00|1.00|无"))
    assert head.unknown == (1,)
    assert [column.label for column in head.columns] == ["合计", "从未见过的栏"]
