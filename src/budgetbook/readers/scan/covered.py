"""Text under a picture of the page: what recognition software put there, so that a scan can be searched, and nobody has looked at."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from budgetbook.readers.pdf import bulk, pdfium
from budgetbook.readers.pdf.page import Page

_MOST_OF = 0.8  # of the page; what a scan covers


def may_be_covered(page: Page) -> bool:
    """Whether a picture on the page is as large as a scan."""
    least = _MOST_OF * page.width * page.height
    return any((right - left) * (bottom - top) >= least for left, top, right, bottom in page.pictures)


def is_covered(document: int, page: Page, path: Path) -> bool:
    """Whether the page's text lies under a picture that lets nothing show through. `document` is the file at `path`, opened by pdfium."""
    with pdfium.loaded_page(document, page.number) as handle:
        objects = bulk.objects(handle, max(pdfium.count_objects(handle), 0))
        kinds = bulk.types(objects)
        texts = [at for at, kind in enumerate(kinds) if kind == pdfium.TEXT]
        images = [at for at, kind in enumerate(kinds) if kind == pdfium.IMAGE]
        least = _MOST_OF * page.width * page.height
        scans = [
            at
            for at, area in zip(images, bulk.areas([objects[at] for at in images]), strict=True)
            if area >= least and not pdfium.has_transparency(objects[at])
        ]
    if not texts or not scans or scans[-1] < texts[-1]:
        return False
    return not _has_masks(path, page.number)


def _has_masks(path: Path, number: int) -> bool:
    """Whether a picture of the page is transparent in places (a watermark, a seal)."""
    import pikepdf

    try:
        with pikepdf.open(path) as file:
            shown: Any = file.pages[number - 1].resources.get("/XObject", {})
            images = [one for one in shown.values() if one.get("/Subtype") == "/Image"]
            return any("/SMask" in one or "/Mask" in one or bool(one.get("/ImageMask")) for one in images)
    except (RuntimeError, pikepdf.PdfError, ValueError, TypeError, AttributeError, KeyError, IndexError):
        return True  # what pdfium forgave, pikepdf may not: then the text is believed
