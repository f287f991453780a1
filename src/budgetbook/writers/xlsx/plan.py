"""Which sheets a workbook has: a sheet for the words of each part, a sheet for each table."""

from __future__ import annotations

import msgspec

from budgetbook.model.disclosure import Disclosure
from budgetbook.writers.layout import Chart, Heading, Layout, Paragraph, Table, TableRole
from budgetbook.writers.xlsx.names import SheetNames, short_title

CONTENTS = "目录"

Words = Heading | Paragraph | Chart


class WordsSheet(msgspec.Struct, frozen=True, kw_only=True):
    """The running text of a part, with its charts."""

    name: str
    words: tuple[Words, ...]


class TableSheet(msgspec.Struct, frozen=True, kw_only=True):
    """A table on a sheet of its own. `entry` is its line in the contents."""

    name: str
    entry: str
    table: Table


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """A part of the document: its heading, and its sheets with the words first."""

    heading: str | None
    sheets: tuple[WordsSheet | TableSheet, ...]


def plan(layout: Layout, disclosure: Disclosure) -> tuple[Part, ...]:
    """The parts of `layout` as sheets, in the order of the document.

    A heading that belongs to a table is left to the table. What interrupts the words (forms, the catalogue) comes behind them, since a reader
    of a workbook turns sheets, not pages.
    """
    names = SheetNames()
    names.name(CONTENTS)
    parts: list[Part] = []
    heading: Heading | None = None
    words: list[Words] = []
    tables: list[Table] = []

    def close() -> None:
        if heading is None and not words and not tables:
            return
        title = heading.text if heading is not None else layout.title
        sheets: list[WordsSheet | TableSheet] = []
        if words:
            said = (heading, *words) if heading is not None else tuple(words)
            sheets.append(WordsSheet(name=names.name(_part_name(title)), words=said))
        sheets += [_table_sheet(table, disclosure, layout, names) for table in tables]
        parts.append(Part(heading=heading.text if heading is not None else None, sheets=tuple(sheets)))

    for block in layout.blocks:
        if isinstance(block, Heading) and block.level == 1:
            close()
            heading, words, tables = block, [], []
        elif isinstance(block, Table):
            tables.append(block)
        elif not (isinstance(block, Heading) and block.of_table):
            words.append(block)
    close()
    return tuple(parts)


def _part_name(title: str) -> str:
    """第三部分 2027年度部门预算情况说明 → 部门预算情况说明."""
    last = title.split()[-1] if title.split() else title
    return short_title(last, entity="")


def _table_sheet(table: Table, disclosure: Disclosure, layout: Layout, names: SheetNames) -> TableSheet:
    title = table.title or ""
    if table.role is TableRole.PROJECT_FORM and table.project is not None:
        return _project_sheet(table, table.project, disclosure, names)
    if table.role is TableRole.STATEMENT and table.statement is not None:
        number = _statement_number(table.statement, disclosure)
        wanted = f"表{number} {short_title(title, entity=layout.entity)}"
        return TableSheet(name=names.name(wanted), entry=f"表{number}　{title}", table=table)
    wanted = {TableRole.OVERALL_FORM: "整体绩效目标", TableRole.CATALOGUE: "购买服务目录"}.get(table.role) or title
    return TableSheet(name=names.name(wanted), entry=title or wanted, table=table)


def _project_sheet(table: Table, project: int, disclosure: Disclosure, names: SheetNames) -> TableSheet:
    digits = len(str(len(disclosure.projects)))
    name = disclosure.projects[project].name if project < len(disclosure.projects) else table.title or ""
    label = f"{project + 1:0{max(digits, 2)}d}"
    return TableSheet(name=names.name(f"绩效{label} {name}"), entry=f"绩效{label}　{name}", table=table)


def _statement_number(index: int, disclosure: Disclosure) -> int:
    """The number in the form, or the place in the document where statements have no numbers of their own."""
    if index < len(disclosure.statements) and (number := disclosure.statements[index].number) is not None:
        return number
    return index + 1
