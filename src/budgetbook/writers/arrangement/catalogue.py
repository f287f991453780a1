"""The purchase-of-services catalogue (政府购买服务指导性目录) as a table: a column for each level."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from budgetbook.model.narrative import CatalogueEntry
from budgetbook.model.numerals import numeral
from budgetbook.writers.arrangement.header import header_rows
from budgetbook.writers.layout import CellKind, Table, TableCell, TableRole


def catalogue_table(entries: Sequence[CatalogueEntry], *, title: str | None) -> Table:
    """`entries` in their order; a department's name stands over its own entries, across the table."""
    levels = max(entry.level for entry in entries)
    body: list[tuple[TableCell, ...]] = []
    for department, own in groupby(entries, key=lambda entry: entry.department):
        if department is not None:
            body.append((TableCell(column=0, text=department, column_span=levels + 1, strong=True),))
        for entry in own:
            names = (entry.name if level == entry.level else "" for level in range(1, levels + 1))
            body.append(
                (
                    TableCell(column=0, text=entry.code, kind=CellKind.CODE),
                    *(TableCell(column=at, text=name) for at, name in enumerate(names, 1)),
                )
            )
    return Table(
        role=TableRole.CATALOGUE,
        title=title,
        header=header_rows(
            [("代码",), *((f"{numeral(level)}级目录",) for level in range(1, levels + 1))], [False] * (levels + 1)
        ),
        body=tuple(body),
        widths=(10.0, *(max(12.0, 10.0 + 4.0 * level) for level in range(1, levels + 1))),
        own_page=False,
    )
