"""A statement of a disclosure as a printed table."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import msgspec

from budgetbook.forms.form import AmountColumn, FormRow, FormStatement, LabelColumn
from budgetbook.model.statement import Role, Row, Statement
from budgetbook.writers.arrangement.header import header_rows, index_row
from budgetbook.writers.arrangement.pairing import Pair, paired
from budgetbook.writers.arrangement.sides import PrintedSide, printed_sides
from budgetbook.writers.arrangement.sums import sums
from budgetbook.writers.arrangement.widths import natural_widths
from budgetbook.writers.arrangement.words import Words
from budgetbook.writers.layout import CellKind, Table, TableCell, TableRole

# A portrait page takes about this many half-width characters of table type side by side.
_PORTRAIT_ROOM = 104.0


def statement_table(
    statement: Statement, *, number: int, form: FormStatement | None, words: Words, own_page: bool = True
) -> Table:
    """`statement`, the disclosure's `number`-th from 0, as it is printed.

    Rows, amounts and the words over amount columns are the disclosure's; `form` gives what a disclosure doesn't carry: label columns,
    which rows stand beside each other, marker, index row, page. Without a form these are derived.
    """
    sides = printed_sides(statement, form)
    header = _header(statement, sides, words)
    columns = sum(len(side.labels) + len(side.columns) for side in sides)
    if form is not None and form.numbered_columns:
        header = (*header, index_row(columns))
    body = _body(statement, sides, words)
    widths = _form_widths(sides) or natural_widths(header, body, columns)
    natural = natural_widths(header, body, columns)
    empty = all(amount is None for row in statement.rows for amount in row.amounts)
    empty_note = words.fill(form.empty_note) if form is not None else "注：本表无数据"
    return Table(
        role=TableRole.STATEMENT,
        title=statement.title,
        marker=words.fill(form.marker) if form is not None and form.marker else None,
        left=words.holder(statement.holder),
        right=f"单位：{statement.unit.value}",
        header=header,
        body=body,
        widths=widths,
        landscape=form.landscape if form is not None else sum(natural) > _PORTRAIT_ROOM,
        own_page=own_page,
        note=statement.note or (empty_note if empty else None),
        statement=number,
    )


def _header(statement: Statement, sides: Sequence[PrintedSide], words: Words) -> tuple[tuple[TableCell, ...], ...]:
    paths: list[tuple[str, ...]] = []
    joined: list[bool] = []
    for side in sides:
        for number, label in enumerate(side.labels):
            paths.append(_under(side.heading, tuple(words.fill(word) for word in label.header)))
            joined.append(number > 0)
        for position, index in enumerate(side.columns):
            printed = statement.columns[index].label
            paths.append(_under(side.heading, _path(printed, side, position, words)))
            joined.append(False)
    return header_rows(paths, joined)


def _path(printed: str, side: PrintedSide, position: int, words: Words) -> tuple[str, ...]:
    """The words of an amount column. A form's own words keep a slash that belongs to a word; else a slash means one level down."""
    if side.form is not None and position < len(side.form.columns):
        path = _under(side.heading, tuple(words.fill(word) for word in side.form.columns[position].header))
        if "/".join(path) == printed:
            return path
    return tuple(word for word in printed.split("/") if word) or ("",)


def _under(heading: str | None, path: tuple[str, ...]) -> tuple[str, ...]:
    return path if heading is None or path[0] == heading else (heading, *path)


def _body(statement: Statement, sides: Sequence[PrintedSide], words: Words) -> tuple[tuple[TableCell, ...], ...]:
    lines: list[list[TableCell]] = []
    first_column = 0
    for side, places in zip(sides, _places(statement, sides, words), strict=True):
        rows = [statement.rows[index] for index in side.rows]
        added = sums([_narrowed(row, side) for row in rows], [statement.columns[index] for index in side.columns])
        first_amount = first_column + len(side.labels)
        for at, row_position in enumerate(places):
            if at == len(lines):
                lines.append([])
            row = None if row_position is None else rows[row_position]
            lines[at] += _label_cells(row, side, rows, first_column)
            for position, index in enumerate(side.columns):
                parts = () if row_position is None else added.get((row_position, position), ())
                lines[at].append(
                    _amount_cell(
                        None if row is None else row.amounts[index],
                        column=first_amount + position,
                        strong=row is not None and row.role is Role.TOTAL,
                        sum_of=tuple((places.index(line), first_amount + part) for line, part in parts),
                    )
                )
        first_column = first_amount + len(side.columns)
    return tuple(tuple(line) for line in lines)


