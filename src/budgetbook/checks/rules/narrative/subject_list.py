"""The economic subjects listed under personnel and operating expenditure have money there, and none that has any is left out.

Source: DOMAIN §5: every subject list of section 六 equals its statement; 预算法实施条例 §6: basic expenditure by economic class to 款.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from budgetbook.checks.context import Context
from budgetbook.checks.narrative.lists import names_in
from budgetbook.checks.narrative.mentions import Telling
from budgetbook.checks.narrative.wording import section_place, section_words
from budgetbook.checks.rule import NotJudged, Said, rule
from budgetbook.checks.wording import placed, row_words, statement_words
from budgetbook.codes import Classification, find_by_name, name_key
from budgetbook.model.coordinates import Nature
from budgetbook.model.finding import Finding, Severity
from budgetbook.model.statement import Kind, Row, Statement

_LISTS = re.compile(
    r"(?P<nature>人员经费|人员支出|公用经费|日常公用支出|日常公用经费)(?:支出)?(?:预算)?[\d,.]+(?:万元|元)[，。]?(?:主要)?(?:包括|用于)：?(?P<names>[^。；\d]+)"
)
_NATURES = {"人员": Nature.PERSONNEL, "公用": Nature.OPERATING}
_SOURCE = "情况说明第六部分；《预算法实施条例》第六条：基本支出按经济分类公开到款"
_HINT = "请按基本支出表列举有金额的款级科目。"


@rule(
    title="文字列举的经济分类科目与基本支出表一致",
    severity=Severity.WARNING,
    needs=("narrative", Kind.BASIC_EXPENDITURE),
    source=_SOURCE,
    hint=_HINT,
    forms=("shanxi",),
)
def check(context: Context) -> Iterable[Said]:
    statement = context.whole(Kind.BASIC_EXPENDITURE)
    judged = False
    for telling in context.tellings:
        for match in _LISTS.finditer(telling.plain.text):
            nature = _NATURES[match["nature"].removeprefix("日常")[:2]]
            paid = _paid(statement, nature)
            if not paid:
                continue
            judged = True
            names = names_in(match["names"]).names
            yield from _judge(context, telling, statement, match, names, paid)
    if not judged:
        yield NotJudged("情况说明中没有列举人员经费、公用经费的科目")


def _paid(statement: Statement, nature: Nature) -> dict[str, Row]:
    """The rows of 款 with money of `nature`, by name."""
    columns = [number for number, column in enumerate(statement.columns) if column.coordinates.nature is nature]
    found: dict[str, Row] = {}
    for row in statement.rows:
        code = row.coordinates.economic
        if code is not None and len(code) == 5 and any(row.amounts[column] for column in columns):
            found.setdefault(name_key(row.label), row)
    return found


def _judge(
    context: Context,
    telling: Telling,
    statement: Statement,
    match: re.Match[str],
    names: tuple[str, ...],
    paid: dict[str, Row],
) -> Iterator[Finding]:
    year = context.disclosure.fiscal_year
    codes = {row.coordinates.economic: key for key, row in paid.items()}
    seen = set()
    for name in names:
        key = name_key(name)
        row = paid.get(key)
        if row is None:
            known = find_by_name(Classification.ECONOMIC, name, year, level=2)
            row = next((paid[codes[one.code]] for one in known if one.code in codes), None)
        if row is not None:
            seen.add(name_key(row.label))
            continue
        said = f"列举了“{name}”，{statement_words(statement)}中该科目在{match['nature']}下没有金额"
        yield _finding(telling, match, f"{section_words(telling)}{match['nature']}{said}", found=name)
    for key, row in paid.items():
        if key not in seen:
            said = f"漏列“{row_words(row)}”，{statement_words(statement)}中该科目在{match['nature']}下有金额"
            yield _finding(
                telling,
                match,
                f"{section_words(telling)}{match['nature']}{said}",
                expected=row.label,
                statement=statement,
                row=row,
            )


def _finding(
    telling: Telling,
    match: re.Match[str],
    message: str,
    *,
    expected: str | None = None,
    found: str | None = None,
    statement: Statement | None = None,
    row: Row | None = None,
) -> Finding:
    places = [section_place(telling, match.start(), match.end())]
    if statement is not None and row is not None:
        places.append(placed(row.place, statement=statement_words(statement), row=row_words(row)))
    return Finding(
        rule="",
        severity=Severity.WARNING,
        message=message,
        places=tuple(places),
        expected=expected,
        found=found,
        hint=_HINT,
        source=_SOURCE,
    )
