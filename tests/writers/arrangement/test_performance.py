"""Performance forms as tables."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from budgetbook.model.performance import (
    Funding,
    Indicator,
    Indicators,
    KeyTask,
    NamedAmount,
    Objective,
    OverallPerformance,
    ProjectPerformance,
    WholeAndAnnualFunding,
)
from budgetbook.writers.arrangement.indicators import indicator_rows
from budgetbook.writers.arrangement.overall import overall_table
from budgetbook.writers.arrangement.performance import project_table
from budgetbook.writers.layout import CellKind
from tests.writers.arranged import covered, texts


def _indicator(level1: str, level2: str, name: str, target: str = "100%") -> Indicator:
    return Indicator(level1=level1, level2=level2, name=name, target=target)


def test_both_halves_stand_beside_each_other_and_levels_merge() -> None:
    whole = (
        _indicator("产出", "数量", "场次", "≥30场"),
        _indicator("产出", "数量", "人次"),
        _indicator("产出", "质量", "完成率"),
        _indicator("满意度", "服务对象", "观众"),
    )
    annual = (
        _indicator("产出", "数量", "场次", "≥10场"),
        _indicator("产出", "成本", "总成本"),
        _indicator("满意度", "服务对象", "观众"),
    )
    rows = indicator_rows((whole, annual), level1_column=1, half_columns=(2, 5))
    assert [[(cell.column, cell.text, cell.row_span) for cell in row] for row in rows] == [
        [(1, "产出", 4), (2, "数量", 2), (3, "场次", 1), (4, "≥30场", 1), (5, "数量", 2), (6, "场次", 1), (7, "≥10场", 1)],
        [(3, "人次", 1), (4, "100%", 1), (6, "", 1), (7, "", 1)],
        [(2, "质量", 1), (3, "完成率", 1), (4, "100%", 1), (5, "", 1), (6, "", 1), (7, "", 1)],
        [(2, "", 1), (3, "", 1), (4, "", 1), (5, "成本", 1), (6, "总成本", 1), (7, "100%", 1)],
        [(1, "满意度", 1), (2, "服务对象", 1), (3, "观众", 1), (4, "100%", 1), (5, "服务对象", 1), (6, "观众", 1), (7, "100%", 1)],
    ]  # fmt: skip


_HALF = st.lists(
    st.builds(
        _indicator,
        st.sampled_from(["产出", "效益"]),
        st.sampled_from(["数量", "质量", "社会"]),
        st.sampled_from("甲乙丙丁"),
    ),
    max_size=10,
).map(tuple)


@given(_HALF, _HALF)
def test_the_order_of_each_half_is_kept(whole: tuple[Indicator, ...], annual: tuple[Indicator, ...]) -> None:
    rows = indicator_rows((whole, annual), level1_column=0, half_columns=(1, 4))
    for half, column in ((whole, 2), (annual, 5)):
        printed = [cell.text for row in rows for cell in row if cell.column == column and cell.text]
        assert printed == [each.name for each in half]
    assert covered(tuple(rows), 7) == [[1] * 7 for _ in rows]


def test_a_project_form_says_everything_in_its_place() -> None:
    project = ProjectPerformance(
        name="流动文化馆",
        department_code="207",
        department="青石市文化和旅游局",
        unit="青石市群众艺术馆",
        attribute="延续性项目（阶段开展）",
        duration="3年",
        funding=WholeAndAnnualFunding(
            whole=Funding(total=Decimal("1417100"), local=Decimal("1417100")), annual=Funding(total=Decimal("0"))
        ),
        summary="送文化下乡。",
        objective=Objective(whole="三年覆盖全部乡镇。", annual="覆盖十个乡镇。"),
        indicators=Indicators(),
        filed_at="20261112093000",
    )
    table = project_table(project, number=4, title="项目支出绩效目标表", year=2027)
    assert (table.title, table.subtitle, table.project, table.header) == ("项目支出绩效目标表", "（2027年度）", 4, ())
    assert texts(table.body) == [
        ["项目名称", "流动文化馆"],
        ["主管部门及代码", "207-青石市文化和旅游局", "实施单位", "青石市群众艺术馆"],
        ["项目属性", "延续性项目（阶段开展）", "项目期", "3年"],
        ["项目资金（元）", "实施期资金总额：", "1,417,100", "年度资金总额：", "0"],
        ["其中：中央财政资金", "", "其中：中央财政资金", ""],
        ["省级财政资金", "", "省级财政资金", ""],
        ["市县（区）财政资金", "1,417,100", "市县（区）财政资金", ""],
        ["单位自筹", "", "单位自筹", ""],
        ["其他资金", "", "其他资金", ""],
        ["项目概况", "送文化下乡。"],
        ["立项依据", ""],
        ["项目设立必要性", ""],
        ["保证项目实施的制度、措施", ""],
        ["项目实施计划", ""],
        ["总体目标", "实施期目标", "年度目标"],
        ["三年覆盖全部乡镇。", "覆盖十个乡镇。"],
        ["绩效指标", "一级指标", "二级指标", "三级指标", "指标值", "二级指标", "三级指标", "指标值"],
        ["", "", "", "", "", "", ""],
        ["负责人：", "", "经办人：", "", "联系电话：", "", "填报日期：", "20261112093000"],
    ]
    amounts = [
        cell.amount for row in table.body for cell in row if cell.kind is CellKind.AMOUNT and cell.amount is not None
    ]
    assert amounts == [Decimal("1417100"), Decimal("0"), Decimal("1417100")]


def test_the_overall_form() -> None:
    overall = OverallPerformance(
        staff=(("核定的人员编制数", "77个"), ("实际在职人员总数", "71个"), ("其他人员数", "3个")),
        duties=("1. 拟订规划。", "2. 指导演出。"),
        income=(NamedAmount(label="合计", amount=Decimal("1405.02")),),
        expenditure=(
            NamedAmount(label="合计", amount=Decimal("1405.02")),
            NamedAmount(label="其中：基本支出", amount=None),
        ),
        key_tasks=(KeyTask(function="公共文化服务", task="办好文化旅游节。"),),
        objective="完成任务。",
        indicators=(_indicator("产出指标", "数量指标", "演出场次", "≥60场"),),
    )
    table = overall_table(
        overall, title="整体支出绩效目标申报表", entity="青石市文化和旅游局", entity_label="部门名称", year=2027
    )
    assert texts(table.body) == [
        ["基本信息", "部门名称", "青石市文化和旅游局"],
        ["核定的人员编制数", "77个", "实际在职人员总数", "71个"],
        ["其他人员数", "3个", "", ""],
        ["单位职责", "1. 拟订规划。"],
        ["2. 指导演出。"],
        ["战略目标", ""],
        ["预算情况", "按收入来源分", "预算金额（万元）", "按支出来源分", "预算金额（万元）"],
        ["合计", "1405.02", "合计", "1405.02"],
        ["", "", "其中：基本支出", ""],
        ["年度重点任务", "核心职能", "重点任务"],
        ["公共文化服务", "办好文化旅游节。"],
        ["年度绩效目标", "完成任务。"],
        ["年度绩效指标", "一级指标", "二级指标", "三级指标", "指标值"],
        ["产出指标", "数量指标", "演出场次", "≥60场"],
    ]


def test_appropriation_in_one_sum_stands_where_its_levels_would() -> None:
    project = ProjectPerformance(
        name="办公楼物业",
        funding=WholeAndAnnualFunding(
            whole=Funding(), annual=Funding(total=Decimal(258900), appropriation=Decimal(258900), other=Decimal(0))
        ),
        objective=Objective(),
        indicators=Indicators(),
    )
    rows = texts(project_table(project, number=0, title="绩效目标表", year=2027).body)
    assert [row[-2:] for row in rows if any("资金" in cell or "财政" in cell or "自筹" in cell for cell in row)] == [
        ["年度资金总额：", "258,900"],
        ["其中：财政拨款", "258,900"],
        ["单位自筹", ""],
        ["其他资金", "0"],
    ]
