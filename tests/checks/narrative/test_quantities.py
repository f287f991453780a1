from __future__ import annotations

from decimal import Decimal

import pytest

from budgetbook.checks.narrative.quantities import Measure, quantities


def values(text: str) -> list[tuple[str, Decimal, Decimal]]:
    return [(one.measure.value, one.value, one.step) for one in quantities(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("收入24,736.24万元", [("money", "247362400", "100")]),
        ("收入8530.8万元", [("money", "85308000", "1000")]),
        ("2083.68万元", [("money", "20836800", "100")]),
        ("1.2亿元", [("money", "120000000", "10000000")]),
        ("补助7500元", [("money", "7500", "1")]),
        ("占0%，增长19.18%", [("percent", "0", "1"), ("percent", "19.18", "0.01")]),
        ("共11辆", [("count", "11", "1")]),
        ("2026年预算", []),
        ("晋财综〔2023〕43号", []),
        ("提高2.5个百分点", []),
        ("每人5元/天", []),
        ("2014-2017年", []),
        (f"收入{'8' * 30}.01万元，占1.50%", [("percent", "1.50", "0.01")]),  # no amount has so many digits
    ],
)
def test_quantities(text: str, found: list[tuple[str, str, str]]) -> None:
    assert values(text) == [(measure, Decimal(value), Decimal(step)) for measure, value, step in found]


def test_a_quantity_knows_its_place() -> None:
    (one,) = quantities("其中：基本支出9002.89万元")
    assert (one.measure, one.digits, one.unit, one.start, one.end) == (Measure.MONEY, "9002.89", "万元", 7, 16)
