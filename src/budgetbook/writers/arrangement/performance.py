"""A project's performance form as a table (项目支出绩效目标表), eight columns wide.

Source: the form that provinces print after 《项目支出绩效目标表》 of 财政部; DOMAIN §7 names its fields.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from budgetbook.model.money import with_separators
from budgetbook.model.performance import Funding, ProjectPerformance
from budgetbook.writers.arrangement.indicators import indicator_rows
from budgetbook.writers.layout import CellKind, Table, TableCell, TableRole

Row = tuple[TableCell, ...]

# 字段名 | 一级 | 二级 | 三级 | 指标值 | 二级 | 三级 | 指标值
_WIDTHS = (9.0, 8.4, 12.6, 16.8, 14.2, 12.6, 16.8, 14.2)
_LEFT, _RIGHT = 1, 5  # first columns of the two halves: whole period, year
_TOTAL = ("total", "{}资金总额：")
_APPROPRIATION = ("appropriation", "其中：财政拨款")
_BY_LEVEL = (
    ("central", "其中：中央财政资金"),
    ("provincial", "省级财政资金"),
    ("local", "市县（区）财政资金"),
)
_OTHERS = (("self_raised", "单位自筹"), ("other", "其他资金"))
_TEXTS = (
    ("summary", "项目概况"),
    ("basis", "立项依据"),
    ("necessity", "项目设立必要性"),
    ("safeguards", "保证项目实施的制度、措施"),
    ("plan", "项目实施计划"),
)


def project_table(project: ProjectPerformance, *, number: int, title: str, year: int) -> Table:
    """The form of `project`, the disclosure's `number`-th from 0; `title` and `year` where it has none of its own."""
    body: list[Row] = [
        (field("项目名称", 0), text(project.name, 1, 7)),
        *_pair_row("主管部门及代码", _department(project), "实施单位", project.unit),
        *_pair_row("项目属性", project.attribute, "项目期", project.duration),
    ]
    body += _funding_rows(project.funding.whole, project.funding.annual)
    body += [(field(label, 0), text(getattr(project, name), 1, 7)) for name, label in _TEXTS]
    body += [
        (field("总体目标", 0, down=2), field("实施期目标", _LEFT, 4), field("年度目标", _RIGHT, 3)),
        (text(project.objective.whole, _LEFT, 4), text(project.objective.annual, _RIGHT, 3)),
    ]
    body += _indicator_rows(project)
    body.append(_signature(project))
    return Table(
        role=TableRole.PROJECT_FORM,
        title=project.title or title,
        subtitle=f"（{project.year or year}年度）",
        header=(),
        body=tuple(body),
        widths=_WIDTHS,
        project=number,
    )


def field(name: str, column: int, across: int = 1, down: int = 1) -> TableCell:
    """A cell that names a field."""
    return TableCell(column=column, text=name, kind=CellKind.FIELD, column_span=across, row_span=down)


def text(words: str | None, column: int, across: int = 1, down: int = 1) -> TableCell:
    """A cell with what was filled in; blank for None."""
    return TableCell(column=column, text=words or "", kind=CellKind.TEXT, column_span=across, row_span=down)


def _pair_row(left: str, left_text: str | None, right: str, right_text: str | None) -> list[Row]:
    return [(field(left, 0), text(left_text, 1, 3), field(right, 4), text(right_text, 5, 3))]


def _department(project: ProjectPerformance) -> str:
    return "-".join(part for part in (project.department_code, project.department) if part)


def _funding_rows(whole: Funding, annual: Funding) -> list[Row]:
    rows: list[Row] = []
    levels = _levels(whole, annual)
    first = field("项目资金（元）", 0, down=len(levels))
    for at, (name, label) in enumerate(levels):
        cells = (
            TableCell(column=_LEFT, text=label.format("实施期"), column_span=2),
            _yuan(getattr(whole, name), 3, 2),
            TableCell(column=_RIGHT, text=label.format("年度"), column_span=2),
            _yuan(getattr(annual, name), 7, 1),
        )
        rows.append((first, *cells) if at == 0 else cells)
    return rows


def _levels(whole: Funding, annual: Funding) -> tuple[tuple[str, str], ...]:
    """The rows of the block. A form read from elsewhere may know 财政拨款 only in one sum: it stands where its levels would."""

    def given(levels: Sequence[tuple[str, str]]) -> bool:
        return any(getattr(side, name) is not None for side in (whole, annual) for name, _ in levels)

    if not given((_APPROPRIATION,)):
        return (_TOTAL, *_BY_LEVEL, *_OTHERS)
    return (_TOTAL, _APPROPRIATION, *(_BY_LEVEL if given(_BY_LEVEL) else ()), *_OTHERS)


def _yuan(amount: Decimal | None, column: int, across: int) -> TableCell:
    return TableCell(
        column=column,
        text="" if amount is None else with_separators(amount),
        kind=CellKind.AMOUNT,
        amount=amount,
        column_span=across,
    )


def _indicator_rows(project: ProjectPerformance) -> list[Row]:
    halves = (project.indicators.whole, project.indicators.annual)
    heads = ("一级指标", "二级指标", "三级指标", "指标值", "二级指标", "三级指标", "指标值")
    rows: Sequence[Row] = (
        tuple(field(name, at) for at, name in enumerate(heads, 1)),
        *indicator_rows(halves, level1_column=1, half_columns=(2, 5)),
    )
    return [(field("绩效指标", 0, down=len(rows)), *rows[0]), *rows[1:]]


def _signature(project: ProjectPerformance) -> Row:
    filled = (
        ("负责人：", project.responsible),
        ("经办人：", project.handler),
        ("联系电话：", project.telephone),
        ("填报日期：", project.filed_at),
    )
    return tuple(
        cell for at, (name, words) in enumerate(filled) for cell in (field(name, 2 * at), text(words, 2 * at + 1))
    )
