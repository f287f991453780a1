"""Checks: what is wrong with a disclosure, as values. `check` judges one, `catalogue` lists every rule there is."""

from budgetbook.checks.engine import catalogue, check

__all__ = ["catalogue", "check"]
