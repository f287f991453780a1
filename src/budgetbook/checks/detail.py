"""How far expenditure is broken down: rows with money whose code stops short of the level that the law asks for."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from budgetbook.model.statement import Row, Statement


def rows_that_stop_short(statement: Statement, dimension: str, digits: int) -> Iterator[tuple[Row, str]]:
    """Rows with money and a code of fewer than `digits` digits below which nothing is printed, each with its code."""
    rows = [(row, code) for row in statement.rows if (code := getattr(row.coordinates, dimension)) is not None]
    in_order = sorted({code for _, code in rows})
    broken_down = {code for code, following in pairwise(in_order) if following.startswith(code)}
    for row, code in rows:
        if len(code) < digits and code not in broken_down and any(row.amounts):
            yield row, code
