"""The name printed beside a code is the code's name in that year's classification.

Known other printings of a name are as good. A code that isn't known is not wrong: no list here is complete. A name is asked about only where it is
another code's name, or where the official name differs in more than an ending.
Source: 政府收支分类科目 of the year.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher

from budgetbook.checks.coded import Coded, coded_rows, several_names
from budgetbook.checks.context import Context
from budgetbook.checks.parameter import alike
from budgetbook.checks.rule import Said, rule
from budgetbook.checks.wording import placed, row_words, statement_words
from budgetbook.codes import find_by_name, name_key, name_of
from budgetbook.model.finding import Finding, Severity

_SOURCE = "《政府收支分类科目》"
_HINT = "请按本年度《政府收支分类科目》核对科目编码与名称。"
_PRINTING = alike("0.8", "名称与规范名称有多像，就只作提示（可能是尚未收录的印法）")


@rule(
    title="科目名称与编码相符",
    severity=Severity.WARNING,
    needs=("statements",),
    source=_SOURCE,
    hint=_HINT,
    parameters=(_PRINTING,),
)
def check(context: Context) -> Iterable[Said]:
    # Another rule asks about codes with several names in one document.
    told = {(code, key) for code, keys in several_names(context).items() for key in keys}
    seen = set()  # codes stand in several statements, mostly with one name
    for one in coded_rows(context):
        printed = one.classification, one.code, one.row.label
        if printed in seen or context.damaged.within("statements", one.number, "rows", one.position):
            continue
        seen.add(printed)
        yield from _judge(context, one, told)


def _judge(context: Context, coded: Coded, told: set[tuple[str, str]]) -> Iterator[Finding]:
    row, code, classification, year = coded.row, coded.code, coded.classification, context.disclosure.fiscal_year
    official = name_of(classification, code, year)
    key = name_key(row.label)
    if official is None or not key or key == name_key(official) or (code, key) in told:
        return
    bearers = [one.code for one in find_by_name(classification, row.label, year)]
    if code in bearers:
        return
    told.add((code, key))
    if not bearers and SequenceMatcher(None, key, name_key(official), autojunk=False).ratio() >= context.limit(
        _PRINTING
    ):
        severity = Severity.NOTICE  # a printing nobody has listed yet
    else:
        severity = Severity.WARNING
    yield Finding(
        rule="",
        severity=severity,
        message=(
            f"{statement_words(coded.statement)}“{row_words(row)}”：《政府收支分类科目》中 {code} 的名称是“{official}”"
            + (f"，“{''.join(row.label.split())}”是 {'、'.join(bearers[:3])}" if bearers else "")
        ),
        places=(placed(row.place, statement=statement_words(coded.statement), row=row_words(row)),),
        expected=official,
        found=row.label,
        hint=_HINT,
        source=_SOURCE,
    )
