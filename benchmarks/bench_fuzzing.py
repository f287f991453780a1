"""Mutated files of every format: what comes out must be a disclosure or one line of ours; no crash, hang or unbounded memory.

Also by itself: `python -m benchmarks.bench_fuzzing [COUNT [FORMAT [FIRST]]]`, and `python -m benchmarks.bench_fuzzing case FORMAT NUMBER FILE`
writes a case to a file, to look into it.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.fuzz.driver import Campaign, campaign
from tests.fuzz.seeds import FORMATS, write_seeds
from tests.fuzz.worker import case

from benchmarks.measurement import Measurement, show

COUNT = 10_000
_SHARE = 250  # cases a worker reads before the next takes over
_MOST_SHOWN = 12


def run() -> Iterator[Measurement]:
    """The whole campaign: COUNT cases of every format."""
    yield from campaigns(COUNT, FORMATS)


def campaigns(count: int, kinds: Sequence[str], first: int = 0) -> Iterator[Measurement]:
    """`count` cases of each of `kinds`, by two workers."""
    with tempfile.TemporaryDirectory() as folder:
        seeds = write_seeds(Path(folder))
        for kind in kinds:
            began = time.perf_counter()
            firsts = range(first, first + count, _SHARE)
            with ThreadPoolExecutor(2) as pool:
                runs = list(
                    pool.map(
                        lambda at, kind=kind: campaign(kind, seeds[kind], min(_SHARE, first + count - at), first=at),
                        firsts,
                    )
                )
            yield _measured(kind, count, runs, time.perf_counter() - began)


def _measured(kind: str, count: int, runs: Sequence[Campaign], seconds: float) -> Measurement:
    outcomes: Counter[str] = Counter()
    for each in runs:
        outcomes.update(each.outcomes)
    troubles = [trouble for each in runs for trouble in each.troubles]
    for trouble in troubles[:_MOST_SHOWN]:
        print(f"  {trouble.kind} {trouble.number}: {trouble.what}", flush=True)
    figure = (
        f"{sum(outcomes.values())} files, {outcomes['read']} read, {outcomes['refused']} refused, {len(troubles)} in trouble; "
        f"slowest {max(each.slowest for each in runs):.1f} s, peak {max(each.megabytes for each in runs):.0f} MB, {seconds:.0f} s in all"
    )
    return Measurement(f"mutated {kind}", figure, "none in trouble", not troubles and sum(outcomes.values()) == count)


def _write_case(kind: str, number: int, target: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        target.write_bytes(case(write_seeds(Path(folder))[kind].read_bytes(), kind, number))


if __name__ == "__main__":
    arguments = sys.argv[1:]
    if arguments[:1] == ["case"]:
        _write_case(arguments[1], int(arguments[2]), Path(arguments[3]))
        sys.exit(0)
    wanted = int(arguments[0]) if arguments else COUNT
    kinds = arguments[1:2] or FORMATS
    fine = show("Fuzzing", campaigns(wanted, kinds, int(arguments[2]) if len(arguments) > 2 else 0))
    sys.exit(0 if fine else 1)
