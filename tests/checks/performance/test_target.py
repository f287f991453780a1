"""Targets as forms print them, taken apart."""

from __future__ import annotations

from decimal import Decimal

import pytest

from budgetbook.checks.performance.target import target_of

D = Decimal


@pytest.mark.parametrize(
    ("printed", "operator", "number", "unit"),
    [
        ("≥95%", "≥", D(95), "%"),
        ("≥９５％", "≥", D(95), "%"),
        ("不超过 12次", "≤", D(12), "次"),
        ("约1,200人", None, D(1200), "人"),
        ("1200.5平方米", None, D("1200.5"), "平方米"),
        ("12,34人", None, D(12), ",34人"),
        ("提升", None, None, "提升"),
        ("≥若干", "≥", None, "若干"),
        ("", None, None, ""),
        (None, None, None, ""),
    ],
)
def test_parts(printed: str | None, operator: str | None, number: Decimal | None, unit: str) -> None:
    target = target_of(printed)
    assert (target.operator, target.number, target.unit) == (operator, number, unit)
