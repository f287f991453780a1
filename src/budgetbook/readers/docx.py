"""DOCX files as blocks: paragraphs with their heading levels and printed numbers, tables with merged cells.

Headers, footers, notes and comments are not the document's text and stay out; so do the lines of the contents, which repeat every heading:
they are handed over beside the blocks. Tracked changes are read as if accepted.
"""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Iterator
from pathlib import Path

from budgetbook.errors import TooLarge, UnreadableFile
from budgetbook.model.disclosure import Damage
from budgetbook.model.place import Place
from budgetbook.readers.blocks import Block, Grid, Line, SourceDocument
from budgetbook.readers.docx_numbering import Numbering
from budgetbook.readers.docx_package import DocxPackage, Element, W
from budgetbook.readers.docx_pictures import Pictures
from budgetbook.readers.docx_styles import Styles
from budgetbook.readers.docx_text import local, paragraph_text
from budgetbook.readers.spread import MOST_COLUMNS, SpanningCell, TooManyCells, spread

NAME = "docx"
_W = f"{{{W}}}"
_ADVICE = "请确认文件没有损坏，或拆分后再读"
# Wrappers whose content stands in the document as if they weren't there.
_TRANSPARENT = frozenset({"sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo"})


def recognises(head: bytes, path: Path) -> bool:
    """Whether the file is a zip with a Word document in it."""
    if not head.startswith(b"PK"):
        return False
    try:
        with zipfile.ZipFile(path) as archive:
            return any(name.startswith("word/document") and name.endswith(".xml") for name in archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError):
        return False


def read(path: Path) -> SourceDocument:
    """The blocks of the DOCX at `path`. Raises UnreadableFile, TooLarge."""
    with DocxPackage(path) as package:
        name = package.main_part()
        root = package.xml(name) if name else None
        body = root.find(f"{_W}body") if root is not None else None
        if name is None or body is None:
            raise UnreadableFile(path, "压缩包里没有 Word 正文", "请用 Word 或 WPS 打开后另存为 docx 再读")
        folder = name.rpartition("/")[0]
        reading = _Reading(
            Styles(package.xml(f"{folder}/styles.xml")),
            Numbering(package.xml(f"{folder}/numbering.xml")),
            Pictures(package, name, path),
        )
        try:
            blocks = tuple(reading.blocks(body))
            contents = tuple(reading.contents(body))
        except TooManyCells as error:
            raise TooLarge(path, "表格的单元格过多", _ADVICE) from error
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return SourceDocument(
        name=path.name, sha256=digest, format=NAME, blocks=blocks, contents=contents, damage=tuple(reading.damage)
    )


