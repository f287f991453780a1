"""PDF files as blocks: ruled tables as grids with spans, the words around them as lines, heads and feet of pages left out."""

from __future__ import annotations

import hashlib
from pathlib import Path

from budgetbook.errors import TooLarge, UnreadableFile
from budgetbook.readers.blocks import SourceDocument

NAME = "pdf"


def recognises(head: bytes, path: Path) -> bool:
    """Whether the first bytes name a PDF; a few strange bytes may stand before."""
    return b"%PDF-" in head[:1024]


def read(path: Path) -> SourceDocument:
    """The blocks of the PDF at `path`. Raises UnreadableFile where it is broken, locked or without text, TooLarge.

    Pages that are pictures are read as scans.
    """
    from budgetbook.readers.pdf.pages import read_pages

    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    try:
        pages = read_pages(path)
    except ValueError as error:
        raise TooLarge(path, f"PDF 的一页里内容过多（{error}）", "请确认文件没有损坏，或拆分后再读") from error
    from budgetbook.readers.pdf.flow import blocks_of
    from budgetbook.readers.scan.pdf_pages import scanned_pages
    from budgetbook.readers.scan.pictured_tables import pictured_tables

    scanned = scanned_pages(path, pages)
    pages = [scanned.pages.get(page.number, page) for page in pages]
    pictured = pictured_tables(path, pages)
    pages = [pictured.pages.get(page.number, page) for page in pages]
    if not any(page.characters for page in pages):
        raise UnreadableFile(path, "PDF 里没有读出文字", "请确认文件不是空白，扫描清晰、方向正确")
    return SourceDocument(
        name=path.name,
        sha256=digest,
        format="scan" if all(page.number in scanned.pages for page in pages if page.characters) else NAME,
        pages=len(pages),
        blocks=tuple(blocks_of(pages)),
        damage=scanned.damage + pictured.damage,
    )
