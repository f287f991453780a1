"""`read_document`: the format is told by content, and what can't be read is said in one clear line."""

from __future__ import annotations

from pathlib import Path

import pytest

from budgetbook.errors import NotADisclosure, UnknownVersion, UnreadableFile, UsageError
from budgetbook.model.codec import encode
from budgetbook.readers import read_document
from tests.readers.meaning import invented


def test_text_becomes_a_disclosure_whatever_its_name(tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    path.write_text(invented.DISCLOSURE, encoding="utf-8")
    disclosure = read_document(path)
    assert disclosure.source is not None
    assert (disclosure.entity.name, disclosure.source.name, disclosure.source.format) == (
        invented.UNIT,
        "report.pdf",
        "text",
    )


def test_disclosure_json_is_taken_as_it_is(tmp_path: Path) -> None:
    written = invented.read()
    path = tmp_path / "disclosure.txt"
    path.write_bytes(b"\xef\xbb\xbf" + encode(written, indent=1))
    assert read_document(path) == written


def test_reading_twice_gives_the_same(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(invented.DISCLOSURE, encoding="utf-8")
    assert read_document(path) == read_document(path)


@pytest.mark.parametrize(
    ("content", "error", "words"),
    [
        (b"", UnreadableFile, "文件是空的"),
        (b"  \n\n ", UnreadableFile, "文件是空的"),
        (b"\x7fELF\x00\x01\x02", UnreadableFile, "不是本程序认识的格式"),
        ("今天天气很好。\n".encode(), NotADisclosure, "没有找到预算公开的报表"),
        (
            "某公司2026年度\n客户欠款表\n单位：元\n项目\t合计\n合计\t1.00\n".encode(),
            NotADisclosure,
            "没有找到预算公开的报表",
        ),
        ("预算收支总表\n单位：万元\n项目\t合计\n合计\t1.00\n".encode(), NotADisclosure, "没有找到预算年度"),
        (b'{"a": 1}', UnreadableFile, "不是预算公开 JSON（没有声明 schema"),
        (b'{"schema": "budgetbook/disclosure/2"}', UnknownVersion, "budgetbook/disclosure/2"),
        (b'{"schema": ', UnreadableFile, "不是有效的 JSON 对象"),
    ],
)
def test_what_cannot_be_read_is_said_in_one_line(
    tmp_path: Path, content: bytes, error: type[UnreadableFile], words: str
) -> None:
    path = tmp_path / "file.txt"
    path.write_bytes(content)
    with pytest.raises(error, match=words) as caught:
        read_document(path)
    assert str(caught.value).startswith(f"{path}：")
    assert "\n" not in str(caught.value)


def test_a_missing_file_and_a_folder_are_wrong_calls(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="找不到这个文件"):
        read_document(tmp_path / "missing.txt")
    with pytest.raises(UsageError, match="不是文件"):
        read_document(tmp_path)
