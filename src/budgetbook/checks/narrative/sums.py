"""An amount in words beside the amounts that make it up: do they add up, where the statements don't tell already?"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from budgetbook.checks.context import Context
from budgetbook.checks.narrative.mentions import Mention, Telling
from budgetbook.checks.narrative.wording import as_printed, in_unit_of, money_words, section_place, section_words
from budgetbook.model.finding import Finding, Severity
from budgetbook.model.money import ZERO


def excess(whole: Mention, parts: Sequence[Mention]) -> Decimal:
    """Whole − parts in yuan; zero within what rounding allows: a number without decimals may have been rounded to one."""
    off = whole.quantity.value - sum((part.quantity.value for part in parts), ZERO)
    return off if abs(off) > sum((one.quantity.step / 2 for one in (whole, *parts)), ZERO) else ZERO


def told_by_statements(context: Context, mentions: Sequence[Mention]) -> bool:
    """Whether the statements print all of these amounts, or contradict one of them: then other rules have said what there is to say."""
    matcher = context.matcher_or_none
    return matcher is not None and (
        all(matcher.match(one).agrees for one in mentions) or any(matcher.match(one).contradicted for one in mentions)
    )


def not_adding_up(
    context: Context, telling: Telling, whole: Mention, parts: Sequence[Mention], *, source: str, hint: str
) -> Finding | None:
    """The error that `parts` don't add up to `whole`; None where they do, or where the statements tell."""
    everything = (whole, *parts)
    off = excess(whole, parts)
    if not off or told_by_statements(context, everything):
        return None
    said = "、".join(f"{part.words} {as_printed(part.quantity)}" for part in parts)
    return Finding(
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
        hint=hint,
        source=source,
    )
