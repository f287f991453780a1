"""Units, years, groups and blocks within one statement, in invented documents."""

from __future__ import annotations

from decimal import Decimal

import pytest

from budgetbook.model.coordinates import Coordinates, Flow, Fund, Nature, Period, PublicCost, merged
from budgetbook.model.statement import Role
from budgetbook.readers.meaning.project_groups import group_ends
from tests.readers.meaning.grids import grid
from tests.readers.meaning.test_shapes import _places, _read, _statement

_OUT = Flow.EXPENDITURE
_HOLDER = "青石市水务局"
_STATION = "青石市供水站"


def test_codes_below_the_name_of_a_unit_are_of_that_unit() -> None:
    statement = _statement(
        "支出总表",
        "预算单位|科目编码|科目名称|支出总计|基本支出|项目支出",
        f"{_HOLDER}|||9.00|5.00|4.00",
        f"{_HOLDER}（本级）|||6.00|2.00|4.00",
        "|213|农林水支出|6.00|2.00|4.00",
        "|21303|水利|6.00|2.00|4.00",
        f"{_STATION}|||3.00|3.00|",
        "|213|农林水支出|3.00|3.00|",
    )
    assert [(row.role, row.coordinates) for row in statement.rows] == [
        (Role.TOTAL, Coordinates(flow=_OUT)),
        (Role.GROUP, Coordinates(flow=_OUT, unit=f"{_HOLDER}（本级）")),
        (Role.GROUP, Coordinates(flow=_OUT, unit=f"{_HOLDER}（本级）", function="213")),
        (Role.ITEM, Coordinates(flow=_OUT, unit=f"{_HOLDER}（本级）", function="21303")),
        (Role.GROUP, Coordinates(flow=_OUT, unit=_STATION)),
        (Role.ITEM, Coordinates(flow=_OUT, unit=_STATION, function="213")),
    ]


def test_a_unit_code_that_begins_others_is_everyones() -> None:
    statement = _statement(
        "收入总表",
        "单位编码|单位名称|合计|一般公共预算拨款|上年结转",
        "合计|<|9.00|8.00|1.00",
        f"154|{_HOLDER}|9.00|8.00|1.00",
        f"154001|{_HOLDER}|6.00|5.00|1.00",
        f"154002|{_STATION}|3.00|3.00|",
    )
    assert [row.coordinates.unit for row in statement.rows] == [None, None, _HOLDER, _STATION]
    assert [column.coordinates for column in statement.columns] == [
        Coordinates(),
        Coordinates(fund=Fund.GENERAL_PUBLIC, period=Period.CURRENT),
        Coordinates(period=Period.CARRIED_OVER),
    ]


def test_years_and_their_change_in_a_column_of_their_own() -> None:
    statement = _statement(
        "财政拨款“三公”经费支出表",
        "预算单位|年度|总计|公务接待费",
        "^|^|一般公共预算|一般公共预算",
        f"{_HOLDER}|2026年|5.00|5.00",
        "|2027年|4.00|4.00",
        "|增减变化金额|-1.00|-1.00",
        f"{_STATION}|2026年|1.00|1.00",
        "|2027年|1.00|1.00",
    )
    at = [row.coordinates for row in statement.rows]
    assert [(one.unit, one.year, one.phase) for one in at] == [
        (None, 2026, None),
        (None, 2027, None),
        (None, None, "change"),
        (_STATION, 2026, None),
        (_STATION, 2027, None),
    ]
    cell = merged(at[0], statement.columns[1].coordinates)
    assert (cell.public_cost, cell.fund) == (PublicCost.RECEPTION, Fund.GENERAL_PUBLIC)


def test_years_side_by_side_over_one_row_without_a_label() -> None:
    statement = _statement(
        "一般公共预算“三公”经费支出情况表",
        "2026年预算数|<|2027年预算数|<",
        "合计|公务接待费|合计|公务接待费",
        "11.90|3.40|3.40|3.40",
    )
    assert [(at.year, at.public_cost, at.fund) for _, at, _ in _places(statement)] == [
        (2026, PublicCost.ALL, Fund.GENERAL_PUBLIC),
        (2026, PublicCost.RECEPTION, Fund.GENERAL_PUBLIC),
        (2027, PublicCost.ALL, Fund.GENERAL_PUBLIC),
        (2027, PublicCost.RECEPTION, Fund.GENERAL_PUBLIC),
    ]


