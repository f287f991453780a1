"""The lexicon: words of titles, headers and rows → kinds and coordinates."""

from __future__ import annotations

import pytest

from budgetbook.forms.lexicon import Lexicon, TreeOfRows, key, lexicon, title_key
from budgetbook.model.coordinates import Coordinates, Flow, Fund, Nature, Period, PublicCost
from budgetbook.model.statement import Kind, Role


@pytest.fixture(name="words")
def _words() -> Lexicon:
    return lexicon()


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("2026年预算收支总表", Kind.INCOME_EXPENDITURE),
        ("表一 部门收支总表", Kind.INCOME_EXPENDITURE),
        ("2026 年 预算收入总表", Kind.INCOME),
        ("预算公开表3 2026年预算支出总表", Kind.EXPENDITURE),
        ("财政拨款收支总表", Kind.APPROPRIATION),
        ("2026年一般公共预算支出预算表（不含上年结转）", Kind.GENERAL_PUBLIC_EXPENDITURE),
        ("一般公共预算基本支出表", Kind.BASIC_EXPENDITURE),
        ("政府性基金预算收入表(不含上年结转)", Kind.GOVERNMENT_FUND_INCOME),
        ("政府性基金预算支出表", Kind.GOVERNMENT_FUND_EXPENDITURE),
        ("国有资本经营预算支出表", Kind.STATE_CAPITAL),
        ("一般公共预算“三公”经费支出表", Kind.PUBLIC_COSTS),
        ("财政拨款安排机关运行经费预算表", Kind.OPERATING_COSTS),
        ("2026年项目支出预算表（本年预算）", Kind.PROJECTS),
        ("2026年项目支出预算表（上年结转）", Kind.CARRIED_OVER_PROJECTS),
        ("表五一般公共预算支出表", Kind.GENERAL_PUBLIC_EXPENDITURE),
        ("附件1-3 部门支出总体情况表", Kind.EXPENDITURE),
        ("部门收支预算总表 表1", Kind.INCOME_EXPENDITURE),
        ("支出预算表（按政府预算经济分类）", Kind.OTHER),
        ("单位资金预算支出情况表", Kind.OTHER),
    ],
)
def test_a_title_names_a_kind(words: Lexicon, title: str, kind: Kind) -> None:
    term = words.statement(title)
    assert term is not None
    assert term.kind is kind


@pytest.mark.parametrize(
    "line",
    [
        "项目支出绩效目标表",
        "详见预算收支总表。",
        "收支预算总体情况说明",
        "资产情况表",
        "（收支总表见附件）",
        "三、支出预算情况说明",
        "政府购买服务支出预算表",
    ],
)
def test_what_is_no_title_names_no_kind(words: Lexicon, line: str) -> None:
    assert words.statement(line) is None


def test_keys_take_away_numbering_year_blanks_and_widths() -> None:
    assert key("二、政府性基金 预算") == "政府性基金预算"
    assert key("2026年财政拨款") == "财政拨款"
    assert key("①公务用车购置费") == "公务用车购置费"
    assert key("因公出国（境）费") == "因公出国(境)费"
    assert key("2026年") == ""
    assert key("收入总计：") == "收入总计"
    for title in ("附件1-3：{}", "附件1{}", "公开01表 {}", "表十一{}", "{}（附件1-5）", "{} 表1", "{}（公开表1）"):
        assert title_key(title.format("2026年一般公共预算支出表")) == "一般公共预算支出表"
    assert title_key("预算公开表10 2026年财政拨款安排“三公”经费支出预算表") == "财政拨款安排三公经费支出预算表"


def test_a_header_means_coordinates_or_a_column_of_words(words: Lexicon) -> None:
    def coordinates(header: str, kind: Kind) -> Coordinates:
        term = words.column(header, kind)
        assert term is not None
        return term.coordinates

    assert coordinates("一般公共预算", Kind.INCOME) == Coordinates(fund=Fund.GENERAL_PUBLIC)
    assert coordinates("上年结转安排", Kind.INCOME_EXPENDITURE) == Coordinates(period=Period.CARRIED_OVER)
    assert coordinates("合计", Kind.BASIC_EXPENDITURE) == Coordinates(nature=Nature.BASIC)
    assert coordinates("合计", Kind.CARRIED_OVER_PROJECTS) == Coordinates(fund=Fund.APPROPRIATION)
    assert coordinates("合计", Kind.PROJECTS) == Coordinates()
    assert coordinates("2026年", Kind.INCOME_EXPENDITURE) == Coordinates()
    code = words.column("科目编码", Kind.INCOME)
    assert code is not None
    assert code.holds == "code"
    assert words.column("从未见过的栏", Kind.INCOME) is None


def test_a_row_means_coordinates_and_role(words: Lexicon) -> None:
    carried = words.row("上年财政拨款结转", Kind.APPROPRIATION)
    assert carried is not None
    assert carried.coordinates == Coordinates(flow=Flow.INCOME, period=Period.CARRIED_OVER)
    assert carried.passes_on == ("period",)
    grand = words.row("收入总计", Kind.INCOME_EXPENDITURE)
    assert grand is not None
    assert (grand.role, grand.widens) == (Role.TOTAL, ("flow", "period"))
    costs = words.row("合计", Kind.PUBLIC_COSTS)
    assert costs is not None
    assert costs.coordinates == Coordinates(public_cost=PublicCost.ALL)
    assert words.row("馆舍维修费", Kind.PROJECTS) is None


def test_a_side_knows_its_rows(words: Lexicon) -> None:
    term = words.statement("预算收支总表")
    assert term is not None
    assert term.side(Flow.INCOME).tree is TreeOfRows.FIXED
    assert term.side(Flow.EXPENDITURE).tree is TreeOfRows.FUNCTION_CLASSES
    assert term.side(Flow.INCOME).coordinates == Coordinates(flow=Flow.INCOME, period=Period.CURRENT)


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("青石市市级预算部门（单位）项目支出绩效目标表", "performance"),
        ("项目支出绩效目标表（2027年度）", "performance"),
        ("青石市政府购买服务指导性目录", "purchase_catalogue"),
        ("附件", "other"),
        ("青石市财政局文件", "other"),
        ("（项目绩效目标表公开情况见附件）", None),
        ("（一）政府购买服务指导性目录", None),
        ("本单位执行政府购买服务指导性目录。", None),
    ],
)
def test_what_opens_an_attachment(words: Lexicon, line: str, name: str | None) -> None:
    assert words.attachment(line) == name
