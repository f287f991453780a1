"""A department's disclosure says department and a unit's says unit, in the titles of sections and in its sentences.

The word stands in official names too (部门预算支出经济分类, 主管部门), so only the form's own titles and the words 本部门, 我单位 and their like are
judged, and a sentence that leaves both words (部门（单位）) is neither. In forms that aren't known a department may well say 本单位 throughout: there
one word that is unlike all the others is what was left of another document.
Source: DOMAIN §1: department and unit disclosures differ in every kind word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from budgetbook.checks.context import Context
from budgetbook.checks.narrative.mentions import Telling
from budgetbook.checks.narrative.wording import section_place, section_words
from budgetbook.checks.rule import NotJudged, Said, rule
from budgetbook.checks.wording import placed
from budgetbook.model.disclosure import EntityKind
from budgetbook.model.finding import Finding, Severity

# Patterns are searched for several times as fast where each way to begin is a letter: what stands before is looked at from behind it.
_SENTENCE = {
    EntityKind.UNIT: re.compile(
        "|".join(
            [rf"{our}部门(?!（单位）|/单位|或单位|\(单位)" for our in "本我全"]
            + [f"{of}部门(?=预算|整体)" for of in ("本年", "编报", "涉及")]
        )
    ),
    EntityKind.DEPARTMENT: re.compile(
        "|".join(
            [f"{our}(?<!部门（.)单位(?!）)" for our in "本我"]
            + [f"{of}单位(?=预算|整体)" for of in ("本年", "编报", "涉及")]
        )
    ),
}
_TITLE = {EntityKind.UNIT: re.compile(r"^部门预算"), EntityKind.DEPARTMENT: re.compile(r"^单位预算")}
_SOURCE = "部门预算公开格式：部门、单位分别公开，用词各不相同"
_OWN = {kind: re.compile(f"[本我](?<!部门（.){kind.word}(?![（/或）])") for kind in EntityKind}
_MANY = 4  # of one word are a habit that the other word breaks
_HINT = "部门公开写“部门”，单位公开写“单位”，请统一。"


@rule(
    title="部门与单位的用词正确",
    severity=Severity.WARNING,
    needs=("narrative",),
    source=_SOURCE,
    hint=_HINT,
)
def check(context: Context) -> Iterable[Said]:
    if context.disclosure.form is None:
        yield from _odd_one_out(context)
        return
    kind = context.disclosure.entity.kind
    for telling in context.tellings:
        yield from _in_title(telling, kind)
        yield from _in_sentences(telling, kind)


def _odd_one_out(context: Context) -> Iterator[Said]:
    """The one 本单位 among many 本部门, or the other way round."""
    used = {
        kind: [(telling, match) for telling in context.tellings for match in own.finditer(telling.plain.text)]
        for kind, own in _OWN.items()
    }
    few, many = sorted(EntityKind, key=lambda kind: len(used[kind]))
    if len(used[many]) < _MANY:
        yield NotJudged("文中很少用“本部门”“本单位”，看不出本文件用哪个词")
        return
    if len(used[few]) == 1:
        telling, match = used[few][0]
        word = telling.quote(*match.span())
        yield _finding(telling, match, f"本文件其他 {len(used[many])} 处都写“{many.word}”，应当统一", many, word)


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
        yield _finding(telling, match, f"本文件是{kind.word}预算公开，应写“{kind.word}”", kind, word)


def _finding(telling: Telling, match: re.Match[str], why: str, expected: EntityKind, word: str) -> Finding:
    return Finding(
        rule="",
        severity=Severity.WARNING,
        message=f"{section_words(telling)}写“{word}”，{why}",
        places=(section_place(telling, match.start(), match.end()),),
        expected=expected.word,
        found=word,
        hint=_HINT,
        source=_SOURCE,
    )
