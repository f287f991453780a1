"""Checks: what is wrong with a disclosure, as values. `check` judges one, `catalogue` lists every rule there is."""

from budgetbook.checks.engine import catalogue, check
from budgetbook.checks.policy import years_of

__all__ = ["catalogue", "check", "years_of"]
