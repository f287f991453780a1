"""Every rule has an example that it still finds, and the documents the examples are made from are sound."""

from __future__ import annotations

import pytest

from budgetbook.checks import catalogue
from tests.checks import examples


def test_every_rule_has_one_and_none_is_of_no_rule() -> None:
    assert set(examples.ids()) == {one.id for one in catalogue()}


@pytest.mark.parametrize("rule", sorted(examples.ids()))
def test_the_rule_finds_it(rule: str) -> None:
    finding = examples.example(rule)
    assert finding.rule == rule and finding.message
