"""XLS files, made by LibreOffice from XLSX files of our own: what is shown is read, as the XLSX is."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from openpyxl.styles import Border, Side

from budgetbook.errors import UnreadableFile
from budgetbook.readers import read_document, xls
from tests.libreoffice import saved_as, with_libreoffice
from tests.readers.shown import shown

pytestmark = [pytest.mark.slow, with_libreoffice]

_ROWS: list[list[str | float | None]] = [
    ["2027年支出总表"],
    ["部门：青石市档案馆", None, None, "单位：万元"],
    ["科目编码", "科目名称", "合计", "比上年"],
    [None, "合计", 1234.5678, 0.1234],
    ["201", "一般公共服务支出", "=1/0", -0.5],
    ["20126", "不公开", 7.001, None],
    ["221", "住房保障支出", 12029.5, None],
]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An XLS with number formats, an error, a hidden row, a hidden column, and lines; the XLSX that it was made of is beside it."""
    folder = tmp_path_factory.mktemp("xls")
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "支出总表"
    for values in _ROWS:
        sheet.append(values)
    line = Side(style="thin")
    for row in sheet.iter_rows(min_row=3, max_col=4):
        for cell in row:
            cell.border = Border(left=line, right=line, top=line, bottom=line)
        row[2].number_format, row[3].number_format = "#,##0.00", "0.00%"
    sheet["F4"] = "草稿"
    sheet.column_dimensions["F"].hidden = True
    sheet.row_dimensions[6].hidden = True
    source = folder / "made.xlsx"
    book.save(source)
    return saved_as(source, "xls", folder)


def test_what_is_shown_is_read_to_the_printed_digit(made: Path) -> None:
    read = xls.read(made)
    assert read.format == "xls"
    assert shown(read) == [
        "2027年支出总表",
        "部门：青石市档案馆",
        "单位：万元",
        [
            ["科目编码", "科目名称", "合计", "比上年"],
            ["", "合计", "1,234.57", "12.34%"],
            ["201", "一般公共服务支出", "#DIV/0!", "-50.00%"],
            ["221", "住房保障支出", "12,029.50", ""],
        ],
    ]
    (hidden,) = read.damage
    assert hidden.note == "工作表“支出总表”有 1 行、1 列是隐藏的，没有读取"


@pytest.mark.parametrize("cut", [600, 3_000, 5_000])
def test_what_is_broken_is_refused(made: Path, tmp_path: Path, cut: int) -> None:
    path = tmp_path / "cut.xls"
    path.write_bytes(made.read_bytes()[:cut])
    with pytest.raises(UnreadableFile):
        read_document(path)


def test_told_by_its_own_stream_not_by_one_within(made: Path, tmp_path: Path) -> None:
    word = tmp_path / "word.doc"
    word.write_bytes(made.read_bytes()[:8] + bytes(600) + "Workbook".encode("utf-16-le") + bytes(3_000))
    assert [xls.recognises(path.read_bytes()[:4096], path) for path in (made, word)] == [True, False]
