"""One scanned page → its tables and the lines around them, as a page of a PDF with text gives them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from statistics import median
from typing import NamedTuple

import msgspec
import numpy as np

from budgetbook.model.place import Place
from budgetbook.readers.pdf.filling import Filling
from budgetbook.readers.pdf.lattice import Lattice, lattices
from budgetbook.readers.pdf.page import Page, PageTable
from budgetbook.readers.pdf.runs import Run
from budgetbook.readers.pdf.words import TextLine, text_lines
from budgetbook.readers.scan.ink import Ink, ink_of
from budgetbook.readers.scan.lines import Blobs, Piece, lines_of, pieces_of, usual_height
from budgetbook.readers.scan.looking import Seen, legibility, look_at
from budgetbook.readers.scan.picture import Picture, TooMuch, scaled
from budgetbook.readers.scan.recognition import Recogniser
from budgetbook.readers.scan.straightening import Straight, straight
from budgetbook.readers.scan.turning import Turned, back_from, lines_stand, turned

_EM, _FIGURE = 0.92, 0.72  # of an em; how high most Chinese characters and figures are
_SNAP = 0.15  # of the usual size; sizes nearer to it are it
# A page that is the right way up: how sure the model is of it on average, characters in a piece; and how many times as many
# characters another way up must show. Measured: 0.99 and 6 upright; on its head 0.76, a third as many; on its side 1.2 characters, a quarter.
_SURE, _FEW, _CLEARLY = 0.85, 2.5, 1.5
_DRAWING = 4.0  # em; ink as high and as wide is no character


class _View(NamedTuple):
    """A page as it is looked at: level, its ink, the grids of its rulings, and what is to be read."""

    level: Straight
    ink: Ink
    found: list[Lattice]
    pieces: list[Piece]


def page_of(picture: Picture, number: int, recogniser: Callable[[], Recogniser]) -> Page:
    """Page `number` as it is read from `picture`, whichever way up. Raises TooMuch."""
    view = _view(turned(scaled(picture), 0))
    seen = look_at(view.ink.grey, view.pieces, recogniser)
    quarters = 0
    if _may_lie_otherwise(view, seen):
        quarters, view = _right_way_up(view, scaled(picture), recogniser)
        if quarters:
            seen = look_at(view.ink.grey, view.pieces, recogniser)
    level, scale = view.level, view.level.picture.scale
    runs = _runs(view.pieces, seen, scale)
    parts: list[PageTable | TextLine] = []
    for lattice in view.found:
        filling = Filling(lattice, lambda run: [run])
        left = filling.take(runs)
        if len(lattice.slots) == 1 or len(left) == len(runs):
            continue  # a frame, or lines of a drawing
        runs = left
        parts.append(_table(filling, seen, level, number))
    parts += text_lines(runs) if runs else []
    parts.sort(key=lambda part: part.top)
    return Page(
        number=number,
        width=level.picture.width,
        height=level.picture.height,
        parts=parts,
        characters=sum(len(one.text) for one in seen),
        quarters=quarters,
    )


def _view(page: Turned) -> _View:
    level = straight(page.picture)
    ink = ink_of(level.picture)
    try:
        found = lattices(ink.rulings)
    except ValueError as error:
        raise TooMuch("表格的格子过多") from error
    level = level._replace(back=back_from(level.back, page.back))
    return _View(level, ink, found, _pieces(ink, found, level.picture.scale))


def _may_lie_otherwise(view: _View, seen: Sequence[Seen]) -> bool:
    """Whether a page may lie on its head (the model isn't sure of what it reads) or its side (single characters, lines that stand upright)."""
    read = [one for one, piece in zip(seen, view.pieces, strict=True) if piece.text is None]
    if not read:
        return False
    sure = sum(one.sure for one in read) / len(read)
    length = sum(len(one.text) for one in read) / len(read)
    return sure < _SURE or length < _FEW or lines_stand(view.ink.blobs)


def _right_way_up(view: _View, picture: Picture, recogniser: Callable[[], Recogniser]) -> tuple[int, _View]:
    """By how many quarters `picture` is to be turned, and how it looks then; 0 and `view` where no turn makes it clearly more legible."""
    best = (_CLEARLY * legibility(view.ink.grey, view.pieces, recogniser), 0, view)
    for quarters in (1, 2, 3):
        other = _view(turned(picture, quarters))
        found = legibility(other.ink.grey, other.pieces, recogniser)
        if found > best[0]:
            best = (found, quarters, other)
    return best[1], best[2]


def _pieces(ink: Ink, found: Sequence[Lattice], scale: float) -> list[Piece]:
    """What is to be read, line by line in each cell and around the tables."""
    em = usual_height(ink.blobs, scale)
    high = ink.blobs[:, 3] - ink.blobs[:, 1]
    wide = ink.blobs[:, 2] - ink.blobs[:, 0]
    text = ink.blobs[(high < _DRAWING * em) & (wide < _DRAWING * em)]
    home = _homes(text, found, scale)
    pieces: list[Piece] = []
    order = np.argsort(home, kind="stable")
    starts = np.nonzero(np.diff(home[order], prepend=-2))[0]
    for group in np.split(order, starts[1:]) if len(order) else []:
        inside = text[group]
        if home[group[0]] >= 0:
            pieces += lines_of(inside, em)
        else:
            around = usual_height(inside, scale)
            for line in lines_of(inside, around):
                pieces += pieces_of(line)
    return pieces


def _homes(blobs: Blobs, found: Sequence[Lattice], scale: float) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """For each blob the number of the cell around its middle, cells of all lattices counted in one row; -1 outside."""
    home = np.full(len(blobs), -1, dtype=np.int64)
    x = (blobs[:, 0] + blobs[:, 2]) / 2 / scale
    y = (blobs[:, 1] + blobs[:, 3]) / 2 / scale
    before = 0
    for lattice in found:
        xs, ys = np.array(lattice.xs), np.array(lattice.ys)
        inside = (home < 0) & (x > xs[0]) & (x < xs[-1]) & (y > ys[0]) & (y < ys[-1])
        columns = np.searchsorted(xs, x[inside]) - 1
        rows = np.searchsorted(ys, y[inside]) - 1
        home[inside] = before + np.array(lattice.owner, dtype=np.int64)[rows, columns]
        before += len(lattice.slots)
    return home


def _runs(pieces: Sequence[Piece], seen: Sequence[Seen], scale: float) -> list[Run]:
    """The pieces that say something as runs, each as high as its type whatever characters are in it. `first` is the piece's number."""
    told = [n for n, one in enumerate(seen) if one.text]
    sizes = {n: _size(pieces[n], seen[n].text) for n in told}
    usual = median([sizes[n] for n in told for _ in seen[n].text] or [1.0])
    runs = []
    for n in told:
        piece, size = pieces[n], sizes[n]
        if abs(size - usual) < _SNAP * usual:
            size = usual
        middle = (piece.top + piece.bottom) / 2
        top, bottom = (middle - size / 2) / scale, (middle + size / 2) / scale
        runs.append(Run(seen[n].text, piece.left / scale, top, piece.right / scale, bottom, n, n))
    return runs


def _size(piece: Piece, text: str) -> float:
    """The size of the piece's type in pixels, by the height of its characters or, where all are as wide as high, their width."""
    own = float((piece.blobs[:, 3] - piece.blobs[:, 1]).max())
    wide = [char >= "\u2e80" for char in text if not char.isspace()]
    if not any(wide):
        return own / _FIGURE
    return max(own / _EM, (piece.right - piece.left) / len(wide) if all(wide) else 0.0)


def _table(filling: Filling, seen: Sequence[Seen], level: Straight, page: int) -> PageTable:
    lattice = filling.lattice
    rows = filling.rows(page)
    for slot, runs in zip(lattice.slots, filling.runs, strict=True):
        doubts = [doubt for run in runs if (doubt := seen[run.first].doubt)]
        rows[slot.row][slot.column] = msgspec.structs.replace(
            rows[slot.row][slot.column],
            place=Place(page=page, box=level.box_before(lattice.box(slot))),
            doubtful=doubts[0] if doubts else None,
        )
    return PageTable(
        rows=rows,
        xs=lattice.xs,
        top=lattice.ys[0],
        bottom=lattice.ys[-1],
        page=page,
        full=filling.full_columns(),
    )
