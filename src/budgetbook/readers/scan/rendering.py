"""A page of a PDF as a picture, for pages that are pictures anyway."""

from __future__ import annotations

import ctypes
import math

import numpy as np
import pypdfium2_raw as raw  # type: ignore[import-untyped]

from budgetbook.readers.scan.picture import MOST_PIXELS, Picture

_SCALE = 200 / 72
_CHANNELS = 1


def rendered(page: int) -> Picture:
    """The page with the pdfium handle `page`, as it is shown (turned, cut to its box), at 200 dpi or what its size allows."""
    handle = ctypes.cast(page, raw.FPDF_PAGE)
    width, height = raw.FPDF_GetPageWidthF(handle), raw.FPDF_GetPageHeightF(handle)
    scale = min(_SCALE, math.sqrt(MOST_PIXELS / max(width * height, 1.0)))
    columns, rows = max(1, round(width * scale)), max(1, round(height * scale))
    bitmap = raw.FPDFBitmap_CreateEx(columns, rows, raw.FPDFBitmap_Gray, None, 0)
    if not bitmap:
        raise MemoryError
    try:
        raw.FPDFBitmap_FillRect(bitmap, 0, 0, columns, rows, 0xFFFFFFFF)
        raw.FPDF_RenderPageBitmap(bitmap, handle, 0, 0, columns, rows, 0, raw.FPDF_GRAYSCALE | raw.FPDF_ANNOT)
        stride = raw.FPDFBitmap_GetStride(bitmap)
        address = ctypes.cast(raw.FPDFBitmap_GetBuffer(bitmap), ctypes.POINTER(ctypes.c_ubyte))
        grey = np.ctypeslib.as_array(address, (rows, stride))[:, : columns * _CHANNELS].copy()
    finally:
        raw.FPDFBitmap_Destroy(bitmap)
    return Picture(grey, scale)
