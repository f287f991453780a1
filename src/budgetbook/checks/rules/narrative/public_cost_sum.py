"""The three public costs in words add up: the items to the whole, purchase and maintenance to the vehicles.

Judged where not all of them stand in a statement: what does is held to it already.
Source: DOMAIN §5, S10: 合计 = 出国 + 接待 + 公车; 公车 = ① + ②.
"""

from __future__ import annotations

from collections.abc import Iterable

from budgetbook.checks.context import Context
from budgetbook.checks.narrative.mentions import Mention, Telling
from budgetbook.checks.narrative.sums import not_adding_up
from budgetbook.checks.rule import Said, rule
from budgetbook.model.coordinates import PublicCost
from budgetbook.model.finding import Severity

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
                amounts = [known[part] for part in parts]
                found = not_adding_up(context, telling, known[whole], amounts, source=_SOURCE, hint=_HINT)
                if found is not None:
                    yield found


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
