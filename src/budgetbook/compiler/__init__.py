"""A ledger and a form give a disclosure: statements, words, and a trace from every cell to its ledger lines."""

from budgetbook.compiler.compiled import Compiled
from budgetbook.compiler.compiling import compile_ledger, unit_ledger
from budgetbook.compiler.mentions import Mention

__all__ = ["Compiled", "Mention", "compile_ledger", "unit_ledger"]
