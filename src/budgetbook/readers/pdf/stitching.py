"""Tables that go on over pages → one table: heads printed again dropped, a row and merged cells that the page's end cut made whole."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from budgetbook.readers.blocks import Cell
from budgetbook.readers.pdf.page import PageTable
from budgetbook.readers.pdf.words import is_number, joined

_SAME = 3.5  # points by which edges of one table differ from page to page
_COVERED = Cell(covered=True)


def goes_on(table: PageTable, following: PageTable) -> bool:
    """Whether `following`, first on its page, continues `table`, last on the page before: same outer edges, no title of its own."""
    if abs(table.xs[0] - following.xs[0]) > _SAME or abs(table.xs[-1] - following.xs[-1]) > _SAME:
        return False
    first = following.rows[0][0]
    return not (first.column_span == len(following.rows[0]) and first.text and not _same_row(table, following, 0))


def stitched(table: PageTable, following: PageTable) -> PageTable:
    """Both as one table. Columns that only one part has become columns of the whole."""
    xs = _edges(table.xs, following.xs)
    above = _spread(table.rows, _positions(table.xs, xs), len(xs) - 1)
    below = _spread(following.rows, _positions(following.xs, xs), len(xs) - 1)
    repeated = _repeated_head(above, below)
    below = below[repeated:]
    full = [_positions(table.xs, xs)[column] for column in table.full]
    if below and above:
        if not repeated and _is_cut(above[-1], below[0], full):
            _join_rows(above, below)
        _join_merged(above, below)
    ends = _positions(following.xs, xs)
    return msgspec.structs.replace(
        following,
        rows=above + below,
        xs=xs,
        top=table.top,
        page=following.page,
        full=tuple(ends[column] for column in following.full),
    )


def _same_row(table: PageTable, following: PageTable, number: int) -> bool:
    return number < len(table.rows) and _texts(table.rows[number]) == _texts(following.rows[number])


def _texts(row: Sequence[Cell]) -> list[str]:
    return ["".join(cell.text.split()) for cell in row if not cell.covered]


def _edges(one: list[float], other: list[float]) -> list[float]:
    """The edges of both, those of `one` where they agree."""
    return sorted([*one, *(x for x in other if all(abs(x - known) > _SAME for known in one))])


def _positions(own: list[float], whole: list[float]) -> list[int]:
    """For each edge of `own` its place among the edges of the whole."""
    return [min(range(len(whole)), key=lambda n: abs(whole[n] - x)) for x in own]


def _spread(rows: list[list[Cell]], positions: list[int], width: int) -> list[list[Cell]]:
    if positions == list(range(width + 1)):
        return rows
    spread = []
    for row in rows:
        wide = [_COVERED] * width
        for column, cell in enumerate(row):
            if not cell.covered:
                start, end = positions[column], positions[column + cell.column_span]
                wide[start] = msgspec.structs.replace(cell, column_span=end - start)
        spread.append(wide)
    return spread


def _repeated_head(above: list[list[Cell]], below: list[list[Cell]]) -> int:
    """How many rows at the top of `below` are the first rows of `above` again. A head begins with a row of words."""
    repeated = 0
    for first, again in zip(above, below, strict=False):
        texts = _texts(first)
        if texts != _texts(again):
            break
        if not any(texts) and not all(cell.covered for cell in first):
            break
        repeated += 1
    heads = [text for text in _texts(above[0]) if text]
    words = [text for text in heads if not is_number(text)]
    return repeated if 2 * len(words) > len(heads) else 0


def _is_cut(above: Sequence[Cell], below: Sequence[Cell], full: Sequence[int]) -> bool:
    """Whether the row `below` holds only what had no room in the row `above`."""
    going_on = {column for column, cell in enumerate(below) if cell.text}
    standing = {column for column, cell in enumerate(above) if cell.text}
    return (
        bool(going_on) and going_on <= set(full) and going_on < standing and all(cell.row_span == 1 for cell in below)
    )


def _join_rows(above: list[list[Cell]], below: list[list[Cell]]) -> None:
    rest = below.pop(0)
    above[-1] = [
        msgspec.structs.replace(cell, text=joined(cell.text, more.text)) if more.text else cell
        for cell, more in zip(above[-1], rest, strict=True)
    ]


def _join_merged(above: list[list[Cell]], below: list[list[Cell]]) -> None:
    """Make one cell of a merged cell's two parts; only one of them has text."""
    if not below:
        return
    for column, lower in enumerate(below[0]):
        if lower.covered:
            continue
        row = len(above) - 1
        while row > 0 and above[row][column].covered:
            row -= 1
        upper = above[row][column]
        if (
            upper.covered
            or row + upper.row_span != len(above)
            or upper.column_span != lower.column_span
            or (upper.row_span == 1 and lower.row_span == 1)
            or (upper.text and lower.text)
        ):
            continue
        above[row][column] = msgspec.structs.replace(
            upper, text=upper.text or lower.text, row_span=upper.row_span + lower.row_span
        )
        below[0][column] = _COVERED
