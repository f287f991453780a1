"""Performance forms printed as tables, a project or an indicator a row."""

from __future__ import annotations

from decimal import Decimal

from budgetbook.model.performance import Indicator, NamedAmount
from budgetbook.readers.blocks import Block, Line
from budgetbook.readers.meaning.performance import performance_forms
from tests.readers.meaning.grids import grid


def _line(text: str) -> Line:
    return Line(text=text)


def test_a_project_a_row() -> None:
    blocks: list[Block] = [
        _line("表11：2027年市级部门项目支出绩效表"),
        _line("部门名称：青石市水务局 单位：万元"),
        grid(
            "单位名称|项目名称|金额|绩效目标",
            "青石市水务局|河道养护|69.50|按月巡查。",
            "青石市水文站|水位监测|12.00|监测点在线。",
        ),
    ]
    reading = performance_forms(blocks, 2027)
    assert [(damage.what, damage.subject) for damage in reading.damage] == [
        ("no_indicators_printed", "/projects/0/indicators"),
        ("no_indicators_printed", "/projects/1/indicators"),
    ]
    assert reading.overall is None
    assert [(p.name, p.unit, p.year, p.funding.annual.total, p.objective.annual) for p in reading.projects] == [
        ("河道养护", "青石市水务局", 2027, Decimal("695000.00"), "按月巡查。"),
        ("水位监测", "青石市水文站", 2027, Decimal("120000.00"), "监测点在线。"),
    ]


_HEAD = (
    "单位编码|单位（项目）名称|资金总额|绩效目标|绩效指标|<|<|<|<|<",
    "^|^|^|^|一级指标|二级指标|三级指标|指标值|度量单位|指标值类型",
)


def test_an_indicator_a_row_goes_on_over_the_page() -> None:
    blocks: list[Block] = [
        _line("2027年项目支出绩效目标表"),
        _line("单位：万元"),
        grid(
            *_HEAD,
            "合计||30.00|||||||",
            "201|青石市群众艺术馆|30.00|||||||",
            "201|送戏下乡|20.00|演出到村。|产出指标|数量指标|场次|40|场|≥",
            "^|^|^|^|^|质量指标|评价|良好||定性",
        ),
        _line("2027年项目支出绩效目标表"),
        _line("单位：万元"),
        grid(
            *_HEAD,
            "201|送戏下乡|20.00|演出到村。|满意度指标|服务对象满意度指标|观众满意度|90|%|≥",
            "201|设备更新|10.00|更新音响。|产出指标|数量指标|套数|2|套|＝",
        ),
    ]
    reading = performance_forms(blocks, 2027)
    assert [(p.name, p.unit, p.funding.annual.total) for p in reading.projects] == [
        ("送戏下乡", "青石市群众艺术馆", Decimal("200000.00")),
        ("设备更新", "青石市群众艺术馆", Decimal("100000.00")),
    ]
    assert reading.projects[0].indicators.annual == (
        Indicator(level1="产出指标", level2="数量指标", name="场次", target="≥40场"),
        Indicator(level1="产出指标", level2="质量指标", name="评价", target="良好"),
        Indicator(level1="满意度指标", level2="服务对象满意度指标", name="观众满意度", target="≥90%"),
    )


def test_the_overall_form_as_a_table() -> None:
    blocks: list[Block] = [
        _line("2027年部门整体支出绩效目标表"),
        grid(
            "单位名称|年度预算申请|<|<|整体绩效目标|部门整体支出年度绩效目标|<|<|<",
            "^|按收入性质分|按支出性质分|<|^|一级指标|二级指标|三级指标|指标值",
            "^|一般公共预算|基本支出|项目支出|^|^|^|^|^",
            "青石市群众艺术馆|56.73|36.73|20.00|办好展演。|产出指标|数量指标|场次|40",
        ),
    ]
    overall = performance_forms(blocks, 2027).overall
    assert overall is not None
    assert (overall.entity, overall.objective) == ("青石市群众艺术馆", "办好展演。")
    assert overall.income == (NamedAmount(label="一般公共预算", amount=Decimal("56.73")),)
    assert overall.expenditure == (
        NamedAmount(label="基本支出", amount=Decimal("36.73")),
        NamedAmount(label="项目支出", amount=Decimal("20.00")),
    )
    assert overall.indicators == (Indicator(level1="产出指标", level2="数量指标", name="场次", target="40"),)


def test_other_tables_are_left_to_the_forms() -> None:
    reading = performance_forms([grid("项目|预算数", "基本支出|1.00")], 2027)
    assert (reading.projects, reading.overall, reading.damage) == ((), None, ())
