"""Reads mutated files one after the other and says of each what came out. A process of its own: it may be taken down.

Usage: python -m tests.fuzz.worker FORMAT SEED FIRST COUNT. Each case is announced before it is read, and told of afterwards.
"""

from __future__ import annotations

import faulthandler
import json
import resource
import sys
import tempfile
import time
from pathlib import Path
from random import Random
from unittest.mock import patch

from budgetbook.checks import check
from budgetbook.errors import BudgetbookError
from budgetbook.model.codec import decode_disclosure, decode_ledger, encode
from budgetbook.model.disclosure import Disclosure
from budgetbook.readers import scan
from budgetbook.readers.opening import open_file
from budgetbook.services.understanding import reading_of
from tests.fuzz.mutations import mutated

MEMORY = 2 * 2**30


def case(seed: bytes, kind: str, number: int) -> bytes:
    """The mutated file with this number: always the same for the same seed file."""
    return mutated(seed, kind, Random(f"{kind}/{number}"))


def main(kind: str, seed_path: str, first: int, count: int) -> None:
    faulthandler.enable()
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    seed = Path(seed_path).read_bytes()
    # Recognition of scans takes seconds a page, and sees nothing of a file but the pictures that pdfium makes of its pages.
    without_recognition = patch.object(scan, "missing_parts", return_value=("rapidocr",))
    with tempfile.TemporaryDirectory() as folder, without_recognition:
        path = Path(folder) / "case"
        for number in range(first, first + count):
            path.write_bytes(case(seed, kind, number))
            print(json.dumps({"begins": number}), flush=True)
            began = time.perf_counter()
            outcome, error = _read(path)
            told = {
                "ended": number,
                "outcome": outcome,
                "error": error,
                "seconds": time.perf_counter() - began,
                "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
            }
            print(json.dumps(told), flush=True)


def _read(path: Path) -> tuple[str, str]:
    """`read`, `refused` (by an error of ours, worded in one line), or `fault`."""
    try:
        opened = open_file(path)
        if isinstance(opened, Disclosure):
            return "read", _used(opened)
        decode_ledger(encode(opened))
    except BudgetbookError as error:
        return ("refused", type(error).__name__)
    except BaseException as error:  # noqa: BLE001 - that is what is looked for
        return "fault", f"{type(error).__name__}: {str(error)[:200]} at {_where(error)}"
    return "read", ""


def _used(disclosure: Disclosure) -> str:
    """Do what callers do next, in their own process: pass it on as JSON, check it, say what its reading is worth."""
    if decode_disclosure(encode(disclosure)) != disclosure:
        raise AssertionError("another disclosure comes back from JSON")
    reading_of(disclosure)
    report = check(disclosure)
    encode(report)
    faults = [each for each in report.outcomes if "程序在执行这条规则时出错" in (each.reason or "")]
    if faults:
        raise AssertionError(f"{faults[0].rule}: {faults[0].reason}")
    return ""


def _where(error: BaseException) -> str:
    at = error.__traceback__
    place = ""
    while at is not None:
        file = Path(at.tb_frame.f_code.co_filename)
        if "budgetbook" in file.parts:
            place = f"{file.name}:{at.tb_lineno}"
        at = at.tb_next
    return place


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
