"""Pages of the DOCX: size and margins after GB/T 9704, runs of portrait and landscape, and which block begins a page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from budgetbook.writers.docx.markup import Element, R, w
from budgetbook.writers.layout import Block, Heading, Table


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """A page in twentieths of a point (567 = 1 cm)."""

    width: int
    height: int
    top: int
    bottom: int
    left: int
    right: int
    landscape: bool = False

    @property
    def room(self) -> int:
        """Width of the text."""
        return self.width - self.left - self.right

    @property
    def depth(self) -> int:
        """Height of the text."""
        return self.height - self.top - self.bottom


# GB/T 9704-2012, 5.2: A4, upper margin 37 mm, binding side 28 mm, text 156 mm × 225 mm.
PORTRAIT = Page(width=11906, height=16838, top=2098, bottom=1984, left=1588, right=1474)
# Statements and forms need the paper more than the margins, most of all to stand on one page.
TABLE = Page(width=11906, height=16838, top=1304, bottom=1304, left=1134, right=1134)
LANDSCAPE = Page(width=16838, height=11906, top=1304, bottom=1134, left=1134, right=1134, landscape=True)


class Group(msgspec.Struct, frozen=True, kw_only=True):
    """Headings and the block they belong to (None at the document's end): they stay on one page, turned as the block needs it."""

    headings: tuple[Heading, ...]
    block: Block | None
    new_page: bool

    @property
    def title(self) -> Heading | None:
        """The heading that is the title of its table, printed over it; None where no heading is."""
        last = self.headings[-1] if self.headings else None
        return last if last is not None and last.of_table and isinstance(self.block, Table) else None

    @property
    def page(self) -> Page:
        """The page it stands on."""
        if not isinstance(self.block, Table):
            return PORTRAIT
        if self.block.landscape:
            return LANDSCAPE
        return TABLE if self.new_page else PORTRAIT


def grouped(blocks: Iterable[Block]) -> Iterator[Group]:
    """`blocks` with each run of headings joined to what follows it."""
    headings: list[Heading] = []
    for block in blocks:
        if isinstance(block, Heading):
            if block.new_page and headings:
                yield _group(headings, None)
                headings = []
            headings.append(block)
            continue
        yield _group(headings, block)
        headings = []
    if headings:
        yield _group(headings, None)


def _group(headings: list[Heading], block: Block | None) -> Group:
    own_page = isinstance(block, Table) and block.own_page
    return Group(
        headings=tuple(headings),
        block=block,
        new_page=own_page or any(heading.new_page for heading in headings),
    )


def section_properties(
    page: Page, *, footer: str | None, restart: int | None = None, number_format: str | None = None
) -> Element:
    """`w:sectPr` of a section that begins a page. `footer` is a relationship id; `restart` the number its pages begin with."""
    numbers = w("pgNumType")
    if number_format:
        numbers.set(numbers.tag.replace("pgNumType", "fmt"), number_format)
    if restart is not None:
        numbers.set(numbers.tag.replace("pgNumType", "start"), str(restart))
    reference = None
    if footer:
        reference = w("footerReference", type="default")
        reference.set(f"{{{R}}}id", footer)
    size = w("pgSz", w=page.width, h=page.height)
    if page.landscape:
        size.set(size.tag.replace("pgSz", "orient"), "landscape")
    return w(
        "sectPr",
        reference,
        w("type", val="nextPage"),
        size,
        w(
            "pgMar",
            top=page.top,
            right=page.right,
            bottom=page.bottom,
            left=page.left,
            header=851,
            footer=min(1400, page.bottom - 500),
            gutter=0,
        ),
        numbers if numbers.attrib else None,
        w("cols", space=425),
    )
