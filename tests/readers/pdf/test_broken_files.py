"""Files that can't be read get one clear line."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest

from budgetbook.errors import TooLarge, UnreadableFile
from budgetbook.readers import pdf
from budgetbook.readers.pdf import pdfium, runs
from tests.readers.pdf.handmade import lines, pdf_bytes, read, said, words

GOOD = pdf_bytes(lines([50, 150, 250], [250, 230]) + words("a", 55, 236))


def test_it_is_told_by_its_content() -> None:
    assert pdf.recognises(GOOD[:4096], Path("a.txt"))
    assert pdf.recognises(b"\xef\xbb\xbf\r\n" + GOOD[:100], Path("a.pdf"))
    assert not pdf.recognises(b"<html>", Path("a.pdf"))


@pytest.mark.parametrize("data", [b"%PDF-1.7\n", GOOD[: len(GOOD) // 3], b"%PDF-1.7\n" + bytes(range(256)) * 20])
def test_a_truncated_or_garbled_file(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(UnreadableFile) as raised:
        read(tmp_path, data)
    assert "\n" not in str(raised.value)


def test_a_file_without_its_index_is_mended(tmp_path: Path) -> None:
    assert len(read(tmp_path, GOOD.replace(b"xref\n0", b"xxxx\n0")).blocks) == 1


def test_a_password(tmp_path: Path) -> None:
    (tmp_path / "plain.pdf").write_bytes(GOOD)
    with pikepdf.open(tmp_path / "plain.pdf") as document:
        document.save(tmp_path / "locked.pdf", encryption=pikepdf.Encryption(user="u", owner="o"))
        document.save(tmp_path / "owned.pdf", encryption=pikepdf.Encryption(user="", owner="o"))
    with pytest.raises(UnreadableFile, match="打开密码"):
        pdf.read(tmp_path / "locked.pdf")
    assert len(pdf.read(tmp_path / "owned.pdf").blocks) == 1  # anyone may open it


def test_pages_without_words(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="没有读出文字"):
        read(tmp_path, pdf_bytes(lines([50, 150], [250, 230]), ""))


def test_too_many_pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdfium, "MOST_PAGES", 2)
    with pytest.raises(TooLarge, match="3 页"):
        read(tmp_path, pdf_bytes("", "", words("a", 50, 50)))


def test_too_much_on_a_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runs, "MOST_CHARACTERS", 10)
    with pytest.raises(TooLarge):
        read(tmp_path, pdf_bytes(words("more than ten characters", 50, 50)))


def test_forms_within_themselves_end(tmp_path: Path) -> None:
    assert said(read(tmp_path, pdf_bytes("/X Do\n" + words("a", 50, 50), form="/X Do\n10 10 m 20 10 l S\n"))) == ["a"]


def test_a_page_that_is_no_page_is_passed_over(tmp_path: Path) -> None:
    broken = pdf_bytes(words("a", 50, 50), words("b", 50, 50)).replace(b"/Contents 8 0 R", b"/Contents 9 9 X")
    assert said(read(tmp_path, broken))[0] == "a"
