"""Where last year's amount is stated beside the change, this year's is last year's with the change.

比上年100万元增加10万元: this year's is 110万元.

Source: DOMAIN §5, Words against statements.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from budgetbook.checks.context import Context
from budgetbook.checks.narrative.mentions import Change, Mention, Telling
from budgetbook.checks.narrative.slips import allowance
from budgetbook.checks.narrative.wording import as_printed, in_unit_of, money_words, section_place, section_words
from budgetbook.checks.rule import Said, rule
from budgetbook.model.finding import Finding, Severity

_SOURCE = "情况说明：本年数＝上年数＋增加额（－减少额）"
_HINT = "请核对本年数、上年数和增减额。"
_NEAR = 12  # characters between this year's amount and the comparison: a comma, or a few words


@rule(title="本年数与上年数之差等于增减额", severity=Severity.ERROR, needs=("narrative",), source=_SOURCE, hint=_HINT)
def check(context: Context) -> Iterable[Said]:
    for telling in context.tellings:
        for change in telling.changes:
            if change.base is not None and change.amount is not None and change.direction and change.owners:
                yield from _judge(telling, change)


def _judge(telling: Telling, change: Change) -> Iterator[Finding]:
    assert change.base is not None and change.amount is not None
    base, by = change.base, change.amount
    wanted = base.value + change.direction * by.value
    if any(abs(one.quantity.value - wanted) <= allowance(one.quantity, base, by) for one in change.owners):
        return
    owner: Mention = change.owners[0]
    off = owner.quantity.value - wanted
    near = base.start - owner.end <= _NEAR * 2
    yield Finding(
        rule="",
        severity=Severity.ERROR if near else Severity.WARNING,
        message=(
            f"{section_words(telling)}：“{telling.quote(owner.start, owner.quantity.start)}”{as_printed(owner.quantity)}，上年 {as_printed(base)}，"
            f"{change.word} {as_printed(by)}，按上年数推算本年应为 {money_words(owner.quantity, wanted)}，相差 {money_words(owner.quantity, abs(off))}"
        ),
        places=(section_place(telling, owner.start, owner.end), section_place(telling, change.start, change.end)),
        expected=str(in_unit_of(owner.quantity, wanted)),
        found=str(in_unit_of(owner.quantity, owner.quantity.value)),
        difference=in_unit_of(owner.quantity, off),
        hint=_HINT,
        source=_SOURCE,
    )
