"""Project forms and overall forms in the ragged shapes that conversion gives; each case is the smallest that showed a trouble."""

from __future__ import annotations

from decimal import Decimal

import pytest

from budgetbook.model.performance import Funding, Indicator
from budgetbook.readers.blocks import Block, Grid, Line
from budgetbook.readers.meaning.performance import PerformanceReading, performance_forms
from tests.readers.meaning.printed_forms import text_grid

_TITLE = Line(text="某市市级预算部门（单位）项目支出绩效目标表")
_HEAD = (
    "项目名称||会议室修缮|||||",
    "主管部门及代码||350-某市某局||实施单位||某市某中心|",
    "项目属性||一次性项目（1年结束）||项目期||1年|",
)
_FUNDING = (
    "项目资金 (元)|实施期资金总额:|20,000||年度资金总额:|12,000||",
    "|其中:中央财政资金|0||其中:中央财政资金|0||",
    "|省级财政资金|||省级财政资金|||",
    "|市县(区)财政资|20,000||市县(区)财政资|12,000||",
    "|金|||金|||",
    "|单位自筹|0||单位自筹|0||",
    "其他资金||其他资金|||||",
)
_COLUMNS = "绩效指标|一级指标|二级指标|三级指标|指标值|二级指标|三级指标|指标值"


def form(*rows: str, head: tuple[str, ...] = _HEAD) -> list[Block]:
    """A form of `rows` under a title and a head."""
    return [_TITLE, Line(text="(2027年度)"), text_grid(*head, *rows)]


def indicators(*rows: str) -> PerformanceReading:
    """The reading of a form with the indicator rows `rows`."""
    return performance_forms(form(_COLUMNS, *rows), 2027)


def short(side: tuple[Indicator, ...]) -> list[tuple[str | None, str, str | None]]:
    """(level 2, name, target) of each indicator."""
    return [(each.level2, each.name, each.target) for each in side]


def test_fields_are_found_by_their_labels() -> None:
    blocks = form(
        "项目概况||修缮会 议室两间。|||||",
        "项目设立必要性||||||||",
        "保证项目实施的制度、措施||内控 制度|||||",
        "|实施期目标||||年度目标||",
        "总体目标|||||本年 修缮一间。||",
        "负责人:||经办人:|李某||联系电话:||填报日期:|2026 1208164630",
    )
    (project,) = performance_forms(blocks, 2027).projects
    assert (project.name, project.year, project.title) == ("会议室修缮", 2027, _TITLE.text)
    assert (project.department_code, project.department, project.unit) == ("350", "某市某局", "某市某中心")
    assert (project.attribute, project.duration) == ("一次性项目（1年结束）", "1年")
    assert (project.summary, project.necessity, project.safeguards) == ("修缮会议室两间。", None, "内控制度")
    assert (project.objective.whole, project.objective.annual) == (None, "本年修缮一间。")
    assert (project.responsible, project.handler, project.telephone) == (None, "李某", None)
    assert project.filed_at == "20261208164630"


def test_a_text_that_begins_like_a_label_stays_a_text() -> None:
    reading = performance_forms(form("项目实施计划||负责人：李某；单位自筹：无|||||"), 2027)
    assert reading.projects[0].plan == "负责人：李某；单位自筹：无"
    assert reading.projects[0].responsible is None


def test_funding_with_cut_labels_and_blanks() -> None:
    reading = performance_forms(form(*_FUNDING), 2027)
    (project,) = reading.projects
    zero = Decimal(0)
    assert project.funding.whole == Funding(total=Decimal(20000), central=zero, local=Decimal(20000), self_raised=zero)
    assert project.funding.annual == Funding(total=Decimal(12000), central=zero, local=Decimal(12000), self_raised=zero)
    assert reading.damage == ()


def test_funding_in_wan_is_yuan() -> None:
    reading = performance_forms(form("项目资金（万元）|实施期资金总额：|2.5||年度资金总额：|1.2||"), 2027)
    assert reading.projects[0].funding.whole.total == Decimal(25000)
    assert reading.projects[0].funding.annual.total == Decimal(12000)


def test_amounts_that_were_cut_off_are_damage() -> None:
    reading = performance_forms(form("项目资金(元)||实施期资金总额:||500,000||年度资金总额:|"), 2027)
    assert reading.projects[0].funding.annual.total is None
    assert [(each.what, each.subject) for each in reading.damage] == [("missing_amounts", "/projects/0/funding/annual")]


