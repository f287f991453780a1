"""The contents page repeats every heading of the document; it is left out before anything is looked for."""

from __future__ import annotations

import re
from collections.abc import Sequence

from budgetbook.forms.lexicon import title_key
from budgetbook.readers.blocks import Block, Line
from budgetbook.readers.meaning.margin import read_margin
from budgetbook.readers.meaning.wording import numbered, squeezed

_FAR_FROM_THE_FRONT = 80  # blocks; a contents page stands behind the cover
LEADERS = re.compile(r"[.…·．•‥\s]{2,}\d*$|[.…]+\d*$|(?<=\D)\d{1,3}$")
_AMOUNT = re.compile(r"[\d,]+\.\d\d")
_LEADS_TO_PAGE = re.compile(r"[.…·．•‥]{2,}\s*\d+$")
_PART = re.compile(r"^第[一二三四五六七八九十]+部分")
_LONGEST_PART = 45
_LONGEST_ENTRY = 100
_FEWEST_ENTRIES = 4  # of a contents page whose own heading is a picture


def without_contents(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """`blocks` without the contents page."""
    page = contents_page(blocks)
    return (*blocks[: page.start], *blocks[page.stop :])


def contents_page(blocks: Sequence[Block]) -> slice:
    """Where the contents page stands in `blocks`, its heading included; empty where there is none.

    It ends where its first entry, or one that names a part, stands a second time: there the document itself begins.
    Where none does, it ends behind the last line that ends in leaders and a page number, or that stands a second time.
    """
    start = next((n for n, block in enumerate(blocks[:_FAR_FROM_THE_FRONT]) if _says_contents(block)), None)
    if start is None:
        return _unheaded(blocks)
    first: list[str] = []
    parts: set[str] = set()
    last_entry = start
    last_seen = {
        _key(block.text): n
        for n, block in enumerate(blocks)
        if isinstance(block, Line) and len(block.text) <= _LONGEST_ENTRY
    }
    for n in range(start + 1, len(blocks)):
        block = blocks[n]
        if isinstance(block, Line) and (_part(block.text) in parts or _key(block.text) in first[:1]):
            return slice(start, n)
        if _is_body(block):
            break
        for text in entry_texts(block):
            entry = _key(LEADERS.sub("", text))
            if entry:
                first.append(entry)
                if (part := _part(text)) is not None:
                    parts.add(part)
            if _LEADS_TO_PAGE.search(text) or last_seen.get(entry, 0) > n:
                last_entry = n
    return slice(start, last_entry + 1)


def _unheaded(blocks: Sequence[Block]) -> slice:
    """A contents page that nothing heads: numbered lines and nothing else, up to the first of them again."""
    seen: list[tuple[int, str]] = []
    for n, block in enumerate(blocks[:_FAR_FROM_THE_FRONT]):
        if not isinstance(block, Line) or _is_body(block):
            break
        entry = _key(block.text)
        again = next((before for before, (_, had) in enumerate(seen) if had == entry), None)
        if again is not None and len(seen) - again >= _FEWEST_ENTRIES:
            return slice(seen[again][0], n)
        if numbered(block.text) is not None:
            seen.append((n, entry))
    return slice(0, 0)


def _part(text: str) -> str | None:
    """第一部分 of a line that heads a part; what the part is called may differ from its entry in the contents."""
    found = _PART.match(squeezed(text))
    return found.group() if found and len(text) <= _LONGEST_PART else None


def _says_contents(block: Block) -> bool:
    return any(re.sub(r"\s", "", text) in ("目录", "目次", "目錄") for text in entry_texts(block)[:1])


def _is_body(block: Block) -> bool:
    """Whether a block can't stand on a contents page: a sentence, what stands above a statement, a table with an amount."""
    if isinstance(block, Line):
        margin = read_margin([block])
        return "。" in block.text or margin.holder is not None or margin.unit is not None
    return any(_AMOUNT.fullmatch(cell.text.strip()) for row in block.rows for cell in row)


def entry_texts(block: Block) -> list[str]:
    """The entries of a block; a row's page number, a cell of its own, is given leaders."""
    if isinstance(block, Line):
        return [block.text]
    rows = ([cell.text.strip() for cell in row if cell.text.strip()] for row in block.rows)
    return ["..".join((" ".join(row[:-1]), row[-1])) if len(row) > 1 else row[0] for row in rows if row]


def _key(text: str) -> str:
    return title_key(text)
