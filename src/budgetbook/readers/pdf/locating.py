"""Where printed words stand on the pages of a PDF: over line breaks, whatever blanks and punctuation lie between."""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import NamedTuple

from budgetbook.readers.pdf import pdfium
from budgetbook.readers.pdf.placing import Box, Placing, placing_of

_PAGES_ON = 3  # a sentence, a form goes on over that many pages at most
_PIECE = 12  # characters; of a sentence that isn't there as a whole (a page break in it) the beginning or end will do
_GAP = 1.2  # of a line's height; a wider one is between two cells
_MOST_KEPT = 64  # pages
_FULL_WIDTH = {ord("０") + n: ord("0") + n for n in range(10)}


class Found(NamedTuple):
    """Words on page `page`: a box (left, bottom, right, top) in its own coordinates for each line."""

    page: int
    boxes: tuple[Box, ...]


class _Words(NamedTuple):
    """The characters of a page that words are told by, and which character of pdfium's each is."""

    text: str
    characters: tuple[int, ...]


class Locator:
    """Looks for words in an open document of `count` pages."""

    def __init__(self, document: int, count: int) -> None:
        self._document, self._count = document, count
        self._words = lru_cache(_MOST_KEPT)(self._words_of)

    def placing(self, page: int) -> Placing:
        """How page `page` (from 1) is shown."""
        with self._page(page) as handle:
            return placing_of(handle)

    def find(self, text: str, page: int | None) -> Found | None:
        """The first place of `text` on `page` or the pages it may go on over; on all pages where None. None where it isn't there."""
        pages = range(1, self._count + 1) if page is None else range(page, min(page + _PAGES_ON, self._count) + 1)
        wanted = _plain(text)
        pieces = [wanted] if len(wanted) <= _PIECE or page is None else [wanted, wanted[:_PIECE], wanted[-_PIECE:]]
        return next((found for piece in pieces if piece for found in self._found(piece, pages)), None)

    def _found(self, wanted: str, pages: Iterable[int]) -> Iterator[Found]:
        for page in pages:
            words = self._words(page)
            at = words.text.find(wanted)
            if at >= 0:
                first, last = words.characters[at], words.characters[at + len(wanted) - 1]
                yield Found(page, self._boxes(page, first, last - first + 1))

    def _words_of(self, page: int) -> _Words:
        with self._text(page) as text:
            count = max(0, pdfium.count_characters(text)) if text else 0
            codes = [(at, pdfium.unicode_of(text, at)) for at in range(count)]
        kept = [(at, char) for at, code in codes for char in _plain(chr(code) if code < 0x110000 else "")]
        return _Words("".join(char for _, char in kept), tuple(at for at, _ in kept))

    def _boxes(self, page: int, first: int, count: int) -> tuple[Box, ...]:
        """A box for each line that `count` characters from `first` on stand in."""
        edges = (ctypes.c_float * 4)()  # left, top, right, bottom
        boxes = []
        with self._text(page) as text:
            for number in range(first, first + count):
                if text and pdfium.loose_box_of(text, number, ctypes.addressof(edges)):
                    left, top, right, bottom = edges
                    if right > left and top > bottom:  # blanks that pdfium adds have no size
                        boxes.append((left, bottom, right, top))
        placing = self.placing(page)
        return tuple(placing.own(line) for line in _lines(placing.box(*box) for box in boxes))

    @contextmanager
    def _page(self, page: int) -> Iterator[int]:
        handle = pdfium.load_page(self._document, page - 1)
        try:
            yield handle
        finally:
            if handle:
                pdfium.close_page(handle)

    @contextmanager
    def _text(self, page: int) -> Iterator[int | None]:
        with self._page(page) as handle:
            text = pdfium.load_text(handle) if handle else None
            try:
                yield text
            finally:
                if text:
                    pdfium.close_text(text)


def _lines(boxes: Iterable[Box]) -> list[Box]:
    """Boxes of characters as shown, in their order, joined to one for each line; cells side by side stay apart."""
    lines: list[Box] = []
    for box in boxes:
        if lines:
            left, top, right, bottom = lines[-1]
            high = bottom - top
            same = min(bottom, box[3]) - max(top, box[1]) > high / 2
            if same and -high < box[0] - right < _GAP * high:
                lines[-1] = (min(left, box[0]), min(top, box[1]), max(right, box[2]), max(bottom, box[3]))
                continue
        lines.append(box)
    return lines


def _plain(text: str) -> str:
    """Letters, ideographs and digits alone: blanks and punctuation differ between what is printed and what is quoted."""
    return "".join(char for char in text.translate(_FULL_WIDTH) if char.isalnum())
