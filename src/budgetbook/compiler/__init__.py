"""A ledger and a form give a disclosure: statements, words, and a trace from every cell to its ledger lines."""

from budgetbook.compiler.compiled import Compiled
from budgetbook.compiler.compiling import compile_ledger, unit_ledger
from budgetbook.compiler.mentions import Mention
from budgetbook.compiler.tracing import Trace, trace, trace_cell
from budgetbook.compiler.validation import defects, notices

__all__ = [
    "Compiled",
    "Mention",
    "Trace",
    "compile_ledger",
    "defects",
    "notices",
    "trace",
    "trace_cell",
    "unit_ledger",
]
