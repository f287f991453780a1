"""The stream of blocks → regions: profile, statements, sections, performance forms, catalogue, glossary.

Headings are told by the lexicon and by their numbering in sequence; running heads, page numbers and marks come and go
and are nothing. A region is opened by its heading and closed by the next one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from budgetbook.forms.lexicon import StatementTerm, is_mark, lexicon, title_key
from budgetbook.model.place import Place
from budgetbook.readers.blocks import Block, Grid, Line
from budgetbook.readers.meaning.contents import without_contents
from budgetbook.readers.meaning.margin import is_margin, read_margin, with_margins_as_lines
from budgetbook.readers.meaning.wording import (
    is_page_number,
    is_sub_heading,
    numbered,
    squeezed,
    sub_heading_number,
)

_PART = re.compile(r"^第[一二三四五六七八九十]+部分")
_CONTINUED = re.compile(r"^续表[:：]?|[（(]?续(?:表|上表|前表)?[一二三四五六七八九十\d]*[）)]?$")
_TITLE_LINES = 3  # a long title breaks over up to three lines
_LOOK_AHEAD = 8  # lines between a title and its table: holder, money unit, marks
_LONGEST_HEADING = 45
_ATTACHED = frozenset({"performance", "purchase_catalogue", "other"})


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
        self.counted = 0  # in the parts before
        self.found: list[Region] = [Region(name="cover", blocks=[])]
        self.current = self.found[0]
        self.section: Region | None = None  # the section being read, None in what is attached to it
        self.interrupted: Region | None = None  # the section that an attachment stands in

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
        if self._resume_section(block):
            return 1
        if (opened := self._open_attachment(at, block)) or is_mark(block.text):
            return max(opened, 1)
        self.current.blocks.append(block)
        return 1

    def _open(self, region: Region) -> None:
        self.found.append(region)
        self.current = region
        if region.name in _ATTACHED:
            self.interrupted = self.section or self.interrupted
        else:
            self.interrupted = None
        self.section = region if region.name == "section" else None

    def _resume_section(self, line: Line) -> bool:
        """Go back to the words of a section after what was attached in their midst, where its next sub-heading stands."""
        if self.interrupted is None or not is_sub_heading(line.text):
            return False
        number = sub_heading_number(line.text)
        before = [sub_heading_number(one.text) for one in self.interrupted.lines() if is_sub_heading(one.text)]
        last = next(
            (had for had in reversed(before) if had is not None and number is not None and had[0] == number[0]), None
        )
        if number is None or last is None or number[1] != last[1] + 1:
            return False
        self.section, self.interrupted = self.interrupted, None
        self.section.blocks.append(line)
        self.current = self.section
        return True

    def _open_part(self, at: int, line: Line) -> int:
        text, taken = squeezed(line.text), 1
        name = lexicon().part(text)
        following = self.blocks[at + 1] if at + 1 < len(self.blocks) else None
        if (
            name is None
            and isinstance(following, Line)
            and not numbered(following.text)
            and lexicon().part(following.text)
        ):
            # 第二部分 on a line of its own, what it is on the next.
            text, taken = f"{text} {squeezed(following.text)}", 2
            name = lexicon().part(following.text)
        self.part, self.counted, self.count = name or "other", max(self.count, self.counted), 0
        self._open(Region(name=self.part, title=text, place=line.place, blocks=[]))
        return taken

    def _open_statement(self, at: int, line: Line) -> int:
        if self.current.statement is not None and not _CONTINUED.sub("", squeezed(line.text)):
            return 1  # 续表
        title, term, taken = self._title(at) or self._untold_title(at, line)
        if term is None:
            return 0
        if self.current.statement is term and title_key(self.current.title) == title_key(_CONTINUED.sub("", title)):
            return taken  # printed again on the next page
        if not self._table_follows(at + taken) and not self._unread_table_follows(at + taken):
            return 0
        self._open(Region(name="statement", title=title, statement=term, place=line.place, blocks=[]))
        return taken

    def _title(self, at: int) -> tuple[str, StatementTerm | None, int] | None:
        """The title of a statement that begins at `at`, what it means, and its lines; None where no known one does."""
        for taken in range(1, _TITLE_LINES + 1):
            lines = self.blocks[at : at + taken]
            if len(lines) < taken or not all(isinstance(one, Line) for one in lines):
                return None
            texts = [one.text for one in lines if isinstance(one, Line)]
            if any(is_margin(text) or "。" in text for text in texts):
                return None
            if taken > 1 and lexicon().statement(texts[-1]) is not None:
                return None  # a running head over a title that is whole by itself
            title = squeezed("".join(texts))
            term = lexicon().statement(title)
            if term is not None:
                return title, term, taken
        return None

    def _untold_title(self, at: int, line: Line) -> tuple[str, StatementTerm | None, int]:
        """A title that names no kind: told by the money unit between it and its table.

        It would else run into the statement before it, or be lost where no other has come yet; there it must call itself a table.
        """
        title = squeezed(line.text)
        told = (
            (
                self.current.name in ("statement", "statements")
                or (self.current.name == "cover" and title.endswith("表"))
            )
            and not any(mark in title for mark in "。，,：:；;")
            and lexicon().attachment(line.text) is None
            and self._money_unit_follows(at + 1)
        )
        return title, lexicon().untold(title) if told else None, 1

    def _money_unit_follows(self, at: int) -> bool:
        for n, block in enumerate(self.blocks[at : at + _LOOK_AHEAD]):
            if isinstance(block, Grid):
                lines = [each for each in self.blocks[at : at + n] if isinstance(each, Line)]
                return read_margin(lines).unit is not None and all(is_margin(each.text) for each in lines)
        return False

    def _table_follows(self, at: int) -> bool:
        for block in self.blocks[at : at + _LOOK_AHEAD]:
            if isinstance(block, Grid):
                return True
            if _PART.match(squeezed(block.text)) or "。" in block.text or lexicon().statement(block.text):
                return False
        return False

    def _unread_table_follows(self, at: int) -> bool:
        """Whether a money unit stands where a table should follow: the statement is there, its table was not made out."""
        for block in self.blocks[at : at + _LOOK_AHEAD]:
            if isinstance(block, Grid) or _PART.match(squeezed(block.text)) or "。" in block.text:
                return False
            if lexicon().statement(block.text):
                return False
            if is_margin(block.text) and read_margin([block]).unit is not None:
                return True
        return False

    def _open_section(self, line: Line) -> int:
        heading = numbered(line.text)
        if heading is None or len(line.text) > _LONGEST_HEADING or self.part in ("glossary", "statements"):
            return 0
        numeral, value, words = heading
        if any(mark in words for mark in "。；;") or (not words):
            return 0
        role = lexicon().section(words)
        if role in ("duties", "structure") and self.part in ("profile", None):
            name = role
        elif self.part == "profile" or not (value == self.count + 1 or self._goes_on_counting(value)):
            return 0
        elif role == "glossary":
            name = self.part = role  # a document without parts explains its terms in a section of its own
        else:
            name = "section"
        self._open(Region(name=name, title=words, numeral=numeral, role=role, place=line.place, blocks=[]))
        self.count = value
        return 1

    def _goes_on_counting(self, value: int) -> bool:
        """Whether a heading is the first of its part, in a document that numbers its sections through all parts."""
        return self.count == 0 and 0 < self.counted < value

    def _open_attachment(self, at: int, line: Line) -> int:
        name = lexicon().attachment(line.text)
        within = self.current.name
        if name is None or name == within or (within == "cover" and name != "performance"):
            return 0
        if self.part == "statements" and name != "performance":
            return 0
        if name == "other" and within in _ATTACHED:
            return 0  # the letterhead of what is attached already
        if (self.section is None or name == "performance") and not self._table_follows(at + 1):
            return 0
        if name == "other" and self.section is not None and _speaks_of_catalogue(self.section):
            name = "purchase_catalogue"
        self._open(Region(name=name, title=squeezed(line.text), place=line.place, blocks=[line]))
        return 1

    def _table(self, grid: Grid) -> None:
        if self.section is not None and self.section.role in ("performance", "purchase_catalogue"):
            # A form or catalogue whose title was lost.
            self._open(Region(name=self.section.role, place=grid.place, blocks=[]))
        self.current.blocks.append(grid)


def _speaks_of_catalogue(section: Region) -> bool:
    return any(
        is_sub_heading(line.text) and lexicon().section(line.text) == "purchase_catalogue" for line in section.lines()
    )
