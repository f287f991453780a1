"""Real disclosures: no false error, and changes found. All single changes are tried by `make bench`; here every 37th."""

from __future__ import annotations

from decimal import Decimal

import pytest
from msgspec.structs import replace

from budgetbook.checks import check
from budgetbook.model.disclosure import Disclosure
from budgetbook.model.finding import Severity, Status
from tests.checks.reports import errors, of_severity
from tests.checks.truth import NAMES, SAMPLES, truth_disclosure

pytestmark = [
    pytest.mark.samples,
    pytest.mark.skipif(not (SAMPLES / "truth").is_dir(), reason=f"the real disclosures are not at {SAMPLES}"),
]
EVERY = 37


@pytest.fixture(scope="module", params=NAMES)
def disclosure(request: pytest.FixtureRequest) -> Disclosure:
    return truth_disclosure(request.param)


def test_statements_have_no_error_and_all_is_checked(disclosure: Disclosure) -> None:
    report = check(disclosure)
    assert of_severity(report, Severity.ERROR) == ()
    # The extracted truth has no words: what needs them is not checked.
    unchecked = [
        one for one in report.outcomes if one.status is Status.NOT_CHECKED and one.rule.startswith("identity.")
    ]
    assert unchecked == []
    assert report.counts.passed > 500


def test_changed_amounts_are_found_as_one_error_each(disclosure: Disclosure) -> None:
    cells = [
        (number, row, column)
        for number, statement in enumerate(disclosure.statements)
        for row, one in enumerate(statement.rows)
        for column, amount in enumerate(one.amounts)
        if amount
    ]
    for number, row, column in cells[::EVERY]:
        statement = disclosure.statements[number]
        amounts = list(statement.rows[row].amounts)
        amounts[column] = (amounts[column] or Decimal(0)) + Decimal("1.00")
        rows = (*statement.rows[:row], replace(statement.rows[row], amounts=tuple(amounts)), *statement.rows[row + 1 :])
        statements = (
            *disclosure.statements[:number],
            replace(statement, rows=rows),
            *disclosure.statements[number + 1 :],
        )
        found = errors(replace(disclosure, statements=statements))
        assert len(found) == 1, (statement.title, statement.rows[row].label, [one.message for one in found])
