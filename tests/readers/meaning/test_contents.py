"""What the contents page says, and which headings of the body it means."""

from __future__ import annotations

import pytest

from budgetbook.readers.blocks import Line
from budgetbook.readers.meaning.contents_entries import read_contents
from budgetbook.readers.meaning.contents_headings import heading_key
from budgetbook.readers.text import blocks_of

BODY = """第一部分 单位概况
一、青石市水务局主要职责
管水。
第二部分 2027年单位预算表
表1 2027年部门收支总体情况表
单位：万元
项目\t合计
合计\t1.00
第三部分 情况说明
一、收支预算情况说明（详见表1）
收支总计1.00万元。
二、一般公共预算“三公”经费、会议费、
培训费支出情况说明
没有。
"""


def entries(contents: str, body: str = BODY) -> list[tuple[str, int | None, int | None]]:
    """Title, page and the line of the heading, counted from the first line of the body."""
    first = contents.count("\n") + 1
    return [
        (one.title, one.page, one.heading.line - first if one.heading and one.heading.line is not None else None)
        for one in read_contents(blocks_of(f"{contents}\n{body}"))
    ]


def test_titles_pages_and_headings() -> None:
    contents = (
        "目 录\n第一部分 单位概况.....1\n一、主要职责......1\n第二部分 2027年单位预算表.....2\n一、收支总表……………2"
    )
    assert entries(contents) == [
        ("第一部分单位概况", 1, 1),
        ("一、主要职责", 1, 2),
        ("第二部分2027年单位预算表", 2, 4),
        ("一、收支总表", 2, 5),
    ]


@pytest.mark.parametrize(
    ("title", "line"),
    [
        ("一、收支预算情况说明", 10),
        ("二、“三公”经费、会议费、培训费支出情况", 12),
        ("二、一般公共预算“三公”经费会议费培训费支出", 12),
        ("三、政府性基金预算支出表", None),
        ("四、国有资产占有使用情况", None),
        ("第三部分 重要事项说明", 9),
    ],
)
def test_a_heading_in_other_words(title: str, line: int | None) -> None:
    assert entries(f"目录\n第一部分 单位概况\n{title}")[-1][2] == line


def test_an_entry_that_breaks_over_lines_is_one() -> None:
    contents = (
        "目录\n第一部分 单位概况\n二、一般公共预算“三公”经费、会议费、\n培训费支出情况.....3\n注：空表表示没有收支。"
    )
    assert entries(contents)[1:] == [("二、一般公共预算“三公”经费、会议费、培训费支出情况", 3, 12)]


def test_a_table_is_told_by_tables_titles_only() -> None:
    assert entries("目录\n第一部分 单位概况\n一、收支预算情况表")[-1][2] == 5
    assert entries("目录\n第一部分 单位概况\n一、培训费支出情况表")[-1][2] is None


def test_no_contents_page() -> None:
    assert read_contents(blocks_of(BODY)) == ()


def test_lines_that_the_format_calls_contents() -> None:
    marked = [Line(text="目录"), Line(text="第一部分 单位概况\t1")]
    (entry,) = read_contents(blocks_of(BODY), marked)
    assert (entry.title, entry.page, entry.heading and entry.heading.line) == ("第一部分单位概况", 1, 1)


@pytest.mark.parametrize(
    "text", ["一、2027年收入预算情况说明", "（二）收入 预算情况说明（详见表2）", "2. 部门收入预算情况"]
)
def test_one_key(text: str) -> None:
    assert heading_key(text) == "收入预算"
