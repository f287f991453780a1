"""Whether a written data package says what the disclosure says: every amount, all funding, all indicators."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from budgetbook.model.disclosure import Disclosure
from budgetbook.model.facts import facts
from budgetbook.writers.open_data.reading import Item, PackageReading, Record
from budgetbook.writers.open_data.rows import statement_name, statement_table
from budgetbook.writers.open_data.schema import FUNDING_COLUMNS


def package_differences(disclosure: Disclosure, folder: Path) -> tuple[str, ...]:
    """What the package in `folder`, read by its own descriptor, says otherwise than `disclosure`; one Chinese line each."""
    package = PackageReading(folder)
    return (
        *package.defects,
        *_facts(disclosure, package.tables.get("facts", [])),
        *_statements(disclosure, package.tables),
        *_funding(disclosure, package.tables.get("projects", [])),
        *_indicators(disclosure, package.tables.get("indicators", [])),
    )


def _facts(disclosure: Disclosure, records: list[Record]) -> Iterator[str]:
    read = {(each["statement"], each["row"], each["column"]): (each["amount"], each["yuan"]) for each in records}
    for fact in facts(disclosure):
        key = (fact.statement + 1, fact.row + 1, fact.column + 1)
        found = read.pop(key, (None, None))
        if not (_same(found[0], fact.amount) and _same(found[1], fact.yuan)):
            yield f"facts.csv：表 {key[0]} 行 {key[1]} 列 {key[2]} 应为 {fact.amount}，读回 {found[0]}"
    for (statement, row, column), found in read.items():
        yield f"facts.csv：多出表 {statement} 行 {row} 列 {column}（{found[0]}）"


def _statements(disclosure: Disclosure, tables: dict[str, list[Record]]) -> Iterator[str]:
    for index, statement in enumerate(disclosure.statements):
        name = statement_name(index, statement)
        records = tables.get(name, [])
        columns = [field.name for field in statement_table(index, statement).fields][-len(statement.columns) :]
        if len(records) != len(statement.rows):
            yield f"{name}.csv：应有 {len(statement.rows)} 行，读回 {len(records)} 行"
        for number, (row, record) in enumerate(zip(statement.rows, records, strict=False), 1):
            for column, amount in zip(columns if statement.columns else (), row.amounts, strict=True):
                if not _same(record.get(column), amount):
                    yield f"{name}.csv：行 {number}“{column}”应为 {amount}，读回 {record.get(column)}"


def _funding(disclosure: Disclosure, records: list[Record]) -> Iterator[str]:
    if len(records) != len(disclosure.projects):
        yield f"projects.csv：应有 {len(disclosure.projects)} 行，读回 {len(records)} 行"
    for number, (project, record) in enumerate(zip(disclosure.projects, records, strict=False), 1):
        for column, side, level in FUNDING_COLUMNS:
            amount = getattr(getattr(project.funding, side), level)
            if not _same(record.get(column), amount):
                yield f"projects.csv：项目 {number}“{column}”应为 {amount}，读回 {record.get(column)}"


def _indicators(disclosure: Disclosure, records: list[Record]) -> Iterator[str]:
    read: dict[tuple[Item, Item], list[tuple[Item, Item]]] = {}
    for record in records:
        read.setdefault((record["project"], record["period"]), []).append((record["name"], record["target"]))
    for number, project in enumerate(disclosure.projects, 1):
        for period in ("whole", "annual"):
            expected = [(each.name or None, each.target or None) for each in getattr(project.indicators, period)]
            found = read.pop((number, period), [])
            if found != expected:
                yield f"indicators.csv：项目 {number} 的 {period} 指标应有 {len(expected)} 个，读回 {len(found)} 个或内容不同"
    for key in read:
        yield f"indicators.csv：多出项目 {key[0]} 的 {key[1]} 指标"


def _same(read: Item, amount: Decimal | None) -> bool:
    """Equal in value and in printed digits; blank is not zero."""
    if amount is None or read is None:
        return amount is None and read is None
    return isinstance(read, Decimal) and read.as_tuple() == amount.as_tuple()
