"""The DOCX: what Word insists on, what an officer edits, and what must not get lost."""

from __future__ import annotations

import posixpath
import zipfile
from collections import Counter
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import docx
import openpyxl
import pytest
from docx.enum.section import WD_ORIENTATION
from lxml import etree

from budgetbook.model.codec import decode_disclosure
from budgetbook.writers.docx import DATA_NAMESPACE, write_docx
from budgetbook.writers.layout import Layout, Paragraph
from tests.writers.docx_order import W, misplaced
from tests.writers.invented import AWKWARD, CHART, DISCLOSURE, layout

R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("docx") / "a.docx"
    write_docx(layout(), DISCLOSURE, path)
    return path


@pytest.fixture(scope="module")
def parts(written: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(written) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture(scope="module")
def document(parts: dict[str, bytes]) -> etree._Element:
    return etree.fromstring(parts["word/document.xml"])


def texts(parent: etree._Element) -> str:
    return "".join(node.text or "" for node in parent.iter(f"{W}t"))


def test_children_stand_in_the_order_word_insists_on(parts: dict[str, bytes]) -> None:
    for name in ("word/document.xml", "word/styles.xml", "word/footer1.xml"):
        assert misplaced(etree.fromstring(parts[name])) == [], name


def test_every_part_has_a_type_and_every_relationship_a_target(parts: dict[str, bytes]) -> None:
    types = etree.fromstring(parts["[Content_Types].xml"])
    overridden = {node.get("PartName") for node in types if node.tag.endswith("Override")}
    extensions = {node.get("Extension") for node in types if node.tag.endswith("Default")}
    assert overridden <= {f"/{name}" for name in parts}
    assert {name.rpartition(".")[2] for name in parts} <= extensions
    for name in parts:
        if name.endswith(".rels"):
            folder = posixpath.dirname(posixpath.dirname(name))
            for relation in etree.fromstring(parts[name]):
                assert posixpath.normpath(posixpath.join(folder, str(relation.attrib["Target"]))) in parts


def test_relationships_named_in_the_document_exist(parts: dict[str, bytes], document: etree._Element) -> None:
    known = {node.get("Id") for node in etree.fromstring(parts["word/_rels/document.xml.rels"])}
    used = {value for node in document.iter() for key, value in node.attrib.items() if str(key).startswith(R)}
    assert used and used <= known


def test_styles_in_use_are_defined(parts: dict[str, bytes], document: etree._Element) -> None:
    styles = etree.fromstring(parts["word/styles.xml"])
    defined = Counter(node.get(f"{W}styleId") for node in styles.iter(f"{W}style"))
    used = {
        node.get(f"{W}val")
        for root in (document, styles)
        for name in ("pStyle", "rStyle", "tblStyle", "basedOn", "next")
        for node in root.iter(f"{W}{name}")
    }
    assert set(defined.values()) == {1}
    assert used <= set(defined)


def test_headings_are_real_and_listed_in_the_contents(document: etree._Element) -> None:
    styled = [
        (str(style.attrib[f"{W}val"]), texts(paragraph))
        for paragraph in document.iter(f"{W}p")
        if (style := paragraph.find(f"{W}pPr/{W}pStyle")) is not None
    ]
    headings = [text for style, text in styled if style.startswith(("Heading", "TableHeading"))]
    entries = [texts(link)[: len(texts(link)) - len(texts(link[-2]))] for link in document.iter(f"{W}hyperlink")]
    assert headings == [
        "第一部分 概况",
        "一、本部门职责",
        "第二部分 2027年部门预算报表",
        "2027年预算支出总表",
        "2027年项目支出预算表（本年预算）",
        "第三部分 2027年度部门预算情况说明",
        "二、收入预算情况说明",
        "十、绩效管理情况",
        "（一）项目绩效目标",
        "第四部分 名词解释",
    ]
    assert entries == headings


def test_contents_lead_to_bookmarks_and_fields_are_closed(document: etree._Element) -> None:
    bookmarks = [node.get(f"{W}name") for node in document.iter(f"{W}bookmarkStart")]
    anchors = [node.get(f"{W}anchor") for node in document.iter(f"{W}hyperlink")]
    kinds = Counter(node.get(f"{W}fldCharType") for node in document.iter(f"{W}fldChar"))
    assert anchors == bookmarks
    assert len(set(bookmarks)) == len(bookmarks)
    assert kinds["begin"] == kinds["separate"] == kinds["end"] == len(anchors) + 1


def test_page_numbers_of_the_contents_are_those_of_the_pages(document: etree._Element) -> None:
    # As LibreOffice paginates the same document (looked at: 10 numbered pages).
    pages = [int(texts(link[-2])) for link in document.iter(f"{W}hyperlink")]
    assert pages == [1, 1, 3, 3, 5, 7, 7, 7, 7, 10]


def test_no_field_asks_the_reader_a_question(parts: dict[str, bytes]) -> None:
    assert b"updateFields" not in parts["word/settings.xml"]
    assert b"w:dirty" not in parts["word/document.xml"]


def test_wide_statements_lie_on_landscape_sections(written: Path) -> None:
    sections = docx.Document(str(written)).sections
    wide = [section.orientation == WD_ORIENTATION.LANDSCAPE for section in sections]
    assert wide == [False, False, False, False, True, False, False, False]
    for section, is_wide in zip(sections, wide, strict=True):
        assert section.page_width is not None and section.page_height is not None
        assert (section.page_width > section.page_height) == is_wide


def width(parent: etree._Element, path: str) -> int:
    """The width that the element at `path` states."""
    node = parent.find(path)
    assert node is not None
    return int(node.attrib[f"{W}w"])


def test_cells_tile_their_table_and_the_table_its_page(document: etree._Element) -> None:
    for table in document.iter(f"{W}tbl"):
        columns = [int(node.attrib[f"{W}w"]) for node in table.iter(f"{W}gridCol")]
        assert sum(columns) == width(table, f"{W}tblPr/{W}tblW")
        for row in table.iter(f"{W}tr"):
            at = 0
            for cell in row.iter(f"{W}tc"):
                span = cell.find(f"{W}tcPr/{W}gridSpan")
                across = 1 if span is None else int(span.attrib[f"{W}val"])
                assert width(cell, f"{W}tcPr/{W}tcW") == sum(columns[at : at + across])
                at += across
            assert at == len(columns)


def test_header_rows_repeat_and_rows_stay_whole(document: etree._Element) -> None:
    repeated = [
        sum(row.find(f"{W}trPr/{W}tblHeader") is not None for row in table.iter(f"{W}tr"))
        for table in document.iter(f"{W}tbl")
    ]
    assert repeated == [2, 2, 0, 0]
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in document.iter(f"{W}tr"))


