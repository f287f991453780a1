"""Shapes in which provinces print their statements, in invented documents."""

from __future__ import annotations

from decimal import Decimal

import pytest

from budgetbook.model.coordinates import (
    Coordinates,
    Flow,
    Fund,
    Institution,
    Nature,
    Period,
    Procurement,
    PublicCost,
    merged,
)
from budgetbook.model.disclosure import Disclosure
from budgetbook.model.money import MoneyUnit
from budgetbook.model.statement import Kind, Role, Statement
from budgetbook.readers.blocks import Block, Line, SourceDocument
from budgetbook.readers.meaning import interpret
from tests.readers.meaning.grids import grid

_OUT = Flow.EXPENDITURE


def _read(*blocks: Block | str) -> Disclosure:
    made = [Line(text=block) if isinstance(block, str) else block for block in blocks]
    return interpret(SourceDocument(name="x.pdf", sha256="0" * 64, format="pdf", blocks=tuple(made)))


def _statement(title: str, *rows: str, unit: str = "万元", holder: str = "青石市水务局") -> Statement:
    found = _read("青石市水务局2027年部门预算公开", title, f"部门名称：{holder} 单位：{unit}", grid(*rows))
    assert found.damage == ()
    (statement,) = found.statements
    return statement


def _places(statement: Statement) -> list[tuple[str, Coordinates, Decimal]]:
    """(label, coordinates, amount) of every printed amount."""
    return [
        (row.label, merged(row.coordinates, column.coordinates), amount)
        for row in statement.rows
        for column, amount in zip(statement.columns, row.amounts, strict=True)
        if amount is not None
    ]


@pytest.mark.parametrize(
    "head",
    [
        "收入|预算数|支出|预算数",
        "收入|2027年预算数|支出|2027年预算数",
        "收入类别|预算金额|支出功能分类|预算金额",
        "收入来源渠道|金额|支出去向|金额",
    ],
)
def test_a_head_of_one_row_names_what_is_received_and_spent(head: str) -> None:
    statement = _statement(
        "2027年收支总表",
        head,
        "一、一般公共预算拨款收入|7|一、教育支出|8",
        "二、事业收入|3|二、住房保障支出|2",
        "收入总计|10|支出总计|10",
    )
    assert [(label, at.flow, at.fund, at.function) for label, at, _ in _places(statement)] == [
        ("一、一般公共预算拨款收入", Flow.INCOME, Fund.GENERAL_PUBLIC, None),
        ("二、事业收入", Flow.INCOME, Fund.BUSINESS_INCOME, None),
        ("收入总计", None, None, None),
        ("一、教育支出", _OUT, None, "205"),
        ("二、住房保障支出", _OUT, None, "221"),
        ("支出总计", None, None, None),
    ]


@pytest.mark.parametrize(
    "again",
    [
        "2027年支出总表（续）",
        "2027年支出总表(续表一)",
        "续表：2027年支出总表",
        "2027年支出总表续1",
        "续表",
        "2027年支出总表",
    ],
)
def test_a_statement_that_goes_on_under_its_title_is_one(again: str) -> None:
    found = _read(
        "青石市水务局2027年部门预算公开",
        "2027年支出总表",
        "部门名称：青石市水务局 单位：万元",
        grid("科目编码|科目名称|合计|基本支出|项目支出", "|合计|10|8|2", "205|教育支出|7|6|1"),
        again,
        "单位：万元",
        grid("科目编码|科目名称|合计|基本支出|项目支出", "221|住房保障支出|3|2|1"),
    )
    (statement,) = found.statements
    assert (statement.title, found.damage) == ("2027年支出总表", ())
    assert [(row.label, row.amounts[0]) for row in statement.rows] == [
        ("合计", Decimal(10)),
        ("教育支出", Decimal(7)),
        ("住房保障支出", Decimal(3)),
    ]


def test_a_word_over_a_whole_side_is_no_coordinate_of_its_rows() -> None:
    statement = _statement(
        "2027年财政拨款收支预算总表",
        "财政拨款收入|<|财政拨款支出|<|<",
        "项目|预算数|项目|合计|政府性基金预算",
        "一、一般公共预算|7|||",
        "二、政府性基金预算|3|一、农林水支出|10|3",
        "收入总计|10|支出总计|10|3",
        unit="元",
    )
    assert (statement.kind, statement.unit) == (Kind.APPROPRIATION, MoneyUnit.YUAN)
    assert [(label, at.fund) for label, at, _ in _places(statement)] == [
        ("一、一般公共预算", Fund.GENERAL_PUBLIC),
        ("二、政府性基金预算", Fund.GOVERNMENT_FUND),
        ("收入总计", Fund.APPROPRIATION),
        ("一、农林水支出", Fund.APPROPRIATION),
        ("一、农林水支出", Fund.GOVERNMENT_FUND),
        ("支出总计", Fund.APPROPRIATION),
        ("支出总计", Fund.GOVERNMENT_FUND),
    ]


