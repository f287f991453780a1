"""What stands around a table and is no part of it: title marks, the name of the holder, the money unit, notes.

Formats disagree on whether these are lines or rows of the table; here they become lines everywhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from budgetbook.forms.lexicon import is_mark, lexicon
from budgetbook.model.money import MoneyUnit, is_amount
from budgetbook.readers.blocks import Block, Cell, Grid, Line
from budgetbook.readers.meaning.wording import squeezed

_MONEY = re.compile(r"(?:金额)?单位[:：]\s*(?:人民币)?\s*(万元|元)|[（(](?:人民币)?(万元|元)[)）]$")
_HOLDER = re.compile(
    r"^(?:(?:公开|预算|编制|填报|填制|编报)?(部门|单位)(?:[（(/]?(?:单位|部门)[)）]?)?(?:(?:编码|代码)?[及、和]?名称)?"
    r"(?:[（(](?:盖章|公章|签章)[)）])?)[:：](.*)$"
)
# The number of a unit before its name: in brackets, before a mark or blank, or by its six digits (120 begins a name of its own).
_HOLDER_CODE = re.compile(r"^(?:[\[【(（]\d{3,9}[\]】)）][-—:：_、.\s]*|\d{3,9}[-—:：_、.\s]+|\d{6}(?=\D))")
_NOTE = re.compile(r"^(?:注|备注|说明)\s*\d*\s*[:：.、]")
# 本单位没有使用政府性基金预算安排的支出, without 注 in front.
_NOTHING_TO_SHOW = re.compile(r"^(?:本|我|该)?(?:表|部门|单位|局|委|办|院|校)[^。]{0,40}(?:没有|无|未)[^。]{0,40}。?$")
# The same in a row across the table: whose it is may stand in front, as 某局2025年没有国有资本经营预算安排的支出.
_SAYS_NOTHING = re.compile(
    r"^[^。]{4,40}(?:没有|无|未)[^。]{4,40}(?:收入|支出|收支|预算|拨款|资金|数据)。?$|^[（(]?空表[)）]?$"
)
_YEAR_ALONE = re.compile(r"^[（(]?\s*(?:19|20)\d{2}\s*年度?\s*[)）]?$")


class Margin(msgspec.Struct, frozen=True, kw_only=True):
    """What the lines around a table say. None where they don't say it. `holder_kind` is the printed word 部门 or 单位."""

    holder: str | None = None
    holder_kind: str | None = None
    unit: MoneyUnit | None = None
    notes: tuple[str, ...] = ()


def read_margin(lines: Iterable[Line]) -> Margin:
    """Holder, money unit and notes in `lines`; they may share a line, even without a blank between them."""
    margin, notes = Margin(), []
    for line in lines:
        text = squeezed(line.text)
        if any(pattern.match(text) for pattern in (_NOTE, _NOTHING_TO_SHOW, _SAYS_NOTHING)):
            notes.append(text)
            continue
        money = _MONEY.search(text)
        if money and margin.unit is None:
            margin = msgspec.structs.replace(margin, unit=MoneyUnit(money.group(1) or money.group(2)))
        holder = _HOLDER.match(_MONEY.sub("", text).strip())
        if holder and holder.group(2) and margin.holder is None:
            name = _HOLDER_CODE.sub("", holder.group(2))
            margin = msgspec.structs.replace(margin, holder=name or None, holder_kind=holder.group(1))
    return msgspec.structs.replace(margin, notes=tuple(notes))


def is_margin(text: str) -> bool:
    """Whether `text` stands around tables: holder, money unit, mark, note or year."""
    plain = squeezed(text)
    return (
        is_mark(plain)
        or any(pattern.match(plain) for pattern in (_NOTE, _YEAR_ALONE, _HOLDER))
        or (len(plain) <= 20 and _MONEY.search(plain) is not None)
    )


def with_margins_as_lines(blocks: Iterable[Block]) -> Iterator[Block]:
    """`blocks` with title, holder and note rows taken out of the tables they are printed in."""
    for block in blocks:
        if isinstance(block, Grid):
            yield from _parted(block)
        else:
            yield block


def _parted(grid: Grid) -> Iterator[Block]:
    first, last = 0, len(grid.rows)
    while first < last and _is_margin_row(grid.rows[first]):
        first += 1
    last -= _note_rows(grid.rows[first:])
    for row in grid.rows[:first]:
        yield from _as_lines(row)
    if first < last:
        yield grid if (first, last) == (0, len(grid.rows)) else Grid(rows=grid.rows[first:last], place=grid.place)
    for row in grid.rows[last:]:
        yield from _as_lines(row)


def _is_margin_row(row: tuple[Cell, ...]) -> bool:
    texts = [cell.text for cell in row if cell.text.strip()]
    return all(is_margin(text) or _is_title(text) for text in texts)


def _is_title(text: str) -> bool:
    return lexicon().statement(text) is not None or lexicon().attachment(text) is not None


def _note_rows(rows: Sequence[tuple[Cell, ...]]) -> int:
    """How many rows at the end are notes: from the first that says so on, its further sentences standing in rows of their own."""
    notes = 0
    for number, row in enumerate(reversed(rows), start=1):
        texts = [squeezed(cell.text) for cell in row if cell.text.strip()]
        if len(texts) > 1 or (texts and is_amount(texts[0])):
            break
        if not texts:
            notes = number if notes == number - 1 else notes
        elif _NOTE.match(texts[0]) or _NOTHING_TO_SHOW.match(texts[0]) or _SAYS_NOTHING.match(texts[0]):
            notes = number
    return notes


def _as_lines(row: tuple[Cell, ...]) -> Iterator[Line]:
    for cell in row:
        if cell.text.strip():
            yield Line(text=cell.text.strip(), place=cell.place)
