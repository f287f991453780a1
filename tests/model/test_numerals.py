"""Chinese numerals, one way and back."""

from __future__ import annotations

import pytest

from budgetbook.model.numerals import digits, numeral, numeral_value


def test_numbers_as_documents_print_them() -> None:
    printed = ["一", "十", "十一", "二十", "二十一", "三十", "九十九"]
    assert [numeral(each) for each in (1, 10, 11, 20, 21, 30, 99)] == printed
    assert [numeral(each) for each in (0, 100, -1)] == ["0", "100", "-1"]
    assert digits(2027) == "二〇二七"


def test_every_numeral_comes_back() -> None:
    assert [numeral_value(numeral(each)) for each in range(1, 100)] == list(range(1, 100))


@pytest.mark.parametrize("text", ["", "甲", "十十", "一二", "百", "〇", "一十一十"])
def test_what_is_no_numeral(text: str) -> None:
    assert numeral_value(text) is None
