"""The rows of the open data, taken from a disclosure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from budgetbook.model.coordinates import DIMENSIONS
from budgetbook.model.disclosure import Disclosure
from budgetbook.model.facts import facts
from budgetbook.model.statement import Statement
from budgetbook.writers.open_data.csv import guarded
from budgetbook.writers.open_data.schema import FUNDING_COLUMNS, Field, Table

Item = str | int | Decimal | None
Rows = Iterator[tuple[Item, ...]]


def statement_rows(disclosure: Disclosure) -> Rows:
    """Rows of `statements`."""
    for index, statement in enumerate(disclosure.statements):
        yield (
            index + 1,
            statement.number,
            statement.kind.value,
            statement.title,
            statement.unit.value,
            statement.holder,
            statement.note,
            f"{statement_name(index, statement)}.csv",
        )


def fact_rows(disclosure: Disclosure) -> Rows:
    """Rows of `facts`: cells with an amount."""
    for fact in facts(disclosure):
        if fact.amount is None:
            continue
        statement = disclosure.statements[fact.statement]
        row, place = statement.rows[fact.row], fact.place
        yield (
            fact.statement + 1,
            fact.kind.value,
            statement.title,
            fact.row + 1,
            fact.column + 1,
            row.code,
            row.label,
            statement.columns[fact.column].label,
            *(getattr(fact.coordinates, name) for name in DIMENSIONS),
            fact.amount,
            statement.unit.value,
            fact.yuan,
            place.page if place else None,
            place.line if place else None,
            place.sheet if place else None,
            place.cell if place else None,
        )


def project_rows(disclosure: Disclosure) -> Rows:
    """Rows of `projects`."""
    for number, project in enumerate(disclosure.projects, 1):
        yield (
            number,
            project.name,
            project.unit,
            project.department_code,
            project.department,
            project.year,
            project.attribute,
            project.duration,
            *(getattr(getattr(project.funding, side), level) for _, side, level in FUNDING_COLUMNS),
            project.summary,
            project.basis,
            project.necessity,
            project.safeguards,
            project.plan,
            project.objective.whole,
            project.objective.annual,
        )


def indicator_rows(disclosure: Disclosure) -> Rows:
    """Rows of `indicators`."""
    for number, project in enumerate(disclosure.projects, 1):
        for period in ("whole", "annual"):
            for sequence, indicator in enumerate(getattr(project.indicators, period), 1):
                yield number, period, sequence, indicator.level1, indicator.level2, indicator.name, indicator.target


def narrative_rows(disclosure: Disclosure) -> Rows:
    """Rows of `narrative`."""
    profile = [*disclosure.profile.duties, *(disclosure.profile.structure or "").split("\n")]
    parts: list[tuple[str, list[tuple[str | None, str | None, str]]]] = [
        ("profile", [(None, None, text) for text in profile]),
        (
            "narrative",
            [(each.section, each.title, text) for each in disclosure.narrative for text in each.text.split("\n")],
        ),
        ("glossary", [(None, each.term, text) for each in disclosure.glossary for text in each.text.split("\n")]),
    ]
    for part, texts in parts:
        for sequence, (section, title, text) in enumerate((each for each in texts if each[2].strip()), 1):
            yield part, sequence, section, title, text


def statement_name(index: int, statement: Statement) -> str:
    """The name of a statement's own table, e.g. `statement-03-expenditure`."""
    return f"statement-{index + 1:02d}-{statement.kind.value.replace('_', '-')}"


def statement_table(index: int, statement: Statement) -> Table:
    """The columns of a statement as printed: code, label, further labels, amounts."""
    labels = statement_labels(statement)
    taken = {"row", "flow", "role", "level", "code", "label", *labels}
    amounts = []
    for number, column in enumerate(statement.columns, 1):
        name = guarded(column.label)
        if not name or name in taken:
            name = f"{name}（第{number}列）"
        taken.add(name)
        amounts.append(Field(name=name, title=name, description="如原表所印", type="number", unit=statement.unit.value))
    return Table(
        name=statement_name(index, statement),
        title=statement.title,
        description=f"如原表所印，金额单位：{statement.unit.value}。",
        fields=(
            Field(name="row", title="行号", description="从 1 起", type="integer", required=True),
            Field(name="flow", title="收支方向", description="只在左右两栏的表中填写：income 收入，expenditure 支出"),
            Field(
                name="role",
                title="行的作用",
                description="total 合计，group 小计（下有明细），item 明细",
                values=("total", "group", "item"),
                required=True,
            ),
            Field(name="level", title="层级", description="0 为合计，逐级加 1", type="integer", required=True),
            Field(name="code", title="编码", description="如原表所印"),
            Field(name="label", title="名称", description="如原表所印"),
            *(Field(name=name, title=name, description="如原表所印") for name in labels),
            *amounts,
        ),
        key=("row",),
    )


def statement_labels(statement: Statement) -> list[str]:
    """The names of further label columns, in the order they first come."""
    return list(dict.fromkeys(name for row in statement.rows for name in row.labels))


def statement_cells(statement: Statement, labels: Sequence[str]) -> Rows:
    """The rows of a statement's own table."""
    for number, row in enumerate(statement.rows, 1):
        yield (
            number,
            row.flow.value if row.flow else None,
            row.role.value,
            row.level,
            row.code,
            row.label,
            *(row.labels.get(name) for name in labels),
            *row.amounts,
        )
