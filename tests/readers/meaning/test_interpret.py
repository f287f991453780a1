"""`interpret` on a whole small document: what each part of it becomes."""

from __future__ import annotations

from decimal import Decimal

import pytest
from msgspec.structs import replace

from budgetbook.errors import NotADisclosure
from budgetbook.model.coordinates import Coordinates, Flow, Fund, Nature, Period
from budgetbook.model.disclosure import Entity, EntityKind
from budgetbook.model.facts import facts
from budgetbook.model.money import MoneyUnit
from budgetbook.model.narrative import Assets, Procurement, Profile, VehicleCount
from budgetbook.model.statement import Kind, Role, Statement
from budgetbook.readers.blocks import Line
from budgetbook.readers.meaning.outline import Region
from budgetbook.readers.meaning.profile import read_glossary
from tests.readers.meaning import invented

READ = invented.read()


def _statement(kind: Kind) -> Statement:
    return next(statement for statement in READ.statements if statement.kind is kind)


def _amounts(kind: Kind, *labels: str) -> list[tuple[str | None, ...]]:
    return [
        tuple(None if amount is None else str(amount) for amount in row.amounts)
        for row in _statement(kind).rows
        if row.label in labels
    ]


def test_front_matter() -> None:
    assert READ.entity == Entity(name=invented.UNIT, kind=EntityKind.UNIT)
    assert READ.fiscal_year == 2027
    assert READ.profile == Profile(
        duties=("1、组织群众文化活动，会同有关单位辅导业余文艺团队。", "2、收集整理民间艺术"),
        structure="内设办公室、活动部、辅导部3个部门。",
    )
    assert READ.damage == ()


def test_statements_in_order_with_what_stands_around_them() -> None:
    assert [statement.kind for statement in READ.statements] == [
        Kind.INCOME_EXPENDITURE,
        Kind.INCOME,
        Kind.BASIC_EXPENDITURE,
        Kind.GOVERNMENT_FUND_EXPENDITURE,
        Kind.PROJECTS,
    ]
    assert {statement.holder for statement in READ.statements} == {invented.UNIT}
    assert {statement.unit for statement in READ.statements} == {MoneyUnit.WAN}
    assert _statement(Kind.INCOME_EXPENDITURE).note == "注：部分金额可能存在尾差"
    assert _statement(Kind.GOVERNMENT_FUND_EXPENDITURE).note == "注：本表无数据"
    assert _statement(Kind.BASIC_EXPENDITURE).title == "2027年一般公共预算安排基本支出分经济科目表（不含上年结转）"


def test_two_sides_share_no_amount_and_blank_is_not_zero() -> None:
    statement = _statement(Kind.INCOME_EXPENDITURE)
    assert [column.label for column in statement.columns] == [
        "收入/2027年",
        "支出/2027年合计",
        "支出/当年预算安排",
        "支出/上年结转安排",
    ]
    assert [column.flow for column in statement.columns] == [Flow.INCOME, *[Flow.EXPENDITURE] * 3]
    assert _amounts(Kind.INCOME_EXPENDITURE, "二、政府性基金预算", "一、文化旅游体育与传媒支出", "年终结转") == [
        (None, None, None, None),
        (None, "82.50", "80.00", "2.50"),
        (None, None, None, None),
    ]


def test_a_table_goes_on_over_a_page_break_with_its_head_repeated() -> None:
    assert [row.code for row in _statement(Kind.INCOME).rows] == [None, "207", "20701", "2070109"]
    assert [(row.role, row.level) for row in _statement(Kind.INCOME).rows] == [
        (Role.TOTAL, 0),
        (Role.GROUP, 1),
        (Role.GROUP, 2),
        (Role.ITEM, 3),
    ]


def test_cells_stand_at_coordinates() -> None:
    found = {(fact.kind, fact.coordinates): fact.amount for fact in facts(READ)}
    income = Coordinates(flow=Flow.INCOME, function="2070109")
    expected = {
        (Kind.INCOME, replace(income, period=Period.CURRENT)): Decimal("80.00"),
        (Kind.INCOME, replace(income, period=Period.CURRENT, fund=Fund.GENERAL_PUBLIC)): Decimal("70.00"),
        (Kind.INCOME, replace(income, period=Period.CARRIED_OVER)): Decimal("2.50"),
        (Kind.INCOME_EXPENDITURE, Coordinates()): Decimal("82.50"),
        (Kind.INCOME_EXPENDITURE, Coordinates(flow=Flow.INCOME, period=Period.CARRIED_OVER)): Decimal("2.50"),
        (
            Kind.INCOME_EXPENDITURE,
            Coordinates(flow=Flow.EXPENDITURE, function="207", period=Period.CARRIED_OVER),
        ): Decimal("2.50"),
        (
            Kind.BASIC_EXPENDITURE,
            Coordinates(
                flow=Flow.EXPENDITURE,
                fund=Fund.GENERAL_PUBLIC,
                period=Period.CURRENT,
                nature=Nature.OPERATING,
                economic="30201",
                government_economic="50502",
            ),
        ): Decimal("10.00"),
        (
            Kind.PROJECTS,
            Coordinates(
                flow=Flow.EXPENDITURE,
                nature=Nature.PROJECT,
                period=Period.CURRENT,
                fund=Fund.FISCAL_ACCOUNT,
                unit=invented.UNIT,
                project="业务费#2",
            ),
        ): Decimal("10.00"),
    }
    assert {at: found.get(at) for at in expected} == expected


