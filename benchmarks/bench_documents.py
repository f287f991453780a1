"""How much of the sample PDFs is understood, against what careful reading of their pages found (`documents.toml`).

An amount is at full coordinates where nothing the reader wasn't sure of lies on it, and its row and column are told apart from all others
of its statement: as `budgetbook read` counts. A finding of severity
error must be a contradiction of the document itself, looked at on the picture of the page and listed with it.
"""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.measurement import COMMAND, SAMPLES, Measurement, timed
from budgetbook.model.codec import decode_disclosure
from budgetbook.services.understanding import cells_of

_EXPECTED = Path(__file__).with_name("documents.toml")
_SHARE = 0.995

Record = dict[str, Any]


def run() -> Iterator[Measurement]:
    for expected in tomllib.loads(_EXPECTED.read_text(encoding="utf-8"))["document"]:
        source = SAMPLES / "pdf" / f"{expected['name']}.pdf"
        read = json.loads(timed([COMMAND, "read", source, "--json"]).output or "{}")
        report = json.loads(timed([COMMAND, "check", source, "--json"]).output or "{}")
        if not read or not report:
            yield Measurement(expected["name"], "not read", "read and checked", False)
            continue
        yield from _of_document(expected, read, report)


def _of_document(expected: Record, read: Record, report: Record) -> Iterator[Measurement]:
    name, statements = expected["name"], read["statements"]
    facts = {
        "entity": _digest(read["entity"]["name"]) == expected["entity"],
        "kind": read["entity"]["kind"] == expected["kind"],
        "year": read["fiscal_year"] == expected["year"],
        "statements": [_printed(statement) for statement in statements] == expected["statements"],
    }
    wrong = [fact for fact, right in facts.items() if not right]
    yield Measurement(
        f"{name} statements, their kinds and units, entity, year",
        f"{len(statements)}/{len(expected['statements'])}" + (f", wrong: {', '.join(wrong)}" if wrong else ""),
        "all right",
        not wrong,
    )
    cells = list(cells_of(decode_disclosure(json.dumps(read).encode())))
    amounts, full = len(cells), sum(cell.placed for cell in cells)
    share = full / amounts if amounts else 1.0
    yield Measurement(
        f"{name} amounts at full coordinates",
        f"{full}/{amounts} of {expected['amounts']} printed = {share:.2%}",
        f"all found, ≥ {_SHARE:.1%}",
        amounts == expected["amounts"] and share >= _SHARE,
    )
    yield Measurement(f"{name} damage reported", str(len(read.get("damage", ()))))
    errors = [finding for finding in report["findings"] if finding["severity"] == "error"]
    known = [_key(error) for error in expected.get("true_errors", ())]
    strange = [error for error in errors if _key(_told(error)) not in known]
    yield Measurement(
        f"{name} errors found in it",
        f"{len(errors)}, {len(strange)} not seen on the page" + "".join(f"; {_words(error)}" for error in errors),
        "none that isn't in the document",
        not strange,
    )
    warnings = report["counts"]["warning"]
    yield Measurement(f"{name} identities that hold, warnings", f"{report['counts']['passed']}, {warnings}")


def _digest(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()[:12]


def _printed(statement: Record) -> str:
    return str(statement["kind"]) + ("@元" if statement["unit"] == "元" else "")


def _told(finding: Record) -> Record:
    pages = sorted({place["page"] for place in finding["places"] if place.get("page")})
    return {
        "rule": finding["rule"],
        "pages": pages,
        "expected": finding.get("expected"),
        "found": finding.get("found"),
    }


def _key(error: Record) -> tuple[object, ...]:
    return error["rule"], tuple(error["pages"]), error.get("expected"), error.get("found")


def _words(finding: Record) -> str:
    told = _told(finding)
    pages = ", ".join(map(str, told["pages"]))
    return f"{told['rule']} on page {pages}: {told['expected']} expected, {told['found']} found"