def test_functions_by_name_stand_under_the_names_above() -> None:
    statement = _statement(
        "表3：2027年部门支出预算总表",
        "功能分类科目名称|总计|项目支出",
        "**|1|2",
        "合计|9.00|2.00",
        "公共安全支出|8.00|1.00",
        "司法|5.00|1.00",
        "行政运行|5.00|1.00",
        "监狱|3.00|",
        "行政运行|3.00|",
        "其他支出|1.00|1.00",
    )
    codes = [row.coordinates.function for row in statement.rows]
    assert codes == [None, "204", "20406", "2040601", "20407", "2040701", "229"]


def test_split_codes_take_what_is_left_out_from_the_row_above() -> None:
    statement = _statement(
        "2027年一般公共预算支出情况表",
        "科目编码|<|<|功能科目|总计|基本支出",
        "类|款|项|^|^|^",
        "|||合计|6.00|6.00",
        "205|||教育支出|6.00|6.00",
        "|03||职业教育|6.00|6.00",
        "205|03|99|其他职业教育支出|6.00|6.00",
    )
    assert [row.code for row in statement.rows] == [None, "205", "20503", "2050399"]
    assert [row.role for row in statement.rows] == [Role.TOTAL, Role.GROUP, Role.GROUP, Role.ITEM]


def test_a_department_stands_above_its_units_and_among_them() -> None:
    statement = _statement(
        "2027年部门收入预算总表",
        "单位名称|总计|本年收入|<|上年结转结余",
        "^|^|小计|一般公共预算|小计",
        "合计|9.00|8.00|8.00|1.00",
        "青石市水务局|9.00|8.00|8.00|1.00",
        "青石市水务局|5.00|4.00|4.00|1.00",
        "青石市水文站|4.00|4.00|4.00|",
    )
    assert [row.coordinates.unit for row in statement.rows] == [None, None, "青石市水务局", "青石市水文站"]
    assert [column.coordinates.period for column in statement.columns] == [
        None,
        Period.CURRENT,
        Period.CURRENT,
        Period.CARRIED_OVER,
    ]


def test_projects_beside_their_units() -> None:
    statement = _statement(
        "2027年部门项目支出预算表",
        "单位名称|项目名称|总计|单位资金",
        "|合计|6.00|2.00",
        "青石市水务局|河道养护|3.00|",
        "青石市水文站|河道养护|2.00|2.00",
        "青石市水文站|河道养护|1.00|",
    )
    assert [(row.coordinates.unit, row.coordinates.project) for row in statement.rows] == [
        (None, None),
        ("青石市水务局", "河道养护"),
        ("青石市水文站", "河道养护"),
        ("青石市水文站", "河道养护#2"),
    ]


def test_public_and_operating_costs_share_a_line_without_a_label() -> None:
    statement = _statement(
        "2027年单位“三公”经费和机关运行经费预算表",
        "“三公”经费预算数|<|<|<|机关运行经费预算数",
        "合计|公务接待费|公务用车购置及运行费|<|^",
        "^|^|小计|运行费|^",
        "3.00|1.00|2.00|2.00|40.00",
    )
    (row,) = statement.rows
    assert row.role is Role.TOTAL
    costs = [at.public_cost.value if at.public_cost else None for _, at, _ in _places(statement)]
    assert costs == ["all", "reception", "vehicles", "vehicle_maintenance", None]
    last = _places(statement)[-1][1]
    assert (last.nature, last.institution) == (Nature.OPERATING, Institution.AGENCY)


