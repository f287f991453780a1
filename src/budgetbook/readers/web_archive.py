"""Web pages saved as one file (MHT): a mail with the page in it, and its pictures, which are left out."""

from __future__ import annotations

import hashlib
import re
from email import message_from_bytes
from pathlib import Path

import msgspec

from budgetbook.errors import TooLarge, UnreadableFile
from budgetbook.readers import html
from budgetbook.readers.blocks import SourceDocument
from budgetbook.readers.html_text import decoded

NAME = "mht"
_MOST_BYTES = 64 * 2**20
_HEAD = re.compile(rb"\s*(?:[A-Za-z-]+:[^\n]*\n(?:[ \t][^\n]*\n)*){1,20}", re.ASCII)
_RELATED = re.compile(rb"^content-type:\s*multipart/(?:related|alternative)\b", re.IGNORECASE | re.MULTILINE)


def recognises(head: bytes, path: Path) -> bool:
    """Whether the file begins with the head of a mail that has several parts."""
    begins = _HEAD.match(head.replace(b"\r\n", b"\n"))
    return begins is not None and _RELATED.search(begins.group()) is not None


def read(path: Path) -> SourceDocument:
    """The blocks of the page saved at `path`. Raises UnreadableFile, TooLarge."""
    if path.stat().st_size > _MOST_BYTES:
        raise TooLarge(path, f"网页超过 {_MOST_BYTES // 2**20} MB", "请用浏览器打开后只保存网页（html）再读")
    data = path.read_bytes()
    try:
        parts = message_from_bytes(data).walk()
        page = next((part for part in parts if part.get_content_type() == "text/html"), None)
    except RecursionError:  # mails within mails, deeper than anybody saves
        page = None
    if page is None:
        raise UnreadableFile(path, "单个文件网页里没有网页正文", "请用浏览器打开后另存为网页（html）或 PDF 再读")
    content = page.get_payload(decode=True)
    text = decoded(content) if isinstance(content, bytes) else ""
    return msgspec.structs.replace(html.page_of(text, path, hashlib.sha256(data).hexdigest()), format=NAME)
