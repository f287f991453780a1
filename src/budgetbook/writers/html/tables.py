"""Tables of the HTML page: which cells head which, so that a screen reader can say what an amount is about."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from budgetbook.writers.layout import CellKind, Table, TableCell, TableRole
from budgetbook.writers.measure import width
from budgetbook.writers.printable import printable

_LOOKS = {
    CellKind.HEAD: "",
    CellKind.LABEL: "",
    CellKind.CODE: "code",
    CellKind.AMOUNT: "amount",
    CellKind.TEXT: "text",
    CellKind.FIELD: "centred",
    CellKind.INDEX: "centred",
}


class HtmlCell(msgspec.Struct, frozen=True, kw_only=True):
    """A `th` or `td` with its attributes; `lines` are separated by `br`."""

    tag: str
    lines: list[str]
    scope: str = ""
    id: str = ""
    headers: str = ""
    across: int = 1
    down: int = 1
    look: str = ""


def header_rows(table: Table, name: str) -> list[list[HtmlCell]]:
    """The rows of `thead`. Ids are given where amounts refer to them."""
    named = _two_sided(table)
    return [
        [
            _cell(
                cell,
                tag="td" if cell.kind is CellKind.INDEX else "th",
                scope="" if cell.kind is CellKind.INDEX else "colgroup" if cell.column_span > 1 else "col",
                id=f"{name}-h{at}-{cell.column}" if named and cell.kind is not CellKind.INDEX else "",
            )
            for cell in row
        ]
        for at, row in enumerate(table.header)
    ]


def body_rows(table: Table, name: str) -> list[list[HtmlCell]]:
    """The rows of `tbody`. In a statement the labels head their rows, in a form the fields do."""
    if table.role is not TableRole.STATEMENT:
        return [
            [
                _cell(cell, tag="th", scope="rowgroup" if cell.row_span > 1 else "row")
                if cell.kind is CellKind.FIELD
                else _cell(cell, tag="td")
                for cell in row
            ]
            for row in table.body
        ]
    over = _heads_over(table, name) if _two_sided(table) else {}
    return [_statement_row(row, f"{name}-r{at}", over) for at, row in enumerate(table.body)]


def column_shares(table: Table) -> list[str]:
    """Widths of the columns in percent."""
    total = sum(table.widths)
    return [f"{100 * share / total:.2f}" for share in table.widths]


def least_width(table: Table) -> float:
    """The em below which numbers of `table` would break: it scrolls rather than that."""
    longest = [0.0] * len(table.widths)
    for row in (*table.header, *table.body):
        for cell in row:
            if cell.column_span == 1:
                needed = (
                    width(cell.text) if cell.kind in {CellKind.AMOUNT, CellKind.CODE} else min(width(cell.text), 6.0)
                )
                longest[cell.column] = max(longest[cell.column], needed)
    return sum(longest) + len(longest)


def _statement_row(row: Sequence[TableCell], name: str, over: dict[int, str]) -> list[HtmlCell]:
    """`over` gives the heads above each column; empty where scopes suffice because only one label heads the row."""
    out: list[HtmlCell] = []
    label = ""
    for cell in row:
        if cell.kind is CellKind.LABEL and cell.text:
            label = f"{name}-{cell.column}" if over else ""
            out.append(_cell(cell, tag="th", scope="row", id=label))
        elif cell.kind is CellKind.AMOUNT and over:
            out.append(_cell(cell, tag="td", headers=f"{over.get(cell.column, '')} {label}".strip()))
        else:
            out.append(_cell(cell, tag="td"))
    return out


def _two_sided(table: Table) -> bool:
    """Whether some row of a statement has a label to the right of an amount: then it has two sides, each with its own labels."""
    if table.role is not TableRole.STATEMENT:
        return False
    for row in table.body:
        amounts = [cell.column for cell in row if cell.kind is CellKind.AMOUNT]
        if amounts and any(cell.kind is CellKind.LABEL and cell.column > amounts[0] for cell in row):
            return True
    return False


def _heads_over(table: Table, name: str) -> dict[int, str]:
    heads: dict[int, list[str]] = {}
    for at, row in enumerate(table.header):
        for cell in row:
            if cell.kind is not CellKind.INDEX:
                for column in range(cell.column, cell.column + cell.column_span):
                    heads.setdefault(column, []).append(f"{name}-h{at}-{cell.column}")
    return {column: " ".join(ids) for column, ids in heads.items()}


def _cell(cell: TableCell, *, tag: str, scope: str = "", id: str = "", headers: str = "") -> HtmlCell:
    looks = [_LOOKS[cell.kind]]
    if cell.strong:
        looks.append("strong")
    if cell.indent:
        looks.append(f"indent-{min(cell.indent, 4)}")
    return HtmlCell(
        tag=tag,
        lines=printable(cell.text).split("\n"),
        scope=scope,
        id=id,
        headers=headers,
        across=cell.column_span,
        down=cell.row_span,
        look=" ".join(look for look in looks if look),
    )