def _places(statement: Statement, sides: Sequence[PrintedSide], words: Words) -> list[list[int | None]]:
    """For each side, the side's row on each printed line."""
    if len(sides) == 1:
        return [list(range(len(sides[0].rows)))]
    pairs: Sequence[Pair] = ()
    if len(sides) == 2:
        left, right = ([statement.rows[index] for index in side.rows] for side in sides)
        pairs = paired(left, right, _beside(left, right, sides, words))
        return [[pair[0] for pair in pairs], [pair[1] for pair in pairs]]
    deepest = max(len(side.rows) for side in sides)
    return [[at if at < len(side.rows) else None for at in range(deepest)] for side in sides]


def _beside(
    left: Sequence[Row], right: Sequence[Row], sides: Sequence[PrintedSide], words: Words
) -> list[tuple[int, int]]:
    """Pairs of rows that the form prints on one line, from either side's `beside`."""
    found: list[tuple[int, int]] = []
    for ours, theirs, own, turned in ((left, right, sides[0], False), (right, left, sides[1], True)):
        rows: Sequence[FormRow] = own.form.rows if own.form is not None else ()
        for form_row in rows:
            if form_row.label is None or form_row.beside is None:
                continue
            here = _last(ours, words.fill(form_row.label))
            there = _last(theirs, words.fill(form_row.beside))
            if here is not None and there is not None:
                found.append((there, here) if turned else (here, there))
    return list(dict.fromkeys(found))


def _last(rows: Sequence[Row], label: str) -> int | None:
    """The lowest row with `label`; rows of one name at the head (fund sources) come again below (their carry-over)."""
    return next((at for at in range(len(rows) - 1, -1, -1) if rows[at].label == label), None)


def _narrowed(row: Row, side: PrintedSide) -> Row:
    return msgspec.structs.replace(row, amounts=tuple(row.amounts[index] for index in side.columns))


def _label_cells(row: Row | None, side: PrintedSide, rows: Sequence[Row], first: int) -> list[TableCell]:
    cells: list[TableCell] = []
    labels: Sequence[LabelColumn] = side.labels
    if row is not None and row.role is Role.TOTAL and len(labels) > 1 and not row.code and not row.labels:
        # A total has no code and no further label: its name takes the whole width.
        return [TableCell(column=first, text=row.label, column_span=len(labels), strong=True)]
    for position, label in enumerate(labels):
        cells.append(
            TableCell(
                column=first + position,
                text="" if row is None else _label_text(row, label.holds),
                kind=CellKind.CODE if label.holds == "code" else CellKind.LABEL,
                indent=0 if row is None or label.holds != "label" else _indent(row, labels, rows),
                strong=row is not None and row.role is Role.TOTAL,
            )
        )
    return cells


def _label_text(row: Row, holds: str) -> str:
    return (row.code or "") if holds == "code" else row.label if holds == "label" else row.labels.get(holds, "")


def _indent(row: Row, labels: Sequence[LabelColumn], rows: Sequence[Row]) -> int:
    """Levels below the highest row that is no total; none where a code column shows the level already."""
    if any(label.holds == "code" for label in labels) or row.role is Role.TOTAL:
        return 0
    return row.level - min(each.level for each in rows if each.role is not Role.TOTAL)


def _amount_cell(
    amount: Decimal | None, *, column: int, strong: bool, sum_of: tuple[tuple[int, int], ...]
) -> TableCell:
    return TableCell(
        column=column,
        text="" if amount is None else f"{amount:f}",
        kind=CellKind.AMOUNT,
        amount=amount,
        strong=strong,
        sum_of=sum_of,
    )


def _form_widths(sides: Sequence[PrintedSide]) -> tuple[float, ...] | None:
    """The form's relative widths; None where it doesn't say any, or has other columns."""
    widths: list[float] = []
    for side in sides:
        if side.form is None or len(side.form.columns) != len(side.columns) or side.form.labels != side.labels:
            return None
        columns: Sequence[LabelColumn | AmountColumn] = (*side.labels, *side.form.columns)
        widths += [column.width for column in columns]
    return tuple(widths) if len(set(widths)) > 1 else None
