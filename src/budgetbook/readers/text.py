"""Plain text and Markdown → blocks. Tables are lines parted by TABs, commas or aligned blanks, pipe tables, or
tables of HTML; marks of Markdown are taken away.

A blank line ends a table here, a page break often is one: whether the next table carries it on is for the meaning layer to say.
"""

from __future__ import annotations

import codecs
import hashlib
import re
from pathlib import Path

import msgspec

from budgetbook.errors import UnreadableFile
from budgetbook.model.place import Place
from budgetbook.readers.blocks import Block, Cell, Grid, Line, SourceDocument
from budgetbook.readers.text_tables import tabbed

NAME = "text"

# GB 18030 takes nearly every run of bytes, so UTF-8 comes first and what it gives is looked at afterwards.
_ENCODINGS = ("utf-8-sig", "gb18030")
_OTHERS = (b"%PDF-", b"{\\rtf")  # formats whose first bytes are plain text
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f]")
_LINE_END = re.compile(r"\r\n|[\n\r\x0c\x85\u2028\u2029]")
_HEADING = re.compile(r"(#{1,6})\s+(.*)")
_RULE = re.compile(r"\s*(?:-{3,}|\*{3,}|_{3,})\s*")
_TAGS = re.compile(r"</?(?:b|strong|i|em|u|sub|sup|span|font|p|div|center|br)\b[^>]*>", re.IGNORECASE)
_STARS = re.compile(r"\*\*|__(?=\S)|(?<=\S)__")
_DASH = re.compile(r"^[-*+]\s+(?=[（(]?[\d一二三四五六七八九十]+[）)、.．])")
_HTML_TABLE = re.compile(r"\s*<table\b", re.IGNORECASE)
_PIPE = re.compile(r"\s*\|.*\|\s*")
_PIPE_RULE = re.compile(r"\s*\|(?:\s*:?-+:?\s*\|)+\s*")


def recognises(head: bytes, path: Path) -> bool:
    """Whether `head`, the beginning of the file, is text: no NUL or other control characters in it, and no other format's mark."""
    return not head.startswith(_OTHERS) and _decoded(head, whole=False) is not None


def read(path: Path) -> SourceDocument:
    """The file as blocks, each with its line number. Raises UnreadableFile for what is no text."""
    data = path.read_bytes()
    text = _decoded(data, whole=True)
    if text is None:
        raise UnreadableFile(
            path,
            "不是可以辨认的文本（UTF-8 或 GB18030）",
            "请用其原来的程序打开，另存为 docx、xlsx、pdf 或 UTF-8 文本后再读",
        )
    return SourceDocument(name=path.name, sha256=hashlib.sha256(data).hexdigest(), format=NAME, blocks=blocks_of(text))


def blocks_of(text: str) -> tuple[Block, ...]:
    """The lines and tables of `text` in order."""
    blocks: list[Block] = []
    rows: list[tuple[Cell, ...]] = []
    start = 0
    web: list[str] = []  # a table of HTML, as converters write merged cells into Markdown
    for number, raw in enumerate(tabbed(_LINE_END.split(text)), start=1):
        if web or _HTML_TABLE.match(raw):
            start = start if web else number
            web.append(raw)
            if "</table>" in raw.lower():
                blocks.extend(_web_blocks("\n".join(web), Place(line=start)))
                web = []
            continue
        cells = _cells(raw)
        if cells is not None:
            if _PIPE_RULE.fullmatch(raw):
                continue
            if not rows:
                start = number
            place = Place(line=number)
            rows.append(tuple(Cell(text=_unmarked(cell), place=place) for cell in cells))
            continue
        if rows:
            blocks.append(Grid(rows=tuple(rows), place=Place(line=start)))
            rows = []
        if raw.strip() and not _RULE.fullmatch(raw):
            blocks.append(_line(raw, number))
    if rows:
        blocks.append(Grid(rows=tuple(rows), place=Place(line=start)))
    return tuple(blocks)


def _web_blocks(table: str, place: Place) -> list[Block]:
    from budgetbook.readers.html import blocks_in  # lxml takes its time to load

    return [msgspec.structs.replace(block, place=place) for block in blocks_in(table)]


def _cells(raw: str) -> list[str] | None:
    if "\t" in raw.strip(" "):
        return raw.split("\t")
    if _PIPE.fullmatch(raw):
        return raw.strip()[1:-1].split("|")
    return None


def _line(raw: str, number: int) -> Line:
    heading = _HEADING.fullmatch(raw.strip())
    text = heading.group(2) if heading else raw.strip()
    return Line(text=_unmarked(text), place=Place(line=number), heading=len(heading.group(1)) if heading else 0)


def _unmarked(text: str) -> str:
    plain = text.strip()
    if "<" in plain:
        plain = _TAGS.sub("", plain)
    if "*" in plain or "__" in plain:
        plain = _STARS.sub("", plain)
    if plain[:1] in "-*+":
        plain = _DASH.sub("", plain)
    return plain.strip()


def _decoded(data: bytes, *, whole: bool) -> str | None:
    """`data` as text, or None where it is none. `whole` says that it doesn't stop in the middle of a character."""
    for encoding in _ENCODINGS:
        try:
            text = codecs.getincrementaldecoder(encoding)("strict").decode(data, final=whole)
        except UnicodeDecodeError:
            continue
        return None if _CONTROL.search(text) else text
    return None
