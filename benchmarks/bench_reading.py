"""How much of the text samples is read, against what three careful readings say is in them; and how long it takes."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.measurement import COMMAND, SAMPLES, TEXT_SAMPLES, Measurement, best, timed

SCORE = SAMPLES.parent / "tools" / "score_read.py"
_LAST = re.compile(r"rows (\d+)/(\d+) funding (\d+)/(\d+) indicators (\d+)/(\d+) damage (\d+)")


def run() -> Iterator[Measurement]:
    for name in TEXT_SAMPLES:
        source = SAMPLES / "text" / f"{name}.txt"
        with tempfile.TemporaryDirectory() as folder:
            read = Path(folder) / "read.json"
            best_run = best([COMMAND, "read", source, "-o", read])
            score = timed(["python3", SCORE, SAMPLES / "truth" / f"{name}.json", read])
        found = _LAST.search(score.output)
        if found is None:
            yield Measurement(name, "no score", "a score", False)
            continue
        rows, all_rows, funding, all_funding, indicators, all_indicators, damage = map(int, found.groups())
        extra = sum(int(n) for n in re.findall(r"extra (\d+)", score.output))
        yield Measurement(
            f"{name} statement rows with all amounts",
            f"{rows}/{all_rows}, {extra} extra",
            "100 %",
            rows == all_rows and not extra,
        )
        yield Measurement(f"{name} project funding", f"{funding}/{all_funding}", "100 %", funding == all_funding)
        share = indicators / all_indicators if all_indicators else 1
        yield Measurement(
            f"{name} indicator cells", f"{indicators}/{all_indicators} = {share:.2%}", "≥ 99 %", share >= 0.99
        )
        yield Measurement(f"{name} damage reported", str(damage))
        yield Measurement(f"{name} read, whole process", f"{best_run.seconds:.2f} s, {best_run.megabytes:.0f} MB")
