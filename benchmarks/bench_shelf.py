"""Defects that only another document shows: how many the rules of the shelf find, by kind, and what they say of documents that agree."""

from __future__ import annotations

import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from tests.shelves import Shelf, shelf

from benchmarks.measurement import SAMPLES, Measurement, show
from benchmarks.shelf_defects import Defect, defects, with_last_year
from budgetbook.comparing import compare
from budgetbook.model.codec import decode_ledger
from budgetbook.model.disclosure import Disclosure
from budgetbook.readers import read_document
from budgetbook.services.checking import shelf_checked

EXAMPLE = Path(__file__).parents[1] / "examples" / "department" / "ledger.json"
LARGEST = ("shenzhen-water-2026.pdf", "xian-justice-2026.pdf")
MOST, LEAST = 8, 0.95


def run() -> Iterator[Measurement]:
    made: Counter[str] = Counter()
    found: Counter[str] = Counter()
    missed: dict[str, list[str]] = defaultdict(list)
    shelves = {"small ledger": shelf(), "example": shelf(decode_ledger(EXAMPLE.read_bytes()))}
    for name, one in shelves.items():
        known = set().union(*map(told, _sound(one)))
        yield Measurement(f"{name}: findings of the shelf on documents that agree", str(len(known)), "0", not known)
        for defect in _some(defects(one)):
            made[defect.kind] += 1
            if told(defect.documents) - known:
                found[defect.kind] += 1
            else:
                missed[defect.kind].append(f"{name} {defect.change}")
    for kind, number in made.items():
        share = found[kind] / number
        yield Measurement(f"{kind}: found", f"{found[kind]}/{number} = {share:.1%}", f"≥ {LEAST:.0%}", share >= LEAST)
        for change in missed[kind] if "-v" in sys.argv else missed[kind][:3]:
            yield Measurement("  missed", change)
    yield from _largest()


def _sound(one: Shelf) -> Iterator[Sequence[Disclosure]]:
    """Documents that agree: everything together, a version beside itself, and a document with last year's columns."""
    yield one.all
    yield (one.this, one.this)
    yield (one.last, with_last_year(one.this, one.last))


def told(documents: Sequence[Disclosure]) -> set[tuple[str, str]]:
    """What the rules of the shelf find in the documents, notices too."""
    reports = shelf_checked(documents=documents, paths=[f"{number}.json" for number in range(len(documents))])
    return {(one.rule, one.message) for report in reports for one in report.findings if one.rule.startswith("shelf.")}


def _some(every: Iterable[Defect]) -> Iterator[Defect]:
    """At most MOST defects of each kind, spread evenly over the documents; all of them with `--all`."""
    kinds: dict[str, list[Defect]] = defaultdict(list)
    for defect in every:
        kinds[defect.kind].append(defect)
    for same in kinds.values():
        step = 1 if "--all" in sys.argv else -(-len(same) // MOST)
        yield from same[::step]


def _largest() -> Iterator[Measurement]:
    """How long comparing the two largest samples takes once they are read, each with the other and with itself."""
    first, second = (read_document(SAMPLES / "pdf" / name) for name in LARGEST)
    for name, old, new in (("the two largest", first, second), ("the largest with itself", first, first)):
        began = time.process_time()
        compare(old, new)
        seconds = time.process_time() - began
        yield Measurement(f"comparing {name}, processor time", f"{seconds:.2f} s", "≤ 2 s", seconds <= 2)


if __name__ == "__main__":
    sys.exit(0 if show("Documents that belong together", run()) else 1)
