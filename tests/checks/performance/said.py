"""What a rule says of a document, in short."""

from __future__ import annotations

from msgspec.structs import replace

from budgetbook.checks import check
from budgetbook.model.disclosure import Damage, Disclosure
from budgetbook.model.finding import Finding, Severity

E, W, N = Severity.ERROR, Severity.WARNING, Severity.NOTICE


def said(disclosure: Disclosure, rule: str) -> list[tuple[Severity, str]]:
    """Severity and message of every finding of `performance.rule`."""
    return [(one.severity, one.message) for one in found(disclosure, rule)]


def found(disclosure: Disclosure, rule: str) -> list[Finding]:
    return [one for one in check(disclosure).findings if one.rule == f"performance.{rule}"]


def damaged(disclosure: Disclosure, *subjects: str) -> Disclosure:
    """`disclosure` with the reader's doubt at these pointers."""
    doubt = tuple(Damage(what="garbled", note="字迹不清", subject=one) for one in subjects)
    return replace(disclosure, damage=doubt)
