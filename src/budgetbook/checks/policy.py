"""What a bureau's policy means for one disclosure: which rules run with which numbers, and what becomes of their findings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from fnmatch import fnmatchcase

import msgspec
from msgspec.structs import replace

from budgetbook.checks.rule import RuleInfo
from budgetbook.model.disclosure import Disclosure
from budgetbook.model.finding import (
    Change,
    Finding,
    FindingPlace,
    PolicyChange,
    PolicyUse,
    Report,
    Severity,
    Suppressed,
)
from budgetbook.model.policy import NO_POLICY, UNKNOWN_FORM, Policy, RuleChoice, Scope, Suppression

_SEVERITIES = list(Severity)
_WORDS = {Severity.ERROR: "错误", Severity.WARNING: "警告", Severity.NOTICE: "提示"}
_SPAN = re.compile(r"(\d{4})?\s*-\s*(\d{4})?|(\d{4})")


class Choice(msgspec.Struct, frozen=True):
    """What a policy comes to for one rule; each part with the entry that says it."""

    off: RuleChoice | None = None
    severity: RuleChoice | None = None
    limits: Mapping[str, Decimal] = {}
    limited_by: tuple[RuleChoice, ...] = ()


_NONE = Choice()


class Settings:
    """A policy as it is for one disclosure."""

    def __init__(self, policy: Policy, disclosure: Disclosure) -> None:
        self.policy = policy
        self._choices = [one for one in policy.rules if in_scope(one, disclosure)]
        self.suppressions = tuple(one for one in policy.suppressions if in_scope(one, disclosure))

    def choice(self, rule: str) -> Choice:
        """What is chosen for the rule of this id: of several entries the last one that says something counts."""
        fitting = [one for one in self._choices if fnmatchcase(rule, one.id)]
        if not fitting:
            return _NONE
        off = next((one for one in reversed(fitting) if one.off is not None), None)
        return Choice(
            off=off if off is not None and off.off else None,
            severity=next((one for one in reversed(fitting) if one.severity is not None), None),
            limits={name: value for one in fitting for name, value in one.parameters.items()},
            limited_by=tuple(one for one in fitting if one.parameters),
        )


def years_of(said: int | str) -> tuple[int | None, int | None] | None:
    """The first and the last year that an entry of `Scope.years` means (None: no bound); None where it is no year."""
    if isinstance(said, int):
        return said, said
    match = _SPAN.fullmatch(said.strip())
    if match is None or not any(match.groups()):
        return None
    first, last, only = (int(one) if one else None for one in match.groups())
    return (only, only) if only is not None else (first, last)


def in_scope(scope: Scope, disclosure: Disclosure) -> bool:
    """Whether an entry of a policy is for `disclosure`."""
    entity = disclosure.entity
    return (
        (not scope.forms or (disclosure.form or UNKNOWN_FORM) in scope.forms)
        and (not scope.years or any(_within(disclosure.fiscal_year, one) for one in scope.years))
        and (not scope.kinds or entity.kind in scope.kinds)
        and (not scope.phases or disclosure.phase in scope.phases)
        and (
            not scope.entities
            or any(fnmatchcase(name, one) for one in scope.entities for name in (entity.name, entity.code or ""))
        )
    )


def _within(year: int, said: int | str) -> bool:
    first, last = years_of(said) or (None, None)
    return (first is None or year >= first) and (last is None or year <= last)


def applied(report: Report, settings: Settings, rules: tuple[RuleInfo, ...], today: date) -> Report:
    """`report` as the policy has it: severities changed, accepted findings put aside, and a list of what was changed and why."""
    if settings.policy == NO_POLICY:
        return report
    own = {one.id: one for one in rules}
    kept: list[Finding] = []
    aside: list[Suppressed] = []
    used: set[int] = set()
    for finding in report.findings:
        finding = _graded(finding, own.get(finding.rule), settings)
        number = next((n for n, one in enumerate(settings.suppressions) if _accepts(one, finding, today)), None)
        if number is None:
            kept.append(finding)
            continue
        used.add(number)
        entry = settings.suppressions[number]
        aside.append(Suppressed(finding=finding, because=entry.because, until=entry.until))
    kept.sort(key=lambda one: _SEVERITIES.index(one.severity))
    severities = [one.severity for one in kept]
    return replace(
        report,
        findings=tuple(kept),
        suppressed=tuple(aside),
        counts=replace(
            report.counts,
            error=severities.count(Severity.ERROR),
            warning=severities.count(Severity.WARNING),
            notice=severities.count(Severity.NOTICE),
            suppressed=len(aside),
        ),
        policy=PolicyUse(
            name=settings.policy.name,
            sha256=settings.policy.sha256,
            changes=(*_rule_changes(settings, rules), *_suppression_changes(settings, used, today)),
        ),
    )


def _graded(finding: Finding, info: RuleInfo | None, settings: Settings) -> Finding:
    """`finding` with the severity that the policy gives it. What its rule itself takes for milder (a rounding tail) is never raised."""
    entry = settings.choice(finding.rule).severity
    wanted = entry.severity if entry is not None else None
    if entry is None or wanted is None or wanted is finding.severity or info is None:
        return finding
    worse = _SEVERITIES.index(finding.severity) < _SEVERITIES.index(wanted)
    if not worse and finding.severity is not info.severity:
        return finding
    return replace(finding, severity=wanted, original_severity=finding.severity)


def _accepts(entry: Suppression, finding: Finding, today: date) -> bool:
    if entry.until is not None and today > entry.until:
        return False
    if entry.id is not None and finding.id != entry.id:
        return False
    if entry.rule is not None and not fnmatchcase(finding.rule, entry.rule):
        return False
    places = finding.places or (FindingPlace(),)
    return any(_holds(entry, finding, place) for place in places)


def _holds(entry: Suppression, finding: Finding, place: FindingPlace) -> bool:
    """Whether every word of `entry` is in what `place` says, blanks aside."""
    project = place.row if finding.rule.startswith("performance.") else None
    return (
        _in(entry.statement, place.statement)
        and _in(entry.row, place.row)
        and _in(entry.column, place.column)
        and (entry.section is None or entry.section == place.section)
        and _in(entry.project, project or finding.message)
        and (_in(entry.text, place.text) or _in(entry.text, finding.message))
    )


def _in(word: str | None, text: str | None) -> bool:
    return word is None or "".join(word.split()) in "".join((text or "").split())


def _rule_changes(settings: Settings, rules: tuple[RuleInfo, ...]) -> Iterator[PolicyChange]:
    for info in rules:
        choice = settings.choice(info.id)
        if choice.off is not None:
            yield PolicyChange(what=Change.OFF, rule=info.id, because=choice.off.because)
            continue
        entry = choice.severity
        if entry is not None and entry.severity is not None and entry.severity is not info.severity:
            detail = f"{_WORDS[info.severity]} → {_WORDS[entry.severity]}"
            yield PolicyChange(what=Change.SEVERITY, rule=info.id, detail=detail, because=entry.because)
        set_here = [
            (one, choice.limits[one.name])
            for one in info.passport.parameters
            if choice.limits.get(one.name, one.default) != one.default
        ]
        if set_here:
            detail = "，".join(f"{one.name} {one.default} → {value}" for one, value in set_here)
            because = choice.limited_by[-1].because
            yield PolicyChange(what=Change.PARAMETERS, rule=info.id, detail=detail, because=because)


def _suppression_changes(settings: Settings, used: set[int], today: date) -> Iterator[PolicyChange]:
    for number, entry in enumerate(settings.suppressions):
        name = entry.rule or entry.id or ""
        if entry.until is not None and today > entry.until:
            detail = f"已于 {entry.until} 到期，不再适用"
            yield PolicyChange(what=Change.EXPIRED, rule=name, detail=detail, because=entry.because)
        elif number not in used:
            detail = "没有这样的问题，可以删去"
            yield PolicyChange(what=Change.UNUSED, rule=name, detail=detail, because=entry.because)
