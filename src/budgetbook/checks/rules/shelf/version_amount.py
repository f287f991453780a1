"""Two versions of one document print the same amounts in their statements.

Source: 预算法 §14: what is published is the approved budget; a version that replaces another says what was corrected.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from budgetbook.checks.context import Context
from budgetbook.checks.rule import Said, rule
from budgetbook.checks.shelf.beside import Neighbour
from budgetbook.checks.shelf.wording import in_file
from budgetbook.checks.wording import placed
from budgetbook.model.comparison import Amounts, CellChange, Change, RowChange, StatementChange
from budgetbook.model.finding import Finding, FindingPlace, Severity
from budgetbook.model.money import with_separators

_SOURCE = "《预算法》第十四条：公开的是批准的预算；更正的应当说明"
_HINT = "请以批复的预算为准；确有更正的，在更正后的文件中说明。全部差别见 budgetbook compare。"
_MOST = 20  # of one statement told one by one


@rule(
    title="同一文件的两个版本金额相同",
    severity=Severity.WARNING,
    needs=("other_version", "statements"),
    source=_SOURCE,
    hint=_HINT,
)
def check(context: Context) -> Iterable[Said]:
    for version in context.shelf.versions:
        assert version.changes is not None
        if version.context.disclosure.statements:
            for statement in version.changes.statements:
                yield from _statement(context, version, statement)


def _statement(context: Context, version: Neighbour, statement: StatementChange) -> Iterator[Finding]:
    if statement.change in (Change.ADDED, Change.REMOVED):
        has, lacks = context.shelf.name, version.name
        if statement.change is Change.REMOVED:
            has, lacks = lacks, has
        yield _said(
            f"《{statement.title}》只在 {has} 中有，{lacks} 中没有",
            (FindingPlace(statement=statement.title, file=has), FindingPlace(file=lacks)),
        )
        return
    cells = [(row, cell) for row in statement.rows for cell in row.cells]
    for row, cell in cells[:_MOST]:
        yield _cell(context, version, statement, row, cell)
    if len(cells) > _MOST:
        yield _said(
            f"《{statement.title}》另有 {len(cells) - _MOST} 个数在两个版本中不同",
            tuple(FindingPlace(statement=statement.title, file=name) for name in (context.shelf.name, version.name)),
        )


def _cell(
    context: Context, version: Neighbour, statement: StatementChange, row: RowChange, cell: CellChange
) -> Finding:
    label = f"{row.code} {row.label}" if row.code and not row.label.startswith(row.code) else row.label
    found = cell.amounts
    unit = statement.unit.value
    where = f"《{statement.title}》“{label}”行“{cell.column}”列"
    says = f"{context.shelf.name} 为{_printed(found.new, unit)}，{version.name} 为{_printed(found.old, unit)}"
    return _said(
        f"{where}：{says}，相差 {with_separators(abs(found.change))} {unit}",
        tuple(
            in_file(placed(place, statement=statement.title, row=label, column=cell.column, text=text), name)
            for place, text, name in (
                (cell.new_place, _text(found, "new"), context.shelf.name),
                (cell.old_place, _text(found, "old"), version.name),
            )
        ),
        found,
    )


def _said(message: str, places: tuple[FindingPlace, ...], amounts: Amounts | None = None) -> Finding:
    return Finding(
        rule="",
        severity=Severity.WARNING,
        message=message,
        places=places,
        expected=None if amounts is None or amounts.old is None else str(amounts.old),
        found=None if amounts is None or amounts.new is None else str(amounts.new),
        difference=None if amounts is None else amounts.change,
        hint=_HINT,
        source=_SOURCE,
    )


def _printed(value: object, unit: str) -> str:
    return "空白" if value is None else f" {value:,f} {unit}"


def _text(found: Amounts, side: str) -> str | None:
    value = getattr(found, side)
    return None if value is None else with_separators(value)
