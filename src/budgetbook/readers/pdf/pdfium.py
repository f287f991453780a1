"""pdfium through its C interface, declared so that a call from Python costs as little as it can.

Handles and addresses are plain integers (None for null). pdfium is not safe for threads: one process reads one document at a time.

The library is the one that comes with pypdfium2. Its own declarations of all 450 functions are left out here: to import them takes as long as
reading ten pages.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from budgetbook.errors import TooLarge, UnreadableFile

MOST_PAGES = 5_000
_HANDLE, _INT, _ADDRESS = ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p
# Source: fpdf_edit.h and fpdfview.h, whose numbers are kept for ever.
TEXT, PATH, IMAGE, FORM = 1, 2, 3, 5  # FPDF_PAGEOBJ_…
BEZIER, MOVE = 1, 2  # FPDF_SEGMENT_…
_PASSWORD, _SECURITY = 4, 5  # FPDF_ERR_…
_FILES = ("libpdfium.so", "libpdfium.dylib", "pdfium.dll")


def _loaded() -> ctypes.CDLL:
    found = find_spec("pypdfium2_raw")
    for folder in (found and found.submodule_search_locations) or ():
        for name in _FILES:
            if (file := Path(folder) / name).is_file():
                return ctypes.CDLL(str(file))
    from pypdfium2_raw.bindings import _libs  # type: ignore[import-untyped] # a build that takes the system's library

    library: ctypes.CDLL = _libs["pdfium"]
    return library


_PDFIUM = _loaded()


def address_of(name: str) -> int:
    """Where a function of pdfium stands."""
    address = ctypes.cast(_PDFIUM[name], ctypes.c_void_p).value
    assert address is not None
    return address


def _declared(name: str, result: Any, *arguments: Any) -> Any:
    return ctypes.CFUNCTYPE(result, *arguments)(address_of(name))


_init_library = _declared("FPDF_InitLibrary", None)
_load_document = _declared("FPDF_LoadDocument", _HANDLE, ctypes.c_char_p, ctypes.c_char_p)
_close_document = _declared("FPDF_CloseDocument", None, _HANDLE)
_last_error = _declared("FPDF_GetLastError", ctypes.c_ulong)
_page_count = _declared("FPDF_GetPageCount", _INT, _HANDLE)
_page_box = _declared("FPDF_GetPageBoundingBox", _INT, _HANDLE, _ADDRESS)
_rotation = _declared("FPDFPage_GetRotation", _INT, _HANDLE)
load_page = _declared("FPDF_LoadPage", _HANDLE, _HANDLE, _INT)
close_page = _declared("FPDF_ClosePage", None, _HANDLE)
load_text = _declared("FPDFText_LoadPage", _HANDLE, _HANDLE)
close_text = _declared("FPDFText_ClosePage", None, _HANDLE)
count_characters = _declared("FPDFText_CountChars", _INT, _HANDLE)
text_of = _declared("FPDFText_GetText", _INT, _HANDLE, _INT, _INT, _ADDRESS)
unicode_of = _declared("FPDFText_GetUnicode", ctypes.c_uint, _HANDLE, _INT)
loose_box_of = _declared("FPDFText_GetLooseCharBox", _INT, _HANDLE, _INT, _ADDRESS)
font_of = _declared("FPDFTextObj_GetFont", _HANDLE, _HANDLE)
font_size_of = _declared("FPDFTextObj_GetFontSize", _INT, _HANDLE, _ADDRESS)
font_is_embedded = _declared("FPDFFont_GetIsEmbedded", _INT, _HANDLE)
count_objects = _declared("FPDFPage_CountObjects", _INT, _HANDLE)
object_of = _declared("FPDFPage_GetObject", _HANDLE, _HANDLE, _INT)
count_form_objects = _declared("FPDFFormObj_CountObjects", _INT, _HANDLE)
type_of = _declared("FPDFPageObj_GetType", _INT, _HANDLE)
bounds_of = _declared("FPDFPageObj_GetBounds", _INT, _HANDLE, _ADDRESS, _ADDRESS, _ADDRESS, _ADDRESS)
has_transparency = _declared("FPDFPageObj_HasTransparency", _INT, _HANDLE)
matrix_of = _declared("FPDFPageObj_GetMatrix", _INT, _HANDLE, _ADDRESS)
count_segments = _declared("FPDFPath_CountSegments", _INT, _HANDLE)
draw_mode_of = _declared("FPDFPath_GetDrawMode", _INT, _HANDLE, _ADDRESS, _ADDRESS)
fill_colour_of = _declared("FPDFPageObj_GetFillColor", _INT, _HANDLE, *[_ADDRESS] * 4)


@cache
def _library() -> bool:
    _init_library()
    return True


@contextmanager
def opened(path: Path) -> Iterator[int]:
    """The handle of the document at `path`. Raises UnreadableFile, TooLarge."""
    _library()
    document: int | None = _load_document(str(path).encode(), None)
    if not document:
        raise _failure(path, _last_error())
    try:
        yield document
    finally:
        _close_document(document)


def count_pages(document: int, path: Path) -> int:
    """How many pages there are. Raises UnreadableFile for none and TooLarge for more than any disclosure has."""
    pages: int = _page_count(document)
    if pages <= 0:
        raise UnreadableFile(path, "PDF 里没有页面，文件可能不完整", "请重新下载或导出后再试")
    if pages > MOST_PAGES:
        raise TooLarge(path, f"PDF 有 {pages} 页，超过上限 {MOST_PAGES} 页", "请拆分后再读")
    return pages


@contextmanager
def loaded_page(document: int, number: int) -> Iterator[int]:
    """The handle of page `number` (from 1); null where there is none."""
    handle: int = load_page(document, number - 1)
    try:
        yield handle
    finally:
        close_page(handle)


def page_box(page: int) -> tuple[float, float, float, float, int]:
    """What of the page is shown: left, bottom, right, top in its own coordinates, and by how many quarters it is turned clockwise."""
    box = (ctypes.c_float * 4)()
    _page_box(page, ctypes.addressof(box))
    left, top, right, bottom = box
    return left, bottom, right, top, _rotation(page)


def _failure(path: Path, code: int) -> UnreadableFile:
    if code == _PASSWORD:
        return UnreadableFile(path, "PDF 设有打开密码", "请去掉密码后另存再读")
    if code == _SECURITY:
        return UnreadableFile(path, "PDF 使用了不支持的加密方式", "请去掉加密后另存再读")
    return UnreadableFile(path, "PDF 已损坏或不完整，无法打开", "请重新下载或导出后再试")
