"""A code bears one name wherever it is printed.

Names are compared without blanks, quotation marks and numbering, brackets of either width being equal.
Source: 政府收支分类科目: a code has one name in a year.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from budgetbook.checks.coded import classification_of, several_names
from budgetbook.checks.context import Context
from budgetbook.checks.rule import Said, rule
from budgetbook.checks.wording import placed, row_words, statement_words
from budgetbook.codes import Classification, name_key, name_of
from budgetbook.model.finding import Finding, Severity
from budgetbook.model.statement import Row, Statement

_Printed = tuple[Statement, Row]


@rule(
    title="同一科目编码名称一致",
    severity=Severity.WARNING,
    needs=("statements",),
    source="《政府收支分类科目》：同一年度一个编码只有一个名称",
    hint="请按本年度《政府收支分类科目》统一科目名称，或改正编码。",
)
def check(context: Context) -> Iterable[Said]:
    several = several_names(context)
    if not several:
        return
    printed: dict[tuple[str, Classification | None], list[_Printed]] = defaultdict(list)
    for number, statement in enumerate(context.disclosure.statements):
        if number in context.index.excluded:
            continue
        damaged = context.damaged.at("statements", number) or None
        for index, row in enumerate(statement.rows):
            if row.code not in several or not row.code.isdigit():
                continue
            sound = damaged is None or not damaged.within("rows", index, "label")
            if sound and name_key(row.label):
                printed[row.code, classification_of(row)].append((statement, row))
    for (code, _), rows in printed.items():
        if len({row.label for _, row in rows}) < 2:
            continue  # printed alike
        names = Counter(name_key(row.label) for _, row in rows)
        if len(names) > 1:
            yield _finding(code, rows, names, _official(code, context.disclosure.fiscal_year))


def _official(code: str, year: int) -> str | None:
    """The name of `code` in the classification of `year`, whichever has it; None where none does."""
    names = (name_of(classification, code, year) for classification in Classification)
    return next((name for name in names if name is not None), None)


def _finding(code: str, rows: list[_Printed], names: Counter[str], official: str | None) -> Finding:
    by_law = name_key(official) if official else None
    usual = by_law if by_law in names and by_law else names.most_common(1)[0][0]
    first = {name_key(row.label): (statement, row) for statement, row in reversed(rows)}
    shown = "；".join(f"{statement_words(statement)}为“{row.label}”" for statement, row in first.values())
    odd = [(statement, row) for statement, row in rows if name_key(row.label) != usual]
    places = [*odd, first[usual]]
    return Finding(
        rule="",
        severity=Severity.WARNING,
        message=f"科目编码 {code} 的名称不一致：{shown}"
        + (f"；《政府收支分类科目》为“{official}”" if official else ""),
        places=tuple(
            placed(row.place, statement=statement_words(statement), row=row_words(row)) for statement, row in places
        ),
        expected=official or first[usual][1].label,
        found=odd[0][1].label,
        hint="请按本年度《政府收支分类科目》统一科目名称，或改正编码。",
    )
