"""Changes listed as the parts of another add up to it, where one slip is what keeps them from it.

收入比上年减少246.22万元，主要是一般公共预算拨款增加10.30万元，政府性基金预算拨款减少256.52万元。
Like amounts (`list_sum`), only what one wrong digit or direction explains is reported: a reason rarely tells of every change.
Source: DOMAIN §5, Words against statements.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import NamedTuple

from budgetbook.checks.context import Context
from budgetbook.checks.narrative.mentions import Telling
from budgetbook.checks.narrative.phrases import change_in
from budgetbook.checks.narrative.quantities import Measure, Quantity
from budgetbook.checks.narrative.segments import Segment
from budgetbook.checks.narrative.slips import allowance, slipped
from budgetbook.checks.narrative.wording import as_printed, in_unit_of, money_words, section_place, section_words
from budgetbook.checks.rule import Said, rule
from budgetbook.model.finding import Finding, Severity
from budgetbook.model.money import ZERO

_SOURCE = "情况说明：各项增减额相加等于总的增减额"
_HINT = "请核对总的增减额和各项增减额；所列不全的，在最后加“等”字。"
_MONEY = Measure.MONEY  # a member of an enum takes long to find
_OPEN = re.compile(r"等")


class _Step(NamedTuple):
    """A change of a sentence: what `lead` says, how much, and which way."""

    segment: Segment
    quantity: Quantity
    sign: int
    word: str

    @property
    def value(self) -> Decimal:
        return self.quantity.value * self.sign


@rule(
    title="文字所列各项增减额之和等于总的增减额",
    severity=Severity.WARNING,
    needs=("narrative",),
    source=_SOURCE,
    hint=_HINT,
)
def check(context: Context) -> Iterable[Said]:
    for telling in context.tellings:
        for steps in _lists(telling):
            yield from _judge(telling, steps[0], steps[1:])


def _lists(telling: Telling) -> Iterator[list[_Step]]:
    """A sentence's first change and those behind it, where two or more follow and every amount of money behind it is a change."""
    steps: list[_Step] = []
    whole = True
    for piece in telling.pieces:
        if piece.before in "。\n" and piece.before:
            if whole and len(steps) > 2:
                yield steps
            steps, whole = [], True
        if piece.quantity is None or piece.quantity.measure is not _MONEY:
            continue
        said = change_in(piece)
        if said is not None and said.direction:
            steps.append(_Step(piece, piece.quantity, said.direction, said.word))
        elif steps:
            whole = False
    if whole and len(steps) > 2:
        yield steps


def _judge(telling: Telling, whole: _Step, parts: list[_Step]) -> Iterator[Finding]:
    off = whole.value - sum((part.value for part in parts), ZERO)
    quantities = [part.quantity for part in parts]
    if abs(off) <= allowance(whole.quantity, *quantities):
        return
    if _OPEN.match(telling.plain.text, parts[-1].quantity.end):
        return
    # A whole that grows is what its parts come to; one that shrinks is the same with all signs turned.
    signs = [part.sign * whole.sign for part in parts]
    turned = abs(off + 2 * (whole.value - off)) <= allowance(whole.quantity, *quantities)
    if not turned and not slipped(whole.quantity, quantities, off * whole.sign, signs=signs):
        return
    said = "、".join(f"{part.word} {as_printed(part.quantity)}" for part in parts)
    yield Finding(
        rule="",
        severity=Severity.WARNING,
        message=(
            f"{section_words(telling)}：总的{whole.word} {as_printed(whole.quantity)}，所列 {len(parts)} 项（{said}）相加，"
            f"相差 {money_words(whole.quantity, abs(off))}；改动其中一个数的一处或方向就全部相符，像是笔误"
        ),
        places=tuple(
            section_place(telling, one.segment.start, one.quantity.end) for one in (whole, parts[0], parts[-1])
        ),
        expected=str(in_unit_of(whole.quantity, whole.value - off)),
        found=str(in_unit_of(whole.quantity, whole.value)),
        difference=in_unit_of(whole.quantity, off),
        hint=_HINT,
        source=_SOURCE,
    )
