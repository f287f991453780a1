"""Which pages of a PDF are pictures or as good as pictures, and what they say. Nothing is loaded for a PDF that has text on every page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from budgetbook.model.disclosure import Damage
from budgetbook.model.place import Place
from budgetbook.readers import progress, scan
from budgetbook.readers.pdf import bulk, pdfium
from budgetbook.readers.pdf.garbled import may_be_garbled
from budgetbook.readers.pdf.page import Page, PageTable
from budgetbook.readers.pdf.placing import Box
from budgetbook.readers.scan.covered import is_covered, may_be_covered

if TYPE_CHECKING:
    from budgetbook.readers.scan.picture import Picture

_FEW = 12  # runs of text beside a picture: a stamp, a page number, a cover's title
_MOST_OF = 0.5  # of the page; what a scan covers
_DRAWN = 50  # paths; text that was turned into outlines has more
_GARBLED = "文件里的文字是乱码（字体没有字符编码），只能按图像识别"
_RICHER = 3  # times as much text as the page has without recognition


class Scanned(NamedTuple):
    """`pages` by number are to stand in place of those without text; `damage` tells of pages that could not be read."""

    pages: dict[int, Page]
    damage: tuple[Damage, ...]


def scanned_pages(path: Path, pages: Sequence[Page]) -> Scanned:
    """What recognition finds on those of `pages` of the PDF at `path` that are pictures, or whose text is not what is seen: nonsense, or
    covered by a picture.

    Raises UnreadableFile where no page has text and the parts for scans are missing, TooLarge.
    """
    if any(page.garbled for page in pages):
        for page in pages:
            page.garbled = page.garbled or (page.characters > 0 and may_be_garbled(words_of(page)))
    candidates = [page for page in pages if page.garbled or page.characters < _FEW or may_be_covered(page)]
    if not candidates:
        return Scanned({}, ())
    with pdfium.opened(path) as document:
        covered = {page.number for page in candidates if may_be_covered(page) and is_covered(document, page, path)}
        pictures = [
            page
            for page in candidates
            if page.garbled or page.number in covered or (page.characters < _FEW and _is_picture(document, page))
        ]
        if not pictures:
            return Scanned({}, ())
        if scan.missing_parts():
            if not any(page.characters and not page.garbled for page in pages):
                scan.must_be_installed(path, _GARBLED if any(page.garbled for page in pages) else "这是扫描件")
            unread = [page for page in pictures if page.garbled or not page.characters]
            unsure = [page for page in pictures if page.number in covered and page not in unread]
            damage = [*map(_unread, unread), *map(_unseen, unsure)]
            return Scanned({page.number: _blank(page) for page in unread if page.garbled}, tuple(damage))
        found: dict[int, Page] = {}
        for page in pictures:
            read = scan.scan_page(picture_of(document, page.number), page.number, path)
            if page.garbled or page.number in covered or _letters(read) > _RICHER * _letters(page):
                found[page.number] = read
            progress.report(page.number, len(pages))
    return Scanned(found, ())


def picture_of(document: int, number: int, box: Box | None = None) -> Picture:
    """Page `number` as it is shown, or what of it lies in `box`."""
    from budgetbook.readers.scan.rendering import rendered

    with pdfium.loaded_page(document, number) as handle:
        picture = rendered(handle)
    if box is None:
        return picture
    left, top, right, bottom = (max(0, round(edge * picture.scale)) for edge in box)
    return picture._replace(grey=picture.grey[top:bottom, left:right].copy())


def _is_picture(document: int, page: Page) -> bool:
    """Whether images cover most of the page or, where it has no text, whether much is drawn on it."""
    if not page.width or not page.height:
        return False
    with pdfium.loaded_page(document, page.number) as handle:
        objects = bulk.objects(handle, max(pdfium.count_objects(handle), 0))
        kinds = bulk.types(objects)
        pictures = (pdfium.IMAGE,) if page.characters else (pdfium.IMAGE, pdfium.FORM)
        covered = sum(bulk.areas([one for one, kind in zip(objects, kinds, strict=True) if kind in pictures]))
    if covered >= _MOST_OF * page.width * page.height:
        return True
    return not page.characters and (covered > 0 or kinds.count(pdfium.PATH) >= _DRAWN)


def _letters(page: Page) -> int:
    return sum(map(len, words_of(page)))


def words_of(page: Page) -> Iterator[str]:
    """What stands on the page, piece by piece."""
    for part in page.parts:
        if isinstance(part, PageTable):
            yield from (cell.text for row in part.rows for cell in row)
        else:
            yield part.text


def _unseen(page: Page) -> Damage:
    note = f"第 {page.number} 页的文字在扫描图像下面，是识别软件加的，没有与图像核对。{scan.ADVICE}"
    return Damage(what="scanned_page", note=note, place=Place(page=page.number))


def _blank(page: Page) -> Page:
    """The page without its nonsense."""
    return Page(number=page.number, width=page.width, height=page.height, parts=[])


def _unread(page: Page) -> Damage:
    why = "的文字是乱码（字体没有字符编码），只能按图像识别" if page.garbled else "是扫描图像"
    return Damage(
        what="scanned_page",
        note=f"第 {page.number} 页{why}，没有安装文字识别组件，未读取。{scan.ADVICE}",
        place=Place(page=page.number),
    )
