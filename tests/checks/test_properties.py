"""What holds for any ledger: consistent statements give no error, and one changed amount gives one."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from budgetbook.model.coordinates import Fund, Nature, Period
from budgetbook.model.disclosure import Disclosure
from tests.checks.documents import Line, document, line
from tests.checks.reports import errors

FUNCTIONS = ("2050301", "2050305", "2050499", "2080505", "2210201")


@st.composite
def lines(draw: st.DrawFn) -> Line:
    function = draw(st.sampled_from(FUNCTIONS))
    yuan = draw(st.integers(min_value=1, max_value=90_000_000)) + draw(st.sampled_from((Decimal(0), Decimal("0.37"))))
    shape = draw(st.sampled_from(("personnel", "operating", "project", "carried", "account")))
    if shape == "personnel":
        return line(function, str(yuan), economic=draw(st.sampled_from(("30101", "30102", "30302"))))
    if shape == "operating":
        return line(function, str(yuan), nature=Nature.OPERATING, economic=draw(st.sampled_from(("30201", "30209"))))
    fund = Fund.FISCAL_ACCOUNT if shape == "account" else Fund.GENERAL_PUBLIC
    period = Period.CARRIED_OVER if shape == "carried" else Period.CURRENT
    name = f"项目{draw(st.integers(min_value=1, max_value=6))}"
    return line(function, str(yuan), nature=Nature.PROJECT, fund=fund, period=period, project=name)


ledgers = st.lists(lines(), min_size=1, max_size=12)
few = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@few
@given(ledgers)
def test_what_comes_from_one_ledger_has_no_error(ledger: list[Line]) -> None:
    """Each cell is rounded by itself, so sums are off; never by more than rounding allows."""
    assert errors(document(ledger)) == ()


@few
@given(ledgers, st.data())
def test_any_amount_changed_is_an_error(ledger: list[Line], data: st.DataObject) -> None:
    made = document(ledger)
    cells = [
        (number, row, column)
        for number, statement in enumerate(made.statements)
        for row, one in enumerate(statement.rows)
        for column, amount in enumerate(one.amounts)
        if amount
    ]
    assume(cells)
    number, row, column = data.draw(st.sampled_from(cells))
    change = data.draw(st.sampled_from((Decimal("1.00"), Decimal("-1.00"), Decimal("900.00"))))
    assert errors(_changed(made, number, row, column, change)) != ()


def _changed(made: Disclosure, number: int, row: int, column: int, change: Decimal) -> Disclosure:
    statement = made.statements[number]
    old = statement.rows[row]
    amount = old.amounts[column]
    assert amount is not None
    new = replace(old, amounts=(*old.amounts[:column], amount + change, *old.amounts[column + 1 :]))
    rows = (*statement.rows[:row], new, *statement.rows[row + 1 :])
    statements = (*made.statements[:number], replace(statement, rows=rows), *made.statements[number + 1 :])
    return replace(made, statements=statements)
