"""What tests ask of a report."""

from __future__ import annotations

from budgetbook.checks import check
from budgetbook.model.disclosure import Disclosure
from budgetbook.model.finding import Finding, Report, Severity, Status


def errors(disclosure: Disclosure) -> tuple[Finding, ...]:
    """The findings of severity error, in order."""
    return of_severity(check(disclosure), Severity.ERROR)


def of_severity(report: Report, severity: Severity) -> tuple[Finding, ...]:
    return tuple(finding for finding in report.findings if finding.severity is severity)


def findings(disclosure: Disclosure, rule: str) -> tuple[Finding, ...]:
    """The findings of one rule, tails left out."""
    return tuple(one for one in check(disclosure).findings if one.rule == rule and one.severity is not Severity.NOTICE)


def statuses(disclosure: Disclosure, rule: str) -> set[Status]:
    """What became of one rule."""
    return {outcome.status for outcome in check(disclosure).outcomes if outcome.rule == rule}


def reasons(disclosure: Disclosure, rule: str) -> list[str]:
    """Why one rule was not checked."""
    return [
        outcome.reason or ""
        for outcome in check(disclosure).outcomes
        if outcome.rule == rule and outcome.status is Status.NOT_CHECKED
    ]
