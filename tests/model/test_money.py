from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgetbook.errors import AmountError
from budgetbook.model.money import (
    MoneyUnit,
    decimals,
    in_unit,
    is_amount,
    last_digit,
    parse_amount,
    round_to,
    share,
    tolerance,
    with_separators,
)

amounts = st.decimals(min_value=-(10**12), max_value=10**12, places=2, allow_nan=False)


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("7700.83", "7700.83"),
        ("14,171.00", "14171.00"),
        ("１，２３４．５０", "1234.50"),
        (" 12 345.6", "12345.6"),
        ("-0.50", "-0.50"),
        ("（3.00）", "-3.00"),
        ("0", "0"),
        ("0.00", "0.00"),
        (".5", "0.5"),
        ("￥12", "12"),
    ],
)
def test_reads_what_is_printed(text: str, amount: str) -> None:
    assert str(parse_amount(text)) == amount


@pytest.mark.parametrize("text", ["", " ", "　", "-", "—", "——", "－"])
def test_blank_and_dashes_are_blank_not_zero(text: str) -> None:
    assert parse_amount(text) is None


@pytest.mark.parametrize("text", ["7,700.8O", "12万元", "1,23,4", "①", "3%", "1.2.3", "--5", "合计"])
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(AmountError) as error:
        parse_amount(text)
    assert text in str(error.value)
    assert not is_amount(text)


@given(amounts)
def test_printed_with_separators_it_reads_back(amount: Decimal) -> None:
    assert parse_amount(with_separators(amount)) == amount


@given(amounts)
def test_rounding_moves_by_half_a_step_at_most(amount: Decimal) -> None:
    printed = in_unit(amount, MoneyUnit.WAN)
    assert abs(printed * 10_000 - amount) <= Decimal(50)


def test_rounds_half_up_as_printed_documents_do() -> None:
    assert round_to(Decimal("0.005"), 2) == Decimal("0.01")
    assert round_to(Decimal("-0.005"), 2) == Decimal("-0.01")


@given(st.lists(st.integers(min_value=-(10**10), max_value=10**10), min_size=1, max_size=40))
def test_a_sum_of_rounded_parts_stays_within_tolerance(yuan: list[int]) -> None:
    printed = [in_unit(Decimal(each), MoneyUnit.WAN) for each in yuan]
    total = in_unit(Decimal(sum(yuan)), MoneyUnit.WAN)
    assert abs(total - sum(printed)) <= tolerance(Decimal("0.01"), len(yuan))


def test_decimals_are_those_printed() -> None:
    assert [decimals(Decimal(text)) for text in ("12.50", "12", "0.5", "1.005", "1E+3")] == [2, 0, 1, 3, 0]


def test_last_digit() -> None:
    assert [last_digit(Decimal(text)) for text in ("12.50", "12", "0.5")] == [
        Decimal("0.01"),
        Decimal(1),
        Decimal("0.1"),
    ]


def test_share_of_nothing_is_unknown() -> None:
    assert share(Decimal(1), Decimal(0)) is None
    assert share(Decimal(1), Decimal(3)) == Decimal("33.33")
