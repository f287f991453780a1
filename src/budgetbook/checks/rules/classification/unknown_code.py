"""A printed code exists in that year's classification.

No list here is complete (docs/codes.md), so a code that isn't known is a warning only where its name is that of a code one digit away: a slip of the hand.
Any other is a notice. Codes finer than the classification (a place's own detail) are left alone.
Source: 政府收支分类科目 of the year.
"""

from __future__ import annotations

from collections.abc import Iterable

from budgetbook.checks.coded import coded_rows
from budgetbook.checks.context import Context
from budgetbook.checks.rule import Said, rule
from budgetbook.checks.wording import placed, row_words, statement_words
from budgetbook.codes import Classification, find_by_name, level_of, look_up
from budgetbook.model.finding import Finding, Severity

_SOURCE = "《政府收支分类科目》"
_HINT = "请按本年度《政府收支分类科目》核对科目编码。"


@rule(title="科目编码存在", severity=Severity.WARNING, needs=("statements",), source=_SOURCE, hint=_HINT)
def check(context: Context) -> Iterable[Said]:
    year = context.disclosure.fiscal_year
    told: set[str] = set()
    known: set[tuple[Classification, str]] = set()  # codes stand in several statements
    for one in coded_rows(context):
        kind, code, row = one.classification, one.code, one.row
        if (kind, code) in known or kind is Classification.INCOME or code in told:
            continue
        if level_of(kind, code) is None or look_up(kind, code, year) is not None:
            known.add((kind, code))
            continue
        if context.damaged.within("statements", one.number, "rows", one.position):
            continue
        told.add(code)
        meant = [near.code for near in find_by_name(kind, row.label, year) if _one_digit_apart(near.code, code)]
        likely = f"；“{''.join(row.label.split())}”的编码是 {meant[0]}" if meant else "，可能是尚未收录的新科目"
        yield Finding(
            rule="",
            severity=Severity.WARNING if meant else Severity.NOTICE,
            message=f"{statement_words(one.statement)}“{row_words(row)}”：{year} 年科目表中没有编码 {code}{likely}",
            places=(placed(row.place, statement=statement_words(one.statement), row=row_words(row)),),
            expected=meant[0] if meant else None,
            found=code,
            hint=_HINT,
            source=_SOURCE,
        )


def _one_digit_apart(one: str, other: str) -> bool:
    """Whether one digit was mistyped, or two neighbours exchanged."""
    if len(one) != len(other):
        return False
    differ = [at for at, pair in enumerate(zip(one, other, strict=True)) if pair[0] != pair[1]]
    swapped = len(differ) == 2 and differ[1] == differ[0] + 1 and one[differ[0]] == other[differ[1]]
    return len(differ) == 1 or (swapped and one[differ[1]] == other[differ[0]])
