"""The three public costs in words add up: the items to the whole, purchase and maintenance to the vehicles.

Judged where not all of them stand in a statement: what does is held to it already.
Source: DOMAIN §5, S10: 合计 = 出国 + 接待 + 公车; 公车 = ① + ②.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from budgetbook.checks.context import Context
from budgetbook.checks.narrative.mentions import Mention, Telling
from budgetbook.checks.narrative.slips import allowance
from budgetbook.checks.narrative.wording import as_printed, in_unit_of, money_words, section_place, section_words
from budgetbook.checks.rule import Said, rule
from budgetbook.model.coordinates import PublicCost
from budgetbook.model.finding import Finding, Severity
from budgetbook.model.money import ZERO

_SOURCE = "“三公”经费＝因公出国（境）费＋公务接待费＋公务用车购置及运行维护费"
_HINT = "请核对“三公”经费总数和各项。"
_SUMS = (
    (PublicCost.ALL, (PublicCost.OVERSEAS, PublicCost.RECEPTION, PublicCost.VEHICLES)),
    (PublicCost.VEHICLES, (PublicCost.VEHICLE_PURCHASE, PublicCost.VEHICLE_MAINTENANCE)),
)
_WHOSE = {"flow", "public_cost", "fund", "period"}  # a cost of one unit or function is another cost


@rule(
    title="文字中“三公”经费各项之和等于总数", severity=Severity.ERROR, needs=("narrative",), source=_SOURCE, hint=_HINT
)
def check(context: Context) -> Iterable[Said]:
    for telling in context.tellings:
        known = _costs(telling)
        for whole, parts in _SUMS:
            if whole in known and all(part in known for part in parts):
                yield from _judge(context, telling, known[whole], [known[part] for part in parts])


def _costs(telling: Telling) -> dict[PublicCost, Mention]:
    """Each cost of a section with its one amount; none where several amounts compete or another year's is meant."""
    found: dict[PublicCost, Mention] = {}
    several: set[PublicCost] = set()
    years = {one.phrase.year for one in telling.mentions if one.phrase is not None and one.phrase.year is not None}
    if len(years) > 1:
        return {}
    for mention in telling.mentions:
        phrase = mention.phrase
        cost = phrase.says.get("public_cost") if phrase is not None else None
        if phrase is None or not isinstance(cost, PublicCost) or phrase.functions or set(phrase.says) - _WHOSE:
            continue
        if cost in found and found[cost].quantity.value != mention.quantity.value:
            several.add(cost)
        found.setdefault(cost, mention)
    return {cost: one for cost, one in found.items() if cost not in several}


def _judge(context: Context, telling: Telling, whole: Mention, parts: list[Mention]) -> Iterator[Finding]:
    everything = (whole, *parts)
    matcher = context.matcher_or_none
    if matcher is not None and (
        all(matcher.match(one).agrees for one in everything)
        or any(matcher.match(one).contradicted for one in everything)
    ):
        return
    off = whole.quantity.value - sum((part.quantity.value for part in parts), ZERO)
    if abs(off) <= allowance(*(one.quantity for one in everything)):
        return
    said = "、".join(f"{part.words} {as_printed(part.quantity)}" for part in parts)
    yield Finding(
        rule="",
        severity=Severity.ERROR,
        message=(
            f"{section_words(telling)}：“{telling.quote(whole.start, whole.quantity.start)}”{as_printed(whole.quantity)}，"
            f"{said}，相差 {money_words(whole.quantity, abs(off))}"
        ),
        places=tuple(section_place(telling, one.start, one.end) for one in everything),
        expected=str(in_unit_of(whole.quantity, whole.quantity.value - off)),
        found=str(in_unit_of(whole.quantity, whole.quantity.value)),
        difference=in_unit_of(whole.quantity, off),
        hint=_HINT,
        source=_SOURCE,
    )
