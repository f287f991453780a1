"""Government procurement in words: the total is goods, works and services together.

Source: DOMAIN §5, section 九; 政府采购法 §2 knows these three categories and no other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from budgetbook.checks.context import Context
from budgetbook.checks.narrative.mentions import Mention, Telling
from budgetbook.checks.narrative.wording import as_printed, in_unit_of, money_words, section_place, section_words
from budgetbook.checks.rule import NotJudged, Said, rule
from budgetbook.model.finding import Finding, Severity
from budgetbook.model.money import ZERO

_TOPIC = "procurement"
_PARTS = {"procurement.goods": "货物", "procurement.works": "工程", "procurement.services": "服务"}
_SOURCE = "《政府采购法》第二条：政府采购分为货物、工程和服务"
_HINT = "请核对政府采购预算总额及货物、工程、服务三项。"


@rule(title="政府采购预算总额等于三类之和", severity=Severity.ERROR, needs=("narrative",), source=_SOURCE, hint=_HINT)
def check(context: Context) -> Iterable[Said]:
    judged = False
    for telling in context.tellings:
        for total, parts in _groups(telling):
            judged = True
            yield from _judge(telling, total, parts)
    if not judged:
        yield NotJudged("情况说明中没有读到政府采购预算的总额和货物、工程、服务三项")


def _groups(telling: Telling) -> Iterator[tuple[Mention, dict[str, Mention]]]:
    """Each total with the three parts that follow it."""
    total: Mention | None = None
    parts: dict[str, Mention] = {}
    for mention in telling.mentions:
        topic = mention.phrase.topic if mention.phrase is not None else None
        if topic == _TOPIC:
            total, parts = mention, {}
        elif topic in _PARTS and total is not None and topic not in parts:
            parts[topic] = mention
            if len(parts) == len(_PARTS):
                yield total, parts
                total = None


def _judge(telling: Telling, total: Mention, parts: dict[str, Mention]) -> Iterator[Finding]:
    summed = sum((part.quantity.value for part in parts.values()), ZERO)
    off = total.quantity.value - summed
    finest = min(one.quantity.step for one in (total, *parts.values()))
    allowed = sum((max(finest, min(one.quantity.step, finest)) / 2 for one in (total, *parts.values())), ZERO)
    if not off or abs(off) <= allowed:
        return
    said = "、".join(f"{_PARTS[topic]} {as_printed(part.quantity)}" for topic, part in parts.items())
    yield Finding(
        rule="",
        severity=Severity.ERROR,
        message=(
            f"{section_words(telling)}：政府采购预算总额 {as_printed(total.quantity)}，{said}，"
            f"三项之和为 {money_words(total.quantity, summed)}，相差 {money_words(total.quantity, abs(off))}"
        ),
        places=(
            section_place(telling, total.start, total.end),
            *(section_place(telling, part.start, part.end) for part in parts.values()),
        ),
        expected=str(in_unit_of(total.quantity, summed)),
        found=str(in_unit_of(total.quantity, total.quantity.value)),
        difference=in_unit_of(total.quantity, off),
        hint=_HINT,
        source=_SOURCE,
    )
