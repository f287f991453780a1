"""DOC, RTF and ODT: real files, made by LibreOffice from a small DOCX of our own."""

from __future__ import annotations

import os
import shutil
import sys
import time
from pathlib import Path

import docx
import pytest

from budgetbook.errors import TooLarge, UnreadableFile
from budgetbook.model.disclosure import Disclosure
from budgetbook.readers import disclosure_json, libreoffice, read_document
from budgetbook.readers.child import launching
from budgetbook.readers.limited import Limits, open_limited
from tests.libreoffice import saved_as, with_libreoffice

_LINES = ("2027年度青石市档案馆单位预算公开", "2027年预算支出总表", "单位名称：青石市档案馆　　　单位：万元")
_ROWS = (
    ("科目编码", "科目名称", "合计", "基本支出", "项目支出"),
    ("", "合计", "1,234.50", "1,000.00", "234.50"),
    ("201", "一般公共服务支出", "1,234.50", "1,000.00", "234.50"),
)


@pytest.fixture(scope="module")
def word(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A DOC file."""
    folder = tmp_path_factory.mktemp("word")
    source = folder / "source.docx"
    made = docx.Document()
    for line in _LINES:
        made.add_paragraph(line)
    table = made.add_table(len(_ROWS), len(_ROWS[0]))
    for row, texts in zip(table.rows, _ROWS, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    made.add_paragraph("")
    made.save(str(source))
    return saved_as(source, "doc", folder)


@pytest.mark.slow
@with_libreoffice
def test_a_doc_is_read_as_its_docx_is_whatever_its_name(word: Path, tmp_path: Path) -> None:
    named_otherwise = tmp_path / "公开.pdf"
    shutil.copyfile(word, named_otherwise)
    read = open_limited(named_otherwise)
    assert isinstance(read, Disclosure)
    assert read.source is not None
    assert (read.source.format, read.source.name) == ("doc", "公开.pdf")
    wanted = read_document(word.with_suffix(".docx"))
    assert (read.entity, read.fiscal_year) == (wanted.entity, wanted.fiscal_year)
    assert [row.amounts for row in read.statements[0].rows] == [row.amounts for row in wanted.statements[0].rows]
    assert len(wanted.statements[0].rows) == 2


@pytest.mark.slow
@with_libreoffice
def test_a_doc_cut_off_is_no_crash(word: Path, tmp_path: Path) -> None:
    """LibreOffice mends what it can: there is a disclosure, or one line that says why not."""
    path = tmp_path / "a.doc"
    path.write_bytes(word.read_bytes()[:3_000])
    try:
        open_limited(path)
    except UnreadableFile as error:
        assert str(error).isprintable()


_SPREADSHEET = """<?xml version="1.0" encoding="UTF-8"?>
<?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
<Worksheet ss:Name="支出总表"><Table>{}</Table></Worksheet></Workbook>"""


@pytest.mark.slow
@with_libreoffice
def test_a_spreadsheet_in_xml_is_read_as_a_workbook(tmp_path: Path) -> None:
    """Report generators write it and call it .xls."""
    rows = ((_LINES[0],), (_LINES[1],), (_LINES[2],), *_ROWS)
    cell = '<Cell><Data ss:Type="String">{}</Data></Cell>'
    told = "".join(f"<Row>{''.join(map(cell.format, row))}</Row>" for row in rows)
    path = tmp_path / "导出.xls"
    path.write_text(_SPREADSHEET.format(told), encoding="utf-8")
    read = read_document(path)
    assert read.source is not None
    assert (read.source.format, read.fiscal_year) == ("xml", 2027)
    assert [[str(amount) for amount in row.amounts] for row in read.statements[0].rows] == [
        ["1234.50", "1000.00", "234.50"],
        ["1234.50", "1000.00", "234.50"],
    ]


def test_told_by_content(tmp_path: Path) -> None:
    path = tmp_path / "a"
    ole2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(5_000)
    for content, expected in (
        (ole2 + "WordDocument".encode("utf-16-le"), True),
        (ole2 + "Workbook".encode("utf-16-le"), False),
        (b"{\\rtf1 x}", True),
        (_SPREADSHEET.encode(), True),
        (b"<?xml version='1.0'?><html/>", False),
        (b'{"schema": ""}', False),
        (b"PK\x03\x04" + bytes(26) + b"mimetypeapplication/vnd.oasis.opendocument.text", True),
        (b"PK\x03\x04" + bytes(26) + b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet", False),
    ):
        path.write_bytes(content)
        assert libreoffice.recognises(content[:4096], path) is expected
    assert not disclosure_json.recognises(b"{\\rtf1 x}", path)


def test_without_libreoffice_it_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    path = tmp_path / "a.rtf"
    path.write_bytes(b"{\\rtf1 x}")
    with pytest.raises(UnreadableFile, match="请安装 LibreOffice；或用 Word 或 WPS 打开后另存为 docx") as error:
        read_document(path)
    assert "RTF" in str(error.value)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks into /proc")
@pytest.mark.parametrize("forks", [True, False])
def test_libreoffice_and_what_it_starts_keep_to_the_limits(
    forks: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is a script that starts a program that starts another: all of them end in time, and none may take more memory."""
    program = tmp_path / "soffice"
    program.write_text(
        f"#!/bin/sh\nsleep 300 &\necho $! $(ulimit -v) > {tmp_path}/new\nmv {tmp_path}/new {tmp_path}/started\nwait\n"
    )
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    monkeypatch.setattr(launching, "may_fork", lambda: forks)
    path = tmp_path / "a.rtf"
    path.write_bytes(b"{\\rtf1 x}")
    began = time.perf_counter()
    with pytest.raises(TooLarge, match="读取超过 4 秒仍未完成"):
        open_limited(path, Limits(seconds=4, memory=2**29))
    assert time.perf_counter() - began < 15
    grandchild, kilobytes = (tmp_path / "started").read_text().split()
    assert _is_gone(grandchild)
    taken = (
        int(Path("/proc/self/statm").read_text().split()[0]) * os.sysconf("SC_PAGESIZE") // 1024
    )  # a fork begins with as much as we have
    assert 2**19 <= int(kilobytes) <= taken + 2**19 + 2**12  # and what we gave back meanwhile


def _is_gone(process: str) -> bool:
    """Whether `process` has ended; one that was killed may stay listed until somebody asks for its status."""
    for _ in range(50):
        try:
            if Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] == "Z":
                return True
        except (FileNotFoundError, ProcessLookupError):
            return True
        time.sleep(0.1)
    return False


def test_what_libreoffice_cannot_convert_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: "/bin/false")
    path = tmp_path / "a.rtf"
    path.write_bytes(b"{\\rtf1 x}")
    with pytest.raises(UnreadableFile, match="打不开"):
        read_document(path)
