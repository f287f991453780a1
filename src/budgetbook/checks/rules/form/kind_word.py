"""A department's disclosure says department and a unit's says unit, in the titles of sections and in its sentences.

The word stands in official names too (部门预算支出经济分类, 主管部门), so only the form's own titles and the words 本部门, 我单位 and their like are
judged, and a sentence that leaves both words (部门（单位）) is neither.
Source: DOMAIN §1: department and unit disclosures differ in every kind word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from budgetbook.checks.context import Context
from budgetbook.checks.narrative.mentions import Telling
from budgetbook.checks.narrative.wording import section_place, section_words
from budgetbook.checks.rule import Said, rule
from budgetbook.checks.wording import placed
from budgetbook.model.disclosure import EntityKind
from budgetbook.model.finding import Finding, Severity

_SENTENCE = {
    EntityKind.UNIT: re.compile(r"[本我全]部门(?!（单位）|/单位|或单位|\(单位)|(?:本年|编报|涉及)部门(?=预算|整体)"),
    EntityKind.DEPARTMENT: re.compile(r"(?<!部门（)[本我]单位(?!）)|(?:本年|编报|涉及)单位(?=预算|整体)"),
}
_TITLE = {EntityKind.UNIT: re.compile(r"^部门预算"), EntityKind.DEPARTMENT: re.compile(r"^单位预算")}
_SOURCE = "部门预算公开格式：部门、单位分别公开，用词各不相同"
_HINT = "部门公开写“部门”，单位公开写“单位”，请统一。"


@rule(
    title="部门与单位的用词正确",
    severity=Severity.WARNING,
    needs=("narrative",),
    source=_SOURCE,
    hint=_HINT,
    forms=("shanxi",),
)
def check(context: Context) -> Iterable[Said]:
    kind = context.disclosure.entity.kind
    for telling in context.tellings:
        yield from _in_title(telling, kind)
        yield from _in_sentences(telling, kind)


def _in_title(telling: Telling, kind: EntityKind) -> Iterator[Finding]:
    title = "".join(telling.section.title.split())
    if _TITLE[kind].search(title):
        place = placed(telling.section.place, section=telling.section.section, text=title)
        message = (
            f"情况说明第{telling.section.section}部分标题“{title}”，本文件是{kind.word}预算公开，应写“{kind.word}”"
        )
        yield Finding(
            rule="",
            severity=Severity.WARNING,
            message=message,
            places=(place,),
            expected=kind.word,
            found=title,
            hint=_HINT,
            source=_SOURCE,
        )


def _in_sentences(telling: Telling, kind: EntityKind) -> Iterator[Finding]:
    for match in _SENTENCE[kind].finditer(telling.plain.text):
        word = telling.quote(match.start(), match.end())
        yield Finding(
            rule="",
            severity=Severity.WARNING,
            message=f"{section_words(telling)}写“{word}”，本文件是{kind.word}预算公开，应写“{kind.word}”",
            places=(section_place(telling, match.start(), match.end()),),
            expected=kind.word,
            found=word,
            hint=_HINT,
            source=_SOURCE,
        )