def test_economic_codes_of_both_classifications_split_and_local_ones_of_seven_digits() -> None:
    statement = _statement(
        "一般公共预算基本支出情况表",
        "科目编码|<|部门预算支出经济分类科目名称|科目编码|<|政府预算支出经济分类科目名称|小计|人员支出",
        "类|款|^|类|款|^|^|^",
        "||合计||||3.00|3.00",
        "301||工资福利支出|501||机关工资福利支出|3.00|3.00",
        "301|02|津贴补贴|501|01|工资奖金津补贴|3.00|3.00",
        "301|0201|规范性津补贴||||3.00|3.00",
    )
    assert [(row.coordinates.economic, row.coordinates.government_economic) for row in statement.rows] == [
        (None, None),
        ("301", "501"),
        ("30102", "50101"),
        ("3010201", None),
    ]


def test_blocks_of_expenditure_side_by_side_share_their_column() -> None:
    statement = _statement(
        "部门综合预算收支总表",
        "收入|<|支出|<|<|<",
        "项目|预算数|支出功能分类科目（按大类）|预算数|部门预算支出经济分类科目（按大类）|预算数",
        "1、一般公共预算拨款|9.00|1、农林水支出|9.00|1、人员经费和公用经费支出|5.00",
        "||||(1)工资福利支出|5.00",
        "||||2、专项业务经费支出|4.00",
        "||||(1)商品和服务支出|4.00",
        "收入总计|9.00|支出总计|9.00|支出总计|9.00",
    )
    assert [column.label for column in statement.columns] == ["收入/预算数", "支出/预算数"]
    spent = [(label, at) for label, at, _ in _places(statement) if at.flow is _OUT]
    assert spent == [
        ("1、农林水支出", Coordinates(flow=_OUT, function="213")),
        ("1、人员经费和公用经费支出", Coordinates(flow=_OUT, nature=Nature.BASIC)),
        ("(1)工资福利支出", Coordinates(flow=_OUT, nature=Nature.BASIC, economic="301")),
        ("2、专项业务经费支出", Coordinates(flow=_OUT, nature=Nature.PROJECT)),
        ("(1)商品和服务支出", Coordinates(flow=_OUT, nature=Nature.PROJECT, economic="302")),
    ]


def test_groups_of_projects_are_told_by_their_sums() -> None:
    statement = _statement(
        "专项业务经费支出表",
        "单位编码|单位（项目）名称|项目金额|项目简介",
        "合计|<|11.00|",
        f"154001|{_HOLDER}|11.00|",
        "|通用项目|6.00|",
        "|会议|2.00|",
        "|会议|2.00|用于会议",
        "|印刷|4.00|",
        "|专用项目|5.00|",
        "|维护|5.00|",
    )
    assert [(row.coordinates.project, row.coordinates.of_which) for row in statement.rows[2:]] == [
        (None, "通用项目"),
        (None, "通用项目/会议"),
        ("会议", None),
        ("印刷", None),
        (None, "专用项目"),
        ("维护", None),
    ]


def test_a_total_and_projects_need_no_unit_between() -> None:
    statement = _statement(
        "项目支出预算情况表",
        "项目名称|项目类别|合计|一般公共预算",
        "合 计||9.00|9.00",
        "审计|其他运转类|2.00|2.00",
        "评估|特定目标类|4.00|4.00",
        "审计|特定目标类|3.00|3.00",
    )
    assert [(row.coordinates.unit, row.coordinates.project) for row in statement.rows] == [
        (None, None),
        (None, "审计"),
        (None, "评估"),
        (None, "审计#2"),
    ]


def test_income_may_be_of_both_periods_where_nothing_tells_them_apart() -> None:
    statement = _statement(
        "部门收支总体情况表",
        "收入|<|支出|<",
        "项目|预算数|项目|预算数",
        "合计|9.00|合计|9.00",
        "一、一般公共预算资金|9.00|一、农林水支出|9.00",
    )
    assert [at for label, at, _ in _places(statement) if label.endswith("资金")] == [
        Coordinates(flow=Flow.INCOME, fund=Fund.GENERAL_PUBLIC)
    ]


