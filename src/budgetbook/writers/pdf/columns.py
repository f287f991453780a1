"""How a table fits its page: type size, page and column widths in points, so that no number is ever wider than its column.

Typst breaks lines between Chinese characters, but lets a long number or word overflow its cell.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import ceil

import msgspec

from budgetbook.writers.layout import CellKind, Table, TableCell, TableRole

INSET = 3.0  # points left and right of a cell's text
INDENT = 0.9  # em for one level of the row tree
# Room for text in points: pages less margins of 20 mm (document.typ).
PORTRAIT, LANDSCAPE, WIDE = 481.8, 728.5, 1077.1
_SIZES = (9.0, 8.5, 8.0, 7.5, 7.0, 6.5, 6.0)
_SMALLEST_PORTRAIT = 7.5
_SMALLEST_FORM = 8.0
_FORM_ROOM = 648.0  # points on a portrait page below the title and year of a form
_ROOM = {False: 704.0, True: 458.0}  # points on an upright and on a landscape page between the margins
_ABOVE = 78.0  # points that a part's heading, a marker, a title and the line above a statement take
_FEW = 0.2  # of a page: a statement that runs over by less is set a little smaller instead
_LINE, _AROUND = 1.233, 0.34  # em: line pitch (cap height and leading), and the insets less one leading
_NAME_ROOMS = (20.0, 16.0, 12.0, 8.0)  # em for a name on one line, as much as there is room for
_LONGEST_WORD = 14  # characters; longer words may break anywhere
# Lines break between Chinese characters and at blanks; nowhere else for certain (≥95%≥90% is one word to Typst).
_WORD = re.compile(r"[^\s\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]+")
_LARGEST_COVER, _COVER = 28.0, 20.0  # points of the name on the cover: at most, and for one of three lines
_BREAK = "\u200b"


class Fit(msgspec.Struct, frozen=True, kw_only=True):
    """`paper` a4 or a3; `size` of type and `widths` of columns in points."""

    paper: str
    landscape: bool
    size: float
    widths: tuple[float, ...]


def fit(table: Table) -> Fit:
    """The largest type, on the smallest page, with which every column of `table` has room for its longest number."""
    pages = [("a4", True, LANDSCAPE, 6.5), ("a3", True, WIDE, 6.0)]
    if not table.landscape:
        pages.insert(0, ("a4", False, PORTRAIT, _SMALLEST_PORTRAIT))
    for paper, landscape, room, smallest in pages:
        for size in (each for each in _SIZES if each >= smallest):
            for name_room in _NAME_ROOMS:
                least = _least_widths(table, size, name_room)
                if sum(least) <= room:
                    widths = _shared(least, table.widths, room)
                    return Fit(
                        paper=paper,
                        landscape=landscape,
                        size=_on_fewer_pages(table, size, widths, landscape=landscape),
                        widths=widths,
                    )
    least = _least_widths(table, _SIZES[-1], _NAME_ROOMS[-1])
    scale = WIDE / sum(least)
    return Fit(paper="a3", landscape=True, size=_SIZES[-1] * scale, widths=tuple(each * scale for each in least))


def _on_fewer_pages(table: Table, size: float, widths: Sequence[float], *, landscape: bool) -> float:
    """`size`, or a little less where that saves a table from running over its last page by a few lines."""
    if table.role in (TableRole.PROJECT_FORM, TableRole.OVERALL_FORM):
        rooms, smallest, far = (_FORM_ROOM, _FORM_ROOM), _SMALLEST_FORM, height(table, size, widths) > _FORM_ROOM
    else:
        rooms, smallest = (_ROOM[landscape] - _ABOVE, _ROOM[landscape]), _SMALLEST_PORTRAIT
        pages = _pages(table, size, widths, rooms)
        far = pages > 1 and 0 < pages % 1 <= _FEW
    if not far:
        return size
    whole = 1 if rooms[0] == _FORM_ROOM else int(_pages(table, size, widths, rooms))
    smaller = (each for each in _SIZES if smallest <= each < size)
    return next((each for each in smaller if _pages(table, each, widths, rooms) <= whole), size)


def _pages(table: Table, size: float, widths: Sequence[float], rooms: tuple[float, float]) -> float:
    """About how many pages `table` fills: `rooms` are the points of the first and of every later page. Headers repeat."""
    header = height(msgspec.structs.replace(table, body=()), size, widths)
    body = height(table, size, widths) - header
    first, later = rooms[0] - header, rooms[1] - header
    return body / first if body <= first else 1 + (body - first) / later


def height(table: Table, size: float, widths: Sequence[float]) -> float:
    """About how high `table` is in points: each row as its tallest cell, with the line height of document.typ."""
    return sum(
        size
        * (_LINE * max(_lines(cell, size, widths) for cell in row if cell.row_span == 1 or len(row) == 1) + _AROUND)
        for row in (*table.header, *table.body)
    )


def _lines(cell: TableCell, size: float, widths: Sequence[float]) -> int:
    room = (sum(widths[cell.column : cell.column + cell.column_span]) - 2 * INSET) / size - INDENT * cell.indent
    # Where a text wraps, a line loses up to a character, since punctuation may not begin the next one.
    return sum(1 if _em(part) <= room + 0.05 else ceil(_em(part) / (room - 0.5)) for part in cell.text.split("\n"))


def balanced(cell: TableCell, fitted: Fit) -> TableCell:
    """A header cell whose words take several lines, broken into lines of one length: never a last line of one character."""
    room = (sum(fitted.widths[cell.column : cell.column + cell.column_span]) - 2 * INSET) / fitted.size
    length = len(cell.text)
    if cell.kind is not CellKind.HEAD or length <= room or not all(map(_is_square, cell.text)):
        return cell
    count = ceil(length / max(int(room + 0.05), 1))
    ends = [round(length * each / count) for each in range(count + 1)]
    return msgspec.structs.replace(cell, text="\n".join(cell.text[a:b] for a, b in pairwise(ends)))


def _is_square(char: str) -> bool:
    return "\u4e00" <= char <= "\u9fff"


def cover_size(name: str) -> float:
    """The size of type, in points, at which `name` takes two lines of the cover, or three where it is very long."""
    longest = max((_em(line) for line in name.split("\n")), default=1.0)
    return max(min(_LARGEST_COVER, 2 * PORTRAIT / (longest + 2)), min(_COVER, 3 * PORTRAIT / (longest + 3)))


def breakable(text: str) -> str:
    """`text` with places to break in words too long for a column."""
    return _WORD.sub(lambda match: _broken(match.group()), text) if len(text) > _LONGEST_WORD else text


def _broken(word: str) -> str:
    if len(word) <= _LONGEST_WORD:
        return word
    return _BREAK.join(word[at : at + _LONGEST_WORD] for at in range(0, len(word), _LONGEST_WORD))


def _least_widths(table: Table, size: float, name_room: float) -> list[float]:
    """For each column the least width in points with type of `size`; names get up to `name_room` em on one line."""
    needs = [2.0] * len(table.widths)
    spanning: list[TableCell] = []
    for cell in _cells(table):
        if cell.column_span > 1:
            spanning.append(cell)
        else:
            needs[cell.column] = max(needs[cell.column], _least(cell, name_room))
    for cell in spanning:
        covered = range(cell.column, cell.column + cell.column_span)
        needs[covered[-1]] += max(0.0, _least(cell, _NAME_ROOMS[-1]) - sum(needs[each] for each in covered))
    return [em * size + 2 * INSET for em in needs]


def _cells(table: Table) -> Iterator[TableCell]:
    for rows in (table.header, table.body):
        for row in rows:
            yield from row


def _least(cell: TableCell, name_room: float) -> float:
    """The em that `cell` can't do without: a whole number or code, the longest word of a text, a few characters of a name."""
    if cell.kind in (CellKind.AMOUNT, CellKind.CODE, CellKind.INDEX):
        return _em(cell.text)
    longest = max((_em(word[:_LONGEST_WORD]) for word in _WORD.findall(cell.text)), default=0.0)
    some = {CellKind.LABEL: name_room, CellKind.TEXT: 4.0, CellKind.FIELD: 4.0}.get(cell.kind, 3.0)
    return max(longest, min(some, _em(cell.text))) + INDENT * cell.indent


def _em(text: str) -> float:
    """The width of `text` in em. Figures of Noto Sans SC are 0.555 em wide, in bold 0.58; capitals up to 0.9."""
    return sum(_em_of(char) for char in text)


def _em_of(char: str) -> float:
    if char.isdigit() and char.isascii():
        return 0.58
    if char in ",.-:;'|!":
        return 0.35
    if unicodedata.east_asian_width(char) in "WFA":
        return 1.0
    return 0.9 if char in "WM@%" else 0.66


def _shared(least: Sequence[float], wanted: Sequence[float], room: float) -> tuple[float, ...]:
    """`room` shared out as `wanted` says, but to each column at least its `least`."""
    tight: set[int] = set()
    while True:
        free = room - sum(least[each] for each in tight)
        whole = sum(wanted[each] for each in range(len(wanted)) if each not in tight)
        share = [least[each] if each in tight else free * wanted[each] / whole for each in range(len(wanted))]
        short = {each for each in range(len(wanted)) if each not in tight and share[each] < least[each]}
        if not short:
            return tuple(round(each, 2) for each in share)
        tight |= short
