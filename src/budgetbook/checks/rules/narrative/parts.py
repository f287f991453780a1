"""Parts in words add up to their whole: basic and project expenditure, personnel and operating expenditure.

Judged where not all of them stand in a statement: what does is held to it already.
Source: DOMAIN §3: basic expenditure = personnel + operating; expenditure = basic + project.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from budgetbook.checks.context import Context
from budgetbook.checks.narrative.mentions import Mention
from budgetbook.checks.narrative.sums import not_adding_up
from budgetbook.checks.rule import Said, rule
from budgetbook.model.coordinates import Nature
from budgetbook.model.finding import Severity

_PARTS = {None: (Nature.BASIC, Nature.PROJECT), Nature.BASIC: (Nature.PERSONNEL, Nature.OPERATING)}
_SOURCE = "支出＝基本支出＋项目支出；基本支出＝人员经费＋公用经费"
_HINT = "请核对总数和分项。"


@rule(title="文字中的分项之和等于总数", severity=Severity.ERROR, needs=("narrative",), source=_SOURCE, hint=_HINT)
def check(context: Context) -> Iterable[Said]:
    for telling in context.tellings:
        below: dict[Mention, list[Mention]] = defaultdict(list)
        for mention in telling.mentions:
            if mention.parent is not None:
                below[mention.parent].append(mention)
        for whole in telling.mentions:
            if whole.phrase is None or whole not in below:
                continue
            nature = whole.phrase.says.get("nature")
            natures = _PARTS.get(nature if isinstance(nature, Nature) else None, ()) if nature != Nature.PROJECT else ()
            parts = [part for one in natures if (part := _part(below[whole], one)) is not None]
            if len(parts) == 2:
                found = not_adding_up(context, telling, whole, parts, source=_SOURCE, hint=_HINT)
                if found is not None:
                    yield found


def _part(parts: list[Mention], nature: Nature) -> Mention | None:
    """The one of a whole's `parts` that is of `nature` and of nothing narrower."""
    found = [
        one
        for one in parts
        if one.phrase is not None
        and one.phrase.says.get("nature") == nature
        and set(one.phrase.says) <= {"nature", "flow"}
        and not one.phrase.functions
    ]
    return found[0] if len(found) == 1 else None