@pytest.mark.parametrize(
    ("amounts", "total", "ends"),
    [
        ((1, 2, 3), 6, (1, 2, 3)),
        ((3, 1, 2, 4, 4), 7, (3, 2, 3, 5, 5)),
        ((5, 5, 5), 5, (3, 3, 3)),
        ((1, 2), 4, None),
        ((), 0, ()),
        ((0, 2), 2, (1, 2)),
        ((6, 2, 2, 4, 4, 4), 10, None),
    ],
)
def test_ends_of_groups(amounts: tuple[int, ...], total: int, ends: tuple[int, ...] | None) -> None:
    assert group_ends(tuple(map(Decimal, amounts)), Decimal(total)) == ends


def test_sections_numbered_through_all_parts() -> None:
    found = _read(
        f"{_HOLDER}（汇总）",
        "2027年部门预算公开说明",
        "第一部分：部门概况",
        "一、主要职能及机构设置",
        "二、人员情况说明",
        "第二部分：部门预算收支情况说明",
        "三、收支预算总体情况说明",
        "本部门收入预算9.00万元。",
        "四、财政拨款收支情况说明",
        "本部门财政拨款收入9.00万元。",
    )
    assert [section.section for section in found.narrative] == ["三", "四"]
    assert found.entity.name == _HOLDER


def test_subtotals_below_units_are_theirs_and_the_last_total_is_everyones() -> None:
    statement = _statement(
        "2027年部门支出预算总表",
        "单位名称|科目编码|科目名称|合计",
        "青石市水务局机关|2130301|行政运行|7",
        "小计|||7",
        "青石市水文站|2130313|水文测报|3",
        "小计|||3",
        "合计|||10",
    )
    assert [(label, at.unit) for label, at, _ in _places(statement) if at.function is None] == [
        ("小计", "青石市水务局机关"),
        ("小计", "青石市水文站"),
        ("合计", None),
    ]
    projects = _statement(
        "2027年项目支出预算表",
        "单位名称|项目名称|金额",
        "青石市水务局机关|堤防加固|7",
        "|小计|7",
        "青石市水文站|水文测报|3",
        "|小计|3",
        "合计||10",
    )
    assert [(label, at.unit) for label, at, _ in _places(projects) if at.project is None] == [
        ("小计", "青石市水务局机关"),
        ("小计", "青石市水文站"),
        ("合计", None),
    ]


def test_a_class_over_a_block_is_that_of_its_subtotal_and_another_total_is_in_doubt() -> None:
    head = ("工资福利支出|<|商品和服务支出|<", "科目名称|预算数|科目名称|预算数")
    title = "2027年一般公共预算基本支出预算表"
    statement = _statement(title, *head, "基本工资|7|办公费|3", "住房公积金|1|印刷费|2", "小计|8|小计|5")
    assert [(label, at.economic) for label, at, _ in _places(statement)] == [
        ("基本工资", "30101"),
        ("住房公积金", "30113"),
        ("小计", "301"),
        ("办公费", "30201"),
        ("印刷费", "30202"),
        ("小计", "302"),
    ]
    found = _read(
        "青石市水务局2027年部门预算公开", title, "单位：万元", grid(*head, "基本工资|7|办公费|3", "合计|10||")
    )
    assert [(one.what, one.subject) for one in found.damage] == [("unclear_group", "/statements/0/rows/1")]


def test_a_change_says_what_it_is_against() -> None:
    title, row = "2027年一般公共预算支出预算表", "205|教育支出|{}|1"
    heads = (
        ("科目编码|科目名称|2026年预算数|2027年预算数|增减额", "9|10"),
        ("科目编码|科目名称|2026年执行数|2027年预算数|增减额", "9|10"),
        ("科目编码|科目名称|2026年预算数|2026年执行数|2027年预算数|2027年比2026年执行数增减额", "9|9|10"),
    )
    changes = [_statement(title, head, row.format(amounts)).columns[-1].coordinates for head, amounts in heads]
    assert [(at.phase, at.of_which) for at in changes] == [
        ("change", None),
        ("change", "against_execution"),
        ("change", "against_execution"),
    ]


def test_one_name_that_is_known_names_its_side() -> None:
    statement = _statement(
        "2027年政府性基金预算收支表",
        "收入|预算数|支出|<",
        "||项目|合计",
        "国有土地使用权出让收入|7|212 城乡社区支出|7",
    )
    assert [(at.flow, at.income, at.function) for _, at, _ in _places(statement)] == [
        (Flow.INCOME, "1030148", None),
        (Flow.EXPENDITURE, None, "212"),
    ]
