"""A comparison as a page and as a workbook."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from lxml import html as lxml_html
from msgspec.structs import replace

from budgetbook.comparing import compare
from budgetbook.model.comparison import Comparison
from budgetbook.writers.comparison.html import page, write_html
from budgetbook.writers.comparison.xlsx import write_xlsx
from tests.shelves import Shelf, shelf


@pytest.fixture(scope="module")
def documents() -> Shelf:
    return shelf()


@pytest.fixture(scope="module")
def years(documents: Shelf) -> Comparison:
    return compare(documents.last, documents.this)


def _tree(found: Comparison) -> lxml_html.HtmlElement:
    return lxml_html.fromstring(page(found))


def _text(found: Comparison) -> str:
    return " ".join(_tree(found).find("body").text_content().split())


def test_page_needs_nothing_else(years: Comparison) -> None:
    tree = _tree(years)
    assert tree.xpath("//script | //link | //img | //*[@src]") == []
    assert [link for link in tree.xpath("//a/@href") if not link.startswith("#")] == []
    ids = tree.xpath("//@id")
    assert len(set(ids)) == len(ids)
    assert {link[1:] for link in tree.xpath("//a/@href")} <= set(ids)
    assert tree.xpath("//table[not(thead)]") == []


def test_page_tells_figures_projects_and_words(years: Comparison) -> None:
    text = _text(years)
    assert "一般公共预算支出 万元746.11879.01+132.90+17.81%" in text
    assert "更名文化旅游节专项经费（市级） → 文化旅游节专项经费" in text
    assert "新增 1，更名 1，有变化 4，未变 0" in text
    tree = _tree(years)
    assert "1,217.12" in [each.text_content() for each in tree.xpath("//del//b")]
    assert "1,405.02" in [each.text_content() for each in tree.xpath("//ins//b")]


def test_every_difference_of_the_statements_is_on_the_page(years: Comparison) -> None:
    rows = sum(len(statement.rows) for statement in years.statements)
    tree = _tree(years)
    printed = tree.xpath("//section[@aria-labelledby='statements']//tbody/tr[not(contains(@class, 'sub'))]")
    assert len(printed) == rows


def test_documents_cannot_write_markup(documents: Shelf) -> None:
    section = replace(documents.this.narrative[0], title="<b>标题</b>", text="<script>alert(1)</script>\x00")
    this = replace(documents.this, narrative=(section, *documents.this.narrative[1:]))
    made = page(compare(documents.last, this))
    assert "<script" not in made and "&lt;script&gt;" in made and "\x00" not in made


def test_the_same_document_twice_says_so(documents: Shelf) -> None:
    text = _text(compare(documents.this, documents.this))
    assert "两份文件的内容没有差别：" in text and "个项目、12 节文字全部相同" in text


def test_workbook_has_a_line_for_each_difference(years: Comparison, tmp_path: Path) -> None:
    path = tmp_path / "对比.xlsx"
    write_xlsx(years, path)
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["主要数字", "报表", "项目", "文字"]
    cells = sum(len(row.cells) for statement in years.statements for row in statement.rows)
    assert book["报表"].max_row == cells + 2
    assert book["项目"].max_row == len(years.projects) + 2
    first = [cell.value for cell in book["项目"][3]]
    assert first == ["新增", "免费开放补助", None, "青石市群众艺术馆", None, None, 50, 50, None]
    assert all(sheet.auto_filter.ref for sheet in book)


def test_writing_twice_gives_the_same_bytes(years: Comparison, tmp_path: Path) -> None:
    for write, suffix in ((write_html, "html"), (write_xlsx, "xlsx")):
        paths = [tmp_path / f"{number}.{suffix}" for number in range(2)]
        for path in paths:
            write(years, path)
        assert paths[0].read_bytes() == paths[1].read_bytes()
