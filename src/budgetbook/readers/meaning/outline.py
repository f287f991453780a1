"""The stream of blocks → regions: profile, statements, sections, performance forms, catalogue, glossary.

Headings are told by the lexicon and by their numbering in sequence; running heads, page numbers and marks come and go
and are nothing. A region is opened by its heading and closed by the next one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from budgetbook.forms.lexicon import StatementTerm, lexicon
from budgetbook.model.place import Place
from budgetbook.readers.blocks import Block, Grid, Line
from budgetbook.readers.meaning.contents import without_contents
from budgetbook.readers.meaning.margin import is_margin, is_marker, with_margins_as_lines
from budgetbook.readers.meaning.wording import is_page_number, is_sub_heading, numbered, squeezed

_PART = re.compile(r"^第[一二三四五六七八九十]+部分")
_TITLE_LINES = 3  # a long title breaks over up to three lines
_LOOK_AHEAD = 8  # lines between a title and its table: holder, money unit, marks
_LONGEST_HEADING = 45


class Region(msgspec.Struct, kw_only=True):
    """A stretch of the document under one heading.

    `name`: cover, profile, duties, structure, statement, section, performance, purchase_catalogue, glossary, other, or the name of a
    part whose first heading hasn't come yet. `role` is what the lexicon calls a section (procurement, assets …).
    """

    name: str
    title: str = ""
    numeral: str | None = None
    role: str | None = None
    statement: StatementTerm | None = None
    place: Place | None = None
    blocks: list[Block]

    def lines(self) -> list[Line]:
        """The lines of the region, tables left out."""
        return [block for block in self.blocks if isinstance(block, Line)]

    def grids(self) -> list[Grid]:
        """The tables of the region."""
        return [block for block in self.blocks if isinstance(block, Grid)]


def outline(blocks: Sequence[Block]) -> tuple[Region, ...]:
    """The regions of a document in order. The first is the cover; the contents page is in none."""
    return _Walk(tuple(with_margins_as_lines(without_contents(blocks)))).regions()


class _Walk:
    """One pass over the blocks. `part` is the part of the document, `count` the value of the last numbered heading in it."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self.blocks = blocks
        self.part: str | None = None
        self.count = 0
        self.found: list[Region] = [Region(name="cover", blocks=[])]
        self.section: Region | None = None

    def regions(self) -> tuple[Region, ...]:
        at = 0
        while at < len(self.blocks):
            at += self._take(at)
        return tuple(self.found)

    def _take(self, at: int) -> int:
        """Take the block at `at` (and lines that belong to it); returns how many blocks were taken."""
        block = self.blocks[at]
        if isinstance(block, Grid):
            self._table(block)
            return 1
        if is_page_number(block.text) and not block.heading:
            return 1
        if _PART.match(squeezed(block.text)) and len(block.text) <= _LONGEST_HEADING:
            return self._open_part(at, block)
        if (opened := self._open_statement(at, block)) or (opened := self._open_section(block)):
            return opened
        if (opened := self._open_attachment(at, block)) or is_marker(block.text):
            return max(opened, 1)
        self.found[-1].blocks.append(block)
        return 1

    def _open(self, region: Region) -> None:
        self.found.append(region)
        self.section = region if region.name == "section" else None

    def _open_part(self, at: int, line: Line) -> int:
        text, taken = squeezed(line.text), 1
        name = lexicon().part(text)
        following = self.blocks[at + 1] if at + 1 < len(self.blocks) else None
        if name is None and isinstance(following, Line) and lexicon().part(following.text):
            # 第二部分 on a line of its own, what it is on the next.
            text, taken = f"{text} {squeezed(following.text)}", 2
            name = lexicon().part(following.text)
        self.part, self.count = name or "other", 0
        self._open(Region(name=self.part, title=text, place=line.place, blocks=[]))
        return taken

    def _open_statement(self, at: int, line: Line) -> int:
        for taken in range(1, _TITLE_LINES + 1):
            lines = self.blocks[at : at + taken]
            if len(lines) < taken or not all(isinstance(one, Line) for one in lines):
                return 0
            texts = [one.text for one in lines if isinstance(one, Line)]
            if any(is_margin(text) or "。" in text for text in texts):
                return 0
            title = squeezed("".join(texts))
            term = lexicon().statement(title)
            if term is not None:
                if not self._table_follows(at + taken):
                    return 0
                self._open(Region(name="statement", title=title, statement=term, place=line.place, blocks=[]))
                return taken
        return 0

    def _table_follows(self, at: int) -> bool:
        for block in self.blocks[at : at + _LOOK_AHEAD]:
            if isinstance(block, Grid):
                return True
            if _PART.match(squeezed(block.text)) or "。" in block.text or lexicon().statement(block.text):
                return False
        return False

    def _open_section(self, line: Line) -> int:
        heading = numbered(line.text)
        if heading is None or len(line.text) > _LONGEST_HEADING or self.part in ("glossary", "statements"):
            return 0
        numeral, value, words = heading
        if any(mark in words for mark in "。；;") or (not words):
            return 0
        role = lexicon().section(words)
        if self.part == "profile":
            if role not in ("duties", "structure"):
                return 0
            self._open(Region(name=role, title=words, numeral=numeral, place=line.place, blocks=[]))
        elif value == self.count + 1:
            self._open(Region(name="section", title=words, numeral=numeral, role=role, place=line.place, blocks=[]))
        else:
            return 0
        self.count = value
        return 1

    def _open_attachment(self, at: int, line: Line) -> int:
        if self.part == "statements" or self.found[-1].name in ("cover", "performance", "purchase_catalogue"):
            return 0
        name = lexicon().attachment(line.text)
        if name is None or (name == "performance" and not self._table_follows(at + 1)):
            return 0
        if self.section is None and not self._table_follows(at + 1):
            return 0
        if name == "other" and self.section is not None and _speaks_of_catalogue(self.section):
            name = "purchase_catalogue"
        self._open(Region(name=name, title=squeezed(line.text), place=line.place, blocks=[line]))
        return 1

    def _table(self, grid: Grid) -> None:
        if self.section is not None and self.section.role in ("performance", "purchase_catalogue"):
            # A form or catalogue whose title was lost.
            self._open(Region(name=self.section.role, place=grid.place, blocks=[]))
        self.found[-1].blocks.append(grid)


def _speaks_of_catalogue(section: Region) -> bool:
    return any(
        is_sub_heading(line.text) and lexicon().section(line.text) == "purchase_catalogue" for line in section.lines()
    )
