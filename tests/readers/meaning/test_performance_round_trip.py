"""Property: an invented form that the writers arrange reads back equal, with spans, flattened, shifted, and broken over pages."""

from __future__ import annotations

from decimal import Decimal

import msgspec
from hypothesis import given, settings
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
from budgetbook.readers.meaning.performance import performance_forms
from budgetbook.writers.arrangement.overall import overall_table
from budgetbook.writers.arrangement.performance import project_table
from tests.readers.meaning.printed_forms import broken, flattened, merged, shifted, text_grid

_YEAR = 2027
_TITLE = "某市市级预算部门（单位）项目支出绩效目标表"
_LEVELS = (
    ("产出指标", "数量指标"),
    ("产出指标", "质量指标"),
    ("产出指标", "时效指标"),
    ("产出指标", "成本指标"),
    ("效益指标", "经济效益指标"),
    ("效益指标", "社会效益指标"),
    ("满意度指标", "服务对象满意度指标"),
)
words = st.text(alphabet="甲乙丙丁戊己庚辛工程设备会议培训修缮课桌讲座12、", min_size=3, max_size=14)
sentences = st.lists(words, min_size=1, max_size=3).map("，".join)
amounts = st.none() | st.decimals(min_value=0, max_value=10**9, places=2)
targets = st.sampled_from(["≥95%", "100%", "≤138.11万元/年", "2027年12月前", "12人次", "提升", "及时"])
funding = st.builds(
    Funding, total=st.decimals(min_value=1, max_value=10**9, places=2), central=amounts, local=amounts, other=amounts
)


def both_sides(longest: int, *, equal: bool) -> st.SearchStrategy[tuple[tuple[Indicator, ...], tuple[Indicator, ...]]]:
    """Indicators of both columns, band by band; `equal` gives both columns as many rows in each."""

    # A shifted row is read by counting its words, so each has its target there.
    given_targets = targets if equal else st.none() | targets

    @st.composite
    def drawn(draw: st.DrawFn) -> tuple[tuple[Indicator, ...], tuple[Indicator, ...]]:
        sides: tuple[list[Indicator], list[Indicator]] = ([], [])
        for level1, level2 in draw(st.lists(st.sampled_from(_LEVELS), min_size=1, unique=True).map(_in_order)):
            number = draw(st.integers(1, longest))
            for side in sides:
                rows = number if equal else draw(st.integers(0, longest))
                side += [
                    Indicator(level1=level1, level2=level2, name=draw(words), target=draw(given_targets))
                    for _ in range(rows)
                ]
        return tuple(sides[0]), tuple(sides[1])

    return drawn()


