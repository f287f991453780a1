"""A change and its rate against the amount they are of: rate = change / last year, where last year = this year ∓ change."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from budgetbook.checks.narrative.intervals import Interval, around, cut_off, percent, printed
from budgetbook.checks.narrative.matching import Matcher
from budgetbook.checks.narrative.mentions import Change, Mention
from budgetbook.model.money import ZERO


class Fit(StrEnum):
    """How a change stands to an amount. `NO_BASE`: last year was nothing, so there is no rate; `IMPOSSIBLE`: last year would be below zero."""

    FITS = "fits"
    CUT_OFF = "cut_off"
    WRONG = "wrong"
    NO_BASE = "no_base"
    IMPOSSIBLE = "impossible"


class Judged(NamedTuple):
    """A change held against one of its owners. `now` and `last` are yuan; `rate` is what it should be, None where there is none."""

    fit: Fit
    owner: Mention
    now: Decimal
    last: Decimal
    rate: Decimal | None


_BEST = list(Fit)


def judged(change: Change, matcher: Matcher | None) -> Judged | None:
    """How `change` stands to the best of its owners; None where it has no amount or no owner."""
    if change.amount is None or not change.owners or not change.direction:
        return None
    found = [_against(change, owner, now) for owner in change.owners for now in _amounts(owner, matcher)]
    return min(found, key=lambda one: (_BEST.index(one.fit), _distance(change, one)))


def _amounts(owner: Mention, matcher: Matcher | None) -> list[Interval]:
    """What the owner comes to: as its sentence says, and as the statements say where they say something else."""
    found = [printed(owner.quantity)]
    for cell in matcher.match(owner).cells[:3] if matcher is not None else ():
        amount = around(cell.yuan, cell.half)
        if amount not in found:  # a number's hash costs twenty comparisons
            found.append(amount)
    return found


def _against(change: Change, owner: Mention, now: Interval) -> Judged:
    assert change.amount is not None
    by = printed(change.amount)
    last = now.plus(by, -change.direction)
    middle = (now.low + now.high) / 2
    base = middle - change.direction * change.amount.value
    if last.high < 0:
        return Judged(Fit.IMPOSSIBLE, owner, middle, base, None)
    if change.rate is None:
        return Judged(Fit.FITS, owner, middle, base, None)
    if last.low <= 0:
        # Last year may have been anything up to a rounded cent: then no rate can be held to be wrong.
        fits = base > 0 or (not change.amount.value and not change.rate.value)
        return Judged(Fit.FITS if fits else Fit.NO_BASE, owner, middle, max(base, ZERO), None)
    rate = Interval(max(by.low, ZERO), by.high).percent_of(last)
    assert rate is not None
    wanted = percent(change.amount.value, base, change.rate) if base > 0 else None
    if rate.meets(printed(change.rate)):
        return Judged(Fit.FITS, owner, middle, base, wanted)
    if rate.meets(cut_off(change.rate)):
        return Judged(Fit.CUT_OFF, owner, middle, base, wanted)
    return Judged(Fit.WRONG, owner, middle, base, wanted)


def _distance(change: Change, one: Judged) -> Decimal:
    return ZERO if one.rate is None or change.rate is None else abs(one.rate - change.rate.value)
