"""Web pages saved as one file: the page in them is read, whatever its coding."""

from __future__ import annotations

import email.policy
from email.mime.image import MIMEImage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from pathlib import Path

import pytest

from budgetbook.errors import UnreadableFile
from budgetbook.model.statement import Kind
from budgetbook.readers import read_document, web_archive
from budgetbook.readers.blocks import Line

_PAGE = """<html><head><meta charset="{0}"></head><body><h1>青石市档案馆2027年单位预算</h1><p>2027年收支总表</p><p>单位：万元</p><table>
<tr><td>收入</td><td>预算数</td><td>支出</td><td>预算数</td></tr>
<tr><td>一、一般公共预算拨款收入</td><td>7.00</td><td>一、教育支出</td><td>7.00</td></tr>
<tr><td>收入总计</td><td>7.00</td><td>支出总计</td><td>7.00</td></tr></table></body></html>"""


def _archive(folder: Path, *, charset: str = "utf-8", saved_by: str = "", line_end: str = "\r\n") -> Path:
    mail = MIMEMultipart("related")
    if saved_by:
        mail["From"] = saved_by
    mail.attach(MIMEImage(b"\x89PNG\r\n\x1a\n" + bytes(50), "png"))
    mail.attach(MIMEText(_PAGE.format(charset), "html", charset))
    path = folder / "公开.doc"
    path.write_bytes(mail.as_bytes(policy=email.policy.compat32.clone(linesep=line_end)))
    return path


@pytest.mark.parametrize(
    ("charset", "saved_by", "line_end"),
    [
        ("utf-8", "", "\r\n"),
        ("gb2312", "", "\n"),
        ("utf-8", "<Saved by Blink>", "\r\n"),
        ("gbk", "由浏览器保存", "\r\n"),
    ],
)
def test_the_page_is_read(tmp_path: Path, charset: str, saved_by: str, line_end: str) -> None:
    read = read_document(_archive(tmp_path, charset=charset, saved_by=saved_by, line_end=line_end))
    assert read.source is not None
    assert (read.source.format, read.source.name, read.fiscal_year) == ("mht", "公开.doc", 2027)
    (statement,) = read.statements
    assert (statement.kind, len(statement.rows), read.damage) == (Kind.INCOME_EXPENDITURE, 4, ())


def test_a_mail_without_a_page_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.mht"
    path.write_bytes(
        b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\nContent-Type: text/plain\n\nhello\n--x--\n"
    )
    with pytest.raises(UnreadableFile, match="单个文件网页里没有网页正文"):
        read_document(path)


@pytest.mark.parametrize(
    "content",
    [
        b"MIME-Version: 1.0\n",
        "内容：一、\n二、\n".encode(),
        b"Content-Type: text/plain\n\nmultipart/related",
        b"",
        b"\n" * 4000,
    ],
)
def test_other_text_is_none(content: bytes, tmp_path: Path) -> None:
    assert not web_archive.recognises(content, tmp_path / "a")


@pytest.mark.parametrize("cut", [60, 400, 900, 1200])
def test_what_was_cut_off_is_read_or_refused(tmp_path: Path, cut: int) -> None:
    path = _archive(tmp_path)
    path.write_bytes(path.read_bytes()[:cut])
    if web_archive.recognises(path.read_bytes()[:4096], path):
        try:
            assert all(
                isinstance(block.text, str) for block in web_archive.read(path).blocks if isinstance(block, Line)
            )
        except UnreadableFile as error:
            assert str(error).isprintable()


def test_mails_within_mails_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.mht"
    path.write_bytes(
        b"".join(b"Content-Type: multipart/related; boundary=b%d\n\n--b%d\n" % (depth, depth) for depth in range(3_000))
    )
    with pytest.raises(UnreadableFile, match="单个文件网页里没有网页正文"):
        read_document(path)