def test_an_amount_that_is_none_is_damage() -> None:
    reading = performance_forms(form("项目资金(元)||实施期资金总额:||5O,000||年度资金总额:||50,000"), 2027)
    assert reading.projects[0].funding.whole.total is None
    assert [(each.what, each.subject) for each in reading.damage] == [
        ("not_an_amount", "/projects/0/funding/whole/total")
    ]


@pytest.mark.parametrize(
    ("row", "whole", "annual"),
    [
        ("|产出指标|数量指标|修缮间数|2间|数量指标|修缮间数|1间", ("修缮间数", "2间"), ("修缮间数", "1间")),
        # A merged cell's place was dropped and the row moved left.
        ("数量指标|修缮间数|2间|数量指标|修缮间数|1间||", ("修缮间数", "2间"), ("修缮间数", "1间")),
        # Names without the cells of merged columns between.
        ("|数量指标|修缮间数||2间|数量指标|修缮间数||1间", ("修缮间数", "2间"), ("修缮间数", "1间")),
        # The label of the side column, whole and as page breaks leave it.
        ("效 指 标|数量指标|修缮间数|2间|数量指标|修缮间数|1间|", ("修缮间数", "2间"), ("修缮间数", "1间")),
        ("|产出指标|数量指标|上座率|$\\geq 95\\%$|数量指标|上座率|$\\le 3$次", ("上座率", "≥95%"), ("上座率", "≤3次")),
    ],
)
def test_rows_beyond_doubt(row: str, whole: tuple[str, str], annual: tuple[str, str]) -> None:
    reading = indicators(row)
    (project,) = reading.projects
    assert short(project.indicators.whole) == [("数量指标", *whole)]
    assert short(project.indicators.annual) == [("数量指标", *annual)]
    assert {each.level1 for each in project.indicators.whole} == {"产出指标"}
    assert reading.damage == ()


def test_labels_are_carried_down_and_level1_follows_from_level2() -> None:
    # A merged label may slip a row up or down: the label of level 2 tells level 1 (DOMAIN §7).
    (project,) = indicators(
        "|产出指标|数量指标|修缮间数|2间|数量指标|修缮间数|1间",
        "|||课桌数|9张||课桌数|4张",
        "|效益指标|成本指标|总成本|≤2万元|成本指标|总成本|≤1万元",
        "|||单价|≤3元||单价|≤3元",
    ).projects
    assert short(project.indicators.whole) == [
        ("数量指标", "修缮间数", "2间"),
        ("数量指标", "课桌数", "9张"),
        ("成本指标", "总成本", "≤2万元"),
        ("成本指标", "单价", "≤3元"),
    ]
    assert [each.level1 for each in project.indicators.whole] == ["产出指标"] * 4


def test_one_column_may_have_more_rows() -> None:
    (project,) = indicators(
        "|产出指标|数量指标|修缮间数|2间|数量指标|修缮间数|1间",
        "|||课桌数|9张|||",
        "||||||讲台数|1座",
    ).projects
    assert [each.name for each in project.indicators.whole] == ["修缮间数", "课桌数"]
    assert [each.name for each in project.indicators.annual] == ["修缮间数", "讲台数"]


def test_a_name_without_target_is_damage_of_its_side_alone() -> None:
    reading = indicators("|产出指标|数量指标|修缮间数|2间|数量指标|修缮间数|")
    assert short(reading.projects[0].indicators.annual) == [("数量指标", "修缮间数", None)]
    assert [(each.what, each.subject) for each in reading.damage] == [
        ("missing_target", "/projects/0/indicators/annual/0")
    ]


def test_a_row_whose_end_was_cut_damages_the_lost_side() -> None:
    reading = indicators("|||数量指标|修缮间数|||2间|数量指标")
    assert short(reading.projects[0].indicators.whole) == [("数量指标", "修缮间数", "2间")]
    assert reading.projects[0].indicators.annual == ()
    assert [(each.what, each.subject) for each in reading.damage] == [
        ("lost_indicator", "/projects/0/indicators/annual")
    ]


