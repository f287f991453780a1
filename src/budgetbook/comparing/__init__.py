"""Comparing: what changed between two years of one body, two versions of one document, or two bodies."""

from budgetbook.comparing.comparing import compare, compare_projects

__all__ = ["compare", "compare_projects"]
