"""The changes of the three public costs add up: the items' to the whole's, purchase and maintenance to the vehicles'.

与上年相同 is a change of zero; 基本持平 is none that could be added.
Source: DOMAIN §5: the three public costs' changes add up; 预算法实施条例 §6 asks for the reasons of change item by item.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from budgetbook.checks.context import Context
from budgetbook.checks.narrative.mentions import Change, Mention, Telling
from budgetbook.checks.narrative.quantities import Quantity
from budgetbook.checks.narrative.wording import money_words, section_place, section_words
from budgetbook.checks.rule import Said, rule
from budgetbook.model.coordinates import PublicCost
from budgetbook.model.finding import Finding, Severity
from budgetbook.model.money import ZERO

_SOURCE = "《预算法实施条例》第六条：“三公”经费应当说明分项的增减变化"
_HINT = "请核对各项上年预算数；分项增减额相加应等于总的增减额。"
_SUMS = (
    (PublicCost.ALL, (PublicCost.OVERSEAS, PublicCost.RECEPTION, PublicCost.VEHICLES)),
    (
        PublicCost.ALL,
        (
            PublicCost.OVERSEAS,
            PublicCost.RECEPTION,
            PublicCost.VEHICLE_PURCHASE,
            PublicCost.VEHICLE_MAINTENANCE,
        ),
    ),
    (PublicCost.VEHICLES, (PublicCost.VEHICLE_PURCHASE, PublicCost.VEHICLE_MAINTENANCE)),
)
_Known = dict[PublicCost, tuple[Mention, Change]]


@rule(title="“三公”经费分项增减与合计相符", severity=Severity.ERROR, needs=("narrative",), source=_SOURCE, hint=_HINT)
def check(context: Context) -> Iterable[Said]:
    for telling in context.tellings:
        known = _changes(telling)
        judged = False
        for whole, parts in _SUMS:
            if judged and whole is PublicCost.ALL:  # one of the two ways to add up all is enough
                continue
            if whole in known and all(part in known for part in parts):
                judged = True
                yield from _judge(telling, known, whole, parts)


def _changes(telling: Telling) -> _Known:
    """The costs of a section with the one change that is said of each; none where several mentions or changes compete."""
    found: _Known = {}
    several: set[PublicCost] = set()
    for mention in telling.mentions:
        cost = mention.phrase.says.get("public_cost") if mention.phrase is not None else None
        if not isinstance(cost, PublicCost):
            continue
        changes = [one for one in mention.changes if not one.soft and (one.same or (one.amount and one.direction))]
        if cost in found or len(changes) > 1:
            several.add(cost)
        elif changes:
            found[cost] = (mention, changes[0])
    return {cost: one for cost, one in found.items() if cost not in several}


def _judge(telling: Telling, known: _Known, whole: PublicCost, parts: tuple[PublicCost, ...]) -> Iterator[Finding]:
    mention, change = known[whole]
    stated = _signed(change)
    summed = sum((_signed(known[part][1]) for part in parts), ZERO)
    # Zeros are dropped (36.5 beside 8.25), so all were rounded as finely as the finest is printed.
    steps = [one.amount.step for _, one in known.values() if one.amount is not None]
    allowed = min((*steps, *(one.quantity.step for one, _ in known.values()))) / 2 * (len(parts) + 1)
    off = stated - summed
    if not off or abs(off) < allowed:
        return
    like = next(one.amount for _, one in known.values() if one.amount is not None)
    yield Finding(
        rule="",
        severity=Severity.ERROR,
        message=(
            f"{section_words(telling)}：“{telling.quote(mention.start, mention.quantity.start)}”"
            f"{_worded(like, stated)}，而各分项合计{_worded(like, summed)}，相差 {money_words(like, abs(off))}"
        ),
        places=(
            section_place(telling, change.start, change.end),
            *(section_place(telling, known[part][0].start, known[part][1].end) for part in parts),
        ),
        expected=_worded(like, summed),
        found=_worded(like, stated),
        hint=_HINT,
        source=_SOURCE,
    )


def _signed(change: Change) -> Decimal:
    return ZERO if change.same or change.amount is None else change.amount.value * change.direction


def _worded(like: Quantity, yuan: Decimal) -> str:
    if not yuan:
        return "与上年相同"
    return ("增加 " if yuan > 0 else "减少 ") + money_words(like, abs(yuan))
