"""What is declared of pdfium here agrees with what pypdfium2 declares, and many questions at once get the answers of one by one."""

from __future__ import annotations

import ctypes
from pathlib import Path

import pypdfium2_raw as raw  # type: ignore[import-untyped]

from budgetbook.readers.pdf import bulk, pdfium
from tests.readers.pdf.handmade import lines, pdf_bytes, words


def test_numbers_are_those_of_the_headers() -> None:
    assert (pdfium.TEXT, pdfium.PATH, pdfium.IMAGE, pdfium.FORM) == (
        raw.FPDF_PAGEOBJ_TEXT,
        raw.FPDF_PAGEOBJ_PATH,
        raw.FPDF_PAGEOBJ_IMAGE,
        raw.FPDF_PAGEOBJ_FORM,
    )
    assert (pdfium.BEZIER, pdfium.MOVE) == (raw.FPDF_SEGMENT_BEZIERTO, raw.FPDF_SEGMENT_MOVETO)


def test_many_boxes_at_once_are_those_of_one_by_one(tmp_path: Path) -> None:
    """There are more of both than one answer has room for."""
    path = tmp_path / "made.pdf"
    path.write_bytes(
        pdf_bytes("".join(words("8" * 70, 10, 10 + 20 * n, 5) for n in range(12)) + lines(range(600), (0, 9)))
    )
    with pdfium.opened(path) as document:
        page = pdfium.load_page(document, 0)
        text = pdfium.load_text(page)
        count = pdfium.count_characters(text)
        assert count > 800
        boxes = list(zip(*bulk.character_boxes(text, range(count)), strict=True))
        assert boxes == [_box(text, n) for n in range(count)]
        paths = [one for one in bulk.objects(page, pdfium.count_objects(page)) if pdfium.type_of(one) == pdfium.PATH]
        assert len(paths) == 602
        assert list(zip(*bulk.bounds(paths), strict=True)) == [_bounds(one) for one in paths]
        pdfium.close_text(text)
        pdfium.close_page(page)


def test_a_question_without_an_answer_gets_zeros_and_not_the_answer_of_another(tmp_path: Path) -> None:
    path = tmp_path / "made.pdf"
    path.write_bytes(pdf_bytes(words("8", 10, 10)))
    with pdfium.opened(path) as document:
        page = pdfium.load_page(document, 0)
        text = pdfium.load_text(page)
        (left,), *_ = bulk.character_boxes(text, [0])
        assert left > 0
        assert bulk.character_boxes(text, [7]) == ([0.0], [0.0], [0.0], [0.0])
        pdfium.close_text(text)
        pdfium.close_page(page)


def _box(text: int, number: int) -> tuple[float, float, float, float]:
    edges = (ctypes.c_float * 4)()
    pdfium.loose_box_of(text, number, ctypes.addressof(edges))
    left, top, right, bottom = edges
    return left, bottom, right, top


def _bounds(path: int) -> tuple[float, ...]:
    sides = [ctypes.c_float() for _ in range(4)]
    pdfium.bounds_of(path, *map(ctypes.addressof, sides))
    return tuple(side.value for side in sides)
