"""What basic expenditure pays by economic class, in the statement that every rule on it looks into."""

from __future__ import annotations

from budgetbook.checks.cells import Cell
from budgetbook.checks.context import Context
from budgetbook.checks.once import once
from budgetbook.model.coordinates import Coordinates, Flow, Fund, Nature, Period
from budgetbook.model.statement import Kind

BASIC = Coordinates(flow=Flow.EXPENDITURE, fund=Fund.GENERAL_PUBLIC, period=Period.CURRENT, nature=Nature.BASIC)
"""The year's basic expenditure of the general public budget."""


@once
def basic_by_class(context: Context) -> dict[object, list[Cell]]:
    """The cells of basic expenditure by department economic code, whatever the government's. Raises NotJudged as `Context.whole`."""
    context.whole(Kind.BASIC_EXPENDITURE)
    return context.cells_by("economic", Kind.BASIC_EXPENDITURE, BASIC, whatever=("government_economic",))
