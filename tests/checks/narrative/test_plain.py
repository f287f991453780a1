from __future__ import annotations

import pytest

from budgetbook.checks.narrative.plain import Plain


@pytest.mark.parametrize(
    ("printed", "text"),
    [
        ("预算 12.50 万元,比上年", "预算12.50万元，比上年"),
        ("“三公”经费", "三公经费"),
        ("合计１,２３４．５０万元；", "合计1,234.50万元；"),
        ("14，171.00万元", "14,171.00万元"),
        ("2026年,福州", "2026年，福州"),
        ("因公出国(境)费:0", "因公出国（境）费：0"),
        ("第一段\n第二段", "第一段\n第二段"),
    ],
)
def test_plain(printed: str, text: str) -> None:
    assert Plain(printed).text == text


def test_quotes_are_as_printed() -> None:
    made = Plain("安排“三公” 经费,共 5 万元")
    at = made.text.index("三公")
    assert made.quote(at, at + 4) == "三公”经费"
    assert made.quote(3, 3) == ""
