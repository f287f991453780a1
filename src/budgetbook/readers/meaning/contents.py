"""The contents page repeats every heading of the document; it is left out before anything is looked for."""

from __future__ import annotations

import re
from collections.abc import Sequence

from budgetbook.forms.lexicon import title_key
from budgetbook.readers.blocks import Block, Line
from budgetbook.readers.meaning.margin import Margin, read_margin

_FAR_FROM_THE_FRONT = 80  # blocks; a contents page stands behind the cover
_LEADERS = re.compile(r"[.…·．•‥\s]{2,}\d*$|[.…]+\d*$|(?<=\D)\d{1,3}$")
_AMOUNT = re.compile(r"[\d,]+\.\d\d")
_LEADS_TO_PAGE = re.compile(r"[.…·．•‥]{2,}\s*\d+$")
_PART = re.compile(r"^第[一二三四五六七八九十]+部分")


def without_contents(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """`blocks` without the contents page.

    It ends where its first entry, or one that names a part, stands a second time: there the document itself begins.
    Where none does, it ends behind the last line that ends in leaders and a page number.
    """
    start = next((n for n, block in enumerate(blocks[:_FAR_FROM_THE_FRONT]) if _says_contents(block)), None)
    if start is None:
        return tuple(blocks)
    first: list[str] = []
    parts: set[str] = set()
    last_entry = start
    for n in range(start + 1, len(blocks)):
        block = blocks[n]
        if isinstance(block, Line) and (_key(block.text) in parts or _key(block.text) in first[:1]):
            return (*blocks[:start], *blocks[n:])
        if _is_body(block):
            break
        for text in _texts(block):
            entry = _key(_LEADERS.sub("", text))
            if entry:
                first.append(entry)
                if _PART.match(entry):
                    parts.add(entry)
            if _LEADS_TO_PAGE.search(text):
                last_entry = n
    return (*blocks[:start], *blocks[last_entry + 1 :])


def _says_contents(block: Block) -> bool:
    return any(re.sub(r"\s", "", text) in ("目录", "目次", "目錄") for text in _texts(block)[:1])


def _is_body(block: Block) -> bool:
    """Whether a block can't stand on a contents page: a sentence, what stands above a statement, a table with an amount."""
    if isinstance(block, Line):
        return "。" in block.text or read_margin([block]) != Margin()
    return any(_AMOUNT.fullmatch(cell.text.strip()) for row in block.rows for cell in row)


def _texts(block: Block) -> list[str]:
    """The entries of a block; a row's page number, a cell of its own, is given leaders."""
    if isinstance(block, Line):
        return [block.text]
    rows = ([cell.text.strip() for cell in row if cell.text.strip()] for row in block.rows)
    return ["..".join((" ".join(row[:-1]), row[-1])) if len(row) > 1 else row[0] for row in rows if row]


def _key(text: str) -> str:
    return title_key(text)
