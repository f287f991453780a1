"""A little of `benchmarks/bench_fuzzing.py`, which runs thousands: mutated files end in a disclosure or in one line of ours."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import Random

import pytest

from budgetbook.model.disclosure import Disclosure
from budgetbook.model.ledger import Ledger
from budgetbook.readers.limited import open_limited
from tests.fuzz.driver import Trouble, campaign
from tests.fuzz.mutations import mutated
from tests.fuzz.seeds import FORMATS, write_seeds
from tests.libreoffice import with_libreoffice

_COUNT = {"pdf": 20, "workbook": 20}
_OTHERWISE = 40


@pytest.fixture(scope="module")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return write_seeds(tmp_path_factory.mktemp("seeds"))


def test_seeds_are_read(seeds: dict[str, Path]) -> None:
    for path in seeds.values():
        assert isinstance(open_limited(path), Disclosure | Ledger)


@pytest.mark.parametrize("kind", [pytest.param(kind, marks=[with_libreoffice] * (kind == "xls")) for kind in FORMATS])
def test_a_case_is_the_same_each_time_and_no_copy(seeds: dict[str, Path], kind: str) -> None:
    content = seeds[kind].read_bytes()
    made = [mutated(content, kind, Random(f"{kind}/{number}")) for number in range(6)]
    assert made == [mutated(content, kind, Random(f"{kind}/{number}")) for number in range(6)]
    assert len(set(made) - {content}) > 3


def test_no_mutated_file_gets_through(seeds: dict[str, Path]) -> None:
    with ThreadPoolExecutor(2) as pool:
        runs = list(pool.map(lambda kind: campaign(kind, seeds[kind], _COUNT.get(kind, _OTHERWISE)), seeds))
    assert [trouble for run in runs for trouble in run.troubles] == []
    assert all(sum(run.outcomes.values()) == run.count for run in runs)
    assert all(run.outcomes.get("refused") for run in runs)


def test_a_crash_a_hang_and_a_fault_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The driver sees what it is there to see."""
    (tmp_path / "tests" / "fuzz").mkdir(parents=True)
    for folder in ("tests", "tests/fuzz"):
        (tmp_path / folder / "__init__.py").write_text("")
    (tmp_path / "tests" / "fuzz" / "worker.py").write_text(
        "import json, os, sys, time\n"
        "for n in range(int(sys.argv[3]), int(sys.argv[3]) + int(sys.argv[4])):\n"
        "    print(json.dumps({'begins': n}), flush=True)\n"
        "    if n == 1: os.abort()\n"
        "    if n == 2: time.sleep(60)\n"
        "    outcome = 'fault' if n == 3 else 'read'\n"
        "    print(json.dumps({'ended': n, 'outcome': outcome, 'error': 'E', 'seconds': 0.1, 'megabytes': 2000 * (n == 4)}), flush=True)\n"
    )
    monkeypatch.setattr("tests.fuzz.driver.ROOT", tmp_path)
    monkeypatch.setattr("tests.fuzz.driver.SECONDS", 1.0)
    run = campaign("x", tmp_path / "seed", 6)
    assert run.outcomes == {"read": 3, "crash": 2, "fault": 1}
    crash, hang, fault, memory = run.troubles
    assert (crash.number, crash.what.split(":")[0]) == (1, "exit -6")
    assert (hang.number, hang.what.split(":")[0]) == (2, "hang")
    assert (fault, memory) == (Trouble("x", 3, "E"), Trouble("x", 4, "memory 2000 MB"))
