"""Checks: what is wrong with a disclosure, as values. `check` judges one, `check_shelf` several that may belong together, `catalogue` lists the rules."""

from budgetbook.checks.engine import catalogue, check
from budgetbook.checks.policy import years_of
from budgetbook.checks.shelf.checking import check_shelf

__all__ = ["catalogue", "check", "check_shelf", "years_of"]
