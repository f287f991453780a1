"""DOCX as blocks: what Word shows, and nothing it doesn't."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from budgetbook.errors import TooLarge, UnreadableFile
from budgetbook.model.place import Place
from budgetbook.readers import docx as reader
from budgetbook.readers.blocks import Grid, Line
from tests.readers.docx_files import W, docx, p, part, tbl, tc


def lines(path: Path) -> list[tuple[int, str]]:
    return [(block.heading, block.text) for block in reader.read(path).blocks if isinstance(block, Line)]


def grids(path: Path) -> list[list[list[object]]]:
    """Texts; `^` where covered; (text, down, across) where a cell spans."""
    return [
        [
            [
                "^"
                if cell.covered
                else cell.text
                if (cell.row_span, cell.column_span) == (1, 1)
                else (cell.text, cell.row_span, cell.column_span)
                for cell in row
            ]
            for row in block.rows
        ]
        for block in reader.read(path).blocks
        if isinstance(block, Grid)
    ]


def test_told_by_content_not_by_name(tmp_path: Path) -> None:
    word = docx(tmp_path / "a.txt", p("甲"))
    other = tmp_path / "b.docx"
    with zipfile.ZipFile(other, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    text = tmp_path / "c.docx"
    text.write_text("PK 不是压缩包", encoding="utf-8")
    assert [reader.recognises(path.read_bytes()[:4096], path) for path in (word, other, text)] == [True, False, False]


def test_paragraphs_keep_their_heading_levels(tmp_path: Path) -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="own"><w:name w:val="局标题"/><w:basedOn w:val="1"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="wps"><w:name w:val="标题 3"/></w:style>'
    )
    body = (
        p("一", '<w:pStyle w:val="1"/>')
        + p("二", '<w:pStyle w:val="own"/>')
        + p("三", '<w:pStyle w:val="wps"/>')
        + p("四", '<w:outlineLvl w:val="1"/>')
        + p("五", '<w:pStyle w:val="1"/><w:outlineLvl w:val="9"/>')
        + p("六", '<w:pStyle w:val="missing"/>')
    )
    assert lines(docx(tmp_path / "a.docx", body, styles=styles)) == [
        (1, "一"),
        (1, "二"),
        (3, "三"),
        (2, "四"),
        (0, "五"),
        (0, "六"),
    ]


def test_changes_are_read_as_accepted(tmp_path: Path) -> None:
    body = (
        "<w:p><w:r><w:t>收入</w:t></w:r><w:del><w:r><w:delText>100.00</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>120.00</w:t></w:r></w:ins><w:r><w:t>万元</w:t></w:r></w:p>"
        "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>前半</w:t></w:r></w:p>"
        + p("后半")
        + tbl("<w:trPr><w:del/></w:trPr>" + tc("删去的行"), tc("留下的行"))
    )
    path = docx(tmp_path / "a.docx", body)
    assert lines(path) == [(0, "收入120.00万元"), (0, "前半后半")]
    assert grids(path) == [[["留下的行"]]]


def test_links_fields_and_hidden_text(tmp_path: Path) -> None:
    body = (
        "<w:p><w:hyperlink><w:r><w:t>链接</w:t></w:r></w:hyperlink>"
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>7</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
        "<w:fldSimple><w:r><w:t>八</w:t></w:r></w:fldSimple>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>隐藏</w:t></w:r>"
        '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>不隐藏</w:t></w:r>'
        '<w:r><w:t>注</w:t><w:footnoteReference w:id="2"/></w:r></w:p>'
    )
    assert lines(docx(tmp_path / "a.docx", body)) == [(0, "链接7八不隐藏注")]


def test_breaks_part_running_text_but_not_a_heading(tmp_path: Path) -> None:
    broken = "<w:p><w:pPr>{}</w:pPr><w:r><w:t>上</w:t><w:br/><w:t>下</w:t></w:r></w:p>"
    page = '<w:p><w:r><w:t>前</w:t><w:br w:type="page"/><w:t>后</w:t></w:r></w:p>'
    body = broken.format("") + broken.format('<w:outlineLvl w:val="0"/>') + page
    assert lines(docx(tmp_path / "a.docx", body)) == [(0, "上"), (0, "下"), (1, "上下"), (0, "前后")]


def test_a_text_box_is_read_once_after_its_paragraph(tmp_path: Path) -> None:
    box = f"<w:txbxContent>{p('单位：万元')}</w:txbxContent>"
    body = (
        "<w:p><w:r><w:t>表一</w:t></w:r><w:r><mc:AlternateContent>"
        f"<mc:Choice><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r></w:p>"
    )
    assert lines(docx(tmp_path / "a.docx", body)) == [(0, "表一"), (0, "单位：万元")]


def test_entries_of_the_contents_are_left_out(tmp_path: Path) -> None:
    styles = '<w:style w:type="paragraph" w:styleId="11"><w:name w:val="toc 1"/></w:style>'
    control = (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
        f"<w:sdtContent>{p('目录')}{p('一、主要职责')}</w:sdtContent></w:sdt>"
    )
    plain = f"<w:sdt><w:sdtContent>{p('控件里的正文')}</w:sdtContent></w:sdt>"
    body = control + p("第一部分 1", '<w:pStyle w:val="11"/>') + plain + p("第一部分")
    path = docx(tmp_path / "a.docx", body, styles=styles)
    assert lines(path) == [(0, "控件里的正文"), (0, "第一部分")]
    assert [line.text for line in reader.read(path).contents] == ["目录", "一、主要职责", "第一部分 1"]


def test_numbers_that_word_prints_are_read(tmp_path: Path) -> None:
    numbering = (
        '<w:abstractNum w:abstractNumId="0">'
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl>'
        '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2 "/></w:lvl>'
        '<w:lvl w:ilvl="2"><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="5"><w:abstractNumId w:val="0"/></w:num>'
    )
    styles = '<w:style w:type="paragraph" w:styleId="2"><w:name w:val="heading 2"/><w:pPr><w:numPr><w:numId w:val="5"/></w:numPr></w:pPr></w:style>'
    item = '<w:numPr><w:ilvl w:val="{}"/><w:numId w:val="5"/></w:numPr>'
    heading = '<w:pStyle w:val="2"/>'
    off = '<w:pStyle w:val="2"/><w:numPr><w:numId w:val="0"/></w:numPr>'
    body = (
        p("收入", heading)
        + p("甲", item.format(1))
        + p("乙", item.format(1))
        + p("点", item.format(2))
        + p("", heading)
        + p("支出", heading)
        + p("丙", item.format(1))
        + p("附", off)
    )
    assert lines(docx(tmp_path / "a.docx", body, styles=styles, numbering=numbering)) == [
        (2, "一、收入"),
        (0, "一.1 甲"),
        (0, "一.2 乙"),
        (0, "点"),
        (2, "二、支出"),
        (0, "二.1 丙"),
        (2, "附"),
    ]


def test_merged_cells_span_and_cover(tmp_path: Path) -> None:
    start, more, two = '<w:vMerge w:val="restart"/>', "<w:vMerge/>", '<w:gridSpan w:val="2"/>'
    table = tbl(
        tc("科目", start) + tc("2027年", two),
        tc("", more) + tc("基本") + tc("项目"),
        tc("教育") + tc("1.00") + tc("2.00"),
        tc("左", '<w:hMerge w:val="restart"/>') + tc("", '<w:hMerge w:val="continue"/>') + tc("右"),
    )
    assert grids(docx(tmp_path / "a.docx", table)) == [
        [
            [("科目", 2, 1), ("2027年", 1, 2), "^"],
            ["^", "基本", "项目"],
            ["教育", "1.00", "2.00"],
            [("左", 1, 2), "^", "右"],
        ]
    ]


def test_rows_are_made_equally_long(tmp_path: Path) -> None:
    table = tbl(tc("甲") + tc("乙") + tc("丙"), '<w:trPr><w:gridBefore w:val="1"/></w:trPr>' + tc("丁"), tc("戊"))
    assert grids(docx(tmp_path / "a.docx", table)) == [[["甲", "乙", "丙"], ["", "丁", ""], ["戊", "", ""]]]


def test_every_cell_knows_its_place(tmp_path: Path) -> None:
    path = docx(tmp_path / "a.docx", p("序") + tbl(tc("甲")) + p("间") + tbl(tc("乙") + tc("丙")))
    first, table, _, other = reader.read(path).blocks
    assert first.place == Place(paragraph=1)
    assert isinstance(table, Grid) and isinstance(other, Grid)
    assert [cell.place for cell in other.rows[0]] == [Place(table=2, cell="A1"), Place(table=2, cell="B1")]


def test_tables_in_cells(tmp_path: Path) -> None:
    inner = tbl(tc("内") + tc("1.00"))
    real = tbl(tc("外") + tc("文字"), tc("项") + f"<w:tc>{p('见下')}{inner}{p('')}</w:tc>")
    layout = tbl(f"<w:tc>{p('表一')}{inner}</w:tc>")
    path = docx(tmp_path / "a.docx", real + layout)
    assert grids(path) == [[["外", "文字"], ["项", "见下"]], [["内", "1.00"]], [["内", "1.00"]]]
    assert lines(path) == [(0, "表一")]


def test_strict_files_are_read_too(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    strict = part("document", f"<w:body>{p('甲')}</w:body>").replace(
        W, "http://purl.oclc.org/ooxml/wordprocessingml/main"
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", strict)
    assert lines(path) == [(0, "甲")]


def test_the_main_part_may_have_another_name(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="/word/document2.xml"/></Relationships>'
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("_rels/.rels", relations)
        archive.writestr("word/document2.xml", part("document", f"<w:body>{p('甲')}</w:body>"))
    assert reader.recognises(b"PK", path)
    assert lines(path) == [(0, "甲")]


def _with_document(path: Path, content: bytes) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", content)
    return path


def test_entities_are_refused(tmp_path: Path) -> None:
    bomb = '<!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>' + part("document", "<w:body/>").partition("?>")[2]
    with pytest.raises(UnreadableFile, match="DTD"):
        reader.read(_with_document(tmp_path / "a.docx", bomb.encode()))


def test_broken_xml_is_one_clear_line(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match=r"word/document\.xml 已损坏") as caught:
        reader.read(_with_document(tmp_path / "a.docx", b"<w:document"))
    assert "\n" not in str(caught.value)


def test_a_part_that_unpacks_to_much_more_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TooLarge, match="展开后"):
        reader.read(_with_document(tmp_path / "a.docx", b" " * (20 * 2**20)))


def test_a_span_of_millions_is_refused(tmp_path: Path) -> None:
    for span in ("99999999999", "1001"):
        with pytest.raises(TooLarge, match="单元格过多"):
            reader.read(docx(tmp_path / "a.docx", tbl(tc("甲", f'<w:gridSpan w:val="{span}"/>'))))


def test_a_zip_without_a_word_document_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("hello.txt", "hello")
    with pytest.raises(UnreadableFile, match="没有 Word 正文"):
        reader.read(path)


def test_a_damaged_zip_is_refused(tmp_path: Path) -> None:
    path = docx(tmp_path / "a.docx", p("甲" * 500))
    data = bytearray(path.read_bytes())
    data[60:90] = b"\x00" * 30
    path.write_bytes(data)
    with pytest.raises(UnreadableFile, match="已损坏"):
        reader.read(path)
