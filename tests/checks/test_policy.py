"""A bureau's policy: scope, severity, parameters and accepted findings, each with its reason."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from msgspec.structs import replace

from budgetbook.checks import catalogue, check
from budgetbook.model.disclosure import Disclosure, EntityKind, Phase
from budgetbook.model.finding import Change, Finding, Report, Severity, Status
from budgetbook.model.policy import Policy, RuleChoice, Suppression
from tests.checks.documents import document, with_amount
from tests.checks.performance.filed import PURCHASE, REPAIR, filed
from tests.checks.worded import saying, unit

WHY = "本地有规定"
TODAY = date(2027, 3, 1)
E, W, N = Severity.ERROR, Severity.WARNING, Severity.NOTICE


def under(disclosure: Disclosure, *entries: RuleChoice | Suppression) -> Report:
    return check(
        disclosure,
        Policy(
            name="p.toml",
            rules=tuple(one for one in entries if isinstance(one, RuleChoice)),
            suppressions=tuple(one for one in entries if isinstance(one, Suppression)),
        ),
        today=TODAY,
    )


def of(report: Report, rule: str) -> list[Finding]:
    return [one for one in report.findings if one.rule == rule]


def choice(id: str, **fields: object) -> RuleChoice:
    return replace(RuleChoice(id=id, because=WHY), **fields)


@pytest.fixture
def worded() -> Disclosure:
    """A unit's disclosure that calls itself a department: one warning of form.kind_word."""
    return saying(unit(), "八", "本单位", "本部门")


RULE = "form.kind_word"


class TestRules:
    def test_without_a_policy_nothing_is_said_of_one(self, worded: Disclosure) -> None:
        report = check(worded)
        assert (report.policy, report.suppressed, report.counts.suppressed) == (None, (), 0)

    def test_off_is_not_checked_with_the_reason(self, worded: Disclosure) -> None:
        report = under(worded, choice("form.*", off=True))
        assert of(report, RULE) == []
        (outcome,) = [one for one in report.outcomes if one.rule == RULE]
        assert (outcome.status, outcome.reason) == (Status.NOT_CHECKED, f"检查方案停用了这条规则：{WHY}")
        assert report.counts.not_checked > check(worded).counts.not_checked

    def test_the_last_entry_that_says_something_counts(self, worded: Disclosure) -> None:
        entries = choice("form.*", off=True), choice(RULE, off=False), choice(RULE, severity=E)
        assert [one.severity for one in of(under(worded, *entries), RULE)] == [E]

    def test_another_severity_keeps_the_original(self, worded: Disclosure) -> None:
        report = under(worded, choice(RULE, severity=E))
        (finding,) = of(report, RULE)
        assert (finding.severity, finding.original_severity) == (E, W)
        severities = [list(Severity).index(one.severity) for one in report.findings]
        assert severities == sorted(severities)
        before = check(worded).counts
        assert (report.counts.error, report.counts.warning) == (before.error + 1, before.warning - 1)
        assert report.policy is not None
        (change,) = report.policy.changes
        assert (change.what, change.rule, change.detail, change.because) == (Change.SEVERITY, RULE, "警告 → 错误", WHY)

    def test_what_a_rule_takes_for_milder_is_not_raised(self) -> None:
        """A cent of rounding stays a notice whatever the rule's severity is set to; errors are lowered."""
        tail = with_amount(document(), 3, "合计", "合计", "1831.01")
        assert {
            one.severity for one in of(under(tail, choice("identity.agreement", severity=W)), "identity.agreement")
        } == {N}
        wrong = with_amount(document(), 5, "合计", "合计", "1680.00")
        (finding,) = of(under(wrong, choice("identity.*", severity=W)), "identity.agreement")
        assert (finding.severity, finding.original_severity) == (W, E)

    @pytest.mark.parametrize(
        ("scope", "fits"),
        [
            ({"years": (2027,)}, True),
            ({"years": ("2025-2026",)}, False),
            ({"years": ("2027-",)}, True),
            ({"years": ("-2026", 2028)}, False),
            ({"kinds": (EntityKind.UNIT,)}, True),
            ({"kinds": (EntityKind.DEPARTMENT,)}, False),
            ({"phases": (Phase.FINAL_ACCOUNTS,)}, False),
            ({"forms": ("shanxi",)}, True),
            ({"forms": ("other",)}, False),
            ({"entities": ("*群众艺术馆",)}, True),
            ({"entities": ("2070*",)}, True),
            ({"entities": ("*学院",)}, False),
        ],
    )
    def test_scope(self, worded: Disclosure, scope: dict[str, object], fits: bool) -> None:
        assert (of(under(worded, choice(RULE, off=True, **scope)), RULE) == []) is fits

    def test_other_documents_have_other_forms(self, worded: Disclosure) -> None:
        made = replace(with_amount(document(), 5, "合计", "合计", "1680.00"), form=None)
        entry = choice("identity.*", off=True, forms=("other",))
        assert of(under(made, entry), "identity.agreement") == []


