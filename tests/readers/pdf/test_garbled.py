"""Pages whose typefaces name no characters look right and copy as nonsense."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest

from budgetbook import forms
from budgetbook.compiler import compile_ledger
from budgetbook.errors import UnreadableFile
from budgetbook.readers import pdf, scan
from budgetbook.readers.blocks import Block, Grid
from budgetbook.readers.pdf.garbled import is_garbled, may_be_garbled
from budgetbook.writers.arrangement import arrange
from budgetbook.writers.pdf import write_pdf
from tests.ledgers import small_ledger

_PAGES = 2  # of the statements, to be read as pictures in a test's time


@pytest.mark.parametrize(
    "text",
    [
        "½ ]ÃÎ~\x91\x92×¸Ą\x86\x98Ĭ]ÃÎ 48,592.98",
        "̼يٴ喙\u1a8e㗧ᩤܯ ̼يٴ喙\u2e73яԒ䯑ુᅦ͏ᩤܯ",
        "\ue001\ue002\ue003\ue004\ue005\ue006\ue007\ue008",
    ],
)
def test_nonsense_is_told(text: str) -> None:
    assert is_garbled([text])


@pytest.mark.parametrize(
    "text",
    ["一般公共预算支出 1,234.56", "2050305", "“三公”经费①②③ ≥95% 78.5㎡ 堃喆镕玥", "Budget 2026", "", "√√√√ ★ ☆ ✓✓✓✓✓"],
)
def test_what_documents_are_written_in_is_none(text: str) -> None:
    assert not is_garbled([text])


def test_a_page_without_any_chinese_may_be_garbled_where_others_are() -> None:
    assert may_be_garbled(["\"()*'", "2026"])
    assert not may_be_garbled(["2026年"])


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Two pages with statements, as they were published and with typefaces that name no characters."""
    disclosure = compile_ledger(small_ledger(), forms.load("shanxi")).disclosure
    folder = tmp_path_factory.mktemp("garbled")
    whole, sound, garbled = folder / "whole.pdf", folder / "sound.pdf", folder / "garbled.pdf"
    write_pdf(arrange(disclosure, forms.load("shanxi")), disclosure, whole)
    with pikepdf.open(whole) as file:
        first = next(n for n, text in enumerate(_page_texts(whole), 1) if "收支总表" in text and "单位：万元" in text)
        del file.pages[first - 1 + _PAGES :]
        del file.pages[: first - 1]
        file.save(sound)
        for one in file.objects:
            if isinstance(one, pikepdf.Dictionary) and "/ToUnicode" in one:
                del one["/ToUnicode"]
        file.save(garbled)
    return sound, garbled


def _page_texts(path: Path) -> Iterator[str]:
    from budgetbook.readers.pdf.pages import read_pages
    from budgetbook.readers.scan.pdf_pages import words_of

    for page in read_pages(path):
        yield "".join(words_of(page))


def _amounts(blocks: tuple[Block, ...]) -> list[str]:
    return [
        cell.text
        for block in blocks
        if isinstance(block, Grid)
        for row in block.rows
        for cell in row
        if cell.text and cell.text[-3:-2] == "."
    ]


@pytest.mark.slow
@pytest.mark.skipif(bool(scan.missing_parts()), reason="needs budgetbook[ocr]")
def test_they_are_read_as_pictures(published: tuple[Path, Path]) -> None:
    sound, garbled = published
    as_text, as_pictures = pdf.read(sound), pdf.read(garbled)
    assert (as_text.format, as_pictures.format) == ("pdf", "scan")
    assert _amounts(as_pictures.blocks) == _amounts(as_text.blocks)
    assert len(_amounts(as_text.blocks)) > 20


def test_without_recognition_that_is_said(published: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scan, "missing_parts", lambda: ("rapidocr",))
    with pytest.raises(UnreadableFile, match="乱码"):
        pdf.read(published[1])
