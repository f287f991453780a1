"""HTML as blocks: what a browser shows, and nothing it doesn't."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest

from budgetbook.errors import NotADisclosure, TooLarge
from budgetbook.model.place import Place
from budgetbook.readers import html as reader
from budgetbook.readers.blocks import Grid, Line


def written(tmp_path: Path, body: str, *, encoding: str = "utf-8", head: str = "") -> Path:
    path = tmp_path / "a.html"
    path.write_bytes(f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode(encoding))
    return path


def lines(path: Path) -> list[tuple[int, str]]:
    return [(block.heading, block.text) for block in reader.read(path).blocks if isinstance(block, Line)]


def grids(path: Path) -> list[list[list[object]]]:
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


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (b"<!DOCTYPE html><html>", True),
        (b"\xef\xbb\xbf\r\n<html lang='zh'>", True),
        (b'<?xml version="1.0"?><!-- saved --><!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01//EN">', True),
        (b"<table border=1><tr>", True),
        (b"<!---->" * 500 + b"<html>", True),
        (b"<!---->" * 500 + b"x", False),
        (b"<!-- a comment without an end <html>", False),
        ("<html>".encode("utf-16"), True),
        ("第一部分 <b>概况</b>\n<table>".encode(), False),
        (b"<b>2026</b> text", False),
        (b'<?xml version="1.0"?><disclosure/>', False),
        (b"%PDF-1.7", False),
        (b'{"schema": "<html>"}', False),
    ],
)
def test_told_by_its_beginning(head: bytes, expected: bool) -> None:
    assert reader.recognises(head, Path("x")) is expected


@pytest.mark.parametrize(
    ("encoding", "head"),
    [
        ("utf-8", '<meta charset="utf-8">'),
        ("utf-8", ""),
        ("gb18030", '<meta http-equiv="Content-Type" content="text/html; charset=gb2312">'),
        ("utf-8", '<meta charset="gbk">'),  # says one thing and is another
        ("gb18030", '<meta charset="utf-8">'),
        ("utf-8", '<meta charset="no-such-thing">'),
        ("utf-8", '<meta charset="rot13">'),
        ("utf-16", ""),
    ],
)
def test_whatever_the_encoding(tmp_path: Path, encoding: str, head: str) -> None:
    path = written(tmp_path, "<p>“三公”经费镕㛃預算合計</p>", encoding=encoding, head=head)
    assert lines(path) == [(0, "“三公”经费镕㛃預算合計")]


def test_gbk_without_declaration(tmp_path: Path) -> None:
    assert lines(written(tmp_path, "<p>预算公开</p>", encoding="gbk")) == [(0, "预算公开")]


def test_a_byte_order_mark_and_an_xml_declaration(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_bytes(codecs.BOM_UTF8 + '<?xml version="1.0" encoding="gbk"?><html><p>甲</p></html>'.encode())
    assert lines(path) == [(0, "甲")]


def test_headings_and_inline_elements(tmp_path: Path) -> None:
    body = (
        "<h1>2027年度<span>部门</span>预算</h1><h2>一、<br>收入</h2>"
        "<p>收入 <b>1,200.00</b>&nbsp;万元，\n  其中</p>散落的字<div>块<p>段</p>尾</div><p>上<br>下</p>"
    )
    assert lines(written(tmp_path, body)) == [
        (1, "2027年度部门预算"),
        (2, "一、 收入"),
        (0, "收入 1,200.00 万元， 其中"),
        (0, "散落的字"),
        (0, "块"),
        (0, "段"),
        (0, "尾"),
        (0, "上"),
        (0, "下"),
    ]


def test_what_is_not_the_text_stays_out(tmp_path: Path) -> None:
    body = (
        "<nav>首页</nav><script>var a='表'</script><style>p{}</style><!-- 注 --><template><p>样板</p></template>"
        "<p hidden>隐</p><p style='color:red; display : none'>藏</p><svg><title>图</title></svg><footer>版权</footer>"
        "<figure><svg></svg><figcaption>结构图</figcaption></figure><noscript>请启用</noscript><select><option>选</select><p>正文</p>"
    )
    assert lines(written(tmp_path, body)) == [(0, "正文")]


def test_spans_as_a_browser_lays_them_out(tmp_path: Path) -> None:
    body = (
        "<table><thead><tr><th rowspan=2>科目<th colspan=2>2027年<tr><th>基本<th>项目</thead>"
        "<tbody><tr><td>教育<td>1.00<td>2.00<tr><td colspan=2>合计<td>3.00</tbody></table>"
    )
    assert grids(written(tmp_path, body)) == [
        [
            [("科目", 2, 1), ("2027年", 1, 2), "^"],
            ["^", "基本", "项目"],
            ["教育", "1.00", "2.00"],
            [("合计", 1, 2), "^", "3.00"],
        ]
    ]


def test_row_spans_end_with_their_group(tmp_path: Path) -> None:
    body = (
        "<table><tfoot><tr><td>丙<td>3</tfoot><tbody><tr><td rowspan=9>甲<td>1</tbody>"
        "<tbody><tr><td rowspan=0>乙<td>2<tr><td>4</tbody></table>"
    )
    assert grids(written(tmp_path, body)) == [[["甲", "1"], [("乙", 2, 1), "2"], ["^", "4"], ["丙", "3"]]]


def test_cells_keep_their_lines_and_captions_come_first(tmp_path: Path) -> None:
    body = (
        "<table><caption><div>预算公开表1</div><h3>收支总表</h3><div><span>单位名称：某局</span> <span>单位：万元</span></div></caption>"
        "<tr><td><p>目标1</p><p>目标2</p><td>甲<br>乙</table>"
    )
    path = written(tmp_path, body)
    assert lines(path) == [(0, "预算公开表1"), (3, "收支总表"), (0, "单位名称：某局 单位：万元")]
    assert grids(path) == [[["目标1\n目标2", "甲\n乙"]]]


def test_a_table_that_lays_out_the_page_gives_way(tmp_path: Path) -> None:
    inner = "<table><tr><td>甲<td>1.00</table>"
    body = f"<table><tr><td><h2>标题</h2>{inner}</table><table><tr><td>外<td>文字{inner}</table>"
    path = written(tmp_path, body)
    assert lines(path) == [(2, "标题")]
    assert grids(path) == [[["甲", "1.00"]], [["外", "文字"]], [["甲", "1.00"]]]


def test_every_cell_knows_its_place(tmp_path: Path) -> None:
    blocks = reader.read(written(tmp_path, "<p>序</p><table><tr><td>甲<td>乙</table>")).blocks
    assert blocks[0].place == Place(paragraph=1)
    assert isinstance(blocks[1], Grid)
    assert [cell.place for cell in blocks[1].rows[0]] == [Place(table=1, cell="A1"), Place(table=1, cell="B1")]


def test_spans_of_millions_are_kept_in_bounds(tmp_path: Path) -> None:
    tall = written(tmp_path, "<table><tr><td rowspan=65534>甲<td>1<tr><td>2</table>")
    assert grids(tall) == [[[("甲", 2, 1), "1"], ["^", "2"]]]
    with pytest.raises(TooLarge, match="单元格过多"):
        reader.read(written(tmp_path, "<table><tr><td colspan=1000>甲<td colspan=1000>乙</table>"))


def test_nothing_is_lost_silently_to_deep_nesting(tmp_path: Path) -> None:
    assert lines(written(tmp_path, "<div>" * 200 + "<p>深</p>" + "</div>" * 200 + "<p>后</p>")) == [
        (0, "深"),
        (0, "后"),
    ]
    with pytest.raises(TooLarge, match="嵌套层数"):
        reader.read(written(tmp_path, "<p>前</p>" + "<div>" * 300 + "<p>深</p>"))


def test_an_empty_body_gives_no_blocks(tmp_path: Path) -> None:
    assert reader.read(written(tmp_path, "")).blocks == ()


def test_a_page_that_only_links_to_files_says_so(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(
        '<html><body><h1>青石市水务局2027年部门预算</h1><a href="/f/1.pdf?v=1">预算公开.pdf</a></body></html>'
    )
    with pytest.raises(NotADisclosure, match="只有附件的链接（预算公开"):
        reader.read(page)