def _in_order(levels: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return sorted(levels, key=_LEVELS.index)


def projects(*, equal: bool = False) -> st.SearchStrategy[ProjectPerformance]:
    """Invented projects, whole."""
    return st.builds(
        ProjectPerformance,
        name=words,
        year=st.just(_YEAR),
        title=st.just(_TITLE),
        department_code=st.just("350"),
        department=words,
        unit=words,
        attribute=st.sampled_from(["一次性项目（1年结束）", "经常性项目（长期开展）"]),
        duration=st.sampled_from(["1年", "99年"]),
        funding=st.builds(WholeAndAnnualFunding, whole=funding, annual=funding),
        summary=sentences,
        basis=st.none() | sentences,
        necessity=sentences,
        safeguards=st.none() | sentences,
        plan=sentences,
        objective=st.builds(Objective, whole=sentences, annual=st.none() | sentences),
        indicators=both_sides(3, equal=equal).map(lambda sides: Indicators(whole=sides[0], annual=sides[1])),
        responsible=st.none() | st.just("周某某"),
        telephone=st.none() | st.just("0350-0000000"),
        filed_at=st.just("20261208164630"),
    )


def bare(project: ProjectPerformance) -> ProjectPerformance:
    """`project` without places."""
    sides = {
        side: tuple(msgspec.structs.replace(each, place=None) for each in getattr(project.indicators, side))
        for side in ("whole", "annual")
    }
    return msgspec.structs.replace(project, place=None, indicators=Indicators(**sides))


@settings(max_examples=40, deadline=None)
@given(projects(), projects())
def test_two_forms_with_spans_read_back_equal(first: ProjectPerformance, second: ProjectPerformance) -> None:
    tables = [project_table(each, number=at, title=_TITLE, year=_YEAR) for at, each in enumerate((first, second))]
    reading = performance_forms([block for table in tables for block in merged(table)], _YEAR)
    assert [bare(project) for project in reading.projects] == [first, second]
    assert reading.damage == ()


@settings(max_examples=40, deadline=None)
@given(projects())
def test_a_flattened_form_reads_back_equal(project: ProjectPerformance) -> None:
    reading = performance_forms(flattened(merged(project_table(project, number=0, title=_TITLE, year=_YEAR))), _YEAR)
    assert [bare(each) for each in reading.projects] == [project]


@settings(max_examples=40, deadline=None)
@given(projects(equal=True))
def test_a_shifted_form_reads_back_equal(project: ProjectPerformance) -> None:
    reading = performance_forms(shifted(merged(project_table(project, number=0, title=_TITLE, year=_YEAR))), _YEAR)
    assert [bare(each) for each in reading.projects] == [project]


@settings(max_examples=40, deadline=None)
@given(projects(), st.integers(3, 30))
def test_a_form_broken_over_pages_reads_back_equal(project: ProjectPerformance, after: int) -> None:
    blocks = flattened(merged(project_table(project, number=0, title=_TITLE, year=_YEAR)))
    reading = performance_forms(broken(blocks, after), _YEAR)
    assert [bare(each) for each in reading.projects] == [project]


overalls = st.builds(
    OverallPerformance,
    title=st.just("某局整体支出绩效目标申报表"),
    year=st.just(_YEAR),
    entity=words,
    staff=st.just(
        (("内设职能部门", "3个"), ("下属预算单位", "0个"), ("核定的人员编制数", "58个"), ("实际在职人员总数", "56个"))
    ),
    duties=st.lists(sentences.map(lambda text: text + "。"), min_size=1, max_size=4).map(tuple),
    strategy=st.none() | sentences,
    income=st.just(
        (NamedAmount(label="合计", amount=Decimal("120.50")), NamedAmount(label="上年结转", amount=Decimal("0.50")))
    ),
    expenditure=st.just((NamedAmount(label="合计", amount=Decimal("120.50")),)),
    key_tasks=st.lists(st.builds(KeyTask, function=sentences, task=sentences), min_size=1, max_size=2).map(tuple),
    objective=sentences,
    indicators=both_sides(3, equal=True).map(lambda sides: sides[0]),
)


@settings(max_examples=40, deadline=None)
@given(overalls, st.booleans())
def test_an_overall_form_reads_back_equal(overall: OverallPerformance, spans: bool) -> None:
    table = overall_table(overall, title="整体支出绩效目标申报表", entity="某局", entity_label="部门名称", year=_YEAR)
    reading = performance_forms(merged(table) if spans else flattened(merged(table)), _YEAR)
    assert reading.overall is not None
    indicators = tuple(msgspec.structs.replace(each, place=None) for each in reading.overall.indicators)
    assert msgspec.structs.replace(reading.overall, place=None, indicators=indicators) == overall
    assert reading.damage == ()


scraps = st.sampled_from(
    [
        *("", "", "项目名称", "主管部门及代码", "项目概况", "总体目标", "实施期目标", "年度目标", "项目资金（元）"),
        *(
            "实施期资金总额：",
            "年度资金总额：",
            "其他资金",
            "1,000",
            "金",
            "绩效指标",
            "一级指标",
            "二级指标",
            "三级指标",
            "指标值",
        ),
        *(
            "产出指标",
            "数量指标",
            "成本指标",
            "经济成本指标",
            "社会效益",
            "修缮间数",
            "2间",
            "基本信息",
            "部门名称",
            "预算情况",
        ),
        *(
            "按收入来源分",
            "按支出来源分",
            "年度重点任务",
            "核心职能",
            "重点任务",
            "年度绩效指标",
            "填报日期：",
            "注：甲",
        ),
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.lists(scraps, min_size=1, max_size=9).map("|".join), min_size=1, max_size=14))
def test_whatever_stands_in_a_form_is_read_and_damage_points_into_the_reading(rows: list[str]) -> None:
    form = text_grid("项目名称|甲", "实施单位|乙", *rows)
    overall = text_grid("基本信息|部门名称|乙", *rows)
    reading = performance_forms([form, overall], _YEAR)
    document = msgspec.to_builtins({"projects": reading.projects, "overall_performance": reading.overall})
    for damage in reading.damage:
        assert damage.subject is not None
        at = document
        for step in damage.subject.split("/")[1:]:
            at = at[int(step)] if isinstance(at, list | tuple) else at[step]
