"""Runs → the pieces of a line that may be cells: words with a gap to both sides.

Cells of tables that are set tightly stand half an em from each other, so the gap is small; what it parts too much is put together
where columns are known.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple

from budgetbook.readers.pdf.runs import Run

_GAP = 0.3  # em between pieces
_PIECE_GAP = 0.15  # em between a whole amount and what is beside it
_WIDE_GAP = 1.2  # em that running text never leaves
_SPREAD = 4.0  # em between characters of one word that are set apart: 合　计
_WIDE = "\u2e80"
_AMOUNT = re.compile(r"[-−－–(（]?(?:\d{1,3}(?:[,，]\d{3})+(?:\.\d+)?|\d+\.\d+)[)）]?")
Characters = Callable[[Run], list[Run]]


class Piece(NamedTuple):
    """Words on one line, or on several that belong together; `size` is the height of their type."""

    left: float
    right: float
    top: float
    bottom: float
    size: float
    text: str

    @property
    def centre(self) -> float:
        """The middle from left to right."""
        return (self.left + self.right) / 2

    @property
    def middle(self) -> float:
        """The middle from top to bottom."""
        return (self.top + self.bottom) / 2

    @property
    def is_amount(self) -> bool:
        """Whether it is a number with a point or thousands parted: codes and years are none."""
        return _AMOUNT.fullmatch(self.text) is not None

    def is_over(self, left: float, right: float) -> bool:
        """Whether it stands over or under something between `left` and `right`."""
        return self.left < right and left < self.right


class TableLine(NamedTuple):
    """The pieces of a line from left to right, with its edges and the size of its type."""

    top: float
    bottom: float
    size: float
    pieces: list[Piece]

    def has_amount(self) -> bool:
        """Whether it looks like a row: an amount with a wide gap beside it, or two one after the other.

        Amounts in running text have neither, however far apart its words are set to fill the line.
        """
        for before, after in pairwise(self.pieces):
            wide = after.left - before.right >= _WIDE_GAP * self.size
            if (before.is_amount and (wide or after.is_amount)) or (after.is_amount and wide):
                return True
        return False


def table_line(runs: Sequence[Run], characters: Characters, *, wholly: bool) -> TableLine:
    """The line that `runs` make; `characters` gives those of a run that may hold several cells.

    Unless `wholly`, only runs with amounts among other words are taken apart, which is enough to tell a table from running text.
    """
    parted: list[Run] = []
    for run in runs:
        inside = _has_blank(run) and (wholly or "." in run.text or "," in run.text)
        parted += characters(run) if inside else ()
        if not inside or not parted:
            parted.append(run)
    parted.sort(key=attrgetter("left"))
    groups: list[list[Run]] = []
    right = 0.0
    for run in parted:
        if groups and run.left - right < _PIECE_GAP * (run.size or run.bottom - run.top):
            groups[-1].append(run)
            right = max(right, run.right)
        else:
            groups.append([run])
            right = run.right
    joined: list[Piece] = []
    for group in groups:
        piece = _piece(group)
        near = bool(joined) and piece.left - joined[-1].right < _GAP * piece.size
        if near and not piece.is_amount and not joined[-1].is_amount:
            joined[-1] = together((joined[-1], piece))
        else:
            joined.append(piece)
    top, bottom = min(piece.top for piece in joined), max(piece.bottom for piece in joined)
    return TableLine(top, bottom, max(piece.size for piece in joined), joined)


def _piece(runs: Sequence[Run]) -> Piece:
    """The piece of runs that follow each other."""
    left, right, top, bottom = runs[0].left, runs[0].right, runs[0].top, runs[0].bottom
    size, text = 0.0, ""
    for run in runs:
        right, top, bottom = max(right, run.right), min(top, run.top), max(bottom, run.bottom)
        size, text = max(size, run.size or run.bottom - run.top), text + run.text.strip()
    return Piece(left, right, top, bottom, size, text)


def together(pieces: Iterable[Piece]) -> Piece:
    """Pieces as one, in their order."""
    pieces = list(pieces)
    return Piece(
        min(piece.left for piece in pieces),
        max(piece.right for piece in pieces),
        min(piece.top for piece in pieces),
        max(piece.bottom for piece in pieces),
        max(piece.size for piece in pieces),
        "".join(piece.text for piece in pieces),
    )


def is_numbering(line: Sequence[Piece]) -> bool:
    """Whether `line` numbers the columns: 1 2 3 … from anywhere on; over the labels may stand something else."""
    texts = [piece.text.strip("()（）") for piece in line]
    if texts and not texts[0].isdecimal():
        texts = texts[1:]
    if len(texts) < 2 or not all(text.isdecimal() and len(text) < 3 for text in texts):
        return False
    return all(int(after) == int(before) + 1 for before, after in pairwise(texts))


def words_set_apart(pieces: Sequence[Piece], columns: Sequence[tuple[float, float]] = ()) -> list[Piece]:
    """`pieces` with single characters that follow each other joined to words, unless they stand over different `columns`."""
    joined: list[Piece] = []
    last: Piece | None = None  # the last character
    for piece in pieces:
        if (
            last is not None
            and _is_character(last)
            and _is_character(piece)
            and piece.left - last.right < _SPREAD * piece.size
            and (not columns or _column(last, columns) == _column(piece, columns))
        ):
            joined[-1] = together((joined[-1], piece))
        else:
            joined.append(piece)
        last = piece
    return joined


def _column(piece: Piece, columns: Sequence[tuple[float, float]]) -> int:
    """The column nearest to `piece`."""
    return min(range(len(columns)), key=lambda n: max(piece.left - columns[n][1], columns[n][0] - piece.right))


def _has_blank(run: Run) -> bool:
    return len(run.text.split(None, 1)) > 1


def _is_character(piece: Piece) -> bool:
    return len(piece.text) == 1 and piece.text >= _WIDE
