"""Defects put into the words and the form of sound disclosures, one at a time: how many are found, by kind, and what is said of the untouched."""

from __future__ import annotations

import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from benchmarks.defects import Defect, defects
from benchmarks.measurement import SAMPLES, TEXT_SAMPLES, Measurement, show
from budgetbook import forms
from budgetbook.checks import check
from budgetbook.compiler import compile_ledger
from budgetbook.model.codec import decode_ledger
from budgetbook.model.disclosure import Disclosure
from budgetbook.model.finding import Finding, Report, Severity
from budgetbook.readers import read_document

# What the careful reading calls a defect of words, form, assets or classification, and the rules that may find it.
READ: dict[str, tuple[str, ...]] = {
    "narrative-vs-table": ("narrative.amount", "narrative.target_total"),
    "narrative-internal": ("narrative.target_classes",),
    "narrative-vs-forms": ("performance.stated_forms",),
    "growth-rate": ("narrative.rate",),
    "percentage": ("narrative.share", "narrative.target_share"),
    "asset-count": ("assets.vehicle_quota", "assets.vehicle_kinds", "assets.device_counts"),
    "unit-name": ("form.unit_name", "performance.implementing_unit"),
    "superseded-document": ("form.withdrawn_document",),
    "code-name": ("identity.one_code_one_name", "classification.official_name"),
}
EXAMPLES = Path(__file__).parents[1] / "examples"
FAMILIES = ("form", "narrative", "assets", "classification")
MOST, _A_FEW = 20, 6
LEAST, LEAST_OVERALL = 0.95, 0.98


def documents() -> Iterator[tuple[str, Disclosure, bool]]:
    """Disclosures to put defects into: compiled ones, which are sound, and real ones, whose own findings don't count."""
    from tests.ledgers import small_ledger

    ledgers = [("small ledger", small_ledger())]
    ledgers += [(path.parent.name, decode_ledger(path.read_bytes())) for path in sorted(EXAMPLES.glob("*/ledger.json"))]
    for name, ledger in ledgers:
        yield name, compile_ledger(ledger, forms.load(ledger.form)).disclosure, True
    for name in TEXT_SAMPLES:
        yield name, read_document(SAMPLES / "text" / f"{name}.txt"), False


def run() -> Iterator[Measurement]:
    yield from _careful_reading()
    made: Counter[str] = Counter()
    found: Counter[str] = Counter()
    missed: dict[str, list[str]] = defaultdict(list)
    for name, disclosure, sound in documents():
        known = _told(check(disclosure))
        if sound:
            yield Measurement(f"{name}: errors and warnings on the untouched", str(len(known)), "0", not known)
        for defect in _some(defects(disclosure)):
            made[defect.kind] += 1
            new = _told(check(defect.disclosure)) - known
            if new:
                found[defect.kind] += 1
            else:
                missed[defect.kind].append(f"{name} {defect.change}")
    for kind, number in made.items():
        share = found[kind] / number
        yield Measurement(f"{kind}: found", f"{found[kind]}/{number} = {share:.1%}", f"≥ {LEAST:.0%}", share >= LEAST)
        for one in missed[kind] if "-v" in sys.argv else missed[kind][:3]:
            yield Measurement("  missed", one)
    share = found.total() / made.total()
    yield Measurement(
        "all: found", f"{found.total()}/{made.total()} = {share:.1%}", f"≥ {LEAST_OVERALL:.0%}", share >= LEAST_OVERALL
    )
    yield from _of_places()


def _of_places() -> Iterator[Measurement]:
    """The same defects in the words of every other sample place, a few of each kind: many of their amounts no statement prints, so all can't be found."""
    all_made = all_found = 0
    for path in sorted((SAMPLES / "pdf").glob("*.pdf")):
        disclosure = read_document(path)
        known = _told(check(disclosure))
        made = list(_some(defects(disclosure), most=_A_FEW))
        found = sum(bool(_told(check(defect.disclosure)) - known) for defect in made)
        yield Measurement(f"{path.stem}: found", f"{found}/{len(made)} = {found / max(len(made), 1):.0%}")
        all_made, all_found = all_made + len(made), all_found + found
    yield Measurement("other places: found", f"{all_found}/{all_made} = {all_found / max(all_made, 1):.1%}")


def _careful_reading() -> Iterator[Measurement]:
    """How many of the certain errors and warnings that one careful reading of the samples lists are found."""
    listed = json.loads((SAMPLES / "truth" / "findings.json").read_text(encoding="utf-8"))
    wanted = Counter(
        (one["document"], one["rule"])
        for one in listed
        if one["rule"] in READ and one["certain"] and one["severity"] in ("error", "warning")
    )
    hits = 0
    for name in TEXT_SAMPLES:
        told = check(read_document(SAMPLES / "text" / f"{name}.txt")).findings
        for (document, what), number in wanted.items():
            if document == name:
                found = sum(1 for one in told if one.rule in READ[what] and one.severity is not Severity.NOTICE)
                hits += min(found, number)
                if found < number:
                    yield Measurement("  not found", f"{name} {what}: {found} of {number}")
    share = hits / wanted.total()
    yield Measurement(
        "a careful reading's certain errors and warnings: found",
        f"{hits}/{wanted.total()} = {share:.1%}",
        f"≥ {LEAST:.0%}",
        share >= LEAST,
    )


def _some(every: Iterable[Defect], most: int = MOST) -> Iterator[Defect]:
    """At most `most` defects of each kind, spread evenly over the document; all of them with `--all`."""
    kinds: dict[str, list[Defect]] = defaultdict(list)
    for defect in every:
        kinds[defect.kind].append(defect)
    for same in kinds.values():
        step = 1 if "--all" in sys.argv else -(-len(same) // most)
        yield from same[::step]


def _told(report: Report) -> set[tuple[str, str]]:
    """Errors and warnings of these families, without the positions that a change of the words moves."""
    return {(one.rule, one.message) for one in report.findings if _counts(one)}


def _counts(finding: Finding) -> bool:
    return finding.rule.split(".")[0] in FAMILIES and finding.severity is not Severity.NOTICE


if __name__ == "__main__":
    sys.exit(0 if show("Defects in words and form", run()) else 1)
