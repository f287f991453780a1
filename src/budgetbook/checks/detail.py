"""How far expenditure is broken down: rows with money whose code stops short of the level that the law asks for."""

from __future__ import annotations

from collections.abc import Iterator

from budgetbook.model.statement import Row, Statement


def rows_that_stop_short(statement: Statement, dimension: str, digits: int) -> Iterator[tuple[Row, str]]:
    """Rows with money and a code of fewer than `digits` digits below which nothing is printed, each with its code."""
    rows = [(row, code) for row in statement.rows if (code := getattr(row.coordinates, dimension)) is not None]
    codes = {code for _, code in rows}
    for row, code in rows:
        if len(code) >= digits or not any(row.amounts):
            continue
        if not any(other != code and other.startswith(code) for other in codes):
            yield row, code