def test_repeated_cells_are_read_once_and_reported() -> None:
    reading = indicators("|数量指标|修缮间数|修缮间数|2间|数量指标|修缮间数|1间")
    assert short(reading.projects[0].indicators.whole) == [("数量指标", "修缮间数", "2间")]
    assert [(each.what, each.subject) for each in reading.damage] == [
        ("repeated_cell", "/projects/0/indicators/whole/0")
    ]


def test_rows_that_lost_their_words_to_the_head_are_damage() -> None:
    reading = indicators("||二级指标|三级指标|指标值|二级指标|三级指标|指标值")
    assert [(each.what, each.subject, each.place and each.place.line) for each in reading.damage] == [
        ("lost_indicator", "/projects/0/indicators", 5)
    ]


def test_an_indicator_under_two_labels_is_doubtful_in_both_columns() -> None:
    reading = indicators(
        "|产出指标|数量指标|修缮间数|2间|数量指标|完工及时率|100%",
        "||时效指标|完工及时率|100%|时效指标|修缮间数|2间",
    )
    assert [(each.what, each.subject) for each in reading.damage] == [
        ("shifted_label", f"/projects/0/indicators/{side}/{index}/level2")
        for side in ("whole", "annual")
        for index in (0, 1)
    ]


def test_labels_printed_below_their_first_rows_are_taken_and_reported() -> None:
    reading = indicators("|||课桌数|9张||课桌数|4张", "|产出指标|数量指标|修缮间数|2间|数量指标|修缮间数|1间")
    assert [each.level2 for each in reading.projects[0].indicators.whole] == ["数量指标", "数量指标"]
    assert [each.what for each in reading.damage] == ["missing_label", "missing_label"]


def test_level1_cost_of_the_national_form() -> None:
    (project,) = indicators(
        "|成本指标|经济成本指标|总成本|≤2万元|经济成本指标|总成本|≤1万元",
        "|产出指标|数量指标|修缮间数|2间|数量指标|修缮间数|1间",
    ).projects
    assert [(each.level1, each.level2) for each in project.indicators.annual] == [
        ("成本指标", "经济成本指标"),
        ("产出指标", "数量指标"),
    ]


def test_a_form_with_one_column_of_indicators_states_the_year() -> None:
    blocks = form("绩效指标|一级指标|二级指标|三级指标|指标值", "|产出指标|数量指标|修缮间数|2间")
    (project,) = performance_forms(blocks, 2027).projects
    assert project.indicators.whole == ()
    assert short(project.indicators.annual) == [("数量指标", "修缮间数", "2间")]


def test_the_only_objective_of_a_form_of_the_year_is_the_years() -> None:
    rows = ("总体目标|修缮一间会议室。", "绩效指标|一级指标|二级指标|三级指标|指标值", "|产出指标|数量指标|会议室|≥1间")
    of_year = performance_forms(form("项目资金(元)|年度资金总额:|12,000", *rows, head=("项目名称|会议室修缮",)), 2027)
    of_both = performance_forms(form(*_FUNDING, *rows), 2027)
    told = [(one.objective.whole, one.objective.annual) for read in (of_year, of_both) for one in read.projects]
    assert told == [(None, "修缮一间会议室。"), ("修缮一间会议室。", None)]


def test_a_form_over_two_pages_with_its_head_again_is_one() -> None:
    first = form(*_FUNDING, _COLUMNS, "|产出指标|成本指标|总成本|≤2万元|成本指标|总成本|≤1万元")
    second = form(
        *_FUNDING,
        _COLUMNS,
        "|||单价|≤3元||单价|",
        "|效益指标|社会效益|环境|改善|社会效益|环境|改善",
        "负责人:||经办人:||联系电话:||填报日期:|20261208164630",
    )
    reading = performance_forms([*first, *second], 2027)
    (project,) = reading.projects
    assert short(project.indicators.annual) == [
        ("成本指标", "总成本", "≤1万元"),
        ("成本指标", "单价", None),
        ("社会效益", "环境", "改善"),
    ]
    assert project.filed_at == "20261208164630"
    assert [each.subject for each in reading.damage] == ["/projects/0/indicators/annual/1"]


def test_two_projects_of_one_name_and_amount_stay_two() -> None:
    one = form(
        *_FUNDING,
        _COLUMNS,
        "|产出指标|数量指标|修缮间数|2间|数量指标|修缮间数|1间",
        "|满意度指标|服务对象满意度|职工满意度|≥95%|服务对象满意度|职工满意度|≥95%",
    )
    assert len(performance_forms([*one, *one], 2027).projects) == 2


