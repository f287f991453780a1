"""The reviewed list: every error and warning on the real samples was looked at by hand. It holds rules, places and digests, never their words.

    python -m tests.checks.reviewing          what is new, and what is gone
    python -m tests.checks.reviewing --write  puts what is new on the list as "unreviewed", and takes off what is gone

A verdict is `true` (a contradiction or breach), `fair` (a warning worth asking about) or `false`; `unreviewed` fails the test.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from budgetbook.checks import check
from budgetbook.model.disclosure import Disclosure
from budgetbook.model.finding import Finding, Severity
from budgetbook.services.opening import file_opened

SAMPLES = Path(__file__).parents[3] / "shared" / "samples"
LIST = Path(__file__).with_name("reviewed.json")
FAMILIES = ("form", "narrative", "assets", "classification", "performance")

Entry = dict[str, Any]


def files() -> list[Path]:
    """Every sample that can be read."""
    return sorted([*(SAMPLES / "text").glob("*.txt"), *(SAMPLES / "pdf").glob("*.pdf")])


def found(path: Path) -> Iterator[Entry]:
    """The errors and warnings on one sample, as the list holds them."""
    disclosure = file_opened(path=path)
    assert isinstance(disclosure, Disclosure)
    for finding in check(disclosure).findings:
        if finding.rule.split(".")[0] in FAMILIES and finding.severity is not Severity.NOTICE:
            yield _entry(path.stem, finding)


def _entry(name: str, finding: Finding) -> Entry:
    first = finding.places[0] if finding.places else None
    place = "" if first is None else f"{first.section or ''}{'p' + str(first.page) if first.page else ''}"
    # What is printed and what it should be, without counts and positions that better reading moves.
    # Forms of projects share pages and values: which form it is tells them apart.
    form = first.row or "" if first and finding.rule.startswith("performance.") else ""
    said = "|".join((finding.rule, place, *([form] if form else []), finding.expected or "", finding.found or ""))
    return {
        "document": name,
        "rule": finding.rule,
        "severity": finding.severity.value,
        "place": place,
        "digest": hashlib.sha256(said.encode()).hexdigest()[:16],
    }


def reviewed() -> list[Entry]:
    """The list."""
    entries: list[Entry] = json.loads(LIST.read_text(encoding="utf-8")) if LIST.is_file() else []
    return entries


def key(entry: Entry) -> tuple[str, str, str, str]:
    """What tells one entry from another."""
    return entry["document"], entry["rule"], entry["severity"], entry["digest"]


def main() -> int:
    known = {key(one): one for one in reviewed()}
    now = [one for path in files() for one in found(path)]
    new = [one for one in now if key(one) not in known]
    gone = [one for one in known.values() if key(one) not in {key(each) for each in now}]
    for title, entries in (("new", new), ("gone", gone)):
        for one in entries:
            print(title, *one.values())
    if "--write" in sys.argv:
        listed = [known.get(key(one), {**one, "verdict": "unreviewed", "why": ""}) for one in now]
        LIST.write_text(json.dumps(listed, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return 1 if new else 0


if __name__ == "__main__":
    sys.exit(main())
