"""A workbook with mistakes of every kind tells all of them in one go."""

from pathlib import Path

import openpyxl
import pytest

from budgetbook import forms
from budgetbook.errors import LedgerInvalid
from budgetbook.model.ledger import LedgerDefect
from budgetbook.services.compiling import workbook_compiled
from budgetbook.writers.workbook import write_workbook
from tests.ledgers import small_ledger


def _with(path: Path, changes: dict[tuple[str, int, str], str]) -> Path:
    """The small ledger's workbook with cells changed: (sheet, nth filled row, header) → value."""
    ledger = small_ledger()
    write_workbook(ledger, path, form=forms.load(ledger.form))
    book = openpyxl.load_workbook(path)
    for (sheet, nth, header), value in changes.items():
        rows = list(book[sheet].iter_rows())
        heads = next(row for row in rows if any(cell.value == header for cell in row))
        head = next(cell for cell in heads if cell.value == header)
        assert head.row is not None and head.column is not None
        book[sheet].cell(head.row + nth, head.column).value = value
    book.save(path)
    return path


def test_what_cannot_be_read_and_what_cannot_be_stand_in_one_list(tmp_path: Path) -> None:
    path = _with(
        tmp_path / "a.xlsx",
        {("支出", 1, "＊金额（元）"): "十二万", ("支出", 2, "＊功能分类（项）"): "2079998 没有的科目"},
    )
    with pytest.raises(LedgerInvalid) as error:
        workbook_compiled(path=path)
    found = [(each.place.sheet, each.message) for each in error.value.defects if isinstance(each, LedgerDefect)]
    assert len(found) == 2, found
    assert all(sheet == "支出" for sheet, _ in found)
    assert "十二万" in found[0][1]
    assert "2079998" in found[1][1]


def test_nothing_is_said_that_only_follows_from_an_unread_row(tmp_path: Path) -> None:
    path = _with(tmp_path / "a.xlsx", {("收入", 1, "＊金额（元）"): "很多"})
    with pytest.raises(LedgerInvalid) as error:
        workbook_compiled(path=path)
    assert len(error.value.defects) == 1


def test_two_mistakes_in_one_row_are_both_told(tmp_path: Path) -> None:
    path = _with(
        tmp_path / "a.xlsx",
        {("支出", 1, "＊金额（元）"): "十二万", ("支出", 1, "＊功能分类（项）"): "2079998"},
    )
    with pytest.raises(LedgerInvalid) as error:
        workbook_compiled(path=path)
    found = [each.place.cell for each in error.value.defects if isinstance(each, LedgerDefect)]
    assert sorted(found, key=str) == ["B6", "I6"]


def test_a_unit_with_a_mistake_is_a_unit_all_the_same(tmp_path: Path) -> None:
    path = _with(
        tmp_path / "a.xlsx", {("所属单位", 1, "＊单位性质"): "企业", ("支出", 2, "＊功能分类（项）"): "2079998"}
    )
    with pytest.raises(LedgerInvalid) as error:
        workbook_compiled(path=path)
    found = [(each.place.sheet, each.place.cell) for each in error.value.defects if isinstance(each, LedgerDefect)]
    assert found == [("所属单位", "C6"), ("支出", "B7")]


def test_a_formula_that_nobody_computed_is_no_blank(tmp_path: Path) -> None:
    path = _with(tmp_path / "a.xlsx", {("支出", 1, "＊金额（元）"): "=1+1"})
    with pytest.raises(LedgerInvalid) as error:
        workbook_compiled(path=path)
    assert [str(each) for each in error.value.defects] == [
        "支出!I6：单元格里是公式，文件中没有它的计算结果。请用 Excel 或 WPS 打开后保存一次，或直接填写结果"
    ]


def test_a_name_that_is_another_code_s_and_a_day_that_never_comes(tmp_path: Path) -> None:
    path = _with(
        tmp_path / "a.xlsx",
        {("支出", 1, "＊功能分类（项）"): "2070104 博物馆", ("国有资产", 1, "内容"): "2026年2月30日"},
    )
    with pytest.raises(LedgerInvalid) as error:
        workbook_compiled(path=path)
    assert [str(each) for each in error.value.defects] == [
        "支出!B6：代码 2070104 是“图书馆”，后面写的却是“博物馆”（2070205）。请核对是代码错了还是名称错了，从下拉列表重新选取",
        "国有资产!C6：“2026年2月30日”不是存在的日期。请改正，如 2026年12月31日",
    ]
