"""The page: one file, no way in for markup, and every amount with what heads it."""

from __future__ import annotations

import base64
import re
from collections import Counter
from pathlib import Path

import msgspec
import pytest
from lxml import etree, html

from budgetbook.model.codec import decode_disclosure
from budgetbook.model.disclosure import Disclosure, Entity, EntityKind
from budgetbook.writers.arrangement import arrange
from budgetbook.writers.html import page, write_html
from budgetbook.writers.layout import Heading, Layout
from tests.writers.arranged import compiled, shanxi
from tests.writers.invented import AWKWARD, CHART, DISCLOSURE, layout

EVIL = Disclosure(entity=Entity(name=AWKWARD, kind=EntityKind.UNIT), fiscal_year=2027)


@pytest.fixture(scope="module")
def source() -> str:
    return page(layout(), EVIL)


@pytest.fixture(scope="module")
def root(source: str) -> html.HtmlElement:
    return html.document_fromstring(source)


def test_nothing_is_fetched(root: html.HtmlElement) -> None:
    assert root.xpath("//link | //img | //iframe | //object | //script[not(@type='application/json')]") == []
    targets = [node.get(name) for node in root.iter() for name in ("src", "href") if node.get(name)]
    assert {target.split(",")[0] if target.startswith("data:") else target[0] for target in targets} == {
        "#",
        "data:application/json;base64",
    }
    assert not re.search(r"url\(|@import", root.find(".//style").text)


def test_names_are_no_markup(root: html.HtmlElement) -> None:
    assert root.xpath("//b") == []
    assert len(root.xpath("//script")) == 1
    cells = [cell.text_content() for cell in root.iter("td") if "流动文化馆" in cell.text_content()]
    assert cells[0] == f"流动文化馆 {AWKWARD} 第0期".replace("\x0b", "").replace("\x00", "")


def test_the_disclosure_is_in_the_page_and_behind_the_link(root: html.HtmlElement) -> None:
    inside = root.get_element_by_id("disclosure").text
    assert not set("<>&") & set(inside)
    assert decode_disclosure(inside.encode()) == EVIL
    link = root.xpath("//a[@download]")[0].get("href")
    assert decode_disclosure(base64.b64decode(link.partition(",")[2])) == EVIL


def test_headings_make_an_outline_and_the_contents_lead_to_them(root: html.HtmlElement) -> None:
    outline = [(int(node.tag[1]), node.text_content()) for node in root.xpath("//main//h2 | //main//h3 | //main//h4")]
    wanted = [(block.level + 1, block.text) for block in layout().blocks if isinstance(block, Heading)]
    assert outline == wanted
    links = root.xpath("//nav[@class='contents']//ol//a")
    assert [link.text_content() for link in links] == [text for _, text in wanted]
    assert all(root.xpath(f"//*[@id='{link.get('href')[1:]}']") for link in links)


def test_ids_are_unique_and_references_meet_them(root: html.HtmlElement) -> None:
    ids = Counter(root.xpath("//@id"))
    assert set(ids.values()) == {1}
    named = {name for value in root.xpath("//@headers | //@aria-labelledby") for name in value.split()}
    assert named <= set(ids)


def test_tables_have_captions_and_heads_with_scope(root: html.HtmlElement) -> None:
    for table in root.iter("table"):
        assert table.find("caption") is not None
        assert all(cell.get("scope") for cell in table.iter("th"))
    assert [len(table.findall("thead/tr")) for table in root.iter("table")] == [2, 2, 0, 0]


def test_each_side_of_a_statement_has_its_own_heads() -> None:
    root: html.HtmlElement = html.document_fromstring(page(arrange(compiled(), shanxi()), compiled()))
    first = next(root.iter("table"))
    words = {cell.get("id"): cell.text_content() for cell in first.iter("th")}
    amounts = [
        ([words[name] for name in cell.get("headers").split()], cell.text_content())
        for cell in first.iter("td")
        if cell.get("headers") and cell.text_content()
    ]
    income = [value for heads, value in amounts if heads[0] == "收入"]
    assert amounts[0][0] == ["收入", "2027年", "一、一般公共预算"]
    assert {heads[0] for heads, _ in amounts} == {"收入", "支出"}
    assert all(len(heads) >= 3 for heads, _ in amounts)
    assert income


def test_wide_tables_scroll_in_a_box_of_their_own(root: html.HtmlElement) -> None:
    for table in root.iter("table"):
        box = table.getparent()
        assert (box.get("role"), box.get("tabindex")) == ("region", "0")
        assert root.get_element_by_id(box.get("aria-labelledby")).text_content()


def test_charts_say_what_they_show(root: html.HtmlElement) -> None:
    chart = root.xpath("//*[local-name()='svg']")[0]
    assert chart.xpath("string(*[local-name()='title'])") == CHART.title
    assert chart.xpath("string(*[local-name()='desc'])") == CHART.description


def test_language_and_a_way_past_the_contents(root: html.HtmlElement) -> None:
    assert root.get("lang") == "zh-CN"
    assert root.xpath("//a")[0].get("href") == "#main"
    assert root.get_element_by_id("main").tag == "main"


def test_the_page_is_well_formed_but_for_void_elements(source: str) -> None:
    closed = re.sub(r"<(meta|br|col)\b([^>]*)>", r"<\1\2/>", source.replace("<!DOCTYPE html>", ""))
    assert etree.fromstring(closed.encode()).tag == "html"


def test_writing_is_deterministic(source: str, tmp_path: Path) -> None:
    write_html(layout(), EVIL, tmp_path / "a.html")
    assert (tmp_path / "a.html").read_text(encoding="utf-8") == source


def test_an_empty_layout_gives_a_page() -> None:
    empty = Layout(entity="某单位", title="公开", fiscal_year=2027, blocks=())
    root = html.document_fromstring(page(empty, msgspec.structs.replace(DISCLOSURE)))
    assert root.findtext(".//h1") == "公开"
