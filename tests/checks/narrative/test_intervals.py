from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from budgetbook.checks.narrative.intervals import Interval, around, cut_off, printed
from budgetbook.checks.narrative.quantities import quantities
from budgetbook.model.money import round_to

CENTS = st.integers(1, 10**9).map(lambda cents: Decimal(cents) / 100)


@given(CENTS, CENTS)
def test_a_rate_of_rounded_amounts_is_never_called_wrong(part: Decimal, whole: Decimal) -> None:
    shown, of = round_to(part, 1), round_to(whole, 1)
    rate = around(shown, Decimal("0.05")).percent_of(around(of, Decimal("0.05")))
    exact = round_to(part * 100 / whole, 2)
    assert rate is None or rate.meets(around(exact, Decimal("0.005")))


def test_small_amounts_leave_room() -> None:
    """0.50 → 0.62 may be stated as 22.22 %: both were rounded, and 0.504 → 0.616 is."""
    now, last = around(Decimal("0.62"), Decimal("0.005")), around(Decimal("0.50"), Decimal("0.005"))
    rate = now.plus(last, -1).percent_of(last)
    assert rate is not None
    assert rate.low < Decimal("22.22") < rate.high


def test_nothing_has_no_percentage() -> None:
    assert around(Decimal(1), Decimal(0)).percent_of(Interval(Decimal(0), Decimal(1))) is None


def test_cut_off_reaches_a_whole_step() -> None:
    (rate,) = quantities("7.79%")
    assert printed(rate) == Interval(Decimal("7.785"), Decimal("7.795"))
    assert cut_off(rate) == Interval(Decimal("7.785"), Decimal("7.80"))
