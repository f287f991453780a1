"""The classes of projects under performance targets add up to all of them, in number and in amount; those published too.

Source: DOMAIN §5, 十: = 运转类 + 特定目标类.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from budgetbook.checks.context import Context
from budgetbook.checks.narrative.mentions import Telling
from budgetbook.checks.narrative.targets import Group, targets
from budgetbook.checks.narrative.wording import section_place, section_words
from budgetbook.checks.rule import NotJudged, Said, rule
from budgetbook.model.finding import Finding, Severity
from budgetbook.model.money import last_digit, tolerance, with_separators

_SOURCE = "情况说明第十部分：总数等于各类项目之和"
_HINT = "请核对各类项目的个数和金额。"


@rule(title="绩效管理项目等于各类项目之和", severity=Severity.ERROR, needs=("narrative",), source=_SOURCE, hint=_HINT)
def check(context: Context) -> Iterable[Said]:
    judged = False
    for one in targets(context):
        for total, classes in ((one.all, one.all_classes), (one.published, one.published_classes)):
            if total is not None and len(classes) > 1:
                judged = True
                yield from _judge(one.telling, total, classes)
    if not judged:
        yield NotJudged("情况说明中没有按类写明绩效管理的项目")


def _judge(telling: Telling, total: Group, classes: tuple[Group, ...]) -> Iterator[Finding]:
    counted = sum(one.number for one in classes)
    if counted != total.number:
        said = "、".join(f"{one.name} {one.number} 个" for one in classes)
        message = f"{total.name} {total.number} 个，{said}，合计 {counted} 个，相差 {abs(total.number - counted)} 个"
        yield _finding(telling, total, classes, message, Decimal(counted), Decimal(total.number))
    summed = sum((one.amount for one in classes), Decimal(0))
    step = min(last_digit(one.amount) for one in (total, *classes))
    if abs(total.amount - summed) > tolerance(min(step, Decimal("0.01")), len(classes)):
        said = "、".join(f"{one.name} {with_separators(one.amount)} 万元" for one in classes)
        message = f"{total.name}共 {with_separators(total.amount)} 万元，{said}，合计 {with_separators(summed)} 万元"
        message += f"，相差 {with_separators(abs(total.amount - summed))} 万元"
        yield _finding(telling, total, classes, message, summed, total.amount)


def _finding(
    telling: Telling, total: Group, classes: tuple[Group, ...], message: str, expected: Decimal, found: Decimal
) -> Finding:
    return Finding(
        rule="",
        severity=Severity.ERROR,
        message=f"{section_words(telling)}：{message}",
        places=tuple(section_place(telling, one.start, one.end) for one in (total, *classes)),
        expected=str(expected),
        found=str(found),
        difference=found - expected,
        hint=_HINT,
        source=_SOURCE,
    )
