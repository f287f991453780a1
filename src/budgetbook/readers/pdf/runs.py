"""The text of a page as runs: what one drawing operator put on one line, with its box.

A box per run instead of per character keeps the calls few; characters get boxes of their own only where a run crosses a ruling.
"""

from __future__ import annotations

import ctypes
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from functools import cache
from itertools import chain, compress, islice
from math import pi
from operator import ne

import msgspec

from budgetbook.readers.pdf import bulk, pdfium
from budgetbook.readers.pdf.placing import Box, Placing

MOST_CHARACTERS = 400_000  # on one page; real ones have a few thousand
_INVISIBLE = 3
_ASKED, _MOST_WORDS = 20, 0.7  # characters of a page that are asked how they stand, and the share of them that decides
_LEANING = (
    0.28  # quarters by which words may lean; pdfium takes type made italic by slanting it for turned by up to 0.2
)
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
_UNPRINTABLE = {**dict.fromkeys(range(32), " "), 0x7F: " ", 0x200B: None, 0x3000: " "}
_ODD = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\xad\u200b\ufeff\xa0\ufffe\uffff\u2e80-\u2fdf\uf900-\ufaff]")


class Run(msgspec.Struct, frozen=True, gc=False):
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
    """The text of one page; close it.

    `placing` is the page's own where its words stand upright on it; else turned so that they do.
    """

    def __init__(self, page: int, placing: Placing) -> None:
        self._handle: int = pdfium.load_text(page)
        self._count: int = pdfium.count_characters(self._handle) if self._handle else 0
        self._all = ""
        angles = self._asked_angles()
        self._slanted = any(angle >= 0 and _is_slanted(angle) for angle in angles)
        turns = _turns(angles)
        self.placing = placing if turns is None else placing._replace(turns=turns)

    def close(self) -> None:
        """Free what pdfium holds for the text."""
        if self._handle:
            pdfium.close_text(self._handle)

    def _asked_angles(self) -> list[float]:
        """By how much some of the characters are turned clockwise in radians, below 0 for none."""
        if not 0 < self._count <= MOST_CHARACTERS:
            return []
        return list(bulk.angles(self._handle, range(0, self._count, max(1, self._count // _ASKED))))

    def runs(self, width: float, height: float) -> tuple[list[Run], set[int]]:
        """The runs shown on a page of `width` × `height` points in drawing order, and the handles of all text objects.

        Raises ValueError where there is more text than on any real page.
        """
        count = self._count
        if count <= 0:
            return [], set()
        if count > MOST_CHARACTERS:
            raise ValueError(f"{count} characters on a page")
        text = self._all = self._text(count)
        objects = bulk.text_objects(self._handle, count)
        spans = _spans(objects, text)
        if self._slanted:  # a watermark's characters may be drawn one by one
            angles = bulk.angles(self._handle, [first for _, first, _ in spans])
            spans = [span for span, angle in zip(spans, angles, strict=True) if angle < 0 or not _is_slanted(angle)]
        firsts = self._boxes([first for _, first, _ in spans])
        lasts = iter(self._boxes([last for _, first, last in spans if last > first]))
        modes = bulk.render_modes([handle for handle, _, _ in spans])
        runs: list[Run] = []
        for (_, first, last), (left, top, right, bottom), mode in zip(spans, firsts, modes, strict=True):
            size = bottom - top
            if last > first:
                left2, top2, right2, bottom2 = next(lasts)
                if abs(top2 - top) > size / 2 and abs(left2 - left) > size / 2:
                    continue  # words on a slant are a watermark
                if bottom2 - top2 < size:
                    size = bottom2 - top2
                left = left2 if left2 < left else left
                top = top2 if top2 < top else top
                right = right2 if right2 > right else right
                bottom = bottom2 if bottom2 > bottom else bottom
            if 0 <= left + right <= 2 * width and 0 <= top + bottom <= 2 * height and mode != _INVISIBLE:
                words = text[first : last + 1]
                if not words.isprintable():
                    words = words.translate(_UNPRINTABLE)
                runs.append(Run(words, left, top, right, bottom, first, last, size))
        return runs, {one for one in objects if one is not None}

    def characters(self, run: Run) -> list[Run]:
        """The characters of `run` one by one, blanks left out."""
        indices = range(run.first, run.last + 1)
        return [
            Run(char, *box, index, index)
            for index, char, box in zip(indices, self._all[run.first : run.last + 1], self._boxes(indices), strict=True)
            if not char.isspace() and char != _NOTHING
        ]

    def _text(self, count: int) -> str:
        buffer = (ctypes.c_ushort * (count + 1))()
        pdfium.text_of(self._handle, 0, count, ctypes.addressof(buffer))
        text = bytes(buffer)[:-2].decode("utf-16-le", "replace")
        if len(text) != count or "\x00" in text:
            # A character without meaning or beyond the basic plane moves all others in pdfium's text: ask one by one.
            text = "".join(map(_character, bulk.unicodes(self._handle, count)))
        return text.translate(_replacements()) if _ODD.search(text) else text

    def _boxes(self, indices: Sequence[int]) -> list[Box]:
        """The box of each character."""
        return self.placing.boxes(*bulk.character_boxes(self._handle, indices))


def _turns(angles: Sequence[float]) -> int | None:
    """By how many quarters clockwise a page must be turned for most of its words to stand upright; None where they stand in all ways."""
    if not angles:
        return None
    angle, most = Counter(angles).most_common(1)[0]
    if angle < 0 or most <= _MOST_WORDS * len(angles) or _is_slanted(angle):
        return None
    return -round(angle / (pi / 2)) % 4


def _is_slanted(angle: float) -> bool:
    quarters = angle / (pi / 2)
    return abs(quarters - round(quarters)) > _LEANING


def _spans(objects: Sequence[int | None], text: str) -> list[tuple[int, int, int]]:
    """(text object, first, last) for each stretch of characters of one object, blanks at its ends left out."""
    ends = compress(range(1, len(objects)), map(ne, objects, islice(objects, 1, None)))
    spans: list[tuple[int, int, int]] = []
    pending: int | None = None
    first = last = since = 0
    for end in chain(ends, (len(objects),)):
        handle = objects[first]
        if handle is not None and handle != pending:  # None: blanks that pdfium put between objects, or within one
            if pending is not None:
                if text[since].isspace() or text[last].isspace():
                    spans += _trimmed(pending, since, last, text)
                else:
                    spans.append((pending, since, last))
            pending, since = handle, first
        if handle is not None:
            last = end - 1
        first = end
    if pending is not None:
        spans += _trimmed(pending, since, last, text)
    return spans


def _trimmed(handle: int, first: int, last: int, text: str) -> list[tuple[int, int, int]]:
    """The span without blanks at its ends; none where it is nothing else."""
    while first <= last and text[first].isspace():
        first += 1
    while last > first and text[last].isspace():
        last -= 1
    return [(handle, first, last)] if first <= last else []


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
