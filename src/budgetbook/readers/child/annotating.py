"""A PDF with notes on its pages. Runs inside the child: to find words in a stranger's file and to rewrite it is to parse it."""

from __future__ import annotations

import io
import itertools
from collections import defaultdict
from pathlib import Path
from typing import Any, NamedTuple

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, String

from budgetbook.errors import UnreadableFile
from budgetbook.readers.child.messages import Job, Note
from budgetbook.readers.pdf import notes, pdfium, recognises
from budgetbook.readers.pdf.locating import Locator
from budgetbook.readers.pdf.placing import Box, Placing

_EDGE, _STEP = 10.0, 20.0  # points from the page's corner, and between notes in the margin
_GROUP = "检查结果"
_BROKEN = "请用 PDF 软件打开后另存为新文件再试"


class _Put(NamedTuple):
    """A note and where it goes: page, boxes in its own coordinates (none: the margin), and whether they are words found."""

    note: Note
    page: int
    boxes: tuple[Box, ...]
    words: bool


def pdf_annotated(job: Job) -> bytes:
    """The PDF of `job` with its notes. Raises UnreadableFile where the file is no PDF, locked or broken."""
    path = Path(job.path)
    with path.open("rb") as file:
        if not recognises(file.read(4096), path):
            raise UnreadableFile(path, "不是 PDF，不能在原页上标注", "请用 -o 报告.html 或 -o 检查表.xlsx")
    with pdfium.opened(path) as document:
        count = pdfium.count_pages(document, path)
        locator = Locator(document, count)
        puts = [_put(note, locator, count) for note in job.notes]
        placings = {page: locator.placing(page) for page in {put.page for put in puts}}
    try:
        with Pdf.open(path) as pdf:
            _annotate(pdf, puts, placings)
            out = io.BytesIO()
            pdf.save(out)
    except (pikepdf.PdfError, IndexError) as error:
        raise UnreadableFile(path, "PDF 的内部结构不完整，不能写入标注", _BROKEN) from error
    return out.getvalue()


def _put(note: Note, locator: Locator, count: int) -> _Put:
    if note.page is not None and not 1 <= note.page <= count:
        return _Put(note, 1, (), words=False)
    found = None if note.boxed or not note.text else locator.find(note.text, note.page)
    if found is not None and found.boxes:
        return _Put(note, found.page, found.boxes, words=True)
    if note.page is not None and note.box is not None:
        return _Put(note, note.page, (locator.placing(note.page).own(note.box),), words=False)
    return _Put(note, note.page or 1, (), words=False)


def _annotate(pdf: Pdf, puts: list[_Put], placings: dict[int, Placing]) -> None:
    by_page: dict[int, list[_Put]] = defaultdict(list)
    for put in puts:
        by_page[put.page].append(put)
    for number, here in by_page.items():
        page = pdf.pages[number - 1].obj
        made: list[Any] = []
        in_margin = 0
        for put in here:
            if put.words:
                made += notes.words_annotation(pdf, page, put.note, put.boxes)
            elif put.boxes:
                made += notes.box_annotation(pdf, page, put.note, put.boxes[0])
            else:
                box = _margin(placings[number], in_margin)
                made += notes.margin_annotation(pdf, page, put.note, box)
                in_margin += 1
        there = page.get("/Annots")
        page.Annots = Array([*(there if isinstance(there, Array) else ()), *made])
    _outline(pdf, [(put, placings[put.page]) for put in puts if put.note.title is not None])


def _margin(placing: Placing, number: int) -> Box:
    """Where the note of this number goes in the top margin: from left to right, then in a row below."""
    in_a_row = max(1, int((placing.width - 2 * _EDGE) // _STEP))
    row, column = divmod(number, in_a_row)
    left, top = _EDGE + column * _STEP, _EDGE + row * _STEP
    return placing.own((left, top, left + notes.ICON, top + notes.ICON))


def _outline(pdf: Pdf, listed: list[tuple[_Put, Placing]]) -> None:
    """One more entry at the end of the outline, the notes below it; what stands in the outline stays."""
    if not listed:
        return
    outlines = pdf.Root.get("/Outlines")
    if not isinstance(outlines, Dictionary):
        outlines = pdf.make_indirect(Dictionary(Type=Name.Outlines))
        pdf.Root.Outlines = outlines
    group = pdf.make_indirect(Dictionary(Title=String(f"{_GROUP}（{len(listed)}）"), Parent=outlines))
    entries = [
        pdf.make_indirect(
            Dictionary(Title=String(put.note.title or ""), Parent=group, Dest=_destination(pdf, put, placing))
        )
        for put, placing in listed
    ]
    for before, after in itertools.pairwise(entries):
        before.Next, after.Prev = after, before
    group.First, group.Last, group.Count = entries[0], entries[-1], -len(entries)
    group.Dest = entries[0].Dest
    last = outlines.get("/Last")
    if isinstance(last, Dictionary):
        last.Next, group.Prev = group, last
    else:
        outlines.First = group
    outlines.Last = group
    shown = outlines.get("/Count")
    outlines.Count = (int(shown) if isinstance(shown, int) and shown > 0 else 0) + 1


def _destination(pdf: Pdf, put: _Put, placing: Placing) -> Array:
    """The page with the note in sight."""
    boxes = put.boxes or (_margin(placing, 0),)
    left, top = min(box[0] for box in boxes), max(box[3] for box in boxes)
    return Array([pdf.pages[put.page - 1].obj, Name.XYZ, max(0, round(left - 40)), round(top + 60), 0])
