from __future__ import annotations

import gc
from collections.abc import Iterable

import pytest
from msgspec.structs import replace

from budgetbook.checks import catalogue, check, engine
from budgetbook.checks.context import Context
from budgetbook.checks.rule import NotJudged, Passport, Rule, RuleInfo, Said, all_rules
from budgetbook.checks.shelf.beside import RELATIONS
from budgetbook.model.codec import encode
from budgetbook.model.finding import Finding, Severity, Status
from budgetbook.model.statement import Kind
from tests.checks.documents import document, with_amount


def made_rule(body: object, name: str = "test.rule", **passport: object) -> Rule:
    fields = {"title": "试验规则", "severity": Severity.ERROR} | passport
    info = RuleInfo(id=name, family="test", summary="A rule.", passport=Passport(**fields))  # type: ignore[arg-type]
    return Rule(info=info, body=body)  # type: ignore[arg-type]


def crashes(context: Context) -> Iterable[Said]:
    yield Finding(rule="", severity=Severity.ERROR, message="半途")
    raise ZeroDivisionError("division by zero")


def finds(context: Context) -> Iterable[Said]:
    yield Finding(rule="", severity=Severity.WARNING, message="发现")


def test_a_rule_that_crashes_is_reported_and_the_others_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        engine, "all_rules", lambda: (made_rule(crashes, "test.crashes"), made_rule(finds, "test.finds"))
    )
    report = check(document())
    assert [(one.rule, one.status) for one in report.outcomes] == [
        ("test.crashes", Status.NOT_CHECKED),
        ("test.finds", Status.FAILED),
    ]
    assert report.outcomes[0].reason == "程序在执行这条规则时出错，未能检查（ZeroDivisionError：division by zero）"
    assert [(one.rule, one.message) for one in report.findings] == [("test.finds", "发现")]
    assert (report.counts.warning, report.counts.passed, report.counts.not_checked) == (1, 0, 1)


def test_what_a_rule_needs_and_lacks_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    rules = [made_rule(finds, f"test.{need}", needs=(need,)) for need in ("state_capital", "narrative.八", "assets")]
    monkeypatch.setattr(engine, "all_rules", lambda: tuple(rules))
    assert [one.reason for one in check(document()).outcomes] == [
        "没有找到国有资本经营预算表",
        "情况说明中没有第八部分",
        "文件中没有国有资产占有使用情况",
    ]


def test_a_rule_may_say_that_it_could_not_judge(monkeypatch: pytest.MonkeyPatch) -> None:
    def unsure(context: Context) -> Iterable[Said]:
        yield NotJudged("看不清")

    monkeypatch.setattr(engine, "all_rules", lambda: (made_rule(unsure),))
    (outcome,) = check(document()).outcomes
    assert (outcome.status, outcome.reason) == (Status.NOT_CHECKED, "看不清")


def test_a_rule_applies_only_within_its_scope(monkeypatch: pytest.MonkeyPatch) -> None:
    rules = (made_rule(finds, "test.old", years=(None, 2026)), made_rule(finds, "test.other", forms=("national",)))
    monkeypatch.setattr(engine, "all_rules", lambda: rules)
    assert check(document()).outcomes == ()


def test_findings_are_worst_first_then_in_document_order() -> None:
    made = document()
    for number, row, column, amount in (
        (12, "合计", "单位资金", "9.00"),
        (2, "合计", "单位资金", "9.00"),
        (3, "合计", "基本支出", "1431.01"),
    ):
        made = with_amount(made, number, row, column, amount)
    found = [(one.severity.value, one.places[0].statement) for one in check(made).findings]
    assert found[0][0] == "error" and found[-1][0] == "notice"
    assert [place for severity, place in found if severity == "error"] == sorted(
        [place for severity, place in found if severity == "error"],
        key=lambda place: int((place or "表0《")[1:].split("《")[0]),
    )


def test_missing_statements_never_count_as_passed() -> None:
    empty = check(replace(document(), statements=()))
    assert {one.status for one in empty.outcomes} == {Status.NOT_CHECKED}
    assert empty.counts.passed == 0


def test_every_rule_has_a_passport_in_chinese_and_an_id_from_its_place() -> None:
    infos = catalogue()
    assert len({info.id for info in infos}) == len(infos)
    for info in infos:
        assert info.id.startswith(f"{info.family}.")
        assert info.summary.endswith(".") and info.summary.isascii() is not info.title.isascii()
        assert info.source and info.fix and info.severity in Severity


def test_needs_of_every_rule_are_known() -> None:
    kinds = {kind.value for kind in Kind}
    for info in catalogue():
        assert all(
            need in kinds or need in engine._PARTS or need in RELATIONS or need.startswith("narrative.")
            for need in info.passport.needs
        )


def test_report_is_json() -> None:
    assert encode(check(document())).startswith(b'{"schema":"budgetbook/report/1"')


def test_the_order_in_which_a_rule_compares_changes_no_place_and_no_id(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sets of Python come in another order in each process."""
    made = with_amount(document(), 5, "合计", "合计", "1680.00")
    first = check(made).findings
    rules = all_rules()
    turned = [replace(one, body=lambda context, body=one.body: reversed(list(body(context)))) for one in rules]
    monkeypatch.setattr(engine, "all_rules", lambda: tuple(turned))
    assert {(one.id, one.places) for one in check(made).findings if one.rule.startswith("identity.")} == {
        (one.id, one.places) for one in first if one.rule.startswith("identity.")
    }
    assert any(one.rule.startswith("identity.") for one in first)


@pytest.mark.parametrize("on", [True, False])
def test_the_collector_is_left_as_it_was(on: bool) -> None:
    was = gc.isenabled()
    try:
        (gc.enable if on else gc.disable)()
        check(document())
        assert gc.isenabled() is on
    finally:
        (gc.enable if was else gc.disable)()
