"""Pieces of ink → what they say: one look at all of them, a closer one at what the first left open."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from budgetbook.readers.scan.amounts import SURE, figures_in, figures_of
from budgetbook.readers.scan.digits import Type, type_of
from budgetbook.readers.scan.lines import Piece
from budgetbook.readers.scan.picture import Grey, TooMuch
from budgetbook.readers.scan.recognition import Recognised, Recogniser

_MARGIN, _CLOSE_MARGIN = 0.15, 0.1  # of a piece's height, kept blank around it
_LEGIBLE = 0.5  # below, what the model says is no text
_MOST_PIECES = 20_000
_SAMPLE = 40  # pieces, from all over the page


class Seen(NamedTuple):
    """What a piece says, why that may be wrong (Chinese), and how sure the model is of its characters on average (0 … 1)."""

    text: str
    doubt: str | None = None
    sure: float = 1.0


def look_at(grey: Grey, pieces: Sequence[Piece], recogniser: Callable[[], Recogniser]) -> list[Seen]:
    """What each of `pieces` on the page `grey` says. Raises TooMuch."""
    if len(pieces) > _MOST_PIECES:
        raise TooMuch(f"{len(pieces)} 处文字")
    found = [Seen(piece.text or "") for piece in pieces]
    unread = [n for n, piece in enumerate(pieces) if piece.text is None]
    if not unread:
        return found  # a blank page asks for no model
    model = recogniser()
    first = dict(zip(unread, model.read([_crop(grey, pieces[n], _MARGIN) for n in unread]), strict=True))
    type_ = type_of((pieces[n], text) for n, look in first.items() if (text := figures_in(look.text)))
    for n, look in first.items():
        found[n] = _seen(pieces[n], [look], type_)
    again = [n for n, look in first.items() if found[n].doubt or min(look.sure, default=0.0) < SURE]
    closer = model.read([_crop(grey, pieces[n], _CLOSE_MARGIN) for n in again], closely=True)
    for n, look in zip(again, closer, strict=True):
        found[n] = _seen(pieces[n], [first[n], look], type_)
    return found


def legibility(grey: Grey, pieces: Sequence[Piece], recogniser: Callable[[], Recogniser]) -> float:
    """How many characters the model is sure of in a piece, on average over some of `pieces`.

    Few where the page lies on its head, about one where it lies on its side: lines then fall to single characters, which the model may know.
    """
    unread = [piece for piece in pieces if piece.text is None]
    if not unread:
        return 0.0
    looks = recogniser().read([_crop(grey, piece, _MARGIN) for piece in unread[:: len(unread) // _SAMPLE + 1]])
    return sum(sum(one >= SURE for one in look.sure) for look in looks) / len(looks)


def _crop(grey: Grey, piece: Piece, margin: float) -> Grey:
    blank = max(2, round(margin * (piece.bottom - piece.top)))
    return grey[max(piece.top - blank, 0) : piece.bottom + blank, max(piece.left - blank, 0) : piece.right + blank]


def _seen(piece: Piece, looks: Sequence[Recognised], type_: Type | None) -> Seen:
    look = max(looks, key=_average)
    sure = _average(look)
    figures = figures_of(piece, looks, type_)
    if figures is not None:
        return Seen(figures.text, figures.doubt, sure)
    if sure < _LEGIBLE:  # dirt, a seal, a signature
        return Seen("", "扫描件上有印迹，没有读出文字", sure)
    if min(look.sure) < _LEGIBLE:
        return Seen(look.text, f"扫描件识别为“{look.text}”，有字没有看清", sure)
    return Seen(look.text, None, sure)


def _average(look: Recognised) -> float:
    return sum(look.sure) / len(look.sure) if look.sure else 0.0
