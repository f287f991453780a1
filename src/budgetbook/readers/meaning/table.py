"""Tables of a statement → one head and one body, whatever the format knows of spans.

A format that knows spans marks covered cells; a text file leaves blanks where cells were merged. Either way a head becomes, for
each column, the path of words over it from top to bottom.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from budgetbook.forms.lexicon import key, lexicon
from budgetbook.model.money import is_amount
from budgetbook.model.statement import Kind, Role
from budgetbook.readers.blocks import Cell, Grid
from budgetbook.readers.meaning.wording import numbered, squeezed

Cells = tuple[Cell, ...]
_NOTHING = frozenset("—-–")  # what stands where no amount does
_LONGEST_RUNNING = 8  # characters of a column's number, brackets and blanks among them
_CODE_LENGTHS = (3, 5, 7, 9)


class Table(msgspec.Struct, frozen=True, kw_only=True):
    """`paths` has the header words over each column, top to bottom; `body` the rows below, blanks kept."""

    paths: tuple[tuple[str, ...], ...]
    body: tuple[Cells, ...]


def one_table(grids: Sequence[Grid], kind: Kind) -> Table:
    """The table that `grids` are the pages of: repeated heads and the row 1 2 3 … under a head are left out."""
    head: list[Cells] = []
    body: list[Cells] = []
    for grid in grids:
        if not head:
            top = _head_rows(grid.rows, kind)
            head = list(grid.rows[:top])
        else:
            top = _repeated_head(grid.rows, head)
        below = grid.rows[top:]
        body.extend(row for row in below if not _is_running_number(row) and any(cell.text.strip() for cell in row))
    return Table(paths=_paths(head), body=tuple(body))


def _repeated_head(rows: Sequence[Cells], head: Sequence[Cells]) -> int:
    """How many rows at the top of a further page are those of `head` again; rows of it may be left out."""
    repeated = {fold for row in head if (fold := _fold(row))}
    return next((n for n, row in enumerate(rows) if _fold(row) not in repeated), len(rows))


def _fold(row: Cells) -> tuple[str, ...]:
    return tuple(text for cell in row if (text := key(cell.text)))


def _head_rows(rows: Sequence[Cells], kind: Kind) -> int:
    """How many rows of a table are its head: those over the first that looks like body, and at least what row 0 spans down."""
    if rows and _looks_like_body(rows[0], kind, first=True):
        return 0
    spanned = max((cell.row_span for cell in rows[0]), default=1) if rows else 0
    for number, row in enumerate(rows):
        if number >= max(spanned, 1) and _looks_like_body(row, kind, first=False):
            return number
    return len(rows)


def _looks_like_body(row: Cells, kind: Kind, *, first: bool) -> bool:
    """Whether a row holds data: an amount, a code, or nothing but labels of rows.

    A label that may head a column too (公务接待费) is a row's where it stands alone and is not the `first` row of the table.
    """
    texts = [squeezed(cell.text) for cell in row if cell.text.strip()]
    if not texts:
        return False
    if _is_running_number(row):
        return True
    if any((is_amount(text) and not _is_year(text)) or text in _NOTHING for text in texts):
        return True
    if first and any(cell.column_span > 1 for cell in row):
        return False  # 本年收入 | 本年支出 over the columns of each side
    if numbered(texts[0]) is not None:
        return True
    words = lexicon()
    if all((term := words.row(text, kind)) is not None and term.role is Role.TOTAL for text in texts):
        # 小计 beside 其中：财政拨款 under a fund is a row of the head: totals of two sides begin at the left, a number of the line before them.
        return len(texts) == 1 or any(cell.text.strip() for cell in row[:2])
    if len(texts) == 1 and not first:
        return words.row(texts[0], kind) is not None
    return len(texts) <= 2 and all(words.row(text, kind) and not words.column(text, kind) for text in texts)


def _is_year(text: str) -> bool:
    return len(text) == 4 and text.isdigit() and text[:2] in ("19", "20")


def _is_running_number(row: Cells) -> bool:
    """Whether a row numbers the columns: 1 2 3 … (栏次 may stand among them; a sum may be shown as 1=2+3)."""
    printed = [text for cell in row if (text := cell.text.strip())]
    if any("栏" in text and key(text.strip("()（）")) in ("栏次", "栏目") for text in printed):
        return True
    if not printed or (len(max(printed, key=len)) > _LONGEST_RUNNING and printed[0][0] not in "*(（"):
        return False  # as most rows: it is asked of each
    texts = [squeezed(text).strip("()（）") for text in printed]
    if set(texts[0]) == {"*"}:
        return True
    digits = [text for text in texts if text.isascii() and text.isdigit()]
    return (
        len(texts) > 1
        and len(digits) == len(texts)
        and [int(text) for text in texts] == list(range(int(texts[0]), int(texts[0]) + len(texts)))
        and int(texts[0]) <= 1
    )


def _paths(head: Sequence[Cells]) -> tuple[tuple[str, ...], ...]:
    """For each column the words over it. A blank goes with the word above it, else with the word to its left."""
    width = max((len(row) for row in head), default=0)
    origins: list[list[tuple[int, int] | None]] = []
    for r, row in enumerate(head):
        level: list[tuple[int, int] | None] = []
        for c in range(width):
            cell = row[c] if c < len(row) else Cell()
            if cell.text.strip():
                level.append((r, c))
            elif r and (above := origins[r - 1][c]) is not None and above[1] == c:
                level.append(above)  # merged downwards
            elif c and (left := level[c - 1]) is not None and left[0] == r and not _apart(head, origins, r, c):
                level.append(left)  # merged to the right
            else:
                level.append(origins[r - 1][c] if r else None)
        origins.append(level)
    spanned = _spans(head, width)
    paths = []
    for c in range(width):
        path: list[tuple[int, int]] = []
        for r in range(len(head)):
            origin = spanned.get((r, c)) or origins[r][c]
            if origin is not None and origin not in path:
                path.append(origin)
        paths.append(tuple(squeezed(head[r][o].text) for r, o in path))
    return tuple(paths)


def _apart(head: Sequence[Cells], origins: Sequence[Sequence[tuple[int, int] | None]], r: int, c: int) -> bool:
    """Whether column `c` stands under another word than its left neighbour, so that no cell of row `r` can span both."""
    return r > 0 and origins[r - 1][c] != origins[r - 1][c - 1]


def _spans(head: Sequence[Cells], width: int) -> dict[tuple[int, int], tuple[int, int]]:
    """Position → upper left position, for cells that say what they span."""
    spanned = {}
    for r, row in enumerate(head):
        for c, cell in enumerate(row):
            if cell.covered or (cell.row_span == 1 and cell.column_span == 1):
                continue
            for down in range(min(cell.row_span, len(head) - r)):
                for right in range(min(cell.column_span, width - c)):
                    spanned[r + down, c + right] = (r, c)
    return spanned
