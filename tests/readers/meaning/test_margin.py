"""What stands around a table."""

from __future__ import annotations

import pytest

from budgetbook.forms.lexicon import is_mark
from budgetbook.model.money import MoneyUnit
from budgetbook.readers.blocks import Cell, Grid, Line
from budgetbook.readers.meaning.margin import is_margin, read_margin, with_margins_as_lines


@pytest.mark.parametrize(
    ("lines", "holder", "kind", "unit"),
    [
        (["单位名称：青石市群众艺术馆", "单位：万元"], "青石市群众艺术馆", "单位", MoneyUnit.WAN),
        (["部门名称：青石市水务局单位：万元"], "青石市水务局", "部门", MoneyUnit.WAN),
        (["预算单位:青石市水务局   金额单位：人民币元"], "青石市水务局", "单位", MoneyUnit.YUAN),
        (["单位：元"], None, None, MoneyUnit.YUAN),
        (["填报单位（盖章）：[305001]青石市水务局 单位：万元"], "青石市水务局", "单位", MoneyUnit.WAN),
        (["部门编码及名称：305-青石市水务局"], "青石市水务局", "部门", None),
        (["单位名称：305001青石市水务局"], "青石市水务局", "单位", None),
        (["单位名称：120急救中心"], "120急救中心", "单位", None),
        (["主管部门：青石市卫生健康委员会"], None, None, None),
        (["预算公开表1"], None, None, None),
    ],
)
def test_holder_and_money_unit(lines: list[str], holder: str | None, kind: str | None, unit: MoneyUnit | None) -> None:
    margin = read_margin([Line(text=text) for text in lines])
    assert (margin.holder, margin.holder_kind, margin.unit) == (holder, kind, unit)


def test_notes_are_kept_whole() -> None:
    assert read_margin([Line(text="注：本表无数据"), Line(text="说明：金额为年初数")]).notes == (
        "注：本表无数据",
        "说明：金额为年初数",
    )


def test_marks_and_years_are_margin_and_labels_are_not() -> None:
    assert all(map(is_mark, ("预算公开表7", "部门公开表9", "表一", "公开03表", "附件1")))
    assert all(map(is_mark, ("附件1-3", "预算01-1表", "（表1）", "表（一）", "部门预算公开表1")))
    assert not any(map(is_mark, ("收支总表", "（一）", "附件清单")))
    assert all(map(is_margin, ("（2027年度）", "单位：万元", "注：本表无数据")))
    assert not any(map(is_margin, ("合计", "单位资金", "项目名称", "教育支出")))


def test_notes_in_rows_of_their_own_are_no_rows_of_the_table() -> None:
    rows = (
        (Cell(text="会议费"), Cell(text="3.00")),
        (Cell(text="注：1.本表不含上年结转。"), Cell()),
        (Cell(text="2.会议费按规定从严控制。"), Cell()),
    )
    table, *notes = with_margins_as_lines([Grid(rows=rows)])
    assert isinstance(table, Grid)
    assert table.rows == rows[:1]
    assert [line.text for line in notes if isinstance(line, Line)] == [
        "注：1.本表不含上年结转。",
        "2.会议费按规定从严控制。",
    ]


@pytest.mark.parametrize("note", ["空表", "青石市水务局2027年没有国有资本经营预算安排的支出。"])
def test_a_table_says_in_a_row_that_it_is_empty(note: str) -> None:
    rows = ((Cell(text="科目名称"), Cell(text="合计")), (Cell(text=note), Cell()))
    assert list(with_margins_as_lines([Grid(rows=rows)])) == [Grid(rows=rows[:1]), Line(text=note)]


def test_rows_around_a_table_become_lines() -> None:
    def row(*texts: str) -> tuple[Cell, ...]:
        return tuple(Cell(text=text) for text in texts)

    grid = Grid(
        rows=(
            row("2027年预算支出总表", "", ""),
            row("单位名称：青石市群众艺术馆", "", "单位：万元"),
            row("科目编码", "科目名称", "合计"),
            row("", "合计", "1.00"),
            row("注：部分金额可能存在尾差", "", ""),
        )
    )
    blocks = list(with_margins_as_lines([grid]))
    assert [block.text if isinstance(block, Line) else len(block.rows) for block in blocks] == [
        "2027年预算支出总表",
        "单位名称：青石市群众艺术馆",
        "单位：万元",
        2,
        "注：部分金额可能存在尾差",
    ]
