"""Findings in the words of a budget officer: statements by number and title, cells by row and column, amounts with separators."""

from __future__ import annotations

from decimal import Decimal

from budgetbook.checks.cells import PROJECT_FORMS, Cell
from budgetbook.model.disclosure import Disclosure
from budgetbook.model.finding import FindingPlace
from budgetbook.model.finding_words import statement_words as statement_words
from budgetbook.model.money import CENT, MoneyUnit, with_separators
from budgetbook.model.performance import ProjectPerformance
from budgetbook.model.place import Place
from budgetbook.model.statement import Row

AXIS_PARTS = {
    "fund": "各资金来源",
    "period": "当年与上年结转",
    "nature": "各类支出",
    "function": "下级功能科目",
    "economic": "下级经济科目",
    "income": "下级收入科目",
    "public_cost": "各分项",
    "procurement": "货物、工程和服务",
    "institution": "各类机构",
    "unit": "所列各单位、项目",
    "flow": "支出与结转",
}
NO_DATA = "本表无数据"


def statement_name(disclosure: Disclosure, number: int) -> str:
    """The words for the statement with this index, or for the project forms."""
    return "项目支出绩效目标表" if number == PROJECT_FORMS else statement_words(disclosure.statements[number])


def form_words(project: ProjectPerformance) -> str:
    """绩效目标表“…”（某单位）."""
    return f"绩效目标表“{project.name}”" + (f"（{project.unit}）" if project.unit else "")


def row_words(row: Row) -> str:
    """205 教育支出."""
    label = "".join(row.label.split())
    return f"{row.code} {label}" if row.code and not label.startswith(row.code) else label


def cell_words(disclosure: Disclosure, cell: Cell, *, beside: Cell | None = None) -> str:
    """表3《…》“205 教育支出”行“合计”列; the column only where the row's side has several.

    In the statement of the cell `beside`, which was named before, 本表 stands for number and title.
    """
    if cell.statement == PROJECT_FORMS:
        return f"{form_words(disclosure.projects[cell.row])}{('实施期', '年度')[cell.column]}资金总额"
    statement = disclosure.statements[cell.statement]
    name = "本表" if beside is not None and beside.statement == cell.statement else statement_words(statement)
    if cell.row < 0:
        return f"{name}（注明“{NO_DATA}”）"
    row = statement.rows[cell.row]
    columns = [column for column in statement.columns if column.flow is None or column.flow == row.flow]
    column = f"“{statement.columns[cell.column].label}”列" if len(columns) > 1 else ""
    return f"{name}“{row_words(row)}”行{column}"


def unit_of(disclosure: Disclosure, cell: Cell) -> MoneyUnit:
    """What the cell's statement is printed in."""
    return MoneyUnit.YUAN if cell.statement == PROJECT_FORMS else disclosure.statements[cell.statement].unit


def in_unit_of(unit: MoneyUnit, yuan: Decimal) -> Decimal:
    """Yuan as an exact amount of `unit`, with at least two decimals."""
    return with_cents(yuan / unit.yuan)


def with_cents(amount: Decimal) -> Decimal:
    """`amount` with as many decimals as it needs, two at least."""
    rounded = amount.quantize(CENT)
    return rounded if rounded == amount else amount.normalize()


def amount_words(unit: MoneyUnit, yuan: Decimal) -> str:
    """4,265.95 万元."""
    return f"{with_separators(in_unit_of(unit, yuan))} {unit.value}"


def printed_words(disclosure: Disclosure, cell: Cell) -> str:
    """What stands in the cell, to follow a word such as 为: a blank and an amount with its unit, or 空白."""
    if cell.amount is None:
        return "空白"
    return " " + amount_words(unit_of(disclosure, cell), cell.yuan)


def finding_place(disclosure: Disclosure, cell: Cell) -> FindingPlace:
    """The cell as one of a finding's places."""
    if cell.statement == PROJECT_FORMS:
        return form_place(disclosure.projects[cell.row], text=printed_words(disclosure, cell).strip())
    statement = disclosure.statements[cell.statement]
    if cell.row < 0:
        return placed(statement.place, statement=statement_words(statement), text=NO_DATA)
    row = statement.rows[cell.row]
    place = (row.cells[cell.column] if row.cells else None) or row.place or statement.place
    return placed(
        place,
        statement=statement_words(statement),
        row=row_words(row),
        column=statement.columns[cell.column].label,
        text=None if cell.amount is None else with_separators(cell.amount),
        unit=row.coordinates.unit,
    )


def form_place(project: ProjectPerformance, *, text: str | None = None) -> FindingPlace:
    """A project's form as a place of a finding."""
    return placed(project.place, section="十", row=project.name, text=text, unit=project.unit)


def placed(
    place: Place | None,
    *,
    statement: str | None = None,
    row: str | None = None,
    column: str | None = None,
    section: str | None = None,
    text: str | None = None,
    unit: str | None = None,
) -> FindingPlace:
    """A finding's place at `place` of the source, in words."""
    at = place or Place()
    return FindingPlace(
        statement=statement,
        row=row,
        column=column,
        section=section,
        text=text,
        page=at.page,
        line=at.line,
        sheet=at.sheet,
        cell=at.cell,
        box=at.box,
        file=at.file,
        unit=unit,
    )
