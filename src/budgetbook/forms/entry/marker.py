"""The mark by which a workbook is known as ours: `budgetbook/ledger/1;form=shanxi;year=2027;kind=unit`.

It stands twice in the file, as a custom document property and in a hidden row of the first sheet, because some programs drop one or
the other when they save.
"""

from __future__ import annotations

import re

import msgspec

from budgetbook.model.disclosure import EntityKind
from budgetbook.model.ledger import LEDGER_SCHEMA, Ledger

PROPERTY = "budgetbook"
_MARKER = re.compile(r"(budgetbook/ledger/\d+);form=([\w-]{1,64});year=(\d{4});kind=(department|unit)")


class Marker(msgspec.Struct, frozen=True, kw_only=True):
    """What a workbook says of itself. `schema` may be a newer one than this program knows."""

    schema: str = LEDGER_SCHEMA
    form: str
    fiscal_year: int
    kind: EntityKind

    def __str__(self) -> str:
        return f"{self.schema};form={self.form};year={self.fiscal_year};kind={self.kind.value}"


def marker_of(ledger: Ledger) -> Marker:
    """The marker for `ledger`'s workbook."""
    return Marker(form=ledger.form, fiscal_year=ledger.fiscal_year, kind=ledger.entity.kind)


def marker_from(text: str) -> Marker | None:
    """The marker in `text`, which may hold more than it; None where there is none."""
    found = _MARKER.search(text)
    if found is None:
        return None
    schema, form, year, kind = found.groups()
    return Marker(schema=schema, form=form, fiscal_year=int(year), kind=EntityKind(kind))
