"""The numbers of administrative and civil-service-managed units in the sentence on operating costs are those of the units it names.

Where the units aren't named one by one, the numbers are held against the rows of the statement of operating costs.
Source: DOMAIN §6, section eight of the narrative.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from budgetbook.checks.context import Context
from budgetbook.checks.narrative.lists import names_in
from budgetbook.checks.narrative.mentions import Telling
from budgetbook.checks.narrative.wording import section_place, section_words
from budgetbook.checks.rule import NotJudged, Said, rule
from budgetbook.checks.wording import statement_words
from budgetbook.model.disclosure import EntityKind
from budgetbook.model.finding import Finding, Severity
from budgetbook.model.statement import Kind, Role

_COSTS = "机关运行经费"
_SENTENCE = re.compile(r"[^。；\n]+")
_COUNT = re.compile(r"(?P<count>\d+)[家个](?:行政|参公|参照)[^、，和及以\d]*")
_LEADS = re.compile(r"^.*?(?:所属|下属|本部门|本单位|包括|以及|[、，和及])")
_SOURCE = "情况说明第八部分；机关运行经费预算表"
_HINT = "请核对行政单位、参公单位的家数与所列单位名称。"


@rule(
    title="机关运行经费的单位家数与所列单位一致",
    severity=Severity.ERROR,
    needs=("narrative",),
    source=_SOURCE,
    hint=_HINT,
)
def check(context: Context) -> Iterable[Said]:
    judged = False
    for telling in context.tellings:
        if _COSTS not in telling.plain.text:
            continue
        for match in _SENTENCE.finditer(telling.plain.text):
            costs = match[0].find(_COSTS)
            if costs > 0 and _COUNT.search(match[0], 0, costs):
                judged = True
                yield from _judge(context, telling, match.start(), match[0][:costs])
    if not judged and context.disclosure.entity.kind is EntityKind.DEPARTMENT:
        yield NotJudged("情况说明中没有写明行政单位和参公单位的家数")


def _judge(context: Context, telling: Telling, start: int, sentence: str) -> Iterator[Finding]:
    """Judge one sentence up to the costs, which begins at `start` of the section."""
    units = _units(context)
    groups = list(_groups(sentence))
    span = (start, start + len(sentence))
    counted = sum(count for count, _ in groups)
    for count, names in groups:
        named = names_in(names) if names else None
        if named is not None and count not in named and (units is None or counted != units or len(groups) > 1):
            yield _finding(telling, span, f"写明 {count} 家，列出单位 {named.most} 个", named.most, count)
    if units is not None and counted != units:
        listed = statement_words(context.statement(Kind.OPERATING_COSTS))
        yield _finding(telling, span, f"写明共 {counted} 家，{listed}列有 {units} 个单位", units, counted)


def _groups(sentence: str) -> Iterator[tuple[int, str]]:
    """Each count with the names before it; counts that follow each other share the names before the first."""
    names, total, start = "", 0, 0
    for match in _COUNT.finditer(sentence):
        between = sentence[start : match.start()]
        here = _LEADS.sub("", between, count=1) if start == 0 else re.sub(r"^[、，]?(?:以及|和|及)?", "", between)
        if here and total:
            yield total, names
            total = 0
        names = here or names
        total += int(match["count"])
        start = match.end()
    if total:
        yield total, names


def _units(context: Context) -> int | None:
    """How many units the statement of operating costs lists; None where it can't be used."""
    if context.missing(Kind.OPERATING_COSTS) is not None:
        return None
    try:
        rows = context.whole(Kind.OPERATING_COSTS).rows
    except NotJudged:
        return None
    found = {row.coordinates.unit for row in rows if row.role is not Role.TOTAL and row.coordinates.unit is not None}
    return len(found) or None


def _finding(telling: Telling, span: tuple[int, int], said: str, expected: int, found: int) -> Finding:
    return Finding(
        rule="",
        severity=Severity.ERROR,
        message=f"{section_words(telling)}：机关运行经费{said}，相差 {abs(expected - found)}",
        places=(section_place(telling, *span),),
        expected=str(expected),
        found=str(found),
        difference=Decimal(found - expected),
        hint=_HINT,
        source=_SOURCE,
    )
