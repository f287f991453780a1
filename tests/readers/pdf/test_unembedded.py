"""Words whose typeface the file names but doesn't hold."""

from __future__ import annotations

from pathlib import Path

from budgetbook.readers.pdf.unembedded import unicode_map
from tests.readers.pdf.handmade import grids, lines, pdf_bytes, read, said, words

TITLE = (
    "q BT /T 20 Tf 1 0 0 1 100 260 Tm [<90019002> -100 <9010>] TJ ET Q BT /T 20 Tf 1 0 0 1 165 260 Tm <9003> Tj ET\n"
)


def test_they_are_read_by_the_files_own_table_of_characters(tmp_path: Path) -> None:
    document = read(tmp_path, pdf_bytes(words("2026", 50, 260, 20) + TITLE + words("below", 50, 200)))
    assert said(document) == ["2026预算总表", "below"]


def test_they_stand_in_cells_too(tmp_path: Path) -> None:
    drawn = lines([50, 150, 250], [250, 220]) + "BT /T 10 Tf 1 0 0 1 60 230 Tm <90019002> Tj ET\n"
    assert grids(read(tmp_path, pdf_bytes(drawn + words("1.00", 160, 230)))) == [[["预算", "1.00"]]]


def test_nothing_is_made_up_where_operators_and_objects_do_not_pair(tmp_path: Path) -> None:
    without_typeface = "BT 1 0 0 1 50 50 Tm (x) Tj ET\n"
    document = read(tmp_path, pdf_bytes(without_typeface + TITLE + words("shown", 50, 100)))
    assert said(document)[-1] == "shown"  # of the title what pdfium finds with the typefaces of this machine


def test_a_table_of_characters() -> None:
    text = """2 beginbfchar <01> <00410042> <0002> <D842DFB7> endbfchar
    2 beginbfrange <0010> <0012> <4E00> <0020> <0021> [<5143> <89D2>] endbfrange 1 beginbfrange <0000> <FFFFFF> <0041> endbfrange"""
    assert unicode_map(text) == {
        1: "AB", 2: "𠮷", 16: "一", 17: "丁", 18: "丂", 32: "元", 33: "角",
    }  # fmt: skip


def test_a_file_that_only_pdfium_forgives_is_read_without_them(tmp_path: Path) -> None:
    data = pdf_bytes(TITLE + words("shown", 50, 100)).replace(b"/Count 1", b"/Count 7")
    assert "shown" in said(read(tmp_path, data))
