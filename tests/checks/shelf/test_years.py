"""This year's document against last year's."""

from __future__ import annotations

from decimal import Decimal

import pytest
from msgspec.structs import replace

from budgetbook import forms
from budgetbook.model.coordinates import Period
from budgetbook.model.disclosure import Damage
from budgetbook.model.finding import FindingPlace
from budgetbook.model.performance import ProjectPerformance
from budgetbook.model.statement import Kind
from tests.checks.shelf.shelved import reason, reports, said, told, with_cell, with_form, worded
from tests.ledgers import small_ledger
from tests.shelves import Shelf, compiled, figures_of, old_name, shelf

BUILDING = "城市公共文化空间建设"


@pytest.fixture(scope="module")
def documents() -> Shelf:
    return shelf()


def test_documents_that_agree(documents: Shelf) -> None:
    assert told(documents.last, documents.this) == []


def test_alone_no_rule_of_the_shelf_applies(documents: Shelf) -> None:
    (report,) = reports(documents.this)
    assert [one.rule for one in report.outcomes if one.rule.startswith("shelf.")] == []
    assert report.related == ()


@pytest.mark.parametrize("order", [1, -1])
def test_the_order_of_files_says_nothing(documents: Shelf, order: int) -> None:
    changed = worded(documents.this, "比上年增加132.90万元", "比上年增加152.90万元")
    found = told(*[documents.last, changed][::order])
    assert [one.rule for one in found] == ["shelf.stated_change"]


def test_a_change_in_words(documents: Shelf) -> None:
    changed = worded(documents.this, "比上年增加132.90万元，增长17.81%", "比上年增加152.90万元，增长21.06%")
    (finding,) = told(documents.last, changed)
    assert said([finding]) == [("shelf.stated_change", "warning", "+132.90", "+152.90")]
    assert finding.difference == Decimal("20.00")
    assert finding.message == (
        "情况说明第五部分“一般公共预算支出情况说明”：“2027年度青石市文化和旅游局一般公共预算当年支出”本年 879.01 万元，增加 152.90 万元；"
        "上年公开的文件中表5《2026年一般公共预算支出预算表（不含上年结转）》“合计”行“2026年预算数/合计”列为 746.11 万元，"
        "应为增加 132.90 万元，相差 20.00 万元"
    )
    assert [place.file for place in finding.places] == ["1.json", "1.json", "0.json"]
    assert finding.places[2] == FindingPlace(
        statement="表5《2026年一般公共预算支出预算表（不含上年结转）》",
        row="合计",
        column="2026年预算数/合计",
        text="746.11",
        file="0.json",
    )


def test_a_cost_that_is_said_to_be_unchanged(documents: Shelf) -> None:
    changed = worded(
        documents.this,
        "公务接待费1.11万元，与上年相比预算数增加0.12万元，主要原因是从严控制接待",
        "公务接待费1.11万元，与上年预算数相同",
    )
    assert said(told(documents.last, changed)) == [("shelf.stated_change", "warning", "+0.12", "0.00")]


def test_a_rate_alone_is_judged(documents: Shelf) -> None:
    text = "机关运行经费财政拨款预算19.51万元，比2026年预算增加1.95万元，增长11.10%"
    right = worded(documents.this, text, "机关运行经费财政拨款预算19.51万元，比2026年预算增长11.10%")
    wrong = worded(documents.this, text, "机关运行经费财政拨款预算19.51万元，比2026年预算增长21.10%")
    assert told(documents.last, right) == []
    assert said(told(documents.last, wrong)) == [("shelf.stated_change", "warning", "增长 11.10%", "增长 21.10%")]


def test_last_years_amount_in_words(documents: Shelf) -> None:
    text = "机关运行经费财政拨款预算19.51万元，比2026年预算增加1.95万元"
    right = worded(documents.this, text, "机关运行经费财政拨款预算19.51万元，比上年预算17.56万元增加1.95万元")
    wrong = worded(documents.this, text, "机关运行经费财政拨款预算19.51万元，比上年预算18.56万元增加1.95万元")
    assert told(documents.last, right) == []
    assert said(told(documents.last, wrong)) == [("shelf.stated_change", "warning", "17.56", "18.56")]


@pytest.mark.parametrize("base", ["比上年执行数", "比上年决算数", "与上年调整预算相比，"])
def test_an_outturn_is_another_figure(documents: Shelf, base: str) -> None:
    assert told(documents.last, worded(documents.this, "比上年增加132.90万元", f"{base}增加152.90万元")) == []


