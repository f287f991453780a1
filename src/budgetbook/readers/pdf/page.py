"""One page → its tables and the lines around them, from top to bottom."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec

from budgetbook.readers.blocks import Cell
from budgetbook.readers.pdf import pdfium
from budgetbook.readers.pdf.alignment import aligned_lattices, may_hold_table
from budgetbook.readers.pdf.filling import Filling
from budgetbook.readers.pdf.garbled import is_garbled
from budgetbook.readers.pdf.lattice import lattices
from budgetbook.readers.pdf.placing import Box, placing_of
from budgetbook.readers.pdf.rulings import rulings
from budgetbook.readers.pdf.runs import TextPage
from budgetbook.readers.pdf.unembedded import Unembedded
from budgetbook.readers.pdf.words import TextLine, by_line, text_lines


class PageTable(msgspec.Struct, kw_only=True):
    """A table on a page. `xs` are its column edges; `full` the columns of the last row whose text runs to the cell's end.

    `columns`: from where to where the words of each stand, where no upright rulings part them.
    """

    rows: list[list[Cell]]
    xs: list[float]
    top: float
    bottom: float
    page: int
    full: tuple[int, ...] = ()
    columns: tuple[tuple[float, float], ...] = ()


class Page(msgspec.Struct, kw_only=True):
    """A page of `width` × `height` points; `parts` from top to bottom; `shapes` are boxes of what is drawn besides rulings, `pictures` those
    of images.

    `characters` counts runs of text; `garbled` tells that what they say is not what is seen. `quarters` is by how many quarters a page that
    lies on its side or head was turned counterclockwise to be read: `width`, `height` and the parts are as turned, and only the places of
    cells as shown.
    """

    number: int
    width: float
    height: float
    parts: list[PageTable | TextLine]
    shapes: Sequence[Box] = ()
    pictures: Sequence[Box] = ()
    characters: int = 0
    garbled: bool = False
    quarters: int = 0

    def box_shown(self, box: Box) -> Box:
        """`box`, which lies on the page as it was read, on the page as it is shown."""
        left, top, right, bottom = box
        match self.quarters:
            case 1:
                return self.height - bottom, left, self.height - top, right
            case 2:
                return self.width - right, self.height - bottom, self.width - left, self.height - top
            case 3:
                return top, self.width - right, bottom, self.width - left
        return box


def read_page(document: int, number: int, unembedded: Unembedded | None = None) -> Page:
    """Page `number` (from 1) of `document`; `unembedded` knows words that pdfium leaves out. Raises ValueError where it holds more than any real page."""
    handle = pdfium.load_page(document, number - 1)
    if not handle:
        return Page(number=number, width=0, height=0, parts=[])
    text: TextPage | None = None
    try:
        shown = placing_of(handle)
        text = TextPage(handle, shown)
        placing = text.placing
        width, height = placing.width, placing.height
        runs, objects = text.runs(width, height)
        fillings = []
        found = rulings(handle, objects, placing)
        if unembedded is not None and found.texts:
            lost = [one for one in found.texts if one not in objects]
            runs += unembedded.runs(number, found.texts, lost, placing)
        count, garbled = len(runs), is_garbled([run.text for run in runs])
        for lattice in lattices(found):
            filling = Filling(lattice, text.characters)
            taken = len(runs)
            left = filling.take(runs)
            if len(lattice.slots) == 1 or len(left) == taken:
                continue  # a frame, or lines of a drawing
            runs = left
            fillings.append(filling)
        if may_hold_table(runs):
            for lattice in aligned_lattices(by_line(runs), found.across, text.characters):
                filling = Filling(lattice, text.characters)
                runs = filling.take(runs)
                fillings.append(filling)
        parts: list[PageTable | TextLine] = [_table(filling, number) for filling in fillings]
        parts += text_lines(runs) if runs else []
        parts.sort(key=lambda part: part.top)
        page = Page(
            number=number,
            width=width,
            height=height,
            parts=parts,
            shapes=found.shapes,
            pictures=found.pictures,
            characters=count,
            garbled=garbled,
        )
        if placing.turns != shown.turns:
            _turn_back(page, (shown.turns - placing.turns) % 4)
        return page
    finally:
        if text is not None:
            text.close()
        pdfium.close_page(handle)


def _turn_back(page: Page, quarters: int) -> None:
    """Let the cells of a page that was turned counterclockwise to be read tell where they are shown."""
    page.quarters = quarters
    for part in page.parts:
        if isinstance(part, PageTable):
            part.rows = [[moved(cell, page.box_shown) for cell in row] for row in part.rows]


def moved(cell: Cell, move: Callable[[Box], Box]) -> Cell:
    """The cell with its box, where it has one, moved."""
    if cell.place is None or cell.place.box is None:
        return cell
    left, top, right, bottom = move(cell.place.box)
    box = (round(left, 1), round(top, 1), round(right, 1), round(bottom, 1))
    return msgspec.structs.replace(cell, place=msgspec.structs.replace(cell.place, box=box))


def _table(filling: Filling, page: int) -> PageTable:
    lattice = filling.lattice
    return PageTable(
        rows=filling.rows(page),
        xs=lattice.xs,
        top=lattice.ys[0],
        bottom=lattice.ys[-1],
        page=page,
        full=filling.full_columns(),
        columns=tuple(lattice.columns),
    )
