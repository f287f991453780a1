"""What a row answers to: its code or label, alone or under the rows it stands below.

In the statement of projects 业务费 stands below its unit; in the appropriation statement 一般公共预算 stands once by itself and once
below 上年财政拨款结转. A name by which only one row goes in full is that row's, even where others end in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import product

from budgetbook.model.statement import Role, Row, Statement

_FIRST = "#1"
_ORDINAL = re.compile(r"^(?:[一二三四五六七八九十]+、|[①-⑳])")


class RowPaths:
    """The rows of `statement` by the names they answer to."""

    def __init__(self, statement: Statement) -> None:
        self._statement = statement
        self._in_full: dict[str, list[int]] = {}
        self._in_part: dict[str, list[int]] = {}
        self._lineages = list(_lineages(statement.rows))
        for index, lineage in enumerate(self._lineages):
            side = _heading(statement, statement.rows[index])
            for start in range(len(lineage)):
                for names in product(*(_names(statement.rows[each]) for each in lineage[start:])):
                    name = "/".join(names)
                    known = self._in_full if start == 0 else self._in_part
                    known.setdefault(name, []).append(index)
                    if side is not None:
                        known.setdefault(f"{side}/{name}", []).append(index)

    def find(self, name: str) -> list[int]:
        """The rows that answer to `name`: those it names in full, or else those it names in part."""
        return self._in_full.get(name) or self._in_part.get(name, [])

    def shortest(self, row: int) -> str:
        """The shortest name that `row` alone answers to; its full name where there is none."""
        parts = [_name(self._statement.rows[each]) for each in self._lineages[row]]
        if len(self.find("/".join(parts))) > 1:  # of projects with one name, each goes by its key
            parts[-1] = self._apart(row) or parts[-1]
        names = ["/".join(parts[start:]) for start in reversed(range(len(parts)))]
        side = _heading(self._statement, self._statement.rows[row])
        for name in names:
            if self.find(name) == [row]:
                return name
        return f"{side}/{names[-1]}" if side is not None else names[-1]

    def _apart(self, row: int) -> str | None:
        """What tells a project from others of its name: its key, or `name#1` for the one whose key is the name."""
        at, label = self._statement.rows[row].coordinates, self._statement.rows[row].label
        return f"{label}{_FIRST}" if at.project == label else at.project

    def listing(self) -> list[str]:
        """A name for every row, for a person to choose from."""
        return [
            f"{row.code} {row.label}" if row.code else self.shortest(index)
            for index, row in enumerate(self._statement.rows)
        ]


def _lineages(rows: Sequence[Row]) -> Iterator[list[int]]:
    """For each row the rows it stands below, uppermost first, and itself."""
    above: list[int] = []
    flow = rows[0].flow if rows else None
    for index, row in enumerate(rows):
        if row.flow != flow:
            above, flow = [], row.flow
        above = [each for each in above if rows[each].level < row.level]
        yield [*above, index]
        if row.role is not Role.ITEM:
            above.append(index)


def _name(row: Row) -> str:
    return row.code or "/".join((row.label, *row.labels.values()))


def _names(row: Row) -> set[str]:
    at = row.coordinates
    names = {_name(row), row.label, _ORDINAL.sub("", row.label)}
    codes = (row.code, at.function, at.income, at.economic)
    first = f"{row.label}{_FIRST}" if at.project is not None and at.project == row.label else None
    return names | {name for name in (*codes, at.project, first) if name is not None}


def _heading(statement: Statement, row: Row) -> str | None:
    """The heading of the side a row stands on; None in a one-sided statement."""
    if row.flow is None:
        return None
    return next((each.label.split("/")[0] for each in statement.columns if each.flow == row.flow), None)