class _Reading:
    """One reading of a document; counts paragraphs outside tables, tables, and list numbers as it goes."""

    def __init__(self, styles: Styles, numbering: Numbering, pictures: Pictures) -> None:
        self._styles, self._numbering, self._pictures = styles, numbering, pictures
        self._paragraphs = self._tables = 0
        self.damage: list[Damage] = []
        self._above = ""  # the last line before, none behind a table
        self._listed: list[Line] = []  # lines of the contents outside a contents field

    def blocks(self, parent: Element) -> Iterator[Block]:
        """The blocks under `parent` in order."""
        carried = ""  # of a paragraph whose end is deleted: it goes on in the next
        for child in _children(parent):
            if local(child) == "tbl":
                yield from self._table(child)
                self._above = ""
                continue
            self._paragraphs += 1
            text, boxes, heading, listed = self._paragraph(child)
            place = Place(paragraph=self._paragraphs)
            if not text.strip():
                pictured = self._pictures.table_in(child, self._above, place)
                yield from pictured.blocks
                self.damage += [pictured.damage] if pictured.damage else []
            if child.find(f"{_W}pPr/{_W}rPr/{_W}del") is not None:
                carried += text
                continue
            text, carried = carried + text, ""
            lines = list(_lines(text, heading, place))
            self._above = lines[-1].text if lines else self._above
            if listed:
                self._listed += lines
            else:
                yield from lines
            for box in boxes:
                yield from self.blocks(box)

    def contents(self, body: Element) -> Iterator[Line]:
        """The lines of the contents, once the blocks are read: those in contents fields, and others in a style of contents."""
        for control in body.iter(f"{_W}sdt"):
            if _is_contents(control):
                for paragraph in control.iter(f"{_W}p"):
                    yield from _lines(paragraph_text(paragraph)[0], 0, None)
        yield from self._listed

    def _paragraph(self, paragraph: Element) -> tuple[str, list[Element], int, bool]:
        """Text, text boxes, heading level, and whether it is a line of the contents."""
        style = self._styles.of(paragraph)
        text, boxes = paragraph_text(paragraph)
        if text.strip():
            text = self._numbering.prefix(style) + text
        return text, boxes, style.heading, style.contents

    def _table(self, table: Element) -> Iterator[Block]:
        """The grid; tables inside its cells follow it. A table that only lays out others (one cell in use a row) is left out."""
        self._tables += 1
        number = self._tables
        cells: list[SpanningCell] = []
        origins: dict[int, int] = {}  # column → index in `cells` of the cell that a vertical merge continues
        inner: list[Block] = []
        rows = 0
        for row in _rows(table):
            column = _grid_skip(row)
            for cell in _cells(row):
                across = _span(cell)
                merge = cell.find(f"{_W}tcPr/{_W}vMerge")
                if merge is not None and merge.get(f"{_W}val", "continue") == "continue" and column in origins:
                    above = cells[origins[column]]
                    cells[origins[column]] = above._replace(down=rows - above.row + 1)
                elif _merged_to_the_left(cell) and cells and cells[-1].row == rows:
                    cells[-1] = cells[-1]._replace(across=column + across - cells[-1].column)
                else:
                    words, nested = self._cell(cell)
                    inner += nested
                    origins.pop(column, None)
                    if merge is not None:
                        origins[column] = len(cells)
                    cells.append(SpanningCell(rows, column, 1, across, words))
                column += across
                if column > MOST_COLUMNS:
                    raise TooManyCells
            rows += 1
        grid = spread(cells, rows, table=number)
        if grid.rows and not (any(isinstance(block, Grid) for block in inner) and _lays_out(grid)):
            yield grid
        elif grid.rows:
            yield from (Line(text=cell.text, place=cell.place) for row in grid.rows for cell in row if cell.text)
        yield from inner

    def _cell(self, cell: Element) -> tuple[str, list[Block]]:
        """Its paragraphs joined by line ends, and the tables in it."""
        texts: list[str] = []
        inner: list[Block] = []
        for child in _children(cell):
            if local(child) == "tbl":
                inner += self._table(child)
                continue
            text, boxes, _, _ = self._paragraph(child)
            texts.append(text.strip())
            texts += [block.text for box in boxes for block in self.blocks(box) if isinstance(block, Line)]
        return "\n".join(text for text in texts if text), inner


def _children(parent: Element) -> Iterator[Element]:
    """Paragraphs and tables under `parent`, wrappers opened, contents fields left out."""
    for child in parent:
        name = local(child)
        if name in {"p", "tbl"}:
            yield child
        elif name in _TRANSPARENT and not _is_contents(child):
            yield from _children(child)


def _is_contents(control: Element) -> bool:
    gallery = control.find(f"{_W}sdtPr/{_W}docPartObj/{_W}docPartGallery")
    return gallery is not None and gallery.get(f"{_W}val") == "Table of Contents"


def _rows(parent: Element) -> Iterator[Element]:
    for child in parent:
        if local(child) == "tr":
            if child.find(f"{_W}trPr/{_W}del") is None:
                yield child
        elif local(child) in _TRANSPARENT:
            yield from _rows(child)


def _cells(parent: Element) -> Iterator[Element]:
    for child in parent:
        if local(child) == "tc":
            yield child
        elif local(child) in _TRANSPARENT:
            yield from _cells(child)


def _span(cell: Element) -> int:
    return _whole(cell.find(f"{_W}tcPr/{_W}gridSpan"), 1)


def _grid_skip(row: Element) -> int:
    """Grid columns left free before the row's first cell."""
    return _whole(row.find(f"{_W}trPr/{_W}gridBefore"), 0)


def _whole(element: Element | None, otherwise: int) -> int:
    value = element.get(f"{_W}val", "") if element is not None else ""
    if not value.isdecimal():
        return otherwise
    if len(value) > 4:
        raise TooManyCells
    return max(int(value), otherwise)


def _merged_to_the_left(cell: Element) -> bool:
    """The older way to merge across: `w:hMerge` that continues."""
    merge = cell.find(f"{_W}tcPr/{_W}hMerge")
    return merge is not None and merge.get(f"{_W}val", "continue") == "continue"


def _lays_out(grid: Grid) -> bool:
    return all(sum(bool(cell.text) for cell in row) <= 1 for row in grid.rows)


def _lines(text: str, heading: int, place: Place | None) -> Iterator[Line]:
    """A heading broken by hand is one line; running text keeps its breaks."""
    parts = [part.strip(" \t\r\u3000") for part in text.split("\n")]
    if heading:
        parts = ["".join(parts)]
    yield from (Line(text=part, heading=heading, place=place) for part in parts if part)
