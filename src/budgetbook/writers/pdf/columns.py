"""How a table fits its page: type size, page and column widths in points, so that no number is ever wider than its column.

Typst breaks lines between Chinese characters, but lets a long number or word overflow its cell.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache, partial
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
    needs = cache(partial(_needs, table))
    for paper, landscape, room, smallest in pages:
        for size in (each for each in _SIZES if each >= smallest):
            for name_room in _NAME_ROOMS:
                least = _least_widths(needs(name_room), size)
                if sum(least) <= room:
                    widths = _shared(least, table.widths, room)
                    return Fit(
                        paper=paper,
                        landscape=landscape,
                        size=_on_fewer_pages(table, size, widths, landscape=landscape),
                        widths=widths,
                    )
    least = _least_widths(needs(_NAME_ROOMS[-1]), _SIZES[-1])
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
    header = _height(table.header, size, widths)
    body = _height(table.body, size, widths)
    first, later = rooms[0] - header, rooms[1] - header
    return body / first if body <= first else 1 + (body - first) / later


def height(table: Table, size: float, widths: Sequence[float]) -> float:
    """About how high `table` is in points: each row as its tallest cell, with the line height of document.typ."""
    return _height(table.header, size, widths) + _height(table.body, size, widths)


def _height(rows: Sequence[Sequence[TableCell]], size: float, widths: Sequence[float]) -> float:
    rooms = [_room(widths[each : each + 1], size) for each in range(len(widths))]
    total = 0.0
    for row in rows:
        most = 1
        for cell in row:
            if cell.row_span > 1 and len(row) > 1:
                continue
            alone = cell.column_span == 1
            room = rooms[cell.column] if alone else _room(widths[cell.column : cell.column + cell.column_span], size)
            most = max(most, _lines(cell.text, room - INDENT * cell.indent))
        total += size * (_LINE * most + _AROUND)
    return total


def _room(widths: Sequence[float], size: float) -> float:
    """The em of type of `size` that a cell over columns of these widths has room for."""
    return (sum(widths) - 2 * INSET) / size


def _lines(text: str, room: float) -> int:
    if em(text) <= room and "\n" not in text:
        return 1  # as most cells
    # Where a text wraps, a line loses up to a character, since punctuation may not begin the next one.
    return sum(1 if em(part) <= room + 0.05 else ceil(em(part) / (room - 0.5)) for part in text.split("\n"))


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
    longest = max((em(line) for line in name.split("\n")), default=1.0)
    return max(min(_LARGEST_COVER, 2 * PORTRAIT / (longest + 2)), min(_COVER, 3 * PORTRAIT / (longest + 3)))


def breakable(text: str) -> str:
    """`text` with places to break in words too long for a column."""
    return _WORD.sub(lambda match: _broken(match.group()), text) if len(text) > _LONGEST_WORD else text


def _broken(word: str) -> str:
    if len(word) <= _LONGEST_WORD:
        return word
    return _BREAK.join(word[at : at + _LONGEST_WORD] for at in range(0, len(word), _LONGEST_WORD))


def _least_widths(needs: Sequence[float], size: float) -> list[float]:
    """For each column the least width in points with type of `size`, from the em it needs."""
    return [em * size + 2 * INSET for em in needs]


def _needs(table: Table, name_room: float) -> list[float]:
    """For each column the em it can't do without; names get up to `name_room` em on one line."""
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
    return needs


def _cells(table: Table) -> Iterator[TableCell]:
    for rows in (table.header, table.body):
        for row in rows:
            yield from row


def _least(cell: TableCell, name_room: float) -> float:
    """The em that `cell` can't do without: a whole number or code, the longest word of a text, a few characters of a name."""
    kind, text = cell.kind, cell.text
    if kind is CellKind.AMOUNT or kind is CellKind.CODE or kind is CellKind.INDEX:
        return em(text)
    some = name_room if kind is CellKind.LABEL else 4.0 if kind is CellKind.TEXT or kind is CellKind.FIELD else 3.0
    return max(_longest_word(text), min(some, em(text))) + INDENT * cell.indent


@lru_cache(maxsize=16_384)
def _longest_word(text: str) -> float:
    """The em of the longest word that `breakable` leaves whole; 0 where every character may end a line."""
    return max((em(word[:_LONGEST_WORD]) for word in _WORD.findall(text)), default=0.0)


@lru_cache(maxsize=16_384)  # tables are tried in several sizes, and repeat their words
def em(text: str) -> float:
    """The width of `text` in em. Figures of Noto Sans SC are 0.555 em wide, in bold 0.58; capitals up to 0.9."""
    return sum(map(_em_of, text))


@cache
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
