"""`make bench`: every benchmark, one after the other. Exit status 1 where a target was missed."""

from __future__ import annotations

import sys
from importlib import import_module

from benchmarks.measurement import SAMPLES, show

BENCHMARKS = (
    ("bench_reading", "Reading the text samples"),
    ("bench_documents", "Understanding the sample PDFs"),
    ("bench_checks", "Checking: false errors and mutations"),
    ("bench_mutations", "Defects in words and form"),
    ("bench_mutations_performance", "Defects in performance forms"),
    ("bench_shelf", "Documents that belong together"),
    ("bench_publishing", "Publishing: read back, time, memory"),
    ("bench_scans", "Reading scans"),
    ("bench_commands", "Commands"),
)


def main(names: list[str]) -> int:
    if not SAMPLES.is_dir():
        print(f"The real disclosures are not at {SAMPLES}: nothing to measure on.", file=sys.stderr)
        return 2
    fine = True
    for module, title in BENCHMARKS:
        if not names or module.removeprefix("bench_") in names:
            fine = show(title, import_module(f"benchmarks.{module}").run()) and fine
    return 0 if fine else 1


sys.exit(main(sys.argv[1:]))
