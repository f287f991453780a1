"""XLS files, made by LibreOffice from XLSX files of our own: what is shown is read, as the XLSX is."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import openpyxl
import pytest
from openpyxl.styles import Border, Side

from budgetbook.readers import xlsx
from budgetbook.readers.xls_looks import xls_looks
from tests.readers.shown import shown

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed"),
]

_ROWS = [
    ["2027年支出总表"],
    ["部门：青石市档案馆", None, None, "单位：万元"],
    ["科目编码", "科目名称", "合计", "比上年"],
    [None, "合计", 1234.5678, 0.1234],
    ["201", "一般公共服务支出", "=1/0", -0.5],
    ["20126", "不公开", 7.001, None],
    ["221", "住房保障支出", 12029.5, None],
]


@pytest.fixture(scope="module")
def xls(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An XLS with number formats, an error, a hidden row, a hidden column, and lines; the XLSX that it was made of is beside it."""
    folder = tmp_path_factory.mktemp("xls")
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "支出总表"
    for row in _ROWS:
        sheet.append(row)
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
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    call = ["soffice", "--headless", profile, "--convert-to", "xls", "--outdir", str(folder), str(source)]
    subprocess.run(call, capture_output=True, check=True, timeout=120)
    return folder / "made.xls"


def test_what_is_shown_is_read_to_the_printed_digit(xls: Path) -> None:
    read = xlsx.read(xls)
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
def test_what_is_broken_has_no_looks(xls: Path, tmp_path: Path, cut: int) -> None:
    path = tmp_path / "cut.xls"
    path.write_bytes(xls.read_bytes()[:cut])
    assert xls_looks(path) is None


def test_where_the_looks_are_not_told_that_is_said(xls: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("budgetbook.readers.xls_looks._MOST_BYTES", 1)
    (damage,) = xlsx.read(xls).damage
    assert damage.note.startswith("没有读出单元格的显示格式")
