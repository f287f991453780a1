"""The headings of the body that the entries of a contents page may mean: the same title, however it is numbered, dated and broken over lines."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from difflib import SequenceMatcher
from functools import cached_property

from budgetbook.forms.lexicon import lexicon, title_key
from budgetbook.model.place import NOWHERE, Place
from budgetbook.readers.blocks import Block, Line
from budgetbook.readers.meaning.wording import squeezed

MARKED = re.compile(
    r"\s*(?:第[一二三四五六七八九十]+[部章节]|[（(]?(?:[一二三四五六七八九十]+|\d{1,2})[）)、.．]|附?[表件])"
)
_PART = re.compile(r"第[一二三四五六七八九十]+部分")
_PUNCTUATION = re.compile(r"\W+")
_SEE = re.compile(r"[（(]详?见[^（）()]*[）)]$")  # 收入预算情况说明（详见表 1-3）
_TABLE = re.compile(r"表(?:[（(][^（）()]*[）)])*$")
_KIND_WORDS = re.compile(r"^本?(?:部门|单位)|情况说明$|说明$|情况$")
_LONGEST = 60
_LINES = 3  # a long heading breaks over up to three lines
_ROWS = 3  # of a table, in which its title may stand
_SHORTEST = 4  # characters of a title that another one may end in
_LIKE = 0.75


def heading_key(text: str) -> str:
    """The form of a heading that is equal however it is numbered, punctuated and dated, and whatever kind words it has."""
    plain = title_key(_SEE.sub("", _PART.sub("", squeezed(text), count=1)))
    plain = _PUNCTUATION.sub("", plain)
    return _KIND_WORDS.sub("", plain) or plain


class _Heading:
    """A line that may be a heading: where it stands among the blocks, and what it says."""

    __slots__ = ("key", "number", "place", "text")

    def __init__(self, number: int, text: str, place: Place | None) -> None:
        self.number, self.text, self.place, self.key = number, text, place or NOWHERE, heading_key(text)


class Headings:
    """The headings of the body, asked for in the order of the contents page.

    A title may stand in the body more than once: what comes next after the heading before is meant, else the first.
    """

    def __init__(self, blocks: Sequence[Block], start: int) -> None:
        self._lines = [
            _Heading(number, text, block.place)
            for number, block in enumerate(blocks[start:], start)
            for text in _texts(block)
        ]
        self._by_key: dict[str, list[_Heading]] = defaultdict(list)
        for line in self._lines:
            self._by_key[line.key].append(line)
        self._reached = start

    def find(self, title: str) -> Place | None:
        """Where the heading of `title` stands; None where nothing like it does. A table's title is like tables' titles only."""
        key = heading_key(title)
        found = self._by_key.get(key) or self._broken.get(key) or self._of_part(title)
        found = found or (self._tables(title, key) if _ends_as_table(title) else self._sections(key))
        if not found:
            return None
        heading = next((one for one in found if one.number >= self._reached), found[0])
        self._reached = heading.number
        return heading.place

    @cached_property
    def _broken(self) -> dict[str, list[_Heading]]:
        """Headings that break over lines."""
        found: dict[str, list[_Heading]] = defaultdict(list)
        for at, line in enumerate(self._lines):
            key = line.key
            for more in self._lines[at + 1 : at + _LINES]:
                key += more.key
                found[key].append(line)
        return found

    @cached_property
    def _marked(self) -> list[_Heading]:
        """Lines that are numbered as headings are, and short ones that may be headings in larger type."""
        return [line for line in self._lines if MARKED.match(line.text) or len(line.text) <= _LONGEST // 2]

    def _of_part(self, title: str) -> list[_Heading]:
        """第二部分, whatever the part is called there."""
        part = _PART.match(squeezed(title))
        return [line for line in self._lines if part is not None and squeezed(line.text).startswith(part.group())]

    def _tables(self, title: str, key: str) -> list[_Heading]:
        tables = [line for line in self._lines if _ends_as_table(line.text)]
        term = lexicon().statement(title)
        if term is None:
            return self._alike(key, tables)
        of_kind = [line for line in tables if lexicon().statement(line.text) is term]
        return self._alike(key, of_kind) or of_kind

    def _sections(self, key: str) -> list[_Heading]:
        found = self._alike(key, self._marked)
        ending = [joined for joined in self._broken if joined.endswith(key)] if len(key) >= _SHORTEST else []
        return found or (self._broken[min(ending, key=len)] if ending else [])

    def _alike(self, key: str, lines: Sequence[_Heading]) -> list[_Heading]:
        """Those of `lines` that say the same in other words, the likest first."""
        likeness = _likeness_to(key)
        rated = [(rate, line) for line in lines if (rate := likeness(line.key)) >= _LIKE]
        return [line for _, line in sorted(rated, key=lambda one: -one[0])]


def _likeness_to(key: str) -> Callable[[str], float]:
    """How like another key is to `key`, 0 … 1. One that ends in it is the same with a name before it."""
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(key)

    def likeness(other: str) -> float:
        if len(key) >= _SHORTEST and other.endswith(key):
            return 1.0
        matcher.set_seq1(other)
        if matcher.real_quick_ratio() < _LIKE or matcher.quick_ratio() < _LIKE:
            return 0.0
        return matcher.ratio()

    return likeness


def _ends_as_table(text: str) -> bool:
    """Whether a title is a table's: it ends in 表, brackets behind it aside."""
    return _TABLE.search(squeezed(text)) is not None


def _texts(block: Block) -> Iterator[str]:
    """What may be a heading: a short line without a stop, or one of a table's first rows with one cell in use."""
    if isinstance(block, Line):
        texts = [block.text]
    else:
        rows = ([cell.text for cell in row if cell.text.strip()] for row in block.rows[:_ROWS])
        texts = [row[0] for row in rows if len(row) == 1]
    for text in texts:
        if len(text) <= _LONGEST and "。" not in text:
            yield text
