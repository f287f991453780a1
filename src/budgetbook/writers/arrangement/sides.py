"""The sides of a statement as it is printed: which columns and rows stand on each, and the label columns before them."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from budgetbook.forms.form import FormStatement, LabelColumn, Side
from budgetbook.model.coordinates import Flow
from budgetbook.model.statement import Row, Statement

_SIDE_WORDS = {Flow.INCOME: "收入", Flow.EXPENDITURE: "支出"}
_LABEL_WORDS = {
    "government_economic": "政府预算支出经济科目名称",
    "economic": "部门预算支出经济科目名称",
    "unit": "单位名称",
}


class PrintedSide(msgspec.Struct, frozen=True, kw_only=True):
    """One side: its label columns, and the indices of its amount columns and rows in the statement.

    `form` is the side of the form that it follows, None where headers are derived. `heading` is its uppermost header, if any.
    """

    flow: Flow | None
    heading: str | None
    labels: tuple[LabelColumn, ...]
    columns: tuple[int, ...]
    rows: tuple[int, ...]
    form: Side | None = None


def printed_sides(statement: Statement, form: FormStatement | None) -> tuple[PrintedSide, ...]:
    """The sides of `statement` from left to right; one where its columns don't tell sides apart."""
    flows = tuple(dict.fromkeys(column.flow for column in statement.columns if column.flow is not None))
    sides: Sequence[Flow | None] = flows if len(flows) > 1 else (None,)
    fitting = _fitting(sides, form)
    found = []
    for position, flow in enumerate(sides):
        columns = tuple(
            index for index, each in enumerate(statement.columns) if len(sides) == 1 or (each.flow or sides[0]) == flow
        )
        rows = tuple(
            index
            for index, row in enumerate(statement.rows)
            if len(sides) == 1 or _side_of(row, statement, sides) == flow
        )
        side = fitting[position] if fitting else None
        heading = None if flow is None and side is None else _heading(statement, columns, flow, side)
        labels = side.labels if side and _holds(side.labels, [statement.rows[each] for each in rows]) else None
        found.append(
            PrintedSide(
                flow=flow,
                heading=heading,
                labels=labels or _derived_labels([statement.rows[each] for each in rows]),
                columns=columns,
                rows=rows,
                form=side,
            )
        )
    return tuple(found)


def _fitting(sides: Sequence[Flow | None], form: FormStatement | None) -> Sequence[Side] | None:
    """The form's sides in the order of `sides`; None where the document has others."""
    if form is None or len(form.sides) != len(sides):
        return None
    if len(sides) == 1:
        return form.sides
    by_flow = {side.flow: side for side in form.sides}
    return [by_flow[flow] for flow in sides] if set(by_flow) == set(sides) else None


def _side_of(row: Row, statement: Statement, sides: Sequence[Flow | None]) -> Flow | None:
    """The side a row stands on. 年终结转 belongs to neither flow and is printed last, where money is left."""
    if row.flow is not None:
        return row.flow if row.flow in sides else sides[-1]
    for column, amount in zip(statement.columns, row.amounts, strict=True):
        if amount is not None and column.flow is not None:
            return column.flow
    return sides[0]


def _heading(statement: Statement, columns: Sequence[int], flow: Flow | None, side: Side | None) -> str | None:
    """The uppermost header of a side: the form's where the document prints it too, else the word its columns share."""
    paths = [statement.columns[each].label.split("/") for each in columns]
    first = {path[0] for path in paths}
    of_form = side.heading if side is not None else None
    if flow is None or of_form in first:
        return of_form
    if len(first) == 1 and all(len(path) > 1 for path in paths):
        return first.pop()
    return of_form or _SIDE_WORDS.get(flow)


def _holds(labels: Sequence[LabelColumn], rows: Sequence[Row]) -> bool:
    """Whether the form's label columns have room for all that `rows` say."""
    room = {label.holds for label in labels}
    wanted = {"label"} | {name for row in rows for name in row.labels}
    # A code may be known without being printed (statement 6 prints names alone), so it asks for no column of its own.
    return wanted <= room


def _derived_labels(rows: Sequence[Row]) -> tuple[LabelColumn, ...]:
    extra = tuple(dict.fromkeys(name for row in rows for name in row.labels))
    coded = any(row.code for row in rows)
    labels = [
        *([LabelColumn(holds="code", header=("项目", "科目编码"))] if coded else []),
        LabelColumn(holds="label", header=("项目", "科目名称") if coded else ("项目",)),
        *(LabelColumn(holds=name, header=(_LABEL_WORDS.get(name, name),)) for name in extra),
    ]
    return tuple(labels)
