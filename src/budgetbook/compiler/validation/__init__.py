"""What is wrong in a ledger, all of it at once, each with its place and what to do; and what is only worth a look."""

from budgetbook.compiler.validation.examining import defects, notices

__all__ = ["defects", "notices"]
