"""The entity's own performance form as a table (整体支出绩效目标申报表), five columns wide."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

from budgetbook.model.performance import NamedAmount, OverallPerformance
from budgetbook.writers.arrangement.indicators import indicator_rows
from budgetbook.writers.arrangement.performance import Row, field, text
from budgetbook.writers.layout import CellKind, Table, TableCell, TableRole

_WIDTHS = (10.0, 18.0, 18.0, 32.0, 22.0)


def overall_table(overall: OverallPerformance, *, title: str, entity: str, entity_label: str, year: int) -> Table:
    """The form of `overall`; `title`, `entity` and `year` where it has none of its own. `entity_label` is 部门名称 or 单位名称."""
    body: list[Row] = [
        *_grouped("基本信息", _staff(overall, entity_label, entity)),
        *_grouped("单位职责", [(text(duty, 1, 4),) for duty in overall.duties or ("",)]),
        (field("战略目标", 0), text(overall.strategy, 1, 4)),
        *_grouped("预算情况", _money(overall.income, overall.expenditure)),
        *_grouped("年度重点任务", _tasks(overall)),
        (field("年度绩效目标", 0), text(overall.objective, 1, 4)),
        *_grouped("年度绩效指标", _indicators(overall)),
    ]
    return Table(
        role=TableRole.OVERALL_FORM,
        title=overall.title or title,
        subtitle=f"（{overall.year or year}年度）",
        header=(),
        body=tuple(body),
        widths=_WIDTHS,
    )


def _grouped(name: str, rows: Sequence[Row]) -> list[Row]:
    """`rows` beside one cell with `name`."""
    return [(field(name, 0, down=len(rows)), *rows[0]), *rows[1:]]


def _staff(overall: OverallPerformance, label: str, entity: str) -> list[Row]:
    rows: list[Row] = [(field(label, 1), text(overall.entity or entity, 2, 3))]
    pairs = overall.staff
    for left, right in zip_longest(pairs[::2], pairs[1::2], fillvalue=("", "")):
        rows.append((field(left[0], 1), text(left[1], 2), field(right[0], 3), text(right[1], 4)))
    return rows


def _money(income: Sequence[NamedAmount], expenditure: Sequence[NamedAmount]) -> list[Row]:
    heads = ("按收入来源分", "预算金额（万元）", "按支出来源分", "预算金额（万元）")
    rows: list[Row] = [tuple(field(name, at) for at, name in enumerate(heads, 1))]
    for left, right in zip_longest(income, expenditure):
        rows.append((*_named_amount(left, 1), *_named_amount(right, 3)))
    return rows


def _named_amount(entry: NamedAmount | None, column: int) -> tuple[TableCell, TableCell]:
    amount = entry.amount if entry is not None else None
    return (
        TableCell(column=column, text=entry.label if entry is not None else ""),
        TableCell(column=column + 1, text="" if amount is None else f"{amount:f}", kind=CellKind.AMOUNT, amount=amount),
    )


def _tasks(overall: OverallPerformance) -> list[Row]:
    rows: list[Row] = [(field("核心职能", 1, 2), field("重点任务", 3, 2))]
    rows += [(text(each.function, 1, 2), text(each.task, 3, 2)) for each in overall.key_tasks]
    return rows


def _indicators(overall: OverallPerformance) -> list[Row]:
    heads = ("一级指标", "二级指标", "三级指标", "指标值")
    return [
        tuple(field(name, at) for at, name in enumerate(heads, 1)),
        *indicator_rows((overall.indicators,), level1_column=1, half_columns=(2,)),
    ]
