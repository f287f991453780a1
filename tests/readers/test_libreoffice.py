"""DOC, RTF and ODT: real files, made by LibreOffice from a small DOCX of our own."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import docx
import pytest

from budgetbook.errors import UnreadableFile
from budgetbook.model.disclosure import Disclosure
from budgetbook.readers import disclosure_json, libreoffice, read_document
from budgetbook.readers.limited import open_limited

_LINES = ("2027年度青石市档案馆单位预算公开", "2027年预算支出总表", "单位名称：青石市档案馆　　　单位：万元")
_ROWS = (
    ("科目编码", "科目名称", "合计", "基本支出", "项目支出"),
    ("", "合计", "1,234.50", "1,000.00", "234.50"),
    ("201", "一般公共服务支出", "1,234.50", "1,000.00", "234.50"),
)
with_libreoffice = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")


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
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    call = ["soffice", "--headless", profile, "--convert-to", "doc", "--outdir", str(folder), str(source)]
    subprocess.run(call, capture_output=True, check=True, timeout=120)
    return folder / "source.doc"


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


def test_told_by_content(tmp_path: Path) -> None:
    path = tmp_path / "a"
    ole2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(5_000)
    for content, expected in (
        (ole2 + "WordDocument".encode("utf-16-le"), True),
        (ole2 + "Workbook".encode("utf-16-le"), False),
        (b"{\\rtf1 x}", True),
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
    with pytest.raises(UnreadableFile, match="请安装 LibreOffice，或用 Word、WPS 打开后另存为 docx") as error:
        read_document(path)
    assert "RTF" in str(error.value)


def test_what_libreoffice_cannot_convert_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: "/bin/false")
    path = tmp_path / "a.rtf"
    path.write_bytes(b"{\\rtf1 x}")
    with pytest.raises(UnreadableFile, match="打不开"):
        read_document(path)