class TestParameters:
    def test_a_tolerance_lets_statements_be_apart(self) -> None:
        wrong = with_amount(document(), 5, "合计", "合计", "1680.00")
        allowing = choice("identity.*", parameters={"tolerance": Decimal(10000)})
        report = under(wrong, allowing)
        assert report.counts.error == 0
        messages = [one.message for one in of(report, "identity.agreement")]
        assert (
            messages[0] == "表1《收支总表》与表5《一般公共预算支出表》有 1 处差额在检查方案允许的范围内，最大 1.00 万元"
        )
        stricter = choice("identity.*", parameters={"tolerance": Decimal(9000)})
        assert under(wrong, stricter).counts.error == 1

    def test_a_form_may_be_further_from_its_project(self) -> None:
        made = filed(
            replace(
                REPAIR, funding=replace(REPAIR.funding, annual=replace(REPAIR.funding.annual, total=Decimal(2500080)))
            )
        )
        rule = "performance.annual_total"
        assert [one.severity for one in of(check(made), rule)] == [E]
        assert of(under(made, choice(rule, parameters={"tolerance": Decimal(30)})), rule) == []

    def test_a_likeness_is_set(self) -> None:
        alike = replace(PURCHASE, objective=REPAIR.objective)
        rule = "performance.objective_copied"
        assert len(of(check(filed(REPAIR, alike)), rule)) == 1
        assert of(under(filed(REPAIR, alike), choice(rule, parameters={"shortest": Decimal(100)})), rule) == []

    def test_what_was_set_is_listed(self) -> None:
        report = under(document(), choice("identity.sum", parameters={"tolerance": Decimal(200)}))
        assert report.policy is not None
        assert [(one.what, one.rule, one.detail) for one in report.policy.changes] == [
            (Change.PARAMETERS, "identity.sum", "tolerance 0 → 200")
        ]

    def test_every_parameter_is_used_named_once_and_explained(self) -> None:
        for info in catalogue():
            names = [one.name for one in info.passport.parameters]
            assert len(names) == len(set(names)), info.id
            for one in info.passport.parameters:
                assert one.meaning and one.name.isidentifier() and one.wrong(one.default) is None, info.id


class TestSuppressions:
    def test_an_accepted_finding_is_put_aside_with_the_reason(self, worded: Disclosure) -> None:
        (was,) = of(check(worded), RULE)
        report = under(worded, Suppression(rule=RULE, section="八", text="本部门", because=WHY, until=TODAY))
        assert of(report, RULE) == []
        (aside,) = report.suppressed
        assert (aside.finding, aside.because, aside.until) == (was, WHY, TODAY)
        assert (report.counts.suppressed, report.counts.warning) == (1, check(worded).counts.warning - 1)
        assert report.policy is not None and report.policy.changes == ()
        assert [one.status for one in report.outcomes if one.rule == RULE] == [Status.FAILED]

    def test_after_its_last_day_it_no_longer_applies_and_says_so(self, worded: Disclosure) -> None:
        report = under(worded, Suppression(rule=RULE, text="本部门", because=WHY, until=date(2027, 2, 28)))
        assert len(of(report, RULE)) == 1 and report.suppressed == ()
        assert report.policy is not None
        assert [(one.what, one.detail) for one in report.policy.changes] == [
            (Change.EXPIRED, "已于 2027-02-28 到期，不再适用")
        ]

    @pytest.mark.parametrize("words", [{"section": "七"}, {"text": "本单位"}, {"statement": "表1"}])
    def test_other_places_are_not_accepted(self, worded: Disclosure, words: dict[str, str]) -> None:
        report = under(worded, replace(Suppression(rule=RULE, because=WHY), **words))
        assert len(of(report, RULE)) == 1
        assert report.policy is not None
        assert [one.what for one in report.policy.changes] == [Change.UNUSED]

    def test_words_hold_of_one_place_together(self) -> None:
        wrong = with_amount(document(), 5, "合计", "合计", "1680.00")
        accepted = Suppression(
            rule="identity.*", statement="一般公共预算支出表", row="合计", column="合计", because=WHY
        )
        assert under(wrong, accepted).counts.error == 0
        elsewhere = Suppression(rule="identity.*", statement="收支总表", row="合计", column="支出/合计", because=WHY)
        assert under(wrong, elsewhere).counts.error == 1

    def test_a_project_is_named(self) -> None:
        made = filed(replace(REPAIR, year=2026), PURCHASE)
        rule = "performance.form_year"
        assert len(of(check(made), rule)) == 1
        assert of(under(made, Suppression(rule=rule, project="实训楼", because=WHY)), rule) == []
        assert len(of(under(made, Suppression(rule=rule, project="设备购置", because=WHY)), rule)) == 1
