"""Workbooks of others and our own as lines and grids. The files are written here with XlsxWriter, cell by cell."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from budgetbook.errors import TooLarge, UnreadableFile
from budgetbook.readers.blocks import Grid
from budgetbook.readers.xlsx import read, recognises
from tests.readers.shown import shown


def written(path: Path, fill: Callable[[Workbook, Worksheet], None], name: str = "表1") -> Path:
    file = path / "a.xlsx"
    with Workbook(str(file)) as book:
        fill(book, book.add_worksheet(name))
    return file


def statement(book: Workbook, sheet: Worksheet, *, ruled: bool) -> None:
    """A statement as bureaus publish it: mark, merged title, holder and unit, two header rows, three rows, a note."""
    looks = {"border": 1} if ruled else {}
    cell, money = book.add_format(looks), book.add_format({**looks, "num_format": "#,##0.00"})
    sheet.write(0, 0, "预算公开表3")
    sheet.merge_range(1, 0, 1, 3, "2027年支出总表")
    sheet.write(2, 0, "单位名称：青石市群众艺术馆")
    sheet.write(2, 3, "金额单位：万元")
    sheet.merge_range(3, 0, 4, 0, "科目编码", cell)
    sheet.merge_range(3, 1, 4, 1, "科目名称", cell)
    sheet.merge_range(3, 2, 3, 3, "2027年预算数", cell)
    sheet.write_row(4, 2, ["基本支出", "项目支出"], cell)
    for row, (code, label, basic, project) in enumerate(
        [
            ("207", "文化旅游体育与传媒支出", 12029.5, 0.3),
            ("20701", "文化和旅游", 12029.5, ""),
            ("", "年终结转", "", ""),
        ],
        5,
    ):
        sheet.write_row(row, 0, [code, label], cell)
        sheet.write_row(row, 2, [basic, project], money)
    sheet.write(8, 0, "注：合计与分项之和可能有尾差。")


STATEMENT: list[object] = [
    "预算公开表3",
    "2027年支出总表",
    "单位名称：青石市群众艺术馆",
    "金额单位：万元",
    [
        ["科目编码", "科目名称", "2027年预算数", "~"],
        ["~", "~", "基本支出", "项目支出"],
        ["207", "文化旅游体育与传媒支出", "12,029.50", "0.30"],
        ["20701", "文化和旅游", "12,029.50", ""],
        ["", "年终结转", "", ""],
    ],
    "注：合计与分项之和可能有尾差。",
]


@pytest.mark.parametrize("ruled", [True, False])
def test_a_statement_is_lines_around_a_grid(tmp_path: Path, ruled: bool) -> None:
    assert shown(read(written(tmp_path, lambda book, sheet: statement(book, sheet, ruled=ruled)))) == STATEMENT


def test_cells_know_their_place_and_spans(tmp_path: Path) -> None:
    blocks = read(written(tmp_path, lambda book, sheet: statement(book, sheet, ruled=True))).blocks
    title, grid = blocks[1], blocks[4]
    assert isinstance(grid, Grid)
    assert title.place is not None
    assert (title.place.sheet, title.place.cell) == ("表1", "A2")
    head = grid.rows[0]
    assert [(cell.row_span, cell.column_span, cell.place and cell.place.cell) for cell in head] == [
        (2, 1, "A4"),
        (2, 1, "B4"),
        (1, 2, "C4"),
        (1, 1, None),
    ]
    assert {len(row) for row in grid.rows} == {4}


def test_hidden_sheets_rows_and_columns_are_not_published(tmp_path: Path) -> None:
    def fill(book: Workbook, sheet: Worksheet) -> None:
        cell = book.add_format({"border": 1})
        for row in range(4):
            sheet.write_row(row, 0, [f"r{row}c{column}" for column in range(4)], cell)
        sheet.set_row(1, None, None, {"hidden": True})
        sheet.set_row(2, None, None, {"hidden": True, "level": 1})  # folded away in an outline: still the document's
        sheet.set_column(2, 2, None, None, {"hidden": True})
        other = book.add_worksheet("底稿")
        other.write(0, 0, "内部使用")
        other.hide()
        book.add_worksheet("更深").very_hidden()

    path = written(tmp_path, fill, "Sheet1")
    assert shown(read(path)) == [[["r0c0", "r0c1", "r0c3"], ["r2c0", "r2c1", "r2c3"], ["r3c0", "r3c1", "r3c3"]]]
    assert [(each.what, each.note, each.subject) for each in read(path).damage] == [
        ("skipped", "工作表“Sheet1”有 1 行、1 列是隐藏的，没有读取", None),
        ("skipped", "工作表“底稿”是隐藏的，没有读取", None),
    ]


def test_a_merged_cell_over_hidden_columns_keeps_its_text(tmp_path: Path) -> None:
    def fill(book: Workbook, sheet: Worksheet) -> None:
        cell = book.add_format({"border": 1})
        sheet.merge_range(0, 0, 0, 2, "合并", cell)
        sheet.write_row(1, 0, ["一", "二", "三"], cell)
        sheet.set_column(0, 0, None, None, {"hidden": True})

    assert shown(read(written(tmp_path, fill, "Sheet1"))) == [[["合并", "~"], ["二", "三"]]]


def test_several_tables_on_a_sheet(tmp_path: Path) -> None:
    def fill(book: Workbook, sheet: Worksheet) -> None:
        for top, ruled in ((0, True), (10, True), (20, False), (30, False)):
            cell = book.add_format({"border": 1} if ruled else {})
            sheet.merge_range(top, 0, top, 1, f"第{top}表")
            sheet.write_row(top + 1, 0, ["项目", "金额"], cell)
            sheet.write_row(top + 2, 0, ["合计", "1.00"], cell)

    table = [["项目", "金额"], ["合计", "1.00"]]
    assert shown(read(written(tmp_path, fill))) == ["第0表", table, "第10表", table, "第20表", table, "第30表", table]


def test_a_sheet_without_a_title_is_called_by_its_name(tmp_path: Path) -> None:
    def fill(book: Workbook, sheet: Worksheet) -> None:
        sheet.write_row(0, 0, ["项目", "金额"])
        sheet.write_row(1, 0, ["合计", 1.5])

    table = [["项目", "金额"], ["合计", "1.5"]]
    assert shown(read(written(tmp_path, fill, "部门收支总表"))) == ["部门收支总表", table]
    assert shown(read(written(tmp_path, fill, "Sheet1"))) == [table]


def test_whose_it_is_and_in_which_money_is_no_title(tmp_path: Path) -> None:
    def fill(_: Workbook, sheet: Worksheet) -> None:
        sheet.write(0, 0, "公开03表")
        sheet.write(1, 0, "部门：青石市档案馆")
        sheet.write(1, 2, "单位：万元")
        sheet.write_row(2, 0, ["科目", "名称", "合计"])
        sheet.write_row(3, 0, ["201", "一般公共服务支出", "1.00"])

    grid = [["科目", "名称", "合计"], ["201", "一般公共服务支出", "1.00"]]
    assert shown(read(written(tmp_path, fill, "支出总表"))) == [
        "支出总表",
        "公开03表",
        "部门：青石市档案馆",
        "单位：万元",
        grid,
    ]
    assert shown(read(written(tmp_path, fill, "Sheet3"))) == ["公开03表", "部门：青石市档案馆", "单位：万元", grid]


def test_statements_one_below_the_other(tmp_path: Path) -> None:
    def fill(_: Workbook, sheet: Worksheet) -> None:
        for top, title in ((0, "2027年支出总表"), (5, "2027年“三公”经费支出表（公开）")):
            sheet.write(top, 0, title)
            sheet.write(top + 1, 2, "单位：万元")
            sheet.write_row(top + 2, 0, ["科目", "名称", "合计"])
            sheet.write_row(top + 3, 0, ["201", "一般公共服务支出", "1.00"])

    table = ["单位：万元", [["科目", "名称", "合计"], ["201", "一般公共服务支出", "1.00"]]]
    assert shown(read(written(tmp_path, fill))) == ["2027年支出总表", *table, "2027年“三公”经费支出表（公开）", *table]


def test_text_of_a_sheet_is_lines(tmp_path: Path) -> None:
    def fill(book: Workbook, sheet: Worksheet) -> None:
        sheet.write(0, 0, "第一部分 概况")
        sheet.merge_range(2, 0, 2, 5, "　　一、主要职责。\n二、机构设置。")

    assert shown(read(written(tmp_path, fill))) == ["第一部分 概况", "一、主要职责。", "二、机构设置。"]


def test_entries_of_a_contents_sheet_repeat_headings_and_stay_out(tmp_path: Path) -> None:
    def fill(book: Workbook, sheet: Worksheet) -> None:
        sheet.write(0, 0, "青石市文化和旅游局")
        for row in range(1, 5):
            sheet.write_url(row, 0, "internal:'表1'!A1", string=f"表{row}")
        table = book.add_worksheet("表1")
        table.write_url(0, 0, "internal:'目录'!A1", string="收支总表")
        table.write_url(1, 0, "https://example.org", string="来源")

    assert shown(read(written(tmp_path, fill, "目录"))) == ["青石市文化和旅游局", "收支总表", "来源"]


def test_formulas_are_read_by_their_last_value(tmp_path: Path) -> None:
    def fill(book: Workbook, sheet: Worksheet) -> None:
        money = book.add_format({"num_format": "0.00"})
        sheet.write_row(0, 0, ["甲", "合计"])
        sheet.write(1, 0, 1.1, money)
        sheet.write_formula(1, 1, "=A2", money, 1.1)

    assert shown(read(written(tmp_path, fill, "Sheet1"))) == [[["甲", "合计"], ["1.10", "1.10"]]]


def test_a_formula_without_a_value_is_not_blank(tmp_path: Path) -> None:
    """An error, and one that no program has calculated (as libraries write them); a formula that gives no text is blank."""

    def fill(book: Workbook, sheet: Worksheet) -> None:
        sheet.write_row(0, 0, ["甲", "乙", "丙"])
        sheet.write_row(1, 0, ["1.00", "2.00", "3.00"])
        sheet.write_formula(2, 0, "=#REF!", None, "#REF!")
        sheet.write_formula(2, 1, "=A2", None, 7)
        sheet.write_formula(2, 2, '=""', None, "")

    path = written(tmp_path, fill, "Sheet1")
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            content = content.replace(b'<c r="C3">', b'<c r="C3" t="str">')  # as Excel writes one that gives no text
            archive.writestr(name, content.replace(b"<v>7</v>", b"<v></v>"))
    assert shown(read(path)) == [[["甲", "乙", "丙"], ["1.00", "2.00", "3.00"], ["#REF!", "#公式未计算", ""]]]


def test_an_empty_workbook_has_no_blocks(tmp_path: Path) -> None:
    assert shown(read(written(tmp_path, lambda book, sheet: None))) == []


def test_recognises_by_content(tmp_path: Path) -> None:
    workbook = written(tmp_path, lambda book, sheet: None)
    other = tmp_path / "b.xlsx"
    with zipfile.ZipFile(other, "w") as archive:
        archive.writestr("word/document.xml", "<document/>")
    ole = tmp_path / "c.xls"
    ole.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1000))
    cut = tmp_path / "d.xlsx"
    cut.write_bytes(workbook.read_bytes()[:500])
    found = [recognises(file.read_bytes()[:4096], file) for file in (workbook, other, ole, cut)]
    assert found == [True, False, False, False]


def test_cells_scattered_too_far_are_refused_before_they_are_laid_out(tmp_path: Path) -> None:
    def fill(book: Workbook, sheet: Worksheet) -> None:
        sheet.write(0, 0, 1)
        sheet.write(1_048_575, 16_383, 1)

    with pytest.raises(TooLarge, match="单元格散布过广"):
        read(written(tmp_path, fill))


def test_ruled_cells_beyond_the_texts_cost_nothing(tmp_path: Path) -> None:
    def fill(book: Workbook, sheet: Worksheet) -> None:
        cell = book.add_format({"border": 1})
        sheet.write_row(1_000_000, 5, ["项目", "金额"], cell)
        sheet.write_row(1_000_001, 5, ["合计", "1.00"], cell)
        sheet.merge_range(1_000_002, 5, 1_000_003, 100, "无", cell)
        sheet.write_blank(0, 0, None, cell)

    blocks = shown(read(written(tmp_path, fill, "Sheet1")))
    assert isinstance(blocks[0], list)
    assert [row[:2] for row in blocks[0]] == [["项目", "金额"], ["合计", "1.00"], ["无", "~"]]


def test_a_zip_bomb_is_refused(tmp_path: Path) -> None:
    file = written(tmp_path, lambda book, sheet: None)
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as archive, archive.open("xl/media/x", "w") as member:
        for _ in range(600):
            member.write(bytes(2**20))
    with pytest.raises(TooLarge, match="展开后过大"):
        read(file)


def with_part(file: Path, part: str, content: bytes) -> Path:
    changed = file.with_name("changed.xlsx")
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(changed, "w") as new:
        for entry in old.infolist():
            new.writestr(entry.filename, content if entry.filename == part else old.read(entry))
    return changed


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<worksheet",
        b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><worksheet><sheetData><row r="1"><c r="A1"><v>&x;</v></c></row></sheetData></worksheet>',
        b'<worksheet><sheetData><row r="x"><c r="A1" s="y"><v>1</v></c></row></sheetData></worksheet>',
        b'<worksheet><sheetData><row r="1"><c r="A1" s="-5"><v>1</v></c></row></sheetData></worksheet>',
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="99999999999"><c r="A1"><v>1</v></c></row></sheetData></worksheet>',
    ],
)
def test_broken_sheets_are_unreadable_or_empty(tmp_path: Path, content: bytes) -> None:
    file = with_part(written(tmp_path, lambda book, sheet: None), "xl/worksheets/sheet1.xml", content)
    try:
        blocks = read(file).blocks
    except UnreadableFile as error:
        assert str(file) in str(error)
    else:
        assert "root:" not in str(blocks)
