"""What a file holds, whatever its format: lines of text and grids of cells, in reading order. Formats end here; meaning starts here."""

from __future__ import annotations

import msgspec

from budgetbook.model.disclosure import Damage
from budgetbook.model.place import Place


class Cell(msgspec.Struct, frozen=True, kw_only=True):
    """A cell of a grid. A cell that spans others is the upper left one; the positions it covers hold cells with `covered` and no text.

    `bold` or other looks are not kept. `doubtful` says in Chinese why the text may not be what was printed (a run across a border).
    """

    text: str = ""
    row_span: int = 1
    column_span: int = 1
    covered: bool = False
    place: Place | None = None
    doubtful: str | None = None


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """A line or paragraph of running text. `heading` is 1 … 6 where the format marks headings, else 0."""

    text: str
    place: Place | None = None
    heading: int = 0


class Grid(msgspec.Struct, frozen=True, kw_only=True):
    """A table. Rows have equal length where the format knows spans; text files give ragged rows, and blanks where cells were merged."""

    rows: tuple[tuple[Cell, ...], ...]
    place: Place | None = None


Block = Line | Grid


class SourceDocument(msgspec.Struct, frozen=True, kw_only=True):
    """A file as blocks. `format` is text, docx, xlsx, html or pdf.

    `damage` is what the format reader itself has to say: parts of the file that were left out (a hidden sheet), or could not be read.
    `contents` are lines of a contents page that the format marks as such; they are not among the blocks.
    """

    name: str
    sha256: str
    format: str
    pages: int | None = None
    blocks: tuple[Block, ...]
    damage: tuple[Damage, ...] = ()
    contents: tuple[Line, ...] = ()