def test_the_disclosure_travels_as_a_custom_xml_part(parts: dict[str, bytes]) -> None:
    root = etree.fromstring(parts["customXml/item1.xml"])
    assert root.tag == f"{{{DATA_NAMESPACE}}}disclosure"
    assert decode_disclosure((root.text or "").encode()) == DISCLOSURE


def test_charts_are_words_own_with_a_workbook_behind(parts: dict[str, bytes]) -> None:
    chart = etree.fromstring(parts["word/charts/chart1.xml"])
    values = [Decimal(node.text or "") for node in chart.findall(f".//{C}val//{C}v")]
    labels = [node.text for node in chart.findall(f".//{C}cat//{C}v")]
    assert values == [part.amount for part in CHART.slices[:3]]  # the fourth is zero and not drawn
    assert labels == ["一般公共预算 84.89%", "政府性基金预算 14.11%", "单位资金 1.00%"]
    sheet = openpyxl.load_workbook(BytesIO(parts["word/embeddings/chart1.xlsx"]))["Sheet1"]
    assert [sheet.cell(row, 3).value for row in range(2, 5)] == [part.label for part in CHART.slices[:3]]
    assert [Decimal(str(sheet.cell(row, 2).value)) for row in range(2, 5)] == values


def test_charts_have_a_text_alternative(document: etree._Element) -> None:
    described = [node.get("descr") for node in document.iter() if str(node.tag).endswith("}docPr")]
    assert described == [CHART.description]


def test_control_characters_are_dropped_and_markup_is_text(document: etree._Element) -> None:
    names = [texts(cell) for cell in document.iter(f"{W}tc") if "流动文化馆" in texts(cell)]
    assert names[0] == f"流动文化馆 {AWKWARD} 第0期".replace("\x0b", "").replace("\x00", "")


def test_language_and_properties(written: Path, parts: dict[str, bytes]) -> None:
    properties = docx.Document(str(written)).core_properties
    assert (properties.title, properties.author, properties.language) == (
        "青石市文化和旅游局2027年度部门预算公开",
        "青石市文化和旅游局",
        "zh-CN",
    )
    assert b'w:eastAsia="zh-CN"' in parts["word/styles.xml"]


def test_official_typefaces_are_named_with_what_stands_in_for_them(parts: dict[str, bytes]) -> None:
    fonts = {
        font.get(f"{W}name"): stand_in.get(f"{W}val")
        for font in etree.fromstring(parts["word/fontTable.xml"])
        if isinstance(font.tag, str) and (stand_in := font.find(f"{W}altName")) is not None
    }
    used = {node.get(f"{W}eastAsia") for node in etree.fromstring(parts["word/styles.xml"]).iter(f"{W}rFonts")} - {None}
    assert used == {"方正小标宋简体", "仿宋_GB2312", "楷体_GB2312", "黑体", "宋体"}
    assert used == set(fonts)


def test_the_same_layout_gives_the_same_bytes(written: Path, tmp_path: Path) -> None:
    again = tmp_path / "b.docx"
    write_docx(layout(), DISCLOSURE, again)
    assert again.read_bytes() == written.read_bytes()


def test_a_layout_without_headings_or_blocks_opens(tmp_path: Path) -> None:
    for number, blocks in enumerate(((), (Paragraph(text="只有一句话。"),))):
        path = tmp_path / f"{number}.docx"
        write_docx(Layout(entity="某单位", title="公开", fiscal_year=2027, blocks=blocks), DISCLOSURE, path)
        assert [p.text for p in docx.Document(str(path)).paragraphs if p.text] == [
            "某单位",
            "公开",
            *(block.text for block in blocks),
        ]
