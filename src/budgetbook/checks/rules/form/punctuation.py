"""Sentences end once: no doubled punctuation, and a full stop where a paragraph of sentences ends.

Source: 标点符号用法 (GB/T 15834).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from budgetbook.checks.context import Context
from budgetbook.checks.narrative.mentions import Telling
from budgetbook.checks.narrative.wording import section_place, section_words
from budgetbook.checks.parameter import count
from budgetbook.checks.rule import Said, rule
from budgetbook.model.finding import Finding, Severity

_DOUBLED = re.compile(r"[，；。：、][，；。：、]+")  # "{2,}" says the same, and is searched for at half the speed
_SENTENCE = re.compile(r"，[^。\n]*(?:万元|%|原因是)")
_ENDS = "。；：，、！？）…"
_SHORTEST = count("shortest", 20, "字", "多长的段落末尾应有句号")
_SHOWN = 12
_SOURCE = "GB/T 15834《标点符号用法》"
_HINT = "请改正标点。"


@rule(
    title="标点使用正确",
    severity=Severity.NOTICE,
    needs=("narrative",),
    source=_SOURCE,
    hint=_HINT,
    parameters=(_SHORTEST,),
)
def check(context: Context) -> Iterable[Said]:
    for telling in context.tellings:
        yield from _doubled(telling)
        yield from _unended(telling, int(context.limit(_SHORTEST)))


def _doubled(telling: Telling) -> Iterator[Finding]:
    for match in _DOUBLED.finditer(telling.plain.text):
        yield _finding(telling, match.start(), match.end(), f"标点重复“{telling.quote(match.start(), match.end())}”")


def _unended(telling: Telling, shortest: int) -> Iterator[Finding]:
    start = 0
    for line in telling.plain.text.split("\n"):
        end = start + len(line)
        last = line.rfind("。") + 1
        if line and line[-1] not in _ENDS and len(line) - last >= shortest and _SENTENCE.search(line, last):
            shown = max(start, end - _SHOWN)
            yield _finding(telling, shown, end, f"段末“…{telling.quote(shown, end)}”没有句号")
        start = end + 1


def _finding(telling: Telling, start: int, end: int, said: str) -> Finding:
    return Finding(
        rule="",
        severity=Severity.NOTICE,
        message=f"{section_words(telling)}：{said}",
        places=(section_place(telling, start, end),),
        found=telling.quote(start, end),
        hint=_HINT,
        source=_SOURCE,
    )
