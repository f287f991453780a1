"""Numbers as their formats print them."""

from __future__ import annotations

import datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgetbook.model.money import parse_amount
from budgetbook.readers.xlsx_numbers import printed


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (float("nan"), "0.00", "nan"),
        (float("-inf"), "#,##0.00", "-inf"),
        (12029.5, "#,##0.00", "12,029.50"),
        (12029.5, "0.00", "12029.50"),
        (12029.5, "0.00_ ", "12029.50"),
        (12029.526, "#,##0.00", "12,029.53"),
        (2.675, "0.00", "2.68"),  # half up in decimals, not as the double rounds
        (0.1 + 0.2, "General", "0.3"),
        (205.0, "General", "205"),
        (205, "G/通用格式", "205"),
        (1234.5, "General", "1234.5"),
        (1e15, "General", "1000000000000000"),
        (0.0, "#,##0.00", "0.00"),
        (0.0, "#,##0.00;-#,##0.00;", ""),
        (0.0, '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ', "-"),
        (5.0, '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ', "5.00"),
        (-5.0, '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ', "-5.00"),
        (-1234.5, "#,##0.00_);(#,##0.00)", "(1,234.50)"),
        (-1234.5, "#,##0.00", "-1,234.50"),
        (-0.001, "0.00", "0.00"),
        (1234.5, "#,##0.00;[Red]-#,##0.00", "1,234.50"),
        (-1234.5, "#,##0.00;[Red]-#,##0.00", "-1,234.50"),
        (1234.5, '"¥"#,##0.00', "¥1,234.50"),
        (1234.5, "[$¥-804]#,##0.00", "¥1,234.50"),
        (0.9523, "0.00%", "95.23%"),
        (0.95, "0%", "95%"),
        (12.0, '0"人"', "12人"),
        (7.0, "000000", "000007"),
        (1.5, "0.##", "1.5"),
        (2.0, "0.##", "2"),
        (12345678.0, "#,##0,", "12,346"),
        (3.0, '"第"0"季度"', "第3季度"),
        (3.14159, "0.00E+00", "3.14159"),
        (3.5, "[>=3]0.0;0.00", "3.5"),
        (3.5, "@", "3.5"),
        (True, "0.00", "TRUE"),
        ("12,029.50", "0", "12,029.50"),
        (datetime.date(2026, 12, 31), "yyyy/m/d", "2026-12-31"),
        (datetime.datetime(2026, 12, 31), "yyyy/m/d", "2026-12-31"),  # noqa: DTZ001
        (datetime.datetime(2026, 12, 31, 8, 30), "yyyy/m/d h:mm", "2026-12-31 08:30:00"),  # noqa: DTZ001
    ],
)
def test_printed(value: object, code: str, text: str) -> None:
    assert printed(value, code) == text


@given(st.decimals(min_value=-(10**12), max_value=10**12, places=2))
def test_amounts_come_back_digit_by_digit(amount: Decimal) -> None:
    expected = amount + 0  # no negative zero
    read = parse_amount(printed(float(amount), "#,##0.00"))
    assert read is not None
    assert read.as_tuple() == expected.as_tuple()


@given(st.floats(allow_nan=False, allow_infinity=False), st.text(max_size=12))
def test_no_format_breaks_it(value: float, code: str) -> None:
    assert isinstance(printed(value, code), str)
