"""Forms load from their folders, and a folder that contradicts itself is refused with the entry named."""

from __future__ import annotations

import shutil
from importlib import resources
from pathlib import Path

import pytest

from budgetbook import forms
from budgetbook.errors import FormError, UsageError
from budgetbook.forms.form import fill
from budgetbook.forms.loading import titles_of
from budgetbook.model.disclosure import EntityKind
from budgetbook.model.statement import Kind

STATEMENT = "statements/04_appropriation.toml"


def test_the_forms_there_are() -> None:
    assert forms.available() == ("national", "shanxi")
    with pytest.raises(UsageError, match="没有名为“mars”的表样。可选：national、shanxi"):
        forms.load("mars")


@pytest.mark.parametrize("name", forms.available())
def test_every_form_is_whole(name: str) -> None:
    form = forms.load(name)
    assert form.name == name
    assert [each.number for each in form.statements] == list(range(1, len(form.statements) + 1))
    assert form.sections and form.glossary and form.project_form_title and form.overall_form_title
    for section in form.sections:
        assert forms.template(name, section.template)
    for term in form.glossary:
        assert term.text.endswith("。")


def test_shanxi_prints_thirteen_statements_and_twelve_sections() -> None:
    form = forms.load("shanxi")
    assert [each.section for each in form.sections] == [
        "一",
        "二",
        "三",
        "四",
        "五",
        "六",
        "七",
        "八",
        "九",
        "十",
        "十一",
        "十二",
    ]
    assert len(form.statements) == 13
    assert len(form.glossary) == 12
    assert form.first_year == 2024 and form.last_year is None
    assert [each.number for each in form.statements if each.numbered_columns] == [12, 13]
    assert {each.chart.kind for each in form.sections if each.chart} == {
        Kind.INCOME_EXPENDITURE,
        Kind.GENERAL_PUBLIC_EXPENDITURE,
        Kind.PUBLIC_COSTS,
    }


def test_wording_of_department_and_unit() -> None:
    form = forms.load("shanxi")
    for kind, word in ((EntityKind.DEPARTMENT, "部门"), (EntityKind.UNIT, "单位")):
        said = [
            fill(text, year=2026, kind=kind, entity="青石市水务局")
            for text in (form.holder, form.document_title, form.parts["narrative"])
        ]
        assert said == [f"{word}名称：青石市水务局", f"2026年度{word}预算公开", f"第三部分 2026年度{word}预算情况说明"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the Shanxi form to spoil."""
    with resources.as_file(resources.files("budgetbook.forms") / "shanxi") as original:
        shutil.copytree(original, tmp_path / "copy")
    return tmp_path / "copy"


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        (STATEMENT, 'flow = "income", fund', 'flow = "income", fond', "没有名为 fond 的坐标"),
        (STATEMENT, '"general_public"', '"general"', "general"),
        (STATEMENT, "number = 4", "number = 5", "报表编号 5 重复 2 次"),
        (STATEMENT, 'kind = "appropriation"', 'kind = "income"', "报表种类 income 重复 2 次"),
        (STATEMENT, 'kind = "appropriation"', 'kind = "soup"', "soup"),
        (STATEMENT, "marker =", "maker =", "maker"),
        (STATEMENT, 'tree = "function_classes"', 'tree = "oak"', "oak"),
        (STATEMENT, 'tree = "function_classes", ', "", "每行要么有 label，要么有 tree"),
        (STATEMENT, 'beside = "本年支出合计"', 'beside = "支出小计"', "报表 4：“本年收入合计”旁边没有“支出小计”行"),
        (STATEMENT, 'flow = "expenditure"\nheading', "heading", "两侧报表的每一侧都要有不同的 flow"),
        (STATEMENT, '["金额", "小计"]', '["金额", "一般公共预算"]', "重复 2 次"),
        (STATEMENT, '["金额", "小计"]', "[]", "报表 4：有一栏没有表头"),
        (STATEMENT, 'holds = "label"', 'holds = "price"', "文字栏 price 不可识别"),
        (STATEMENT, "number = 4", "number =", "04_appropriation.toml 无法读取"),
        ("form.toml", '"09_procurement.j2"', '"09.j2"', "第九部分：没有文字模板 09.j2"),
        ("form.toml", '"09_procurement.j2"', '"../form.toml"', "第九部分：没有文字模板"),
        ("form.toml", 'kind = "public_costs"\nslices', 'kind = "other"\nslices', "图所依据的报表 other 不在表样中"),
        ("form.toml", '"purchase_catalogue"', '"catalogue"', "after 中的 catalogue 不可识别"),
        ("form.toml", 'required = "on_change"\nfigure = "reception"', 'required = "ever"', "required 只能是"),
        ("form.toml", 'figure = "reception"', 'figure = "receptions"', "没有名为 receptions 的上年数"),
        ("form.toml", 'section = "二"', 'section = "一"', "文字部分 一 重复 2 次"),
        ("form.toml", 'glossary = "第四部分 名词解释"', "", "缺少部分标题 parts.glossary"),
    ],
)
def test_a_spoilt_folder_is_refused(folder: Path, file: str, old: str, new: str, said: str) -> None:
    text = (folder / file).read_text("utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1), "utf-8")
    with pytest.raises(FormError, match=said.replace("(", r"\(")):
        forms.load_folder(folder)


def test_a_form_may_bring_its_own_glossary(folder: Path) -> None:
    (folder / "glossary.toml").write_text('[[terms]]\nterm = "基本支出"\ntext = "维持运转的支出。"\n', "utf-8")
    assert [each.term for each in forms.load_folder(folder).glossary] == ["基本支出"]
    (folder / "glossary.toml").write_text('[[terms]]\nname = "基本支出"\ntext = "维持运转的支出。"\n', "utf-8")
    with pytest.raises(FormError, match="term"):
        forms.load_folder(folder)


def test_an_unspoilt_copy_loads(folder: Path) -> None:
    assert forms.load_folder(folder) == forms.load("shanxi")


def test_a_folder_without_a_form(tmp_path: Path) -> None:
    with pytest.raises(FormError, match=r"form\.toml 无法读取"):
        forms.load_folder(tmp_path)


def test_a_template_that_is_not_there() -> None:
    with pytest.raises(FormError, match="没有文字模板"):
        forms.template("shanxi", "../form.toml")


@pytest.mark.parametrize("name", forms.available())
def test_titles_alone_are_those_of_the_whole_form(name: str) -> None:
    form, titles = forms.load(name), titles_of(name)
    assert titles.first_year == form.first_year
    assert titles.titles == tuple((statement.number, statement.title) for statement in form.statements)


def test_there_are_no_titles_of_a_form_that_is_not_there() -> None:
    with pytest.raises(UsageError, match="没有名为“mars”的表样"):
        titles_of("mars")
