"""The whole document: order, headings, and that nothing of the disclosure is lost."""

from __future__ import annotations

import itertools

import msgspec
import pytest

from budgetbook.model.disclosure import Disclosure, Entity, EntityKind, Phase
from budgetbook.model.narrative import CatalogueEntry, Section, Term
from budgetbook.writers.arrangement import arrange
from budgetbook.writers.arrangement.words import is_numbered, numbered, without_number
from budgetbook.writers.layout import Chart, Heading, Paragraph, Table, TableRole
from tests.writers.arranged import compiled, covered, shanxi, tables

EMPTY = Disclosure(entity=Entity(name="青石市档案馆", kind=EntityKind.UNIT), fiscal_year=2027)


@pytest.mark.parametrize("with_form", [True, False])
def test_every_amount_is_printed_once_and_every_position_is_covered_once(with_form: bool) -> None:
    disclosure = compiled()
    layout = arrange(disclosure, shanxi() if with_form else None)
    statements = tables(layout, TableRole.STATEMENT)
    assert [table.statement for table in statements] == list(range(13))
    for table, statement in zip(statements, disclosure.statements, strict=True):
        printed = sorted(cell.amount for row in table.body for cell in row if cell.amount is not None)
        assert printed == sorted(amount for row in statement.rows for amount in row.amounts if amount is not None)
    for block in layout.blocks:
        if isinstance(block, Table):
            columns = len(block.widths)
            assert covered(block.header, columns) == [[1] * columns for _ in block.header]
            assert covered(block.body, columns) == [[1] * columns for _ in block.body]


def test_headings_follow_the_form() -> None:
    layout = arrange(compiled(), shanxi())
    assert (layout.entity, layout.title) == ("青石市文化和旅游局", "2027年度部门预算公开")
    assert [block.text for block in layout.blocks if isinstance(block, Heading) and block.level == 1] == [
        "第一部分 概况",
        "第二部分 2027年部门预算报表",
        "第三部分 2027年度部门预算情况说明",
        "第四部分 名词解释",
    ]
    sections = [block.text for block in layout.blocks if isinstance(block, Heading) and block.level == 2]
    assert sections[:3] == ["一、本部门职责", "二、机构设置情况", "2027年预算收支总表"]
    assert sections[-1] == "十二、其他说明"
    thirds = [block.text for block in layout.blocks if isinstance(block, Heading) and block.level == 3]
    assert "（二）一般公共预算当年支出结构情况" in thirds


def test_a_heading_of_a_table_is_followed_by_that_table() -> None:
    blocks = arrange(compiled(), shanxi()).blocks
    pairs = [(one, two) for one, two in itertools.pairwise(blocks) if isinstance(one, Heading) and one.of_table]
    assert [heading.text for heading, _ in pairs] == [table.title for _, table in pairs if isinstance(table, Table)]
    assert len(pairs) == 13


def test_charts_and_forms_stand_in_their_sections() -> None:
    found = []
    section = ""
    for block in arrange(compiled(), shanxi()).blocks:
        if isinstance(block, Heading) and block.level == 2:
            section = block.text.split("、")[0]
        elif isinstance(block, Chart):
            found.append((section, "chart"))
        elif isinstance(block, Table) and block.role is not TableRole.STATEMENT:
            found.append((section, block.role.value))
    assert found == [
        ("二", "chart"),
        ("五", "chart"),
        ("七", "chart"),
        ("十", "overall_form"),
        *[("十", "project_form")] * len(compiled().projects),
    ]


def test_a_caption_that_was_read_gives_its_place_to_the_chart() -> None:
    disclosure = compiled()
    sections = [
        msgspec.structs.replace(each, text=f"{each.text}\n收入结构图\n以上为收入。") if each.section == "二" else each
        for each in disclosure.narrative
    ]
    blocks = arrange(msgspec.structs.replace(disclosure, narrative=tuple(sections)), shanxi()).blocks
    at = next(number for number, block in enumerate(blocks) if isinstance(block, Chart))
    chart, after = blocks[at], blocks[at + 1]
    assert isinstance(chart, Chart) and chart.title == "收入结构图"
    assert isinstance(after, Paragraph) and after.text == "以上为收入。"


def test_a_catalogue_follows_the_sub_section_that_names_it() -> None:
    disclosure = msgspec.structs.replace(
        EMPTY,
        narrative=(
            Section(
                section="十二",
                title="其他说明",
                text="（一）政府购买服务指导性目录\n目录如下。\n（二）其他\n无其他需要说明的事项。",
            ),
        ),
        purchase_catalogue=(
            CatalogueEntry(code="A", name="公共服务", level=1, department="甲局"),
            CatalogueEntry(code="A01", name="公共安全服务", level=2, department="甲局"),
            CatalogueEntry(code="B", name="辅助性服务", level=1, department="乙局"),
        ),
    )
    blocks = arrange(disclosure, None).blocks
    kinds = [block.text if isinstance(block, Heading | Paragraph) else type(block).__name__ for block in blocks[2:]]
    assert kinds == ["（一）政府购买服务指导性目录", "目录如下。", "Table", "（二）其他", "无其他需要说明的事项。"]
    (table,) = tables(arrange(disclosure, None), TableRole.CATALOGUE)
    assert [[cell.text for cell in row] for row in (*table.header, *table.body)] == [
        ["代码", "一级目录", "二级目录"],
        ["甲局"],
        ["A", "公共服务", ""],
        ["A01", "", "公共安全服务"],
        ["乙局"],
        ["B", "辅助性服务", ""],
    ]


def test_without_a_form_only_the_parts_that_say_something_are_numbered() -> None:
    disclosure = msgspec.structs.replace(
        EMPTY,
        phase=Phase.FINAL_ACCOUNTS,
        narrative=(Section(section="一", title="收支情况", text="无。"),),
        glossary=(
            Term(term="基本支出：", text="人员和公用支出。\n二者之和。"),
            Term(term="二、项目支出", text="专项任务支出。"),
        ),
    )
    layout = arrange(disclosure, None)
    assert layout.title == "2027年度单位决算公开"
    assert [(type(block).__name__, getattr(block, "text", "")) for block in layout.blocks] == [
        ("Heading", "第一部分 2027年度单位决算情况说明"),
        ("Heading", "一、收支情况"),
        ("Paragraph", "无。"),
        ("Heading", "第二部分 名词解释"),
        ("Paragraph", "一、基本支出：人员和公用支出。"),
        ("Paragraph", "二者之和。"),
        ("Paragraph", "二、项目支出：专项任务支出。"),
    ]
    terms = [
        block.text[: block.strong_until]
        for block in layout.blocks
        if isinstance(block, Paragraph) and block.strong_until
    ]
    assert terms == ["一、基本支出：", "二、项目支出："]


def test_forms_that_no_section_speaks_of_are_not_lost() -> None:
    disclosure = msgspec.structs.replace(EMPTY, projects=compiled().projects[:2])
    assert [table.project for table in tables(arrange(disclosure, shanxi()), TableRole.PROJECT_FORM)] == [0, 1]


def test_an_empty_disclosure_gives_a_cover_alone() -> None:
    assert arrange(EMPTY, None).blocks == ()


def test_a_number_is_put_before_what_has_none() -> None:
    assert numbered(3, "教育支出") == "三、教育支出"
    assert numbered("三", "（三）教育支出") == "（三）教育支出"
    assert not is_numbered("一般公共预算")
    assert without_number("二十一、粮油物资储备支出") == "粮油物资储备支出"
