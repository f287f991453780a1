"""A page as a picture with boxes drawn on it: what the reader found, for people who look for its mistakes."""

from __future__ import annotations

import ctypes
import struct
import zlib
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import pypdfium2_raw as raw  # type: ignore[import-untyped]

from budgetbook.errors import UsageError
from budgetbook.readers.pdf import pdfium

_POINTS_PER_INCH = 72
_MOST_PIXELS = 40_000_000
CELL, LINE, DOUBTFUL = (0x1F, 0x6F, 0xD0), (0x2A, 0x9D, 0x4A), (0xE0, 0x40, 0x20)


class Mark(NamedTuple):
    """A box (left, top, right, bottom) in points from the page's upper left corner, and its colour (red, green, blue)."""

    box: tuple[float, float, float, float]
    colour: tuple[int, int, int]


def page_image(path: Path, number: int, marks: Iterable[Mark], *, dots: int = 110) -> bytes:
    """Page `number` (from 1) of the PDF at `path` as PNG with `marks` on it, at `dots` per inch. Raises UsageError, UnreadableFile."""
    with pdfium.opened(path) as document:
        count = pdfium.count_pages(document, path)
        if not 1 <= number <= count:
            raise UsageError(f"{path}：没有第 {number} 页，全文共 {count} 页")
        page = raw.FPDF_LoadPage(ctypes.cast(document, raw.FPDF_DOCUMENT), number - 1)
        try:
            return _drawn(page, marks, dots / _POINTS_PER_INCH)
        finally:
            raw.FPDF_ClosePage(page)


def _drawn(page: object, marks: Iterable[Mark], scale: float) -> bytes:
    wide, high = raw.FPDF_GetPageWidthF(page), raw.FPDF_GetPageHeightF(page)
    scale = min(scale, (_MOST_PIXELS / max(wide * high, 1.0)) ** 0.5)
    width, height = max(1, int(wide * scale)), max(1, int(high * scale))
    bitmap = raw.FPDFBitmap_CreateEx(width, height, raw.FPDFBitmap_BGR, None, 0)
    try:
        raw.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, 0xFFFFFFFF)
        raw.FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, raw.FPDF_ANNOT | raw.FPDF_REVERSE_BYTE_ORDER)
        for (left, top, right, bottom), (red, green, blue) in marks:
            # The bitmap's bytes are in the order red, green, blue, which pdfium takes for blue, green, red.
            colour = 0xFF000000 | blue << 16 | green << 8 | red
            x, y = int(left * scale), int(top * scale)
            across, down = max(1, int(right * scale) - x), max(1, int(bottom * scale) - y)
            for edge in (
                (x, y, across, 2),
                (x, y + down - 1, across, 2),
                (x, y, 2, down),
                (x + across - 1, y, 2, down),
            ):
                raw.FPDFBitmap_FillRect(bitmap, *edge, colour)
        stride = raw.FPDFBitmap_GetStride(bitmap)
        data = ctypes.string_at(raw.FPDFBitmap_GetBuffer(bitmap), stride * height)
    finally:
        raw.FPDFBitmap_Destroy(bitmap)
    return _png(width, height, b"".join(b"\0" + data[row * stride : row * stride + 3 * width] for row in range(height)))


def _png(width: int, height: int, rows: bytes) -> bytes:
    """Rows of red, green, blue, each after a zero byte, as a PNG file."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows, 6)) + chunk(b"IEND", b"")
