"""Budgetbook (明账): compile, check, publish and read the budget disclosures of Chinese departments and units."""

__version__ = "0.1.0"
