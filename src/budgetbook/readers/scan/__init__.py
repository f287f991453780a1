"""Scans: image files, and pages of PDF files that are pictures. Recognition needs the optional parts `budgetbook[ocr]`.

A scanned page becomes what a page of a PDF with text becomes, so that tables over pages, paragraphs and page numbers are dealt with in one
place (`readers.pdf.flow`). What isn't certain to have been read right is marked, cell by cell.
"""

from __future__ import annotations

import hashlib
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from budgetbook.errors import TooLarge, UnreadableFile
from budgetbook.readers import progress
from budgetbook.readers.blocks import SourceDocument

if TYPE_CHECKING:
    from budgetbook.readers.pdf.page import Page
    from budgetbook.readers.scan.picture import Picture

NAME = "scan"
ADVICE = "请运行 pip install 'budgetbook[ocr]' 安装文字识别组件后再读，或换用文字版"
_NEEDED = ("rapidocr", "onnxruntime", "cv2", "numpy", "PIL")
_STARTS = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*")


def recognises(head: bytes, path: Path) -> bool:
    """Whether the first bytes are those of a PNG, JPEG or TIFF image."""
    return head.startswith(_STARTS)


def missing_parts() -> tuple[str, ...]:
    """What of the optional parts for scans is not installed; empty where scans can be read."""
    return tuple(name for name in _NEEDED if find_spec(name) is None)


def read(path: Path) -> SourceDocument:
    """The blocks of the image file at `path`. Raises UnreadableFile where it is broken or the parts for scans are missing, TooLarge."""
    must_be_installed(path, "这是扫描图像")
    from budgetbook.readers.pdf.flow import blocks_of
    from budgetbook.readers.scan.picture import count_pictures, pictures

    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    count = count_pictures(path)
    pages = []
    for number, picture in enumerate(pictures(path), 1):
        pages.append(scan_page(picture, number, path))
        progress.report(number, count)
    if not any(page.characters for page in pages):
        raise UnreadableFile(path, "图像上没有读出任何文字", "请确认扫描清晰、方向正确，分辨率不低于 200 dpi")
    return SourceDocument(name=path.name, sha256=digest, format=NAME, pages=len(pages), blocks=tuple(blocks_of(pages)))


def scan_page(picture: Picture, number: int, path: Path) -> Page:
    """Page `number` of the file at `path`, read from its picture (`rendering.rendered` makes one of a PDF's page).

    Raises UnreadableFile where the parts for scans are missing, TooLarge where there is more on the page than on any real one.
    """
    must_be_installed(path, f"第 {number} 页是扫描图像")
    from budgetbook.readers.scan.page import page_of
    from budgetbook.readers.scan.picture import TooMuch
    from budgetbook.readers.scan.recognition import recogniser

    try:
        return page_of(picture, number, recogniser)
    except TooMuch as error:
        raise TooLarge(path, f"第 {number} 页内容过多（{error}）", "请确认文件没有损坏，或重新扫描后再读") from error


def must_be_installed(path: Path, what: str) -> None:
    """Raises UnreadableFile, saying `what` needs the parts for scans, where they are missing."""
    if missing := missing_parts():
        raise UnreadableFile(path, f"{what}，读取它需要文字识别组件，但没有安装（缺少 {'、'.join(missing)}）", ADVICE)
