"""Runs many mutated files of a format through a worker process; where one takes the worker down or holds it, the next begins after it."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections import Counter
from pathlib import Path
from typing import Any

import msgspec

ROOT = Path(__file__).resolve().parents[2]
SECONDS = 20.0  # for one file
MEGABYTES = 1_000.0  # that reading small files may take, at its highest


class Trouble(msgspec.Struct, frozen=True):
    """A case that went wrong: its number in the format, and how."""

    kind: str
    number: int
    what: str


class Campaign(msgspec.Struct, frozen=True, kw_only=True):
    """What came of `count` cases of a format: how many ended how, what went wrong, the slowest, and the peak of memory."""

    kind: str
    count: int
    outcomes: dict[str, int]
    troubles: tuple[Trouble, ...]
    slowest: float
    megabytes: float


def campaign(kind: str, seed: Path, count: int, *, first: int = 0) -> Campaign:
    """Read the cases `first` … `first + count - 1`."""
    outcomes: Counter[str] = Counter()
    troubles: list[Trouble] = []
    slowest = megabytes = 0.0
    at, end = first, first + count
    while at < end:
        begun, told, crash = _run(kind, seed, at, end - at)
        for each in told:
            outcomes[each["outcome"]] += 1
            if each["outcome"] == "fault":
                troubles.append(Trouble(kind, each["ended"], each["error"]))
            if each["megabytes"] > MEGABYTES >= megabytes:
                troubles.append(Trouble(kind, each["ended"], f"memory {each['megabytes']:.0f} MB"))
            slowest, megabytes = max(slowest, each["seconds"]), max(megabytes, each["megabytes"])
        if crash is None:
            break
        outcomes["crash"] += 1
        troubles.append(Trouble(kind, begun, crash))
        at = begun + 1
    return Campaign(
        kind=kind, count=count, outcomes=dict(outcomes), troubles=tuple(troubles), slowest=slowest, megabytes=megabytes
    )


def _run(kind: str, seed: Path, first: int, count: int) -> tuple[int, list[dict[str, Any]], str | None]:
    """One worker: the case it began last, what it told, and how it ended where that was before its last case."""
    call = [sys.executable, "-m", "tests.fuzz.worker", kind, str(seed), str(first), str(count)]
    process = subprocess.Popen(call, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stderr is not None
    errors: list[str] = []
    listener = threading.Thread(target=lambda: errors.extend(process.stderr or ()))
    listener.start()
    begun, told, late = first, [], threading.Event()

    def is_late() -> None:
        late.set()
        process.kill()

    timer = threading.Timer(SECONDS, is_late)
    timer.start()
    for line in process.stdout:
        timer.cancel()
        message = json.loads(line)
        if "begins" in message:
            begun = message["begins"]
        else:
            told.append(message)
        timer = threading.Timer(SECONDS, is_late)
        timer.start()
    timer.cancel()
    status = process.wait()
    listener.join()
    if len(told) == count:
        return begun, told, None
    how = "hang" if late.is_set() else f"exit {status}"
    return begun, told, f"{how}: {' | '.join(line.strip() for line in errors[-40:])[-600:]}"
