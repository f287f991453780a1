"""Text and Markdown → blocks."""

from __future__ import annotations

from pathlib import Path

import pytest

from budgetbook.errors import UnreadableFile
from budgetbook.readers.blocks import Grid, Line
from budgetbook.readers.text import blocks_of, read, recognises


def _texts(text: str) -> list[object]:
    return [
        block.text if isinstance(block, Line) else [[cell.text for cell in row] for row in block.rows]
        for block in blocks_of(text)
    ]


def test_tab_lines_in_a_row_are_one_table_and_a_blank_line_ends_it() -> None:
    assert _texts("预算\n\na\tb\n\tc\n\nd\te\n") == ["预算", [["a", "b"], ["", "c"]], [["d", "e"]]]


def test_every_block_and_cell_knows_its_line() -> None:
    line, grid = blocks_of("\n一\n\na\tb\nc\td\n")
    assert isinstance(line, Line)
    assert isinstance(grid, Grid)
    assert line.place is not None
    assert line.place.line == 2
    assert grid.place is not None
    assert grid.place.line == 4
    assert [cell.place.line for row in grid.rows for cell in row if cell.place] == [4, 4, 5, 5]


def test_marks_of_markdown_are_taken_away_and_headings_kept() -> None:
    first, second, third, fourth = blocks_of("## **二、机构设置**\n- 1、职责\n<b>第一部分</b>\n- 无编号")
    assert isinstance(first, Line)
    assert (first.text, first.heading) == ("二、机构设置", 2)
    assert [block.text for block in (second, third, fourth) if isinstance(block, Line)] == [
        "1、职责",
        "第一部分",
        "- 无编号",
    ]


def test_a_pipe_table_is_a_table() -> None:
    assert _texts("| 项目 | 合计 |\n|---|---:|\n| 甲 | 1.00 |\n") == [[["项目", "合计"], ["甲", "1.00"]]]


def test_rules_and_page_breaks_are_nothing() -> None:
    assert _texts("甲\n---\n\x0c乙\r\n丙") == ["甲", "乙", "丙"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_encodings_are_told_by_content(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "any.name"
    path.write_bytes("预算收支总表\n合计\t1.00\n".encode(encoding))
    assert recognises(path.read_bytes(), path)
    document = read(path)
    first = document.blocks[0]
    assert isinstance(first, Line)
    assert first.text == "预算收支总表"
    assert document.format == "text"


def test_a_head_that_ends_inside_a_character_is_still_text() -> None:
    assert recognises("预".encode()[:2], Path("x"))


@pytest.mark.parametrize("data", [b"MZ\x90\x00\x03", b"%PDF-1.7", b"{\\rtf1", b"\xff\xfe\x00\x01"])
def test_what_is_no_text_is_not_recognised(data: bytes) -> None:
    assert not recognises(data, Path("x"))


def test_reading_what_is_no_text_says_so(tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    path.write_bytes(b"\x00\x01\x02")
    with pytest.raises(UnreadableFile, match="不是可以辨认的文本"):
        read(path)
