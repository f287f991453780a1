"""What the contents page says: its entries, with the page numbers printed behind them and the headings of the body that they mean."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from budgetbook.model.contents import ContentsEntry
from budgetbook.model.place import Place
from budgetbook.readers.blocks import Block, Line
from budgetbook.readers.meaning.contents import LEADERS, contents_page, entry_texts
from budgetbook.readers.meaning.contents_headings import MARKED, Headings
from budgetbook.readers.meaning.wording import is_page_number, squeezed

_NUMBER = re.compile(r"\d+$")

_Entry = tuple[str, int | None, Place | None]  # title, page number, place


def read_contents(blocks: Sequence[Block], marked: Sequence[Line] = ()) -> tuple[ContentsEntry, ...]:
    """The entries of the contents page in order; () where there is none.

    `marked` are the lines that the format itself calls contents, which don't stand among `blocks`.
    """
    page = slice(0, 0) if marked else contents_page(blocks)
    entries = tuple(_entries(marked or blocks[page]))
    if not entries:
        return ()
    headings = Headings(blocks, page.stop)
    return tuple(
        ContentsEntry(title=title, page=number, place=place, heading=headings.find(title))
        for title, number, place in entries
    )


def _entries(blocks: Sequence[Block]) -> Iterator[_Entry]:
    """The entries, one that breaks over lines put together; the page's own heading and notes left out."""
    lines = [(text, block.place) for block in blocks for text in entry_texts(block) if not _is_aside(text)]
    marked = any(MARKED.match(text) for text, _ in lines)
    begun: tuple[str, Place | None] | None = None
    for text, place in lines:
        if begun is not None and marked and not MARKED.match(text):
            text, place = begun[0] + text, begun[1]
        elif begun is not None:
            yield squeezed(begun[0]), None, begun[1]
        title = LEADERS.sub("", text)
        number = _NUMBER.search(text[len(title) :])
        begun = (title, place) if number is None else None
        if number is not None:
            yield squeezed(title), int(number.group()), place
    if begun is not None:
        yield squeezed(begun[0]), None, begun[1]


def _is_aside(text: str) -> bool:
    """Whether a line of the page is no entry: its heading, its own page number, a note."""
    return squeezed(text) in ("目录", "目次", "目錄") or text.lstrip().startswith("注") or is_page_number(text)
