"""Amounts and changes that words list add up; what doesn't is reported only where one slip explains it. Sentence habits of several places."""

from __future__ import annotations

from decimal import Decimal

import pytest

from budgetbook.checks.narrative.quantities import Quantity, quantities
from budgetbook.checks.narrative.slips import slipped
from budgetbook.model.finding import Finding, Severity
from tests.checks.reports import findings, reasons
from tests.checks.worded import department, telling, without_words

NUMBERED = (
    "2027年度收入预算2852.05万元，比2026年年初预算数2385.62万元增加466.43万元，增长19.55%。\n"
    "（一）本年财政拨款收入2365.09万元\n1.一般公共预算拨款收入2365.09万元。\n2.政府性基金预算拨款收入0万元。\n"
    "（二）本年其他资金收入15万元\n3.事业收入0万元。\n4.其他收入15万元。\n（三）上年结转结余471.96万元"
)
COSTS = (
    "2027年“三公”经费预算244.85万元。其中：\n（一）因公出国（境）费用。2027年预算数173.52万元，主要用于交流。\n"
    "（二）公务接待费。2027年预算数6万元。\n（三）公务用车购置和运行维护费。2027年预算数65.33万元，"
    "包括公务用车购置费预算37.38万元、公务用车运行维护费预算27.95万元。"
)
CHANGES = (
    "收入预算18654.93万元。收入比2026年减少24642.23万元，主要是一般公共预算财政拨款增加1030.15万元，"
    "政府性基金预算财政拨款减少25814.67万元，财政专户管理资金增加142.29万元。"
)
EVERY = ("narrative.list_sum", "narrative.change_list", "narrative.change_base", "narrative.public_cost_sum")


def found_in(text: str, rule: str) -> list[tuple[Severity, str | None, str | None, Decimal | None]]:
    return [(one.severity, one.expected, one.found, one.difference) for one in findings(telling(text), rule)]


@pytest.mark.parametrize("text", [NUMBERED, COSTS, CHANGES])
def test_sound_words_have_no_finding(text: str) -> None:
    assert [one.message for rule in EVERY for one in findings(telling(text), rule)] == []


@pytest.mark.parametrize("rule", EVERY)
def test_without_words_nothing_is_checked(rule: str) -> None:
    assert reasons(without_words(department()), rule) == ["文件中没有情况说明"]


@pytest.mark.parametrize(
    ("was", "now", "expected", "printed"),
    [
        ("收入2365.09万元\n1.", "收入2335.09万元\n1.", "2365.09", "2335.09"),
        ("收入15万元。", "收入15元。", "0.00", "15.00"),
        ("上年结转结余471.96万元", "上年结转结余417.96万元", "2798.05", "2852.05"),
    ],
)
def test_parts_that_one_slip_keeps_from_their_whole(was: str, now: str, expected: str, printed: str) -> None:
    assert was in NUMBERED
    found: tuple[Finding, ...] = findings(telling(NUMBERED.replace(was, now)), "narrative.list_sum")
    assert [one.severity for one in found] == [Severity.WARNING] * len(found)
    if was != "收入15万元。":  # too few digits to exclude chance
        assert (found[0].expected, found[0].found) == (expected, printed)
    else:
        assert found == ()


@pytest.mark.parametrize(
    "text",
    [
        "支出预算1234.56万元，其中：教育支出1000.00万元，农林水支出120.11万元。",  # incomplete, not a slip
        "支出预算1234.56万元，主要包括：教育支出1000.56万元，农林水支出134.00万元。",  # says that it isn't complete
        "支出预算1234.56万元，其中：教育支出1000.56万元，农林水支出134.00万元等。",
        "支出预算40.00万元，其中：教育支出10.00万元，农林水支出20.00万元。",  # too few digits to exclude chance
        "三公经费56.75万元，其中：接待费12.00万元，公车费44.75万元，车辆购置费0万元，车辆运行费44.75万元。",  # parts of a part
    ],
)
def test_lists_that_prove_nothing(text: str) -> None:
    assert found_in(text, "narrative.list_sum") == []


def test_last_years_amount_beside_the_change() -> None:
    wrong = NUMBERED.replace("增加466.43", "增加466.34")
    assert found_in(wrong, "narrative.change_base") == [(Severity.ERROR, "2851.96", "2852.05", Decimal("0.09"))]
    assert found_in(NUMBERED.replace("增加466.43万元", "减少466.43万元"), "narrative.change_base") == [
        (Severity.ERROR, "1919.19", "2852.05", Decimal("932.86"))
    ]


def test_three_public_costs_under_their_headings() -> None:
    assert found_in(COSTS.replace("预算数6万元", "预算数9万元"), "narrative.public_cost_sum") == [
        (Severity.ERROR, "247.85", "244.85", Decimal("-3.00"))
    ]
    assert found_in(COSTS.replace("预算27.95", "预算28.95"), "narrative.public_cost_sum") == [
        (Severity.ERROR, "66.33", "65.33", Decimal("-1.00"))
    ]


@pytest.mark.parametrize(
    ("was", "now", "difference"),
    [
        ("增加142.29", "减少142.29", Decimal("284.58")),
        ("增加1030.15", "增加1080.15", Decimal("-50.00")),
        ("减少24642.23", "增加24642.23", Decimal("49284.46")),
    ],
)
def test_changes_that_one_slip_keeps_from_their_whole(was: str, now: str, difference: Decimal) -> None:
    assert was in CHANGES
    ((severity, _, _, off),) = found_in(CHANGES.replace(was, now), "narrative.change_list")
    assert (severity, off) == (Severity.WARNING, difference)


def test_a_reason_that_tells_of_some_changes_proves_nothing() -> None:
    text = "支出预算500.12万元，比上年增加60.12万元，主要是人员经费增加31.05万元，项目支出减少10.30万元。"
    assert found_in(text, "narrative.change_list") == []


def test_a_slip_is_one_digit_two_exchanged_or_the_unit() -> None:
    def off(text: str) -> bool:
        whole, *parts = amounts(text)
        return slipped(whole, parts, whole.value - sum(part.value for part in parts))

    assert off("656.73万元 386.78万元 270.00万元")
    assert off("656.73万元 368.73万元 270.00万元")
    assert off("656.73万元 386.73元 270.00万元")
    assert not off("656.73万元 386.73万元 281.30万元")
    assert not off("656.73万元 386.73万元 386.73万元 270.00万元")


def amounts(text: str) -> list[Quantity]:
    return list(quantities(text))
