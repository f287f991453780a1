"""Columns for last year's budget against last year's own statements."""

from __future__ import annotations

from decimal import Decimal

from msgspec.structs import replace

from budgetbook.model.coordinates import Coordinates
from budgetbook.model.disclosure import Disclosure
from budgetbook.model.statement import Column
from tests.checks.documents import document
from tests.checks.shelf.shelved import said, told

LAST = document()
YEAR = LAST.fiscal_year + 1
EXPENDITURE = 2  # 支出总表 in the small document


def _this(coordinates: Coordinates, *, off: str = "0", wrong: int = 1) -> Disclosure:
    """The same budget a year later, with a column of last year's in its statement of expenditure, `wrong` of its amounts off by `off`."""
    statement = LAST.statements[EXPENDITURE]
    rows = tuple(
        replace(row, amounts=(*row.amounts, (row.amounts[0] or Decimal(0)) + (Decimal(off) if number < wrong else 0)))
        for number, row in enumerate(statement.rows)
    )
    columns = (*statement.columns, Column(label="上年", coordinates=coordinates))
    statements = list(LAST.statements)
    statements[EXPENDITURE] = replace(statement, columns=columns, rows=rows)
    return replace(LAST, fiscal_year=YEAR, statements=tuple(statements))


def test_a_column_that_agrees() -> None:
    assert told(LAST, _this(Coordinates(year=YEAR - 1))) == []


def test_an_amount_that_differs() -> None:
    total = LAST.statements[EXPENDITURE].rows[0].amounts[0]
    assert total is not None
    assert said(told(LAST, _this(Coordinates(year=YEAR - 1), off="3.00"))) == [
        ("shelf.last_year_column", "warning", str(total), str(total + 3))
    ]


def test_most_of_a_column_differs() -> None:
    (finding,) = told(LAST, _this(Coordinates(year=YEAR - 1), off="3.00", wrong=7))
    assert (finding.severity, "像是口径不同" in finding.message) == ("notice", True)


def test_an_adjusted_budget_and_an_earlier_year_are_other_figures() -> None:
    assert told(LAST, _this(Coordinates(year=YEAR - 1, phase="adjusted"), off="3.00")) == []
    assert told(LAST, _this(Coordinates(year=YEAR - 2), off="3.00")) == []
