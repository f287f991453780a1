"""Every error and warning on the real disclosures was looked at by hand: the list of them stays, without the documents' text.

An entry is the rule, its severity, where it stands (page or line) and a digest of its message. `verdict` is true, false, or doubtful. Rewrite
with `python -m tests.checks.performance.test_reviewed`, then look at every entry that is new (its verdict is null).
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from budgetbook.checks import check
from budgetbook.model.finding import Finding, Severity
from budgetbook.readers import read_document
from tests.checks.truth import SAMPLES

REVIEWED = Path(__file__).with_name("reviewed.json")
DOCUMENTS = sorted(json.loads(REVIEWED.read_text("utf-8"))) if REVIEWED.is_file() else []

pytestmark = [
    pytest.mark.samples,
    pytest.mark.skipif(not SAMPLES.is_dir(), reason=f"the real disclosures are not at {SAMPLES}"),
]


def entry(finding: Finding) -> dict[str, object]:
    place = finding.places[0]
    return {
        "rule": finding.rule,
        "severity": finding.severity.value,
        "place": place.page or place.line,
        "digest": hashlib.sha256(finding.message.encode()).hexdigest()[:16],
    }


def entries(document: str) -> list[dict[str, object]] | None:
    """The errors and warnings of the family in one document; None where it has no project forms."""
    disclosure = read_document(SAMPLES / document)
    if not disclosure.projects:
        return None
    findings = check(disclosure).findings
    return [
        entry(one) for one in findings if one.rule.startswith("performance.") and one.severity is not Severity.NOTICE
    ]


@pytest.mark.parametrize("document", DOCUMENTS)
def test_nothing_is_said_that_nobody_looked_at(document: str) -> None:
    reviewed = json.loads(REVIEWED.read_text("utf-8"))[document]
    known = {(one["rule"], one["digest"]): one["verdict"] for one in reviewed}
    said = entries(document) or []
    assert [one for one in said if (one["rule"], one["digest"]) not in known] == []
    assert [one for one in said if one["severity"] == "error" and known[one["rule"], one["digest"]] is not True] == []


def test_warnings_are_precise() -> None:
    verdicts = [one["verdict"] for some in json.loads(REVIEWED.read_text("utf-8")).values() for one in some]
    assert None not in verdicts
    assert verdicts.count(True) >= 0.9 * len(verdicts)


def rewrite() -> None:
    """Write the list anew, keeping the verdicts of what was looked at."""
    old = json.loads(REVIEWED.read_text("utf-8")) if REVIEWED.is_file() else {}
    verdicts = {(one["rule"], one["digest"]): one["verdict"] for some in old.values() for one in some}
    made = {}
    for path in sorted([*(SAMPLES / "text").glob("*.txt"), *(SAMPLES / "pdf").glob("*.pdf")]):
        name = str(path.relative_to(SAMPLES))
        if (found := entries(name)) is not None:
            made[name] = [{**one, "verdict": verdicts.get((one["rule"], one["digest"]))} for one in found]
    REVIEWED.write_text(json.dumps(made, indent=1, ensure_ascii=False) + "\n", "utf-8")


if __name__ == "__main__":
    rewrite()
