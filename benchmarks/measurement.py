"""One figure of a benchmark, and how it is printed."""

from __future__ import annotations

import atexit
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

SAMPLES = Path(__file__).parents[2] / "shared" / "samples"
TEXT_SAMPLES = ("xinzhou-college-2024", "jincheng-zone-2026", "changzhi-hrss-2026")
COMMAND = Path(sys.executable).with_name("budgetbook")


class Measurement(NamedTuple):
    """`what` was measured, the `figure` with its unit, the `target` in words, and whether it was met (None: no target)."""

    what: str
    figure: str
    target: str = ""
    met: bool | None = None


class Run(NamedTuple):
    """A command run to its end: wall seconds, peak resident memory of it and its children in MB, exit status, standard output, processor seconds.

    Where other programs take the processor, wall seconds say little of the command; `busy` is what it and its children computed.
    """

    seconds: float
    megabytes: float
    status: int
    output: str
    busy: float


def timed(command: Sequence[str | Path]) -> Run:
    """Run `command` in a process of its own and measure it whole."""
    began = time.perf_counter()
    with subprocess.Popen(
        [str(part) for part in command], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=_installed()
    ) as process:
        assert process.stdout is not None
        output = process.stdout.read().decode()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    seconds, busy = time.perf_counter() - began, usage.ru_utime + usage.ru_stime
    return Run(seconds, usage.ru_maxrss / 1024, process.returncode, output, busy)


@cache
def _compiled() -> str:
    folder = tempfile.mkdtemp(prefix="budgetbook-bench-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def _installed() -> dict[str, str]:
    """The environment with modules compiled once, as installers leave them; where PYTHONDONTWRITEBYTECODE is set every start would compile them all."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "PYTHONPYCACHEPREFIX": _compiled()}


def best(command: Sequence[str | Path], times: int = 3) -> Run:
    """The fastest of several runs: the one least disturbed by others."""
    return min((timed(command) for _ in range(times)), key=lambda run: run.seconds)


def show(title: str, measurements: Iterable[Measurement]) -> bool:
    """Print measurements as they come; True where no target was missed."""
    from rich.console import Console

    console = Console(highlight=False)
    console.rule(title)
    fine = True
    for each in measurements:
        mark = {True: "[green]✓[/]", False: "[red]✗[/]", None: " "}[each.met]
        target = f"  [dim]({each.target})[/]" if each.target else ""
        console.print(f"{mark} {each.what}: [bold]{each.figure}[/]{target}", soft_wrap=True)
        fine = fine and each.met is not False
    return fine
