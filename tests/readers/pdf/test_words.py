"""Words around tables: paragraphs, heads and feet of pages, characters that fonts give in another's place."""

from __future__ import annotations

from pathlib import Path

import pytest
import typst

from budgetbook.readers import pdf
from budgetbook.readers.blocks import SourceDocument
from budgetbook.readers.pdf.runs import Run
from budgetbook.readers.pdf.words import cell_text
from budgetbook.writers.pdf.fonts import font_files
from tests.readers.pdf.handmade import pdf_bytes, read, said, words

SETTINGS = """
#set page(paper: "a4", margin: 25mm, footer: context align(center)[— #counter(page).display() —])
#set text(font: "Noto Serif SC", size: 14pt, lang: "zh", fallback: false)
#set par(justify: true, first-line-indent: (amount: 2em, all: true))
#show heading: set text(font: "Noto Sans SC", size: 15pt)
"""


def _set(folder: Path, markup: str) -> SourceDocument:
    fonts = typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(each.parent) for each in font_files()],
    )
    path = folder / "set.pdf"
    path.write_bytes(
        typst.compile((SETTINGS + markup).encode(), format="pdf", font_paths=fonts, ignore_system_fonts=True)
    )
    return pdf.read(path)


LONG = "本部门二〇二七年预算收入总计一百二十三万元，其中本年收入一百万元，上年结转二十三万元，" * 4 + "比上年有所增加。"


@pytest.mark.slow
def test_lines_of_a_paragraph_are_joined_and_paragraphs_kept_apart(tmp_path: Path) -> None:
    document = _set(tmp_path, f"= 一、收支情况\n{LONG}\n\n（一）另有说明\n\n{LONG}\n= 二、其他\n短句。")
    assert said(document) == ["一、收支情况", LONG, "（一）另有说明", LONG, "二、其他", "短句。"]


@pytest.mark.slow
def test_a_paragraph_goes_on_over_the_page_and_page_numbers_are_no_words(tmp_path: Path) -> None:
    document = _set(tmp_path, f"{LONG}\n#v(1fr)\n短句。\n\n{LONG}#v(-20pt)\n" + f"\n\n{LONG}" * 4)
    assert document.pages == 2
    assert said(document) == [LONG, "短句。", LONG, *[LONG] * 4]


@pytest.mark.slow
def test_labels_of_a_chart_are_no_running_text(tmp_path: Path) -> None:
    chart = "#box(width: 200pt, height: 100pt, {place(circle(radius: 50pt, fill: blue)); place(dx: 120pt, dy: 40pt, text(9pt)[甲类支出 5%])})"
    assert said(_set(tmp_path, f"{LONG}\n\n{chart}\n\n短句。")) == [LONG, "短句。"]


def test_running_heads_are_dropped_and_titles_kept(tmp_path: Path) -> None:
    pages = [
        words("Office of Water 2026", 50, 275, 8) + words(f"part {n}", 50, 230) + words(n, 200, 15) for n in "1234"
    ]
    assert said(read(tmp_path, pdf_bytes(*pages))) == ["part 1", "part 2", "part 3", "part 4"]


def test_words_of_one_line_are_read_from_left_to_right(tmp_path: Path) -> None:
    data = pdf_bytes(words("right", 250, 200) + words("left", 50, 200.5) + words("below", 50, 180))
    assert said(read(tmp_path, data)) == ["left right", "below"]


def test_printing_twice_for_bold_is_read_once(tmp_path: Path) -> None:
    data = pdf_bytes(words("1,234.00", 50, 200) + words("1,234.00", 50.3, 200))
    assert said(read(tmp_path, data)) == ["1,234.00"]


def _row(text: str, left: float, top: float) -> Run:
    return Run(text, left, top, left + 10 * len(text), top + 10, 0, 0)


@pytest.mark.parametrize(
    ("first", "second", "whole"),
    [
        ("机关事业单位基本", "养老保险", "机关事业单位基本养老保险"),
        ("二〇二七年", "五月", "二〇二七年\n五月"),
        ("1,234.5", "6", "1,234.56"),
        ("按照规定的办法", "（试行）执行", "按照规定的办法（试行）执行"),
    ],
)
def test_lines_of_a_cell(first: str, second: str, whole: str) -> None:
    assert cell_text([_row(first, 0, 0), _row(second, 0, 12)], 85) == whole
