"""What in a statement can't be placed: rows and columns whose coordinates are damaged or say no more than the total's.

A row that nobody could resolve would count as a second total, or be missing among the parts of the group it stands in. So it takes part
in nothing, and the sum of its group is not checked.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import msgspec

from budgetbook.checks.damaged import Damaged
from budgetbook.model.coordinates import Coordinates, Flow
from budgetbook.model.statement import Column, Role, Row, Statement

# No form prints one amount this often in a row. Without a bound a cell merged over a thousand columns takes minutes to check.
_MOST_REPEATED = 8


class Unclear(msgspec.Struct):
    """The unclear parts of one statement.

    `rows` and `columns` take part in nothing. `groups` are rows whose parts along the row tree are incomplete. `all_groups`, `all_columns`:
    no sum along the rows, or the columns, of this statement can be judged.
    """

    rows: set[int]
    columns: set[int]
    groups: set[int]
    all_groups: bool = False
    all_columns: bool = False


def unclear(statement: Statement, number: int, damaged: Damaged) -> Unclear:
    """What is unclear in statement `number` of its disclosure."""
    found = Unclear(set(), _ambiguous_columns(statement), set())
    here = damaged.at("statements", number)
    if here:
        found.columns |= {column for column in range(len(statement.columns)) if here.note("columns", column)}
        rows = here.at("rows")
        for index, row in enumerate(statement.rows if rows else ()):
            if any(rows.within(index, part) for part in _naming(row)) or rows.note(index):
                found.rows.add(index)
    found.all_columns = bool(found.columns)
    found.rows |= _unresolved_rows(statement) - found.rows
    for index in found.rows:
        _give_up_group(statement, index, found, certain_empty=not damaged)
    return found


def _naming(row: Row) -> tuple[str, ...]:
    """The fields a row's coordinates rest on: its code where it has one, else its label."""
    return ("code", "coordinates") if row.code else ("label", "coordinates")


def _ambiguous_columns(statement: Statement) -> set[int]:
    """Columns of one side that claim the same coordinates under different headers, or many times: not all of them were understood."""
    return {
        index
        for same in _repeated(statement.columns)
        if len(same) > _MOST_REPEATED or len({statement.columns[index].label for index in same}) > 1
        for index in same
    }


def _unresolved_rows(statement: Statement) -> set[int]:
    """Rows that are no total but stand where a total stands, or where a row of another name stands."""
    found: set[int] = set()
    for same in _repeated(statement.rows):
        if len({(statement.rows[index].code, statement.rows[index].label) for index in same}) > 1:
            found.update(index for index in same if statement.rows[index].role is not Role.TOTAL)
    return found


def _repeated(parts: Sequence[Row] | Sequence[Column]) -> list[list[int]]:
    """The indices of rows, or columns, of one side that stand at the same coordinates: one list for each place where several stand."""
    places = [(part.flow, part.coordinates) for part in parts]
    if len(set(places)) == len(places):  # nearly always
        return []
    seen: dict[tuple[Flow | None, Coordinates], list[int]] = defaultdict(list)
    for index, place in enumerate(places):
        seen[place].append(index)
    return [same for same in seen.values() if len(same) > 1]


def _give_up_group(statement: Statement, index: int, found: Unclear, *, certain_empty: bool) -> None:
    row = statement.rows[index]
    if row.role is Role.TOTAL or (certain_empty and not any(row.amounts)):
        return
    for above in range(index - 1, -1, -1):
        other = statement.rows[above]
        if other.flow == row.flow and other.level < row.level:
            found.groups.add(above)
            return
    found.all_groups = True
