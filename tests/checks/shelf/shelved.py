"""What the rules of the shelf say of documents given together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal

from msgspec.structs import replace

from budgetbook.model.disclosure import Disclosure
from budgetbook.model.finding import Finding, Report
from budgetbook.model.performance import ProjectPerformance
from budgetbook.model.statement import Kind
from budgetbook.services.checking import shelf_checked


def reports(*documents: Disclosure) -> list[Report]:
    """A report for each; the documents' files are called 0.json, 1.json …."""
    return shelf_checked(documents=documents, paths=[f"{number}.json" for number in range(len(documents))])


def told(*documents: Disclosure) -> list[Finding]:
    """The findings of the shelf in all reports."""
    return [one for report in reports(*documents) for one in report.findings if one.rule.startswith("shelf.")]


def said(found: Sequence[Finding]) -> list[tuple[str, str, str | None, str | None]]:
    """Rule, severity, expected and found of each finding."""
    return [(one.rule, one.severity.value, one.expected, one.found) for one in found]


def reason(report: Report, rule: str) -> str | None:
    """Why `rule` was not checked; None where it was."""
    return next((one.reason for one in report.outcomes if one.rule == rule and one.status == "not_checked"), None)


def worded(document: Disclosure, old: str, new: str) -> Disclosure:
    """`document` with `new` for `old` in its words, which must hold `old` once."""
    assert sum(section.text.count(old) for section in document.narrative) == 1, old
    sections = tuple(replace(section, text=section.text.replace(old, new)) for section in document.narrative)
    return replace(document, narrative=sections)


def with_cell(document: Disclosure, kind: Kind, label: str, amount: str, column: int = 0) -> Disclosure:
    """`document` with another amount in the first row of this label."""
    statements = list(document.statements)
    at = next(number for number, one in enumerate(statements) if one.kind is kind)
    rows = list(statements[at].rows)
    row = next(number for number, one in enumerate(rows) if one.label == label)
    amounts = list(rows[row].amounts)
    amounts[column] = Decimal(amount)
    rows[row] = replace(rows[row], amounts=tuple(amounts))
    statements[at] = replace(statements[at], rows=tuple(rows))
    return replace(document, statements=tuple(statements))


def with_form(
    document: Disclosure, name: str, change: Callable[[ProjectPerformance], ProjectPerformance]
) -> Disclosure:
    """`document` with the first form of this name changed."""
    at = next(number for number, form in enumerate(document.projects) if form.name == name)
    projects = (*document.projects[:at], change(document.projects[at]), *document.projects[at + 1 :])
    return replace(document, projects=projects)