def test_names_lose_the_blanks_of_wrapped_cells() -> None:
    assert [row.label for row in _statement(Kind.PROJECTS).rows] == [invented.UNIT, "馆舍维修费", "业务费", "业务费"]
    assert [row.role for row in _statement(Kind.PROJECTS).rows] == [Role.GROUP, Role.ITEM, Role.ITEM, Role.ITEM]


def test_words_join_over_page_breaks() -> None:
    assert [(section.section, section.title) for section in READ.narrative] == [
        ("一", "单位预算收支数据变动情况及原因"),
        ("二", "政府采购情况"),
        ("三", "国有资产占有使用情况"),
        ("四", "其他说明"),
    ]
    assert READ.narrative[0].text.endswith("比上年增加2.50万元，增长3.13%。")
    assert READ.narrative[3].text.split("\n")[2:] == ["（二）其他", "无。"]


def test_what_words_state_once() -> None:
    assert READ.procurement == Procurement(
        total=Decimal("12.00"), goods=Decimal("7.00"), works=Decimal("0"), services=Decimal("5.00")
    )
    assert READ.assets == Assets(
        as_of="2026年12月31日",
        vehicle_quota=2,
        vehicles=1,
        vehicle_kinds=(VehicleCount(kind="领导用车", count=0), VehicleCount(kind="其他公务用车", count=1)),
        office_area=Decimal("1250.5"),
        devices_over_500k=3,
        devices_over_1m=1,
    )
    assert READ.catalogue_reference == "《青石市政府购买服务指导性目录》（青财综〔2026〕3号）"


def test_a_term_as_long_as_all_that_its_subject_lies_in() -> None:
    name = "社会保障和就业支出(类)行政事业单位养老支出(款)机关事业单位基本养老保险缴费支出(项)"
    lines = [Line(text=f"一、{name}：反映单位缴纳的保险费。"), Line(text="二、基本支出指保障运转的支出。")]
    region = Region(name="glossary", blocks=[*lines])
    assert [(one.term, one.text) for one in read_glossary([region])] == [
        (name, "反映单位缴纳的保险费。"),
        ("基本支出", "指保障运转的支出。"),
    ]


def test_glossary_with_and_without_colons() -> None:
    assert [(term.term, term.text) for term in READ.glossary] == [
        ("基本支出", "指为保障机构正常运转而发生的支出。"),
        ("单位资金", "指其他各项资金。"),
        ("一般公共预算", "是指以税收为主体的收支预算。"),
    ]


@pytest.mark.parametrize(
    ("printed", "garbled", "what", "subject"),
    [
        ("业务费\t5.00", "业务费\t5.O0", "not_an_amount", "/statements/4/rows/2/amounts/0"),
        ("二、外交支出\t\t\t\n", "二、外交支岀们\t1.00\t\t\n", "unknown_label", "/statements/0/rows/7"),
        (
            "财政专户管理资金\t单位资金\n\t\t",
            "财政专户管理资金\t无名资金\n\t\t",
            "unknown_column",
            "/statements/4/columns/5",
        ),
        ("2.50\n\n科目编码", "2.50\t9.99\n\n科目编码", "garbled_row", "/statements/1/rows/2"),
        (
            "预算收支总表\n\n单位名称：青石市群众艺术馆单位：万元",
            "预算收支总表\n",
            "money_unit_missing",
            "/statements/0/unit",
        ),
    ],
)
def test_what_is_not_sure_is_damage_with_its_place(printed: str, garbled: str, what: str, subject: str) -> None:
    assert invented.DISCLOSURE.count(printed) == 1
    damage = invented.read(invented.DISCLOSURE.replace(printed, garbled)).damage
    assert [(one.what, one.subject) for one in damage] == [(what, subject)]
    assert damage[0].place is not None
    assert damage[0].place.line is not None


def test_a_document_of_words_only_is_a_disclosure_without_statements() -> None:
    front, rest = invented.DISCLOSURE.split("## 第二部分")
    words = rest.split("## 第三部分")[1]
    disclosure = invented.read(front + "## 第三部分" + words)
    assert disclosure.statements == ()
    assert len(disclosure.narrative) == 4


def test_no_disclosure_is_told_from_one_without_a_year() -> None:
    with pytest.raises(NotADisclosure, match="没有找到预算公开的报表"):
        invented.read("会议纪要\n\n时间\t地点\n九点\t二楼\n")
    with pytest.raises(NotADisclosure, match="没有找到预算年度"):
        invented.read("收支总表\n项目\t合计\n合计\t1.00\n")


def _said_of(table: str) -> list[tuple[str, str | None, str]]:
    found = invented.read(f"青石市水务局\n2027年部门预算\n支出总表\n单位：万元\n{table}")
    assert [statement.title for statement in found.statements] == ["支出总表"]
    return [(damage.what, damage.subject, damage.note) for damage in found.damage]


def test_a_statement_whose_table_was_not_made_out_is_there_and_said_not_to_be_read() -> None:
    note = "《支出总表》下面没有认出表格，这张表没有读入"
    assert _said_of("科目编码 科目名称 合计\n合计 1.00\n") == [("missing_amounts", "/statements/0/rows", note)]


def test_a_statement_that_says_it_has_no_data_needs_no_table() -> None:
    assert _said_of("注：本表无数据\n") == []