def test_rows_over_a_page_without_a_head_go_on() -> None:
    blocks: list[Block] = [
        *form("项目实施计划||一月至六月修缮，|||||"),
        Line(text="- 31 -"),
        text_grid("||七月验收。|||||", _COLUMNS, "|产出指标|数量指标|修缮间数|2间|数量指标|修缮间数|1间"),
    ]
    (project,) = performance_forms(blocks, 2027).projects
    assert project.plan == "一月至六月修缮，七月验收。"
    assert len(project.indicators.whole) == 1


def test_other_tables_are_passed_over() -> None:
    blocks: list[Block] = [
        text_grid("项目名称|合计|一般公共预算", "会议室修缮|2.00|2.00"),
        *form(*_FUNDING),
        Line(text="十一、国有资产占有使用情况", heading=2),
        text_grid("车辆|数量", "机要通信用车|1"),
    ]
    reading = performance_forms(blocks, 2027)
    assert [project.name for project in reading.projects] == ["会议室修缮"]
    assert reading.damage == ()


def test_a_remark_under_a_form_is_no_part_of_it() -> None:
    blocks = form(_COLUMNS, "|产出指标|数量指标|修缮间数|2间|数量指标|修缮间数|1间", "注: 本表由单位填报|||||||")
    reading = performance_forms(blocks, 2027)
    assert short(reading.projects[0].indicators.whole) == [("数量指标", "修缮间数", "2间")]
    assert reading.damage == ()


def test_no_form_gives_an_empty_reading() -> None:
    assert performance_forms([Line(text="本单位未编制整体绩效目标。"), Grid(rows=())], 2027) == PerformanceReading()


def test_an_overall_form_in_ragged_text() -> None:
    blocks: list[Block] = [
        Line(text="某局整体支出绩效目标申报表"),
        Line(text="(2027年度)"),
        text_grid(
            "基本信息|部门名称|某局||",
            "|内设职能部门|3个|下属预算单位|0个",
            "|其中：在编人员数||其他人员数|2个",
            "单位职责|1. 管理甲事务。|||",
            "|2. 管理乙事务。|||",
            "战略目标|建设乙工程。|||",
            "预算情况|按收入来源分|预算金额 (万元)|按支出来源分|预算金额 (万元)",
            "|合计|120.50|合计|120.50",
            "|其中：一般公共预算拨款收入|120|其中：基本支出|",
            "|上年结转|0.50||",
            "年度重点任务|核心职能|重点任务||",
            "|管理甲事务|修缮会议室||",
        ),
        text_grid(
            "年度 绩效 目标|完成甲、乙事务。|||",
            "年度 绩效 指标|一级指标|二级指标|三级指标|指标值",
            "|产出指标|数量指标|修缮间数|2间",
            "|质量指标|合格率|100%|",
            "|满意度 指标|服务对象 满意度指 标|职工满意度|$\\geq 95\\%$",
        ),
    ]
    reading = performance_forms(blocks, 2027)
    overall = reading.overall
    assert overall is not None
    assert (overall.title, overall.year, overall.entity) == ("某局整体支出绩效目标申报表", 2027, "某局")
    assert overall.staff == (
        ("内设职能部门", "3个"),
        ("下属预算单位", "0个"),
        ("在编人员数", ""),
        ("其他人员数", "2个"),
    )
    assert overall.duties == ("1. 管理甲事务。", "2. 管理乙事务。")
    assert (overall.strategy, overall.objective) == ("建设乙工程。", "完成甲、乙事务。")
    assert [(each.label, each.amount) for each in overall.income] == [
        ("合计", Decimal("120.50")),
        ("一般公共预算拨款收入", Decimal(120)),
        ("上年结转", Decimal("0.50")),
    ]
    assert [(each.label, each.amount) for each in overall.expenditure] == [
        ("合计", Decimal("120.50")),
        ("基本支出", None),
    ]
    assert [(each.function, each.task) for each in overall.key_tasks] == [("管理甲事务", "修缮会议室")]
    assert short(overall.indicators) == [
        ("数量指标", "修缮间数", "2间"),
        ("质量指标", "合格率", "100%"),
        ("服务对象满意度指标", "职工满意度", "≥95%"),
    ]
    assert reading.damage == ()
