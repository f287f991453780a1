"""The columns of a body: where the words of its rows stand, one over the other."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from budgetbook.readers.pdf.alignment.pieces import Piece


class Column(NamedTuple):
    """From where to where the words of a column stand; `holds_amounts` where any of them is an amount."""

    left: float
    right: float
    holds_amounts: bool


def body_columns(lines: Sequence[Sequence[Piece]]) -> list[Column]:
    """The columns from left to right.

    What fills a cell keeps within it, so that columns never overlap; only a cell that spans several is over more than one. It is known
    by more lines having a gap under it than going on over that gap.
    """
    columns: list[Column] = []
    pieces = [piece for line in lines for piece in line]
    spanning = set(_spanning(lines, pieces))
    for piece in sorted(piece for piece in pieces if piece not in spanning):
        if columns and piece.left < columns[-1].right:
            left, right, amounts = columns[-1]
            columns[-1] = Column(left, max(right, piece.right), amounts or piece.is_amount)
        else:
            columns.append(Column(piece.left, piece.right, piece.is_amount))
    return columns


def with_indented(columns: Sequence[Column], lines: Sequence[Sequence[Piece]]) -> list[Column]:
    """`columns`, which have one head, with those of words made one that never stand beside each other: labels set in, and the rest of one on its next line."""
    joined: list[Column] = []
    for column in columns:
        before = joined[-1] if joined else column
        if (
            joined
            and not (column.holds_amounts or before.holds_amounts)
            and not any(_has_one_in(before, line) and _has_one_in(column, line) for line in lines)
        ):
            joined[-1] = Column(before.left, column.right, holds_amounts=False)
        else:
            joined.append(column)
    return joined


def _has_one_in(column: Column, line: Sequence[Piece]) -> bool:
    return any(column.left <= piece.left and piece.right <= column.right for piece in line)


def _spanning(lines: Sequence[Sequence[Piece]], pieces: Sequence[Piece]) -> list[Piece]:
    """Words that stand over several columns."""
    words = [piece for piece in pieces if not piece.is_amount]
    found = []
    for piece in words:
        gaps = [
            (before.right, after.left)
            for line in lines
            for before, after in pairwise(line)
            if before.right > piece.left + 1 and after.left < piece.right - 1
        ]
        if gaps:
            left, right = max(gap[0] for gap in gaps), min(gap[1] for gap in gaps)
            going_on = sum(other.left < min(left, right) and other.right > max(left, right) for other in words)
            if len(gaps) > 2 * going_on:
                found.append(piece)
    return found
