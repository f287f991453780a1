"""The report on one or more documents as one page: it needs nothing else, works without scripts, and prints on A4."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

from budgetbook.model.finding import Finding, FindingPlace, PolicyChange, Report, Severity, Suppressed
from budgetbook.model.finding_words import (
    CHANGE_WORDS,
    SEVERITY_WORDS,
    family_words,
    part_words,
    policy_words,
    position_words,
    severity_words,
)
from budgetbook.model.money import with_separators
from budgetbook.writers.printable import printable
from budgetbook.writers.report.material import Judged, Material, by_severity, judged

_NOTHING = {
    "error": "没有发现错误",
    "warning": "没有警告",
    "notice": "没有提示",
}


def write_html(material: Material, path: Path) -> None:
    """Write the reports of `material` to `path`. Raises OSError where it can't be written."""
    path.write_text(page(material), encoding="utf-8", newline="\n")


def page(material: Material) -> str:
    """The page. Every text goes through Jinja's escaping; only our own style is put in as it is."""
    import jinja2
    from markupsafe import Markup

    environment = jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined, finalize=_printable)
    template = environment.from_string(_resource("page.jinja"))
    documents = [_document(report, material, number) for number, report in enumerate(material.reports, 1)]
    only = documents[0] if len(documents) == 1 else None
    return template.render(
        style=Markup(_resource("page.css")),  # noqa: S704 - our own file
        title=f"{only['entity']} {only['year']} 年度检查报告" if only else f"检查报告（{len(documents)} 份文件）",
        documents=documents,
        several=only is None,
        with_policy=any(report.policy is not None for report in material.reports),
        made_at=material.made_at,
        severities=[(severity.value, SEVERITY_WORDS[severity]) for severity in Severity],
        nothing=_NOTHING,
    )


def _printable(value: Any) -> Any:
    return printable(value) if type(value) is str else value


def _document(report: Report, material: Material, number: int) -> dict[str, Any]:
    every = judged(report, material)
    key = f"d{number}"
    source = report.source
    return {
        "id": key,
        "entity": report.entity.name or "（没有读到名称）",
        "kind": f"{report.entity.kind.word}公开",
        "year": report.fiscal_year,
        "file": source.name if source else "",
        "pages": source.pages if source else None,
        "sha256": source.sha256 if source else "",
        "counts": report.counts,
        "policy": policy_words(report),
        "suppressed": [_suppressed(one, material) for one in report.suppressed],
        "changes": [_change(one, material) for one in report.policy.changes] if report.policy else [],
        "groups": [
            {
                "severity": severity.value,
                "word": SEVERITY_WORDS[severity],
                "count": sum(len(some) for some in rules.values()),
                "rules": [
                    {
                        "id": f"{key}-{severity.value}-{rule}",
                        "rule": rule,
                        "title": material.rule(rule).title,
                        "family": family_words(material.rule(rule).family),
                        "findings": [_finding(finding, key) for finding in some],
                    }
                    for rule, some in rules.items()
                ],
            }
            for severity, rules in by_severity(report.findings).items()
        ],
        "not_checked": [
            {"rule": one.rule.id, "title": one.rule.title, "reason": reason.reason or "没有可以核对的内容"}
            for one in every
            for reason in one.not_checked
        ],
        "passed": list(_passed(every)),
    }


def _finding(finding: Finding, key: str) -> dict[str, Any]:
    difference = finding.difference
    return {
        "id": finding.id,
        "anchor": f"{key}-{finding.id}",
        "word": severity_words(finding),
        "message": finding.message,
        "amounts": [
            (word, value)
            for word, value in (
                ("应为", finding.expected),
                ("实为", finding.found),
                ("差额", None if difference is None else with_separators(difference)),
            )
            if value is not None
        ],
        "places": [_place(place) for place in finding.places if place != FindingPlace()],
        "hint": finding.hint,
        "source": finding.source,
    }


def _suppressed(one: Suppressed, material: Material) -> dict[str, Any]:
    finding = one.finding
    return {
        "severity": finding.severity.value,
        "word": severity_words(finding),
        "message": finding.message,
        "rule": finding.rule,
        "title": material.rule(finding.rule).title,
        "places": [_place(place) for place in finding.places if place != FindingPlace()],
        "id": finding.id,
        "because": one.because,
        "until": one.until.isoformat() if one.until else "不限",
    }


def _change(one: PolicyChange, material: Material) -> dict[str, Any]:
    title = material.rule(one.rule).title
    return {
        "word": CHANGE_WORDS[one.what],
        "title": "" if title == one.rule else title,
        "rule": one.rule,
        "detail": one.detail or "",
        "because": one.because,
    }


def _place(place: FindingPlace) -> dict[str, Any]:
    return {
        "position": " · ".join(part for part in (place.file or "", position_words(place)) if part),
        "part": " · ".join(part_words(place)),
        "text": place.text or "",
    }


def _passed(every: tuple[Judged, ...]) -> Iterator[dict[str, Any]]:
    """Rules that found nothing to complain of, by family, with what they compared where they say it."""
    families: dict[str, list[Judged]] = {}
    for one in every:
        if one.passed and not one.findings and not one.suppressed:
            families.setdefault(one.rule.family, []).append(one)
    for family, some in families.items():
        rules = [
            {"title": one.rule.title, "said": [outcome.reason for outcome in one.passed if outcome.reason]}
            for one in some
        ]
        yield {"family": family_words(family), "rules": rules}


def _resource(name: str) -> str:
    return (files("budgetbook.writers.report.html") / name).read_text(encoding="utf-8")