def test_what_is_bought_for_which_project() -> None:
    statement = _statement(
        "政府采购支出表",
        "采购品目大类|专项名称|采购品目名称|资金来源|总计",
        "^|^|^|一般公共预算资金|^",
        "合计|||9.00|9.00",
        "货物|||4.00|4.00",
        "青石市水务局|||4.00|4.00",
        "|设备购置|复印机|3.00|3.00",
        "|设备购置|空调机|1.00|1.00",
        "服务|||5.00|5.00",
        "青石市水务局|||5.00|5.00",
        "|河道养护|水利管理服务|5.00|5.00",
    )
    assert statement.kind is Kind.OTHER
    unit = "青石市水务局"
    goods, services = Procurement.GOODS, Procurement.SERVICES
    rows = [(row.label, row.coordinates) for row in statement.rows]
    assert [label for label, _ in rows] == ["合计", "货物", unit, "复印机", "空调机", "服务", unit, "水利管理服务"]
    assert [at for _, at in rows] == [
        Coordinates(flow=_OUT, procurement=Procurement.ALL),
        Coordinates(flow=_OUT, procurement=goods),
        Coordinates(flow=_OUT, procurement=goods, unit=unit),
        Coordinates(flow=_OUT, procurement=goods, unit=unit, project="设备购置"),
        Coordinates(flow=_OUT, procurement=goods, unit=unit, project="设备购置#2"),
        Coordinates(flow=_OUT, procurement=services),
        Coordinates(flow=_OUT, procurement=services, unit=unit),
        Coordinates(flow=_OUT, procurement=services, unit=unit, project="河道养护"),
    ]


def test_a_title_of_no_known_kind_begins_a_statement_that_is_held_to_nothing() -> None:
    money = "部门名称：青石市水务局 单位：万元"
    found = _read(
        "青石市水务局2027年部门预算公开",
        "2027年部门支出预算总表",
        money,
        grid("科目编码|科目名称|合计", "|合计|1.00", "213|农林水支出|1.00"),
        "2027年部门资产处置情况表",
        money,
        grid("资产类别|处置收入", "车辆|3.00"),
    )
    assert [(one.kind, one.title) for one in found.statements] == [
        (Kind.EXPENDITURE, "2027年部门支出预算总表"),
        (Kind.OTHER, "2027年部门资产处置情况表"),
    ]
    assert [(damage.what, damage.subject) for damage in found.damage] == [("unknown_statement", "/statements/1")]


def test_heads_repeated_over_pages_with_rows_that_bear_no_amount() -> None:
    head = ("收入|<|支出|<", "项目|金额|项目|合计")
    title, money = "2027年财政拨款收支总体情况表", "单位名称：青石市水务局 单位：万元"
    found = _read(
        "青石市水务局",
        "2027年部门预算公开",
        title,
        money,
        grid(*head, "一、本年收入|6.00|一、本年支出|6.00", "1、一般公共预算拨款收入|6.00|1、教育支出|6.00"),
        title,
        money,
        grid(*head, "||22、其他支出|", "二、上年结转||二、结转下年|", "收入总计|6.00|支出总计|6.00"),
    )
    assert found.damage == ()
    (statement,) = found.statements
    assert len([row for row in statement.rows if row.flow is _OUT]) == 5
    assert _places(statement)[-1][2] == Decimal("6.00")


def test_contents_that_nothing_heads_and_an_entity_named_inside() -> None:
    entries = ["一、部门情况说明", "二、收入预算情况说明", "三、支出预算情况说明", "四、其他情况说明", "五、名词解释"]
    found = _read(
        "2027",
        *entries,
        entries[0],
        "青石市审计局主管全市审计工作。",
        entries[1],
        "2027年度收入预算1.00万元。",
        "附件：青石市审计局2027年度部门预算报表",
    )
    assert (found.entity.name, found.fiscal_year, found.statements) == ("青石市审计局", 2027, ())
    assert [section.title for section in found.narrative] == ["部门情况说明", "收入预算情况说明"]


def test_contents_end_where_a_part_begins_though_it_is_called_otherwise() -> None:
    found = _read(
        "青石市水务局",
        "2027年部门预算公开",
        "目 录",
        "第一部分2027年部门预算说明",
        "一、部门基本概况",
        "第二部分2027年部门预算表",
        "1、部门支出总表",
        "注：空表表示无相关收支",
        "第一部分部门预算公开说明",
        "一、部门基本概况",
        "主管水务。",
        "第二部分2027年部门预算表",
        "2027年部门支出预算总表",
        "部门名称：青石市水务局 单位：万元",
        grid("科目编码|科目名称|合计", "|合计|1.00", "213|农林水支出|1.00"),
    )
    assert [section.text for section in found.narrative] == ["主管水务。"]
    assert [statement.kind for statement in found.statements] == [Kind.EXPENDITURE]


def test_a_file_of_performance_forms_alone_is_read() -> None:
    found = _read(
        "青石市水务局2027年部门预算公开",
        "项目支出绩效目标表",
        grid(
            "项目名称|渠道维修",
            "主管部门|青石市水务局",
            "年度资金总额：|5.00",
            "总体目标|维修渠道。",
            "绩效指标|一级指标|二级指标|三级指标|指标值",
            "|产出指标|数量指标|渠道长度|≥2公里",
        ),
    )
    assert [(one.name, one.objective.annual, len(one.indicators.annual)) for one in found.projects] == [
        ("渠道维修", "维修渠道。", 1)
    ]


