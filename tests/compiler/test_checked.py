"""What any ledger compiles to holds every identity that the checker derives from coordinates, in every form."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from budgetbook import forms
from budgetbook.checks import check
from budgetbook.compiler import compile_ledger
from budgetbook.model.finding import Severity
from tests.compiler.random_ledgers import ledgers

FIFTY_YUAN = 5000  # below it a cell prints 0.00, and the checker takes zeros as exact

# How real budgets book insurance and housing (statement 6 against 5) is no property of a random ledger.
# Nor do the last-year figures that are drawn add up, or have their reasons entered.
NOT_OF_ANY_LEDGER = {
    "identity.economic_matches_function",
    "narrative.public_cost_changes",
    "narrative.total_change",
    "form.placeholder",
}


@pytest.mark.parametrize("form", forms.available())
def test_no_identity_is_broken(form: str) -> None:
    @settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(st.data())
    def holds(data: st.DataObject) -> None:
        ledger = data.draw(ledgers(form, FIFTY_YUAN))
        report = check(compile_ledger(ledger, forms.load(form)).disclosure)
        broken = [
            each.message
            for each in report.findings
            if each.severity is not Severity.NOTICE and each.rule not in NOT_OF_ANY_LEDGER
        ]
        assert broken == []

    holds()
