"""Words set in a typeface that the file names but doesn't hold. pdfium knows no width for them and leaves them out of its text.

Titles are often set so (方正小标宋 is licensed by the seat), and the file still says in its tables which characters they are.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from budgetbook.readers.pdf import pdfium
from budgetbook.readers.pdf.placing import Placing
from budgetbook.readers.pdf.runs import Run

if TYPE_CHECKING:
    import pikepdf

_SHOWING = frozenset({"Tj", "TJ", "'", '"'})
_MOST_CODES = 70_000
_HEX = r"<\s*([0-9A-Fa-f\s]*)>"
_SINGLE = re.compile(rf"{_HEX}\s*{_HEX}")
_RANGE = re.compile(rf"{_HEX}\s*{_HEX}\s*(?:{_HEX}|\[([^\]]*)\])")
_BLOCK = re.compile(r"beginbf(char|range)(.*?)endbf(?:char|range)", re.DOTALL)


class Unembedded:
    """The words of a file's unembedded typefaces. The file is opened a second time only where a page has such words; close it."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: pikepdf.Pdf | None = None
        self._maps: dict[Any, dict[int, str]] = {}

    def close(self) -> None:
        """Close the file."""
        if self._file is not None:
            self._file.close()

    def runs(self, number: int, objects: Sequence[int], lost: Sequence[int], placing: Placing) -> list[Run]:
        """The runs of page `number` (from 1) for those of its text `objects` (handles in drawing order) that are `lost`.

        Nothing where the page's operators and pdfium's objects don't pair.
        """
        wanted = {one for one in lost if not _is_embedded(one)}
        if not wanted:
            return []
        shown = self._shown(number)
        if len(shown) != len(objects):
            return []
        return [
            _run(one, words, placing)
            for one, words in zip(objects, shown, strict=True)
            if one in wanted and words.strip()
        ]

    def _shown(self, number: int) -> list[str]:
        """What each text operator of the page shows, "" where its typeface tells no characters."""
        import pikepdf

        try:
            if self._file is None:
                self._file = pikepdf.open(self._path)
            page = self._file.pages[number - 1]
            return list(self._operators(page, page.resources.get("/Font", {})))
        except (RuntimeError, pikepdf.PdfError, ValueError, TypeError, AttributeError, KeyError, IndexError):
            return []  # what pdfium forgave, pikepdf may not

    def _operators(self, page: pikepdf.Page, fonts: Any) -> Iterator[str]:
        import pikepdf

        codes: dict[int, str] = {}
        saved: list[dict[int, str]] = []
        for instruction in pikepdf.parse_content_stream(page, "q Q Tf Tj TJ ' \""):
            operands, name = instruction.operands, str(instruction.operator)
            if name == "q":
                saved.append(codes)
            elif name == "Q":
                codes = saved.pop() if saved else {}
            elif name == "Tf":
                codes = self._characters(fonts.get(str(operands[0])))
            elif name in _SHOWING:
                pieces = operands[0] if name == "TJ" else operands[-1:]
                strings = [bytes(piece) for piece in pieces if isinstance(piece, pikepdf.String)]
                if any(strings):
                    yield "".join(_decoded(string, codes) for string in strings)

    def _characters(self, font: Any) -> dict[int, str]:
        """Two-byte codes of `font` → characters; empty for other typefaces, which pdfium reads by itself."""
        if font is None or font.get("/Subtype") != "/Type0" or "/ToUnicode" not in font:
            return {}
        key = font.objgen
        if key not in self._maps or not font.is_indirect:
            self._maps[key] = unicode_map(font["/ToUnicode"].read_bytes().decode("latin-1"))
        return self._maps[key]


def unicode_map(text: str) -> dict[int, str]:
    """The codes of a ToUnicode map. Source: ISO 32000-1, 9.10.3."""
    codes: dict[int, str] = {}
    for kind, block in _BLOCK.findall(text):
        if kind == "char":
            for code, words in _SINGLE.findall(block):
                codes[_number(code)] = _characters(words)
            continue
        for first, last, words, listed in _RANGE.findall(block):
            start, end = _number(first), _number(last)
            if not 0 <= end - start < _MOST_CODES - len(codes):
                continue
            each = re.findall(_HEX, listed) if listed else []
            for n in range(end - start + 1):
                if listed:
                    codes[start + n] = _characters(each[n]) if n < len(each) else ""
                else:
                    before, char = _characters(words)[:-1], _characters(words)[-1:]
                    codes[start + n] = before + (chr(ord(char) + n) if char and ord(char) + n < 0x110000 else "")
    return codes


def _number(digits: str) -> int:
    return int("".join(digits.split()) or "0", 16)


def _characters(digits: str) -> str:
    plain = "".join(digits.split())
    return bytes.fromhex(plain + "0" * (len(plain) % 2)).decode("utf-16-be", "ignore")


def _decoded(string: bytes, codes: dict[int, str]) -> str:
    return "".join(codes.get(string[n] << 8 | string[n + 1], "") for n in range(0, len(string) - 1, 2)) if codes else ""


def _is_embedded(text_object: int) -> bool:
    return bool(pdfium.font_is_embedded(pdfium.font_of(text_object)))


def _run(text_object: int, words: str, placing: Placing) -> Run:
    """`words` where the object stands, a Chinese character as wide as the type is high."""
    buffer = (ctypes.c_float * 6)()
    pdfium.matrix_of(text_object, ctypes.addressof(buffer))
    a, b, c, d, x, y = buffer
    size = ctypes.c_float()
    pdfium.font_size_of(text_object, ctypes.addressof(size))
    wide = size.value * sum(0.5 if char.isascii() else 1.0 for char in words)
    high, deep = 0.88 * size.value, -0.12 * size.value
    xs = [x + a * along + c * up for along in (0.0, wide) for up in (deep, high)]
    ys = [y + b * along + d * up for along in (0.0, wide) for up in (deep, high)]
    left, top, right, bottom = placing.box(min(xs), min(ys), max(xs), max(ys))
    return Run(words, left, top, right, bottom, 0, 0)
