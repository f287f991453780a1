"""Sound forms give no finding of any rule of the family, and a doubtful one is not judged."""

from __future__ import annotations

import pytest

from budgetbook.checks import check
from budgetbook.checks.rule import all_rules
from budgetbook.model.finding import Status
from tests.checks.performance.filed import filed
from tests.checks.performance.said import damaged

FAMILY = [rule.info.id for rule in all_rules() if rule.info.family == "performance"]


@pytest.mark.parametrize("rule", FAMILY)
def test_sound_forms_disturb_no_rule(rule: str) -> None:
    assert [one.message for one in check(filed()).findings if one.rule == rule] == []


@pytest.mark.parametrize("rule", FAMILY)
def test_every_rule_has_a_title_a_source_and_a_hint(rule: str) -> None:
    (info,) = [one.info for one in all_rules() if one.info.id == rule]
    assert all((info.title, info.source, info.fix, info.summary))


OF_TEXTS = [
    "past_text", "text_amount", "text_arithmetic", "impossible_date", "fields_copied", "objective_copied", "beyond_entity",
    "filing_date", "attribute", "department", "empty_fields", "objective_beyond_year",
]  # fmt: skip
OF_INDICATORS = [
    "past_target", "cost_ceiling", "cost_unit", "target_direction", "impossible_rate", "unmeasured", "same_work", "whole_cost",
    "indicator_slot", "quality", "objective_elsewhere",
]  # fmt: skip


@pytest.mark.parametrize("rule", OF_TEXTS)
def test_a_doubtful_form_is_not_checked(rule: str) -> None:
    outcomes = [one for one in check(damaged(filed(), "/projects/0")).outcomes if one.rule == f"performance.{rule}"]
    assert [(one.status, one.reason) for one in outcomes if one.status is Status.NOT_CHECKED] == [
        (Status.NOT_CHECKED, "1 份绩效目标表的内容识别有疑问，未全部检查")
    ]


@pytest.mark.parametrize("rule", OF_INDICATORS)
def test_doubtful_indicators_are_not_checked(rule: str) -> None:
    outcomes = [
        one
        for one in check(damaged(filed(), "/projects/0/indicators/annual/2")).outcomes
        if one.rule == f"performance.{rule}"
    ]
    assert [(one.status, one.reason) for one in outcomes if one.status is Status.NOT_CHECKED] == [
        (Status.NOT_CHECKED, "1 份绩效目标表的绩效指标识别有疑问，未全部检查")
    ]


@pytest.mark.parametrize("rule", FAMILY)
def test_without_forms_nothing_passes(rule: str) -> None:
    from msgspec.structs import replace

    if rule == "performance.repeated_name":  # a rule of the statement alone
        return
    outcomes = [one for one in check(replace(filed(), projects=())).outcomes if one.rule == rule]
    assert {one.status for one in outcomes} == {Status.NOT_CHECKED}
