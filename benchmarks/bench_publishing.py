"""The samples republished in every format and read back; time and memory of the largest, each format alone.

The floor of a format is the same command making JSON only: reading the source and writing nothing worth the name.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.measurement import COMMAND, SAMPLES, TEXT_SAMPLES, Measurement, best, timed

FORMATS = {"pdf", "docx", "xlsx", "html", "json", "data"}
LARGEST = SAMPLES / "text" / "jincheng-zone-2026.txt"  # 46 performance forms
WRITE_ONLY = (
    "import sys, time, pathlib; from budgetbook import forms; from budgetbook.model.codec import decode_disclosure;"
    "from budgetbook.writers import writer; from budgetbook.writers.arrangement import arrange;"
    "d = decode_disclosure(pathlib.Path(sys.argv[1]).read_bytes());"
    "writer(sys.argv[2])(arrange(d, forms.load(d.form) if d.form else None), d, pathlib.Path(sys.argv[3]))"
)

# In a process of its own: a child's peak memory counts from its parent's, so this one must stay small.
REPUBLISH = (
    "import sys, json; from budgetbook.services.publishing import document_published;"
    "made = document_published(path=sys.argv[1], folder=sys.argv[2]).files;"
    "print(json.dumps({each.format: each.amounts for each in made}))"
)


def run() -> Iterator[Measurement]:
    with tempfile.TemporaryDirectory() as folder:
        for name in TEXT_SAMPLES:
            published = timed([sys.executable, "-c", REPUBLISH, SAMPLES / "text" / f"{name}.txt", Path(folder) / name])
            formats = json.loads(published.output or "{}")
            yield Measurement(
                f"{name} republished and read back equal",
                ", ".join(f"{key} {value}" for key, value in formats.items()) + " amounts",
                "all formats",
                set(formats) == FORMATS,
            )
        source = Path(folder) / "disclosure.json"
        timed([COMMAND, "read", LARGEST, "--json", "-o", source])
        floor = best([sys.executable, "-c", WRITE_ONLY, source, "json", Path(folder) / "floor.json"])
        for name, limit in (("pdf", 3.0), ("docx", 3.0), ("xlsx", None), ("html", None), ("data", None)):
            made = best(
                [sys.executable, "-c", WRITE_ONLY, source, name, Path(folder) / f"made.{name}"],
                3 if name != "data" else 1,
            )
            met = None if limit is None else made.status == 0 and made.seconds <= limit and made.megabytes <= 500
            yield Measurement(
                f"46 forms to {name}, whole process",
                f"{made.seconds:.2f} s, {made.megabytes:.0f} MB = {made.seconds / floor.seconds:.1f} × JSON",
                "" if limit is None else f"≤ {limit:.0f} s, ≤ 500 MB",
                met,
            )
