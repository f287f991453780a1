"""What the report writers need: reports with the words of their rules, and what became of each rule in one document."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from budgetbook.model.finding import Finding, Outcome, Report, Severity, Status, Suppressed
from budgetbook.model.finding_words import family_of


class RuleWords(msgspec.Struct, frozen=True, kw_only=True):
    """A rule as people know it: what holds where it passes, what it rests on, what to do about its findings (all Chinese)."""

    id: str
    title: str
    source: str = ""
    hint: str = ""

    @property
    def family(self) -> str:
        """Its family's own word: `narrative`."""
        return family_of(self.id)


class Material(msgspec.Struct, frozen=True, kw_only=True):
    """Reports in the order they were asked for, and the words of every rule by id; `made_at` is a date in words for the head of a file."""

    reports: tuple[Report, ...]
    rules: dict[str, RuleWords]
    made_at: str = ""

    def rule(self, rule: str) -> RuleWords:
        """The words of a rule; its id where this program doesn't know it (a report of another version)."""
        return self.rules.get(rule) or RuleWords(id=rule, title=rule)


class Judged(msgspec.Struct, frozen=True, kw_only=True):
    """What became of one rule in one document; `suppressed` are findings that a policy accepts."""

    rule: RuleWords
    findings: tuple[Finding, ...]
    passed: tuple[Outcome, ...]
    not_checked: tuple[Outcome, ...]
    suppressed: tuple[Suppressed, ...] = ()

    @property
    def wrong(self) -> bool:
        """Whether it found an error or a warning."""
        return any(finding.severity is not Severity.NOTICE for finding in self.findings)

    @property
    def checked(self) -> bool:
        """Whether anything was judged at all."""
        return bool(self.findings or self.passed or self.suppressed)


def judged(report: Report, material: Material) -> tuple[Judged, ...]:
    """Every rule there is, and every one the report names, in order of ids, with what became of it."""
    ids = sorted({*material.rules, *(each.rule for each in report.outcomes), *(each.rule for each in report.findings)})
    return tuple(
        Judged(
            rule=material.rule(rule),
            findings=tuple(each for each in report.findings if each.rule == rule),
            passed=_of(report.outcomes, rule, Status.PASSED),
            not_checked=_of(report.outcomes, rule, Status.NOT_CHECKED),
            suppressed=tuple(each for each in report.suppressed if each.finding.rule == rule),
        )
        for rule in ids
    )


def by_severity(findings: Sequence[Finding]) -> dict[Severity, dict[str, list[Finding]]]:
    """Findings worst first, those of one severity by rule; rules and findings in the order they come."""
    grouped: dict[Severity, dict[str, list[Finding]]] = {severity: {} for severity in Severity}
    for finding in findings:
        grouped[finding.severity].setdefault(finding.rule, []).append(finding)
    return {severity: rules for severity, rules in grouped.items() if rules}


def _of(outcomes: Iterable[Outcome], rule: str, status: Status) -> tuple[Outcome, ...]:
    return tuple(outcome for outcome in outcomes if outcome.rule == rule and outcome.status is status)
