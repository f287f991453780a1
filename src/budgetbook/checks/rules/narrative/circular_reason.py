"""A reason says more than what it is to explain: neither that the budget grew, nor the item's own name with the same word.

An item's change as the reason of a total's (公务接待费增加) is a reason.
Source: 预算法 §14: changes are explained.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from budgetbook.checks.context import Context
from budgetbook.checks.narrative.mentions import Mention, Telling
from budgetbook.checks.narrative.wording import section_place, section_words
from budgetbook.checks.rule import Said, rule
from budgetbook.model.finding import Finding, Severity

_REASON = re.compile(
    r"原因(?:是|为|系)?：?(?P<reason>(?:(?:本|今|当)年度?|20\d\d年度?|较上年|比上年|与上年相比|[本我]?(?:部门|单位))*"
    r"(?P<subject>[\u4e00-\u9fff（）]{2,16}?)(?:较上年|比上年|与上年相比)?(?:有所|相应)?(?:增加|减少|增长|下降)(?:了?[\d.,]+万?元)?)(?=[。；，\n]|$)"
)
_EMPTY = re.compile(
    r"(?:财政拨款|年初|部门|单位|项目|总|收支|年度|各项|安排)*(?:经费|预算|支出|收入|资金|费用|拨款|预算数|预算支出|预算收入|支出预算|收入预算|经费预算|收支预算|预算安排)"
)
_OF_A_PART = re.compile(r"项目|财政拨款")  # 项目支出减少 explains a total: it names the part that changed
_SOURCE = "《预算法》第十四条：公开的预算应当作出说明"
_HINT = "请写明引起增减的事项，例如人员变动、新增或结束的项目。"


@rule(title="增减原因不是同义反复", severity=Severity.WARNING, needs=("narrative",), source=_SOURCE, hint=_HINT)
def check(context: Context) -> Iterable[Said]:
    for telling in context.tellings:
        for match in _REASON.finditer(telling.plain.text):
            if match["reason"] and _says_nothing(telling, match):
                yield from _finding(telling, match.start(), match.end(), telling.quote(*match.span("reason")))


def _says_nothing(telling: Telling, match: re.Match[str]) -> bool:
    subject = match["subject"]
    if _EMPTY.fullmatch(subject) and not _OF_A_PART.match(subject):
        return True
    owner = _explained(telling, match.start())
    return owner is not None and subject in (owner.words, owner.words.removesuffix("预算"))


def _explained(telling: Telling, at: int) -> Mention | None:
    """What the reason at `at` is the reason of: the last amount with a change before it in its sentence."""
    begin = max(telling.plain.text.rfind(mark, 0, at) for mark in "。；\n")
    before = [one for one in telling.mentions if begin < one.start < at and one.changes]
    return before[-1] if before else None


def _finding(telling: Telling, start: int, end: int, reason: str) -> Iterator[Finding]:
    yield Finding(
        rule="",
        severity=Severity.WARNING,
        message=f"{section_words(telling)}：原因“{reason}”只是重复增减本身，没有说明为什么",
        places=(section_place(telling, start, end),),
        found=reason,
        hint=_HINT,
        source=_SOURCE,
    )
