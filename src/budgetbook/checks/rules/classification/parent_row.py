"""A subject stands under its own parent: 2050305 under 20503 or 205, not under another class.

Judged in statements that print the levels above their subjects. Where much of a statement is out of order it is printed in an order of its
own, and nothing is judged.
Source: 政府收支分类科目, the numbering; 预算法实施条例 §6.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from budgetbook.checks.context import Context
from budgetbook.checks.rule import NotJudged, Said, rule
from budgetbook.checks.wording import placed, row_words, statement_words
from budgetbook.model.finding import Finding, Severity
from budgetbook.model.statement import Row, Statement

_SOURCE = "《政府收支分类科目》：类、款、项逐级编码"
_HINT = "请核对科目编码，或把该行移到它的上级科目之下。"
_CLASS_DIGITS = 3


@rule(title="科目列在自己的上级科目之下", severity=Severity.WARNING, needs=("statements",), source=_SOURCE, hint=_HINT)
def check(context: Context) -> Iterable[Said]:
    for number, statement in enumerate(context.disclosure.statements):
        if number in context.index.excluded or context.damaged.within("statements", number, "rows"):
            continue
        coded = [row for row in statement.rows if row.code]
        for dimension in ("function", "economic"):
            rows = [row for row in coded if getattr(row.coordinates, dimension) == row.code]
            odd = list(_odd(rows))
            if len(odd) * 4 > len(rows):
                yield NotJudged(f"{statement_words(statement)}的科目不按类、款、项的顺序排列，无法判断")
                continue
            known = {row.code for row in rows}
            yield from (_finding(statement, row, above, known) for row, above in odd)


def _odd(rows: list[Row]) -> Iterator[tuple[Row, Row]]:
    """Rows whose nearest row of a higher level is not above them in the numbering, each with that row."""
    open_groups: list[Row] = []  # the rows above, each of a higher level than the next
    for row in rows:
        code = row.code or ""
        while open_groups and len(open_groups[-1].code or "") >= len(code):
            open_groups.pop()
        above = open_groups[-1] if open_groups else None
        if above is not None and not code.startswith(above.code or "") and row.flow == above.flow:
            yield row, above
        open_groups.append(row)


def _finding(statement: Statement, row: Row, above: Row, known: set[str | None]) -> Finding:
    code = row.code or ""
    parents = [code[:size] for size in range(len(code) - 2, _CLASS_DIGITS - 1, -2)]
    own = next((one for one in parents if one in known), None)
    said = f"，它的上级是 {own}" if own else f"，表中没有它的上级 {parents[0]}"
    return Finding(
        rule="",
        severity=Severity.WARNING,
        message=f"{statement_words(statement)}“{row_words(row)}”列在“{row_words(above)}”之下{said}",
        places=(
            placed(row.place, statement=statement_words(statement), row=row_words(row)),
            placed(above.place, statement=statement_words(statement), row=row_words(above)),
        ),
        expected=own or parents[0],
        found=above.code,
        hint=_HINT,
        source=_SOURCE,
    )
