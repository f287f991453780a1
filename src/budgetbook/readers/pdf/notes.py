"""Annotations as PDF objects: a box, highlighted words or a note in the margin, with an appearance of its own and a pop-up.

Each has its appearance stream, so that every viewer and printer shows the same; Acrobat, WPS and browsers list them as comments.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pikepdf import Array, Dictionary, Name, Pdf, String

from budgetbook.readers.child.messages import Note
from budgetbook.readers.pdf.placing import Box

ICON = 16.0  # points, both ways
_AUTHOR = "明账检查"
_LINE = 1.2
_ROUND = 1.5  # points between a cell's box and its mark
_PALE = 0.72  # how far towards white a highlight is
_POPUP = (220.0, 120.0)
_PRINTED = 4  # the annotation's flag: it is on paper too


def box_annotation(pdf: Pdf, page: Any, note: Note, box: Box) -> list[Any]:
    """A frame around `box` (left, bottom, right, top in the page's own coordinates), dashed for a further place."""
    left, bottom, right, top = box
    rect = (left - _ROUND, bottom - _ROUND, right + _ROUND, top + _ROUND)
    wide, high = rect[2] - rect[0], rect[3] - rect[1]
    dash = "" if note.title is not None else "[3 2] 0 d "
    half = _LINE / 2
    frame = f"{half:.2f} {half:.2f} {wide - _LINE:.2f} {high - _LINE:.2f} re"
    drawn = f"/Pale gs {_colour(note)} rg {frame} f /Full gs {_colour(note)} RG {_LINE} w {dash}{frame} S"
    style = Dictionary(W=_LINE, S=Name.S) if note.title is not None else Dictionary(W=_LINE, S=Name.D, D=Array([3, 2]))
    return _with_popup(pdf, page, note, "/Square", rect, drawn, C=_rgb(note), BS=style)


def words_annotation(pdf: Pdf, page: Any, note: Note, boxes: Sequence[Box]) -> list[Any]:
    """Highlighted words, a box for each line."""
    rect = (
        min(box[0] for box in boxes) - 1,
        min(box[1] for box in boxes) - 1,
        max(box[2] for box in boxes) + 1,
        max(box[3] for box in boxes) + 1,
    )
    pale = [channel + (1 - channel) * _PALE for channel in _channels(note)]
    lines = [
        f"{left - rect[0]:.2f} {bottom - rect[1]:.2f} {right - left:.2f} {top - bottom:.2f} re"
        for left, bottom, right, top in boxes
    ]
    drawn = f"/Over gs {' '.join(f'{each:.3f}' for each in pale)} rg {' '.join(lines)} f "
    drawn += f"/Full gs {_colour(note)} RG 0.6 w {' '.join(lines)} S"
    corners = [
        value
        for left, bottom, right, top in boxes
        for value in (left, top, right, top, left, bottom, right, bottom)  # as Acrobat wants them
    ]
    return _with_popup(
        pdf,
        page,
        note,
        "/Highlight",
        rect,
        drawn,
        C=Array([round(each, 3) for each in pale]),
        QuadPoints=_numbers(corners),
    )


def margin_annotation(pdf: Pdf, page: Any, note: Note, box: Box) -> list[Any]:
    """A note's sign in `box`, for what has no place on the page."""
    bars = " ".join(f"3.5 {y} 9 1.4 re" for y in (4, 7.3, 10.6))
    drawn = f"{_colour(note)} rg 0 0 {ICON} {ICON} re f 1 g {bars} f"
    return _with_popup(pdf, page, note, "/Text", box, drawn, C=_rgb(note), Name=Name.Comment)


def _with_popup(pdf: Pdf, page: Any, note: Note, kind: str, rect: Box, drawn: str, **more: Any) -> list[Any]:
    made = pdf.make_indirect(
        Dictionary(
            Type=Name.Annot,
            Subtype=Name(kind),
            Rect=_numbers(rect),
            P=page,
            F=_PRINTED,
            T=String(_AUTHOR),
            Subj=String(note.subject),
            Contents=String(note.contents),
            NM=String(note.name),
            AP=Dictionary(N=_appearance(pdf, rect, drawn)),
            **more,
        )
    )
    right, top = rect[2] + 6, rect[3]
    popup = Dictionary(
        Type=Name.Annot,
        Subtype=Name.Popup,
        Rect=_numbers((right, top - _POPUP[1], right + _POPUP[0], top)),
        Parent=made,
        Open=False,
    )
    made.Popup = pdf.make_indirect(popup)
    return [made, made.Popup]


def _appearance(pdf: Pdf, rect: Box, drawn: str) -> Any:
    states = Dictionary(
        Pale=Dictionary(ca=0.12), Full=Dictionary(ca=1, CA=1, BM=Name.Normal), Over=Dictionary(ca=1, BM=Name.Multiply)
    )
    return pdf.make_stream(
        drawn.encode("ascii"),
        Type=Name.XObject,
        Subtype=Name.Form,
        BBox=_numbers((0, 0, rect[2] - rect[0], rect[3] - rect[1])),
        Resources=Dictionary(ExtGState=states),
    )


def _channels(note: Note) -> list[float]:
    return [channel / 255 for channel in note.colour]


def _colour(note: Note) -> str:
    return " ".join(f"{channel:.3f}" for channel in _channels(note))


def _rgb(note: Note) -> Array:
    return Array([round(channel, 3) for channel in _channels(note)])


def _numbers(values: Sequence[float]) -> Array:
    return Array([round(value, 2) for value in values])
