"""Each of the three public costs that changes has its reason.

A reason may stand behind the change or behind the whole it is part of (the vehicles' for purchase and maintenance); a total is explained by
its items' reasons.
Source: 财预〔2016〕143号: “三公”经费增减变化原因; 预算法 §14.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from budgetbook.checks.context import Context
from budgetbook.checks.narrative.mentions import Change, Mention, Telling
from budgetbook.checks.narrative.wording import section_place, section_words
from budgetbook.checks.rule import Said, rule
from budgetbook.model.coordinates import PublicCost
from budgetbook.model.finding import Finding, Severity

_REASON = re.compile(r"原因|由于|因为|主要是|主要为|主要系|主要用于|考虑到|根据|为了|[，。；（]系|[，；（]因(?!公)")
_VEHICLES = frozenset({PublicCost.VEHICLES, PublicCost.VEHICLE_PURCHASE, PublicCost.VEHICLE_MAINTENANCE})
_SOURCE = "《地方预决算公开操作规程》（财预〔2016〕143号）：公开“三公”经费增减变化原因"
_HINT = "请逐项写明增减变化的原因。"


@rule(title="“三公”经费的增减写明原因", severity=Severity.WARNING, needs=("narrative",), source=_SOURCE, hint=_HINT)
def check(context: Context) -> Iterable[Said]:
    for telling in context.tellings:
        costs = [(one, cost) for one in telling.mentions if (cost := _cost(one)) is not None]
        for number, (mention, cost) in enumerate(costs):
            change = next((one for one in mention.changes if one.amount is not None and one.amount.value), None)
            if change is None or _REASON.search(telling.plain.text, mention.start, _end(telling, costs, number, cost)):
                continue
            yield _finding(telling, mention, change)


def _cost(mention: Mention) -> PublicCost | None:
    cost = mention.phrase.says.get("public_cost") if mention.phrase is not None else None
    return cost if isinstance(cost, PublicCost) else None


def _end(telling: Telling, costs: list[tuple[Mention, PublicCost]], number: int, cost: PublicCost) -> int:
    """Where what is said of a cost ends: at the next cost that is no part of it; a total's at the end of the section."""
    if cost is PublicCost.ALL:
        return len(telling.plain.text)
    family = _VEHICLES if cost in _VEHICLES else frozenset({cost})
    following = (one.start for one, other in costs[number + 1 :] if other not in family)
    return next(following, len(telling.plain.text))


def _finding(telling: Telling, mention: Mention, change: Change) -> Finding:
    return Finding(
        rule="",
        severity=Severity.WARNING,
        message=(
            f"{section_words(telling)}：“{telling.quote(mention.start, mention.end)}”"
            f"{telling.quote(change.start, change.end)}，没有写明原因"
        ),
        places=(section_place(telling, mention.start, change.end),),
        found=telling.quote(change.start, change.end),
        hint=_HINT,
        source=_SOURCE,
    )
