"""Final accounts say what the three public costs were spent on in numbers: groups and persons abroad, vehicles, receptions.

Only where the words speak of the cost with an amount. Budgets need no such numbers.
Source: the form of departments' final accounts that finance bureaus ask for: 因公出国（境）团组数及人数、公务用车购置数及保有量、国内公务接待的批次、人数.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from budgetbook.checks.context import Context
from budgetbook.checks.narrative.wording import section_place, section_words
from budgetbook.checks.rule import Said, rule
from budgetbook.model.coordinates import PublicCost
from budgetbook.model.disclosure import Phase
from budgetbook.model.finding import Finding, Severity

_COUNTS = (
    (PublicCost.OVERSEAS, "因公出国（境）团组数", re.compile(r"团组|\d+个?团|\d+[批团]次?")),
    (PublicCost.OVERSEAS, "因公出国（境）人数", re.compile(r"(?:出国|出境|团组|因公)[^。\n]*?\d+人")),
    (PublicCost.RECEPTION, "公务接待批次", re.compile(r"\d+个?批|批次|\d+次")),
    (PublicCost.RECEPTION, "公务接待人数", re.compile(r"接待[^。\n]*?\d+人")),
    (PublicCost.VEHICLE_PURCHASE, "公务用车购置数", re.compile(r"(?:购置|更新|购买)[^。；\n]*?\d+辆")),
    (
        PublicCost.VEHICLE_MAINTENANCE,
        "公务用车保有量",
        re.compile(r"保有量|(?:开支|现有|共有|车辆)[^。；\n]*?\d+辆|\d+辆"),
    ),
)
_SOURCE = "各地财政部门的部门决算公开格式：写明团组数、人数、购置数、保有量、接待批次"
_HINT = "请补充数量；没有发生的写 0。"


@rule(
    title="决算写明“三公”经费的数量",
    severity=Severity.WARNING,
    needs=("narrative",),
    source=_SOURCE,
    hint=_HINT,
    phases=(Phase.FINAL_ACCOUNTS,),
)
def check(context: Context) -> Iterable[Said]:
    for telling in context.tellings:
        spent = {
            mention.phrase.says.get("public_cost"): mention
            for mention in reversed(telling.mentions)
            if mention.phrase is not None and mention.quantity.value
        }
        for cost, what, pattern in _COUNTS:
            mention = spent.get(cost)
            if mention is None or any(pattern.search(one.plain.text) for one in context.tellings):
                continue
            yield Finding(
                rule="",
                severity=Severity.WARNING,
                message=f"{section_words(telling)}：“{telling.quote(mention.start, mention.end)}”，没有写明{what}",
                places=(section_place(telling, mention.start, mention.end),),
                expected=what,
                hint=_HINT,
                source=_SOURCE,
            )