def test_an_earlier_year_is_another_figure(documents: Shelf) -> None:
    changed = worded(documents.this, "比2026年预算增加1.95万元，增长11.10%", "比2025年预算增加2.95万元，增长17.81%")
    assert told(documents.last, changed) == []


def test_rounding_is_no_difference(documents: Shelf) -> None:
    assert told(documents.last, worded(documents.this, "比上年增加132.90万元", "比上年增加132.91万元")) == []


def test_last_years_document_unclear_there(documents: Shelf) -> None:
    damage = tuple(Damage(what="garbled", note="看不清", subject=f"/statements/{number}") for number in range(13))
    _, report = reports(replace(documents.last, damage=damage), documents.this)
    assert [one.rule for one in report.findings if one.rule.startswith("shelf.")] == []
    assert reason(report, "shelf.stated_change") == "情况说明中的增减变化未能与上年的报表对应"


def test_two_different_versions_of_last_year(documents: Shelf) -> None:
    other = with_cell(documents.last, Kind.PUBLIC_COSTS, "合计", "99.99")
    *_, report = reports(documents.last, other, documents.this)
    assert reason(report, "shelf.stated_change") == "上年的文件有 2 个不同的版本，无法判断以哪一份为准"
    *_, report = reports(documents.last, documents.last, documents.this)
    assert reason(report, "shelf.stated_change") is None


def test_a_form_whose_whole_period_is_used_up(documents: Shelf) -> None:
    def less(form: ProjectPerformance) -> ProjectPerformance:
        whole = replace(form.funding.whole, total=Decimal(2_000_000))
        return replace(form, funding=replace(form.funding, whole=whole))

    name = "文化旅游节专项经费"
    this = with_form(documents.this, name, less)
    assert said(told(documents.last, this)) == [("shelf.project_continued", "warning", "≥2622000.00", "2000000")]
    more = with_form(
        documents.this,
        name,
        lambda form: replace(
            form, funding=replace(form.funding, whole=replace(form.funding.whole, total=Decimal(5_000_000)))
        ),
    )
    assert said(told(documents.last, more)) == [("shelf.project_continued", "notice", "4200000", "5000000")]


def test_texts_of_last_year(documents: Shelf) -> None:
    old = next(form for form in documents.last.projects if form.name == BUILDING)
    copied = with_form(documents.this, BUILDING, lambda form: replace(form, summary=old.summary))
    (finding,) = told(documents.last, copied)
    assert (finding.rule, finding.severity, finding.message) == (
        "shelf.text_copied",
        "notice",
        f"1 个项目的年度资金与上年不同，项目概况却与上年一字不差：“{BUILDING}”",
    )
    again = with_form(documents.this, BUILDING, lambda form: replace(form, objective=old.objective))
    assert [one.message for one in told(documents.last, again)] == [f"1 个项目的年度目标与上年一字不差：“{BUILDING}”"]


def test_texts_of_last_year_under_a_new_name(documents: Shelf) -> None:
    name = "文化旅游节专项经费"
    old = next(form for form in documents.last.projects if form.name == old_name(name))
    again = with_form(documents.this, name, lambda form: replace(form, objective=old.objective))
    assert [one.rule for one in told(documents.last, again)] == ["shelf.objective_repeated"]


def test_last_year_without_forms(documents: Shelf) -> None:
    _, report = reports(replace(documents.last, projects=()), documents.this)
    assert reason(report, "shelf.text_copied") == "上年的文件中没有可用的项目支出绩效目标表"


def test_the_change_of_the_whole_is_not_held_against_the_part_that_equals_it() -> None:
    """Without money carried over this year, 本年收入合计 and 收入总计 print one amount; last year they were two."""
    last = small_ledger()
    assert any(line.coordinates.period is Period.CARRIED_OVER for line in last.lines)
    this = replace(
        last,
        lines=tuple(
            replace(line, yuan=3 * line.yuan)
            for line in last.lines
            if line.coordinates.period is not Period.CARRIED_OVER
        ),
    )
    form = forms.load(this.form)
    last = replace(last, fiscal_year=this.fiscal_year - 1)
    before = compiled(last, form, "last")
    this = replace(this, previous=figures_of(before, form, this))
    assert [one.rule for one in told(before, compiled(this, form, "this"))] == []
