"""The text of a page as runs: what one drawing operator put on one line, with its box.

A box per run instead of per character keeps the calls few; characters get boxes of their own only where a run crosses a ruling.
"""

from __future__ import annotations

import ctypes
import re
import unicodedata
from collections.abc import Callable, Sequence
from functools import cache
from itertools import groupby, repeat
from typing import NamedTuple

from budgetbook.readers.pdf import pdfium

MOST_CHARACTERS = 400_000  # on one page; real ones have a few thousand
_INVISIBLE = 3
# pdfium's marks for a hyphen at a line's end, and codes that mean nothing.
_NOTHING = "\u200b"
_MARKS = {0x02: "-", 0xFFFE: "-", 0xAD: "-", 0x200B: _NOTHING, 0xFEFF: _NOTHING, 0xFFFF: _NOTHING, 0xA0: " "}
# Radicals that fonts give for characters, and that Unicode leaves without an equivalent.
_RADICALS = dict(
    zip(
        "⺠⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻩⻬⻮⻰",
        "民西见角贝车长门青韦页风飞食马骨鬼鱼鸟黄齐齿龙",
        strict=True,
    )
)
_ODD = re.compile("[\x00-\x1f\xad\u200b\ufeff\xa0\ufffe\uffff\u2e80-\u2fdf\uf900-\ufaff]")
_Place = Callable[[float, float, float, float], tuple[float, float, float, float]]


class Run(NamedTuple):
    """Characters `first` to `last` of the page's text, and their box in points from the page's upper left corner.

    `size` is the height of its smaller end character: some typefaces give stops a box higher than their type.
    0 stands for the height of the box.
    """

    text: str
    left: float
    top: float
    right: float
    bottom: float
    first: int
    last: int
    size: float = 0.0


class TextPage:
    """The text of one page; close it. `place` turns a box (left, bottom, right, top) of the page into one from its upper left corner."""

    def __init__(self, page: int, place: _Place) -> None:
        self._handle: int = pdfium.load_text(page)
        self._place = place
        self._all = ""

    def close(self) -> None:
        """Free what pdfium holds for the text."""
        if self._handle:
            pdfium.close_text(self._handle)

    def runs(self, width: float, height: float) -> tuple[list[Run], set[int]]:
        """The runs shown on a page of `width` × `height` points in drawing order, and the handles of all text objects.

        Raises ValueError where there is more text than on any real page.
        """
        count = pdfium.count_characters(self._handle) if self._handle else 0
        if count <= 0:
            return [], set()
        if count > MOST_CHARACTERS:
            raise ValueError(f"{count} characters on a page")
        text = self._all = self._text(count)
        objects = list(map(pdfium.text_object_of, repeat(self._handle), range(count)))
        spans = _spans(objects, text)
        boxes = self._boxes([index for _, first, last in spans for index in (first, last)])
        runs: list[Run] = []
        place, at = self._place, 0
        for handle, first, last in spans:
            x, y2, x2, y, left2, top2, right2, bottom2 = boxes[at : at + 8]
            at += 8
            left, top, right, bottom = place(x, y, x2, y2)
            size = bottom - top
            if first != last:
                left2, top2, right2, bottom2 = place(left2, bottom2, right2, top2)
                if bottom2 - top2 < size:
                    size = bottom2 - top2
                left = left2 if left2 < left else left
                top = top2 if top2 < top else top
                right = right2 if right2 > right else right
                bottom = bottom2 if bottom2 > bottom else bottom
            x, y = (left + right) / 2, (top + bottom) / 2
            if not (0 <= x <= width and 0 <= y <= height) or pdfium.render_mode_of(handle) == _INVISIBLE:
                continue  # not printed, so not published
            runs.append(Run(text[first : last + 1].replace(_NOTHING, ""), left, top, right, bottom, first, last, size))
        return runs, set(objects) - {None}

    def characters(self, run: Run) -> list[Run]:
        """The characters of `run` one by one, blanks left out."""
        boxes = self._boxes(range(run.first, run.last + 1))
        single = []
        text = self._all[run.first : run.last + 1]
        for n, char in enumerate(text):
            if not char.isspace() and char != _NOTHING:
                left, top, right, bottom = boxes[4 * n : 4 * n + 4]
                box = self._place(left, bottom, right, top)
                single.append(Run(char, *box, run.first + n, run.first + n))
        return single

    def _text(self, count: int) -> str:
        buffer = (ctypes.c_ushort * (count + 1))()
        pdfium.text_of(self._handle, 0, count, ctypes.addressof(buffer))
        text = bytes(buffer)[:-2].decode("utf-16-le", "replace")
        if len(text) != count or "\x00" in text:
            # A character without meaning or beyond the basic plane moves all others in pdfium's text: ask one by one.
            text = "".join(map(_character, map(pdfium.unicode_of, repeat(self._handle), range(count))))
        return text.translate(_replacements()) if _ODD.search(text) else text

    def _boxes(self, indices: Sequence[int]) -> list[float]:
        """For each index left, top, right, bottom in the page's own coordinates."""
        count = len(indices)
        buffer = (ctypes.c_float * (4 * count))()
        start = ctypes.addressof(buffer)
        for _ in map(pdfium.loose_box_of, repeat(self._handle), indices, range(start, start + 16 * count, 16)):
            pass
        return list(buffer)


def _spans(objects: Sequence[int | None], text: str) -> list[tuple[int, int, int]]:
    """(text object, first, last) for each stretch of characters of one object, blanks at its ends left out."""
    spans = []
    at = 0
    pending: tuple[int, int, int] | None = None
    for handle, group in groupby(objects):
        first, at = at, at + len(list(group))
        if handle is None:
            continue  # blanks that pdfium put between objects, or within one
        last = at - 1
        if pending is not None and pending[0] == handle:
            pending = (handle, pending[1], last)
            continue
        if pending is not None and (span := _trimmed(pending, text)):
            spans.append(span)
        pending = (handle, first, last)
    if pending is not None and (span := _trimmed(pending, text)):
        spans.append(span)
    return spans


def _trimmed(span: tuple[int, int, int], text: str) -> tuple[int, int, int] | None:
    handle, first, last = span
    while first <= last and text[first] == " ":
        first += 1
    while last > first and text[last] == " ":
        last -= 1
    return (handle, first, last) if first <= last and not text[first : last + 1].isspace() else None


def _character(code: int) -> str:
    return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else " "


@cache
def _replacements() -> dict[int, str]:
    """Codes to put in another's place, one for one: radicals and compatibility forms that fonts give for plain characters, and `_MARKS`.

    Other characters stay as they are: full normalisation would turn ① into 1.
    """
    codes = (*range(0x2E80, 0x2FE0), *range(0xF900, 0xFB00))
    plain = {code: unicodedata.normalize("NFKC", chr(code)) for code in codes}
    radicals = {ord(radical): char for radical, char in _RADICALS.items()}
    return {**dict.fromkeys(range(32), " "), **plain, **radicals, **_MARKS}
