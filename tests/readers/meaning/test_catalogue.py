"""The purchase-of-services catalogue: levels, departments, pages, and codes that conversion garbled."""

from __future__ import annotations

from budgetbook.model.narrative import CatalogueEntry
from budgetbook.readers.blocks import Block, Line
from budgetbook.readers.meaning.catalogue import purchase_catalogue
from tests.readers.meaning.printed_forms import flattened, merged, text_grid

_HEAD = "代码|一级目录|二级目录|三级目录"


def entries(*blocks: Block) -> list[tuple[str, str, int, str | None]]:
    """(code, name, level, department) of each entry in `blocks`."""
    return [(each.code, each.name, each.level, each.department) for each in purchase_catalogue(blocks)[0]]


def test_levels_follow_from_the_code() -> None:
    read, damage = purchase_catalogue([text_grid(_HEAD, "A|公共服务||", "A15||公共信息 服务|", "A1502|||宣传服务")])
    assert [(each.code, each.name, each.level) for each in read] == [
        ("A", "公共服务", 1),
        ("A15", "公共信息服务", 2),
        ("A1502", "宣传服务", 3),
    ]
    assert [each.place and each.place.line for each in read] == [2, 3, 4]
    assert damage == ()


def test_departments_go_on_over_pages_with_the_head_again() -> None:
    first = text_grid(_HEAD, "甲部门|||", "A|公共服务||", "A15||信息服务|")
    second = text_grid(_HEAD, "A1502|||宣传服务", "乙 部门|||", "A|公共服务||")
    assert entries(first, Line(text="某省政府购买服务指导性目录"), Line(text="— 3 —"), second) == [
        ("A", "公共服务", 1, "甲部门"),
        ("A15", "信息服务", 2, "甲部门"),
        ("A1502", "宣传服务", 3, "甲部门"),
        ("A", "公共服务", 1, "乙部门"),
    ]


def test_garbled_codes_are_told_by_name_then_by_the_entry_above() -> None:
    grid = text_grid(_HEAD, "A|公共服务||", "A15||信息服务|", "AI5||信息服务|", "AI502|||宣传服务", "IS503|||展览服务")
    read, damage = purchase_catalogue([grid])
    assert [each.code for each in read] == ["A", "A15", "A15", "A1502", "A1503"]
    assert [(each.what, each.subject) for each in damage] == [
        ("garbled_code", f"/purchase_catalogue/{number}/code") for number in (2, 3, 4)
    ]


def test_a_name_in_another_levels_column_is_damage() -> None:
    read, damage = purchase_catalogue([text_grid(_HEAD, "A|公共服务||", "A15|信息服务||")])
    assert [each.level for each in read] == [1, 2]
    assert [(each.what, each.subject) for each in damage] == [("shifted_row", "/purchase_catalogue/1")]


def test_code_and_name_in_one_cell() -> None:
    assert entries(text_grid("代码|名称", "A15 信息服务|", "Ａ１５０２|宣传服务")) == [
        ("A15", "信息服务", 2, None),
        ("A1502", "宣传服务", 3, None),
    ]


def test_other_tables_and_what_follows_are_passed_over() -> None:
    other = text_grid("科目编码|科目名称|合计", "A15|甲|1.00")
    end = Line(text="第四部分 名词解释", heading=2)
    assert entries(other, text_grid(_HEAD, "A|公共服务||"), end, text_grid("A15|信息服务")) == [
        ("A", "公共服务", 1, None)
    ]


def test_what_the_writers_arrange_reads_back_equal() -> None:
    from budgetbook.writers.arrangement.catalogue import catalogue_table

    printed = tuple(
        CatalogueEntry(code=code, name=name, level=level, department=department)
        for department in ("甲部门", "乙部门")
        for code, name, level in (("A", "公共服务", 1), ("A15", "信息服务", 2), ("A1502", "宣传服务", 3))
    )
    blocks = merged(catalogue_table(printed, title="某省政府购买服务指导性目录"))
    wanted = [(each.code, each.name, each.level, each.department) for each in printed]
    assert entries(*blocks) == wanted
    assert entries(*flattened(blocks)) == wanted
