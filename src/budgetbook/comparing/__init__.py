"""Comparing: what changed between two years of one body, two versions of one document, or two bodies."""

from budgetbook.comparing.comparing import compare, standing_of

__all__ = ["compare", "standing_of"]
