"""Headers of tables: paths of words per column become rows of merged cells."""

from __future__ import annotations

from collections.abc import Sequence

from budgetbook.writers.layout import CellKind, TableCell

Path = tuple[str, ...]


def header_rows(paths: Sequence[Path], joined: Sequence[bool]) -> tuple[tuple[TableCell, ...], ...]:
    """The header over columns whose words from top to bottom are `paths`.

    Equal neighbours under the same words merge sideways; a path shorter than the deepest merges downwards. Lowest words stay apart, since
    two amount columns may bear the same word, except where `joined` says that a column has no word of its own beside its left neighbour.
    """
    depth = max(map(len, paths), default=0)
    rows: list[tuple[TableCell, ...]] = []
    for level in range(depth):
        row: list[TableCell] = []
        column = 0
        while column < len(paths):
            path = paths[column]
            if level >= len(path):  # covered by the word above
                column += 1
                continue
            end = column + 1
            while end < len(paths) and _continues(paths, joined, end, level):
                end += 1
            last = level == len(path) - 1
            row.append(
                TableCell(
                    column=column,
                    text=path[level],
                    kind=CellKind.HEAD,
                    row_span=depth - level if last else 1,
                    column_span=end - column,
                )
            )
            column = end
        rows.append(tuple(row))
    return tuple(rows)


def _continues(paths: Sequence[Path], joined: Sequence[bool], column: int, level: int) -> bool:
    here, before = paths[column], paths[column - 1]
    if here[: level + 1] != before[: level + 1]:
        return False
    lowest = (level == len(here) - 1, level == len(before) - 1)
    return joined[column] if lowest == (True, True) else lowest == (False, False)


def index_row(columns: int) -> tuple[TableCell, ...]:
    """The row 1 2 3 … under a header."""
    return tuple(TableCell(column=each, text=str(each + 1), kind=CellKind.INDEX) for each in range(columns))
