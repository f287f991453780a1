"""The page each heading will stand on, worked out before Word has laid out the document.

The contents must not be empty or wrong when the file is opened, and Word can only be made to fill them in by asking every
reader a question about "fields that may refer to other files"; WPS does not ask at all. So the numbers are worked out here:
line pitches are fixed, tables begin pages, and row heights follow from widths. Whoever edits the document updates the contents with F9.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from budgetbook.writers.docx.charts import HEIGHT
from budgetbook.writers.docx.fitting import FittedTable
from budgetbook.writers.docx.pages import PORTRAIT, Group, Page
from budgetbook.writers.layout import Chart, Heading, Paragraph, Table
from budgetbook.writers.measure import lines

# Twentieths of a point, as in parts/styles.xml: (space before, line pitch, space after, size of type, indent in em).
_BODY = (0, 560, 0, 320, 2.0)
_HEADINGS = {1: (120, 560, 240, 360, 0.0), 2: (120, 560, 0, 320, 2.0), 3: (0, 560, 0, 320, 2.0)}
_MARKER, _TITLE, _LINE = (0, 400, 0, 240, 0.0), (0, 480, 60, 320, 0.0), (0, 360, 0, 210, 0.0)
_SPARE = 400  # so that a slip of the estimate doesn't push a table's last row over the page
_CHART = HEIGHT // 635 + 240


class _Pages:
    """A pen that moves down pages. `number` is the page it is on, `used` how far down."""

    def __init__(self) -> None:
        self.number, self.used, self.page = 1, 0, PORTRAIT

    def turn(self, page: Page | None = None) -> None:
        self.number, self.used = self.number + 1, 0
        self.page = page or self.page

    def room_for(self, height: int) -> None:
        if self.used and self.used + height > self.page.depth:
            self.turn()

    def text(self, words: str, style: tuple[int, int, int, int, float]) -> None:
        """A paragraph that may break between any two lines."""
        before, pitch, after, size, indent = style
        self.used += before if self.used else 0
        for _ in range(lines("　" * int(indent) + words, self.page.room / size)):
            self.room_for(pitch)
            self.used += pitch
        self.used += after

    def table(self, fitted: FittedTable) -> None:
        head = sum(fitted.heights[: len(fitted.table.header)])
        self.room_for(head + (fitted.heights[len(fitted.table.header)] if fitted.table.body else 0))
        self.used += head
        for height in fitted.heights[len(fitted.table.header) :]:
            if self.used + height > self.page.depth:
                self.turn()
                self.used = head
            self.used += height
            while self.used > self.page.depth:  # a row higher than a page
                self.number, self.used = self.number + 1, self.used - self.page.depth


def page_numbers(groups: Iterable[Group], fitted: Mapping[int, FittedTable]) -> list[int]:
    """The page of each heading in order, from 1. `fitted` holds the tables by the number of their group."""
    pages = _Pages()
    numbers: list[int] = []
    for at, group in enumerate(groups):
        if at and (group.new_page or group.page is not pages.page):
            pages.turn(group.page)
        pages.page = group.page
        pages.room_for(_least(group, fitted.get(at)))
        for heading in group.headings:
            style = _style(heading, group)
            before = pages.number
            pages.text(heading.text, style)
            numbers.append(before if pages.used > style[1] + style[2] else pages.number)
        _flow(pages, group, fitted.get(at))
    return numbers


def depth_for_table(group: Group) -> int:
    """Height left for the group's table on its page, under its headings and title and over its note."""
    table = group.block
    assert isinstance(table, Table)
    taken = sum(sum(_style(heading, group)[:3]) for heading in group.headings)
    if group.title is None and table.title:
        taken += sum(_TITLE[:3]) * lines(table.title, group.page.room / _TITLE[3])
    taken += sum(_MARKER[:3]) if table.marker else 0
    taken += sum(_LINE[:3]) * (bool(table.subtitle) + bool(table.left or table.right))
    taken += sum(_LINE[:3]) * lines(table.note, group.page.room / _LINE[3]) if table.note else 0
    return group.page.depth - taken - _SPARE


def _style(heading: Heading, group: Group) -> tuple[int, int, int, int, float]:
    """Measures of a heading; that of a statement stands centred over its table."""
    return _TITLE if heading is group.title else _HEADINGS[min(max(heading.level, 1), 3)]


def _least(group: Group, table: FittedTable | None) -> int:
    """What has to stand on one page with the group's first heading."""
    if not group.headings:
        return 0
    total = sum(sum(_style(heading, group)[:3]) for heading in group.headings)
    if isinstance(group.block, Chart):
        return total + _CHART
    if table is not None:
        return total + sum(table.heights[: len(table.table.header) + 1])
    return total + _BODY[1]


def _flow(pages: _Pages, group: Group, table: FittedTable | None) -> None:
    block = group.block
    if isinstance(block, Paragraph):
        for words in block.text.split("\n"):
            pages.text(words, _BODY)
    elif isinstance(block, Chart):
        pages.room_for(_CHART)
        pages.used += _CHART
    elif isinstance(block, Table) and table is not None:
        title = block.title if group.title is None else None
        for printed, style in ((block.marker, _MARKER), (title, _TITLE), (block.subtitle, _LINE)):
            if printed:
                pages.text(printed, style)
        if block.left or block.right:
            pages.text("", _LINE)
        pages.table(table)
        if block.note:
            pages.text(block.note, _LINE)
