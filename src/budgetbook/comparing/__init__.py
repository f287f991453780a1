"""Comparing: what changed between two years of one body, two versions of one document, or two bodies."""

from budgetbook.comparing.comparing import ProjectComparer, compare

__all__ = ["ProjectComparer", "compare"]
