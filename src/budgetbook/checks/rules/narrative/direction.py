"""The words for a change agree: the direction of the amount, of the rate, and the saying that nothing changed.

Source: DOMAIN §5, Words against statements.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from budgetbook.checks.context import Context
from budgetbook.checks.narrative.mentions import Change, Telling
from budgetbook.checks.narrative.wording import as_printed, section_place, section_words
from budgetbook.checks.rule import Said, rule
from budgetbook.model.finding import Finding, Severity

_HINT = "请核对本年与上年预算数，统一写“增加、增长”或“减少、下降”。"


@rule(
    title="增减方向的用词一致",
    severity=Severity.ERROR,
    needs=("narrative",),
    source="情况说明：增减额、增减率与“与上年相同”应说同一件事",
    hint=_HINT,
)
def check(context: Context) -> Iterable[Said]:
    for telling in context.tellings:
        for change in telling.changes:
            yield from _words(telling, change)
        for mention in telling.mentions:
            same = [one for one in mention.changes if one.same and not one.soft]
            changed = [one for one in mention.changes if one.amount is not None and one.amount.value]
            for one in changed[:1] if same else ():
                if _of_outturn(telling, one) != _of_outturn(telling, same[0]):
                    continue  # compared with two different figures of last year
                said = f"既写“{telling.quote(same[0].start, same[0].end)}”，又写“{telling.quote(one.start, one.end)}”"
                yield _finding(telling, one, said, Severity.ERROR)


def _of_outturn(telling: Telling, change: Change) -> bool:
    said = telling.plain.text[change.start : change.end]
    return "决算" in said or "执行" in said


def _words(telling: Telling, change: Change) -> Iterator[Finding]:
    amount, rate = change.amount, change.rate
    if amount is not None and not change.direction:
        quote = telling.quote(change.start, change.end)
        yield _finding(telling, change, f"“{quote}”没有写明是增加还是减少", Severity.WARNING)
    if amount is not None and amount.value < 0:
        quote = telling.quote(change.start, change.end)
        yield _finding(telling, change, f"“{quote}”用“{change.word}”加负数表示增减", Severity.WARNING)
    if (
        amount is not None
        and rate is not None
        and change.direction
        and rate.value
        and change.direction != change.rate_direction
    ):
        said = f"“{change.word} {as_printed(amount)}”与“{change.rate_word} {as_printed(rate)}”方向相反"
        yield _finding(telling, change, said, Severity.ERROR)


def _finding(telling: Telling, change: Change, said: str, severity: Severity) -> Finding:
    return Finding(
        rule="",
        severity=severity,
        message=f"{section_words(telling)}：{said}",
        places=(section_place(telling, change.start, change.end),),
        found=telling.quote(change.start, change.end),
        hint=_HINT,
        source="情况说明：增减额、增减率与“与上年相同”应说同一件事",
    )
