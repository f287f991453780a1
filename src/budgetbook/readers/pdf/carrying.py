"""The columns of a table without upright rulings, carried on to its rows on the next page, where some of them may be empty."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import msgspec

from budgetbook.readers.blocks import Cell
from budgetbook.readers.pdf.page import PageTable
from budgetbook.readers.pdf.words import is_number


def in_columns_of(table: PageTable, following: PageTable) -> PageTable:
    """`following` with the columns of `table`, where it has no head of its own and each of its columns is near one of those.

    Without a head nothing else says what its columns are. As it is where it is no such table.
    """
    if following.page - table.page > 1:
        return following
    if len(following.columns) == len(table.columns) and _shape(table.rows[0]) == _shape(following.rows[0]):
        return msgspec.structs.replace(following, xs=table.xs, columns=table.columns)  # the same head again
    if not _goes_on(table, following):
        return following
    places = [
        min(range(len(table.columns)), key=lambda n: _between(table.columns[n], one)) for one in following.columns
    ]
    if any(before >= after for before, after in pairwise(places)):
        return following
    rows = []
    for row in following.rows:
        wide = [Cell()] * len(table.columns)
        for place, cell in zip(places, row, strict=True):
            wide[place] = cell
        rows.append(wide)
    return msgspec.structs.replace(
        following, rows=rows, xs=table.xs, columns=table.columns, full=tuple(places[n] for n in following.full)
    )


def _shape(row: Sequence[Cell]) -> list[tuple[str, int]]:
    return [(cell.text, cell.column_span) for cell in row if not cell.covered]


def _goes_on(table: PageTable, following: PageTable) -> bool:
    """Whether `following` begins with a row of amounts, or with the head of `table` again; no cell of it spans columns."""
    if any(cell.column_span > 1 or cell.covered for row in following.rows for cell in row):
        return False
    first = [cell.text for cell in following.rows[0] if cell.text]
    return any(is_number(text) for text in first[1:]) or first == [cell.text for cell in table.rows[0] if cell.text]


def _between(one: tuple[float, float], other: tuple[float, float]) -> float:
    """How far two columns are from each other; below zero by as much as one is over the other."""
    return max(one[0] - other[1], other[0] - one[1])
