"""HTML pages as blocks: headings, paragraphs, and tables with their spans, as a browser shows them.

Scripts, styles, navigation, page footers and what is hidden stay out. A `caption` gives lines before its table.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

from lxml import etree, html

from budgetbook.errors import NotADisclosure, TooLarge, UnreadableFile
from budgetbook.model.place import Place
from budgetbook.readers.blocks import Block, Line, SourceDocument
from budgetbook.readers.html_tables import cells_of, is_hidden, lays_out, rows_of, span_of
from budgetbook.readers.html_text import decoded
from budgetbook.readers.spread import MOST_COLUMNS, SpanningCell, TooManyCells, spread

NAME = "html"
_MOST_BYTES = 64 * 2**20
_ADVICE = "请确认文件没有损坏，或拆分后再读"
_BEGINS = re.compile(
    r"<(?:!doctype\s+html|(?:html|head|body|table|div|meta|title|style|script|article|section|main)\b)", re.IGNORECASE
)
_DROPPED = frozenset(
    "script style nav template noscript head svg math footer iframe object button select textarea input datalist dialog".split()  # noqa: SIM905
)
_INLINE = frozenset(
    "a abbr b bdi bdo big cite code data del dfn em font i ins kbd label mark q s samp small span strike strong sub sup time tt u var wbr".split()  # noqa: SIM905
)
_FILE = re.compile(r"\.(?:pdf|docx?|xlsx?|wps|et|ofd|zip|rar)(?:[?#].*)?$", re.IGNORECASE)
_FEW_SENTENCES = 3
_BLANKS = re.compile(r"[ \t\r\n\f\u00a0]+")

Element = etree._Element


def recognises(head: bytes, path: Path) -> bool:
    """Whether the file begins as HTML does."""
    text = decoded(head).lstrip()
    while text.startswith("<!--"):  # not one pattern for all of them: it would try every way to part them
        text = text.partition("-->")[2].lstrip()
    return _BEGINS.match(text) is not None


def read(path: Path) -> SourceDocument:
    """The blocks of the page at `path`. Raises UnreadableFile, TooLarge."""
    if path.stat().st_size > _MOST_BYTES:
        raise TooLarge(path, f"网页超过 {_MOST_BYTES // 2**20} MB", _ADVICE)
    data = path.read_bytes()
    return page_of(decoded(data), path, hashlib.sha256(data).hexdigest())


def page_of(text: str, path: Path, digest: str) -> SourceDocument:
    """The blocks of the page `text` that stands in the file at `path` with this SHA-256. Raises UnreadableFile, TooLarge."""
    parser = html.HTMLParser(no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        root = html.document_fromstring(_without_nul(text), parser=parser)
        _must_be_whole(parser, path)
        blocks = tuple(_Reading().blocks(root))
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise UnreadableFile(path, f"网页内容无法解析（{error}）", "请用浏览器打开后另存再读") from error
    except TooManyCells as error:
        raise TooLarge(path, "表格的单元格过多", _ADVICE) from error
    _must_not_only_link(root, blocks, path)
    return SourceDocument(name=path.name, sha256=digest, format=NAME, blocks=blocks)


def blocks_in(fragment: str) -> tuple[Block, ...]:
    """The blocks of a piece of HTML that stands in a document of another format."""
    return tuple(_Reading().blocks(html.fragment_fromstring(_without_nul(fragment), create_parent=True)))


class _Reading:
    """One reading of a page; counts tables, and paragraphs outside of them, as it goes."""

    def __init__(self) -> None:
        self._tables = self._paragraphs = 0
        self._within = 0  # how many tables the reading is inside of

    def blocks(self, parent: Element, heading: int = 0) -> Iterator[Block]:
        """The blocks under `parent`. Inline elements join into lines; every other element begins and ends one."""
        words: list[str] = []
        yield from self._walk(parent, words, heading)
        yield from self._line(words, heading)

    def _walk(self, parent: Element, words: list[str], heading: int) -> Iterator[Block]:
        words.append(parent.text or "")
        for child in parent:
            name = child.tag if isinstance(child.tag, str) else ""
            if not name or name in _DROPPED or is_hidden(child) or _names_picture(child):
                pass
            elif name == "br":
                if heading:
                    words.append(" ")
                else:
                    yield from self._line(words, heading)
            elif name in _INLINE:
                yield from self._walk(child, words, heading)
            elif name == "table":
                yield from self._line(words, heading)
                yield from self._table(child)
            else:
                yield from self._line(words, heading)
                level = int(name[1]) if len(name) == 2 and name[0] == "h" and name[1] in "123456" else heading
                yield from self.blocks(child, level)
            words.append(child.tail or "")

    def _line(self, words: list[str], heading: int) -> Iterator[Line]:
        text = _BLANKS.sub(" ", "".join(words)).strip(" \u3000")
        words.clear()
        if text:
            self._paragraphs += not self._within
            yield Line(text=text, heading=heading, place=Place(paragraph=self._paragraphs))

    def _table(self, table: Element) -> Iterator[Block]:
        """Caption, grid, then the tables inside its cells. A table that only lays out others gives way to its content."""
        rows, captions = rows_of(table)
        for caption in captions:
            yield from self.blocks(caption)
        nested = any(next(cell.iter("table"), None) is not None for row, _ in rows for cell in cells_of(row))
        if nested and lays_out(rows):
            for row, _ in rows:
                for cell in cells_of(row):
                    yield from self.blocks(cell)
            return
        self._tables += 1
        number = self._tables
        cells: list[SpanningCell] = []
        inner: list[Block] = []
        taken: dict[int, int] = {}  # column → first row that is free of cells from above
        for at, (row, end) in enumerate(rows):
            column = 0
            for cell in cells_of(row):
                while taken.get(column, 0) > at:
                    column += 1
                across = min(span_of(cell, "colspan"), 1_000)
                down = span_of(cell, "rowspan", nothing=end - at)
                down = max(1, min(down, end - at))
                texts: list[str] = []
                self._within += 1
                for block in self.blocks(cell):
                    if isinstance(block, Line):
                        texts.append(block.text)
                    else:
                        inner.append(block)
                self._within -= 1
                cells.append(SpanningCell(at, column, down, across, "\n".join(texts)))
                for covered in range(column, column + across):
                    taken[covered] = max(taken.get(covered, 0), at + down)
                column += across
                if column > MOST_COLUMNS:
                    raise TooManyCells
        grid = spread(cells, len(rows), table=number)
        if grid.rows and grid.rows[0]:
            yield grid
        yield from inner


def _names_picture(element: Element) -> bool:
    """Whether it is the caption of a picture: no part of the running text. That of a table is its title."""
    if element.tag != "figcaption":
        return False
    figure = element.getparent()
    return figure is not None and next(figure.iter("table"), None) is None


def _must_not_only_link(root: Element, blocks: tuple[Block, ...], path: Path) -> None:
    """A page that shows no table and hardly a sentence, but links to files, is only the way to a disclosure."""
    if any(not isinstance(block, Line) for block in blocks):
        return
    if sum(block.text.count("。") for block in blocks if isinstance(block, Line)) > _FEW_SENTENCES:
        return
    links = [link for link in root.iter("a") if _FILE.search(link.get("href") or "")]
    names = list(dict.fromkeys(name for link in links if (name := "".join(map(str, link.itertext())).strip())))
    if links:
        named = "、".join(names[:3]) + ("等" if len(names) > 3 else "")
        raise NotADisclosure(path, f"网页上没有预算内容，只有附件的链接（{named}）", "请下载附件，再读取附件")


def _must_be_whole(parser: html.HTMLParser, path: Path) -> None:
    """A parser that meets one of its limits stops there without a word: what came after would be missing."""
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise TooLarge(path, "网页的嵌套层数或单个文本过大", _ADVICE)


def _without_nul(text: str) -> str:
    return text.replace("\x00", "")
