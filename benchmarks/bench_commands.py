"""How fast the command line answers, against an empty Python process as the floor."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from benchmarks.measurement import COMMAND, Measurement, best


def run() -> Iterator[Measurement]:
    floor = best([sys.executable, "-c", "pass"], 5)
    answer = best([COMMAND, "--help"], 5)
    yield Measurement(
        "budgetbook --help",
        f"{answer.seconds:.2f} s = {answer.seconds / floor.seconds:.1f} × an empty Python",
        "≤ 0.4 s",
        answer.seconds <= 0.4,
    )