def test_two_money_units_about_one_table_are_said_and_not_chosen_from() -> None:
    rows = grid("项目名称|金额（元）", "堤防加固|70000", "合计|70000")
    found = _read("青石市水务局2027年部门预算公开", "项目支出表", "部门名称：青石市水务局 单位：万元", rows)
    assert [(one.what, one.subject) for one in found.damage] == [("unclear_money_unit", "/statements/0/rows")]
    found = _read("青石市水务局2027年部门预算公开", "项目支出表", "部门名称：青石市水务局", rows)
    assert (found.damage, found.statements[0].unit) == ((), MoneyUnit.YUAN)


def test_what_is_left_over_in_unknown_words_stands_apart_and_a_part_does_not() -> None:
    head = "科目编码|科目名称|合计|一般公共预算|{}"
    rows = ("205|教育支出|10|7|3", "合计||10|7|3")
    title = "2027年部门收入预算总表"
    known, part = (_statement(title, head.format(word), *rows) for word in ("上年结转", "其中：上年结转"))
    strange = _read("青石市水务局2027年部门预算公开", title, "单位：万元", grid(head.format("结余动用额"), *rows))
    assert [one.columns[1].coordinates.period for one in (known, part, *strange.statements)] == [
        Period.CURRENT,
        None,
        Period.CURRENT,
    ]
    assert [one.what for one in strange.damage] == ["unknown_column"]


def test_a_fund_below_a_narrower_one_is_its_total_or_a_part_of_it() -> None:
    statement = _statement(
        "2027年财政拨款收支预算总表",
        "收入|<|支出|<|<|<",
        "项目|预算数|项目|合计|一般公共预算|<",
        "||||小计|其中：财政拨款",
        "一、一般公共预算|7|一、农林水支出|10|7|5",
        "其中：财政拨款|5||||",
        "收入总计|10|支出总计|10|7|5",
    )
    assert [(label, at.fund, at.of_which) for label, at, _ in _places(statement)][:6] == [
        ("一、一般公共预算", Fund.GENERAL_PUBLIC, None),
        ("其中：财政拨款", Fund.GENERAL_PUBLIC, "财政拨款"),
        ("收入总计", Fund.APPROPRIATION, None),
        ("一、农林水支出", Fund.APPROPRIATION, None),
        ("一、农林水支出", Fund.GENERAL_PUBLIC, None),
        ("一、农林水支出", Fund.GENERAL_PUBLIC, "财政拨款"),
    ]


def test_economic_classes_in_the_head_are_of_the_classification_that_has_all_of_them() -> None:
    rows = ("205|教育支出|10|7|3", "合计||10|7|3")
    head = "科目编码|科目名称|合计|{}|对个人和家庭的补助"
    department, government = (
        _statement("2027年部门支出预算总表", head.format(word), *rows) for word in ("工资福利支出", "机关工资福利支出")
    )
    assert [one.coordinates.economic for one in department.columns] == [None, "301", "303"]
    assert [one.coordinates.government_economic for one in government.columns] == [None, "501", "509"]


def test_a_total_below_units_is_everyones() -> None:
    statement = _statement(
        "2027年部门收入预算总表",
        "编码|单位（科目）名称|合计",
        "305001|青石市水务局机关|7",
        "2130301|行政运行|7",
        "305002|青石市水文站|3",
        "2130313|水文测报|3",
        "合计||10",
    )
    assert [(label, at.unit, at.function) for label, at, _ in _places(statement)] == [
        ("青石市水务局机关", "青石市水务局机关", None),
        ("行政运行", "青石市水务局机关", "2130301"),
        ("青石市水文站", "青石市水文站", None),
        ("水文测报", "青石市水文站", "2130313"),
        ("合计", None, None),
    ]


def test_meetings_in_rows_make_the_total_another_sum() -> None:
    three = ("1.因公出国（境）费|0", "2.公务接待费|1", "3.公务用车购置及运行费|2")
    title = "2027年一般公共预算“三公”经费支出表"
    alone, beside = (
        _statement(title, "项目|预算数", f"合计|{total}", *three, *more)
        for total, more in ((3, ()), (7, ("4.会议费|4",)))
    )
    (_, total, _), *_ = _places(alone)
    assert (total.public_cost, total.of_which) == (PublicCost.ALL, None)
    (_, total, _), *_, (_, meeting, _) = _places(beside)
    assert (total.public_cost, total.of_which) == (None, "public_costs_meetings_and_training")
    assert (meeting.public_cost, meeting.economic) == (None, "30215")
