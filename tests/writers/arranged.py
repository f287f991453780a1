"""What the tests of the layout and of the writers start from: an invented ledger, compiled, and tables looked at cell by cell."""

from __future__ import annotations

from functools import lru_cache

from budgetbook import forms
from budgetbook.compiler.compiling import compile_ledger
from budgetbook.forms.form import Form
from budgetbook.model.disclosure import Disclosure
from budgetbook.writers.layout import Layout, Table, TableCell, TableRole
from tests.ledgers import small_ledger


@lru_cache(maxsize=1)
def shanxi() -> Form:
    return forms.load("shanxi")


@lru_cache(maxsize=1)
def compiled() -> Disclosure:
    return compile_ledger(small_ledger(), shanxi()).disclosure


def tables(layout: Layout, role: TableRole) -> list[Table]:
    return [block for block in layout.blocks if isinstance(block, Table) and block.role is role]


def texts(rows: tuple[tuple[TableCell, ...], ...]) -> list[list[str]]:
    return [[cell.text for cell in row] for row in rows]


def covered(rows: tuple[tuple[TableCell, ...], ...], columns: int) -> list[list[int]]:
    """How many cells cover each position; a sound table has 1 everywhere."""
    counts = [[0] * columns for _ in rows]
    for at, row in enumerate(rows):
        for cell in row:
            for down in range(cell.row_span):
                for across in range(cell.column_span):
                    counts[at + down][cell.column + across] += 1
    return counts
