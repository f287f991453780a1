"""Long files are read by two processes, and nobody can tell."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from budgetbook.errors import TooLarge
from budgetbook.readers import pdf
from budgetbook.readers.pdf import pages, runs
from tests.readers.pdf.handmade import lines, pdf_bytes, words


def _file(folder: Path) -> Path:
    path = folder / "long.pdf"
    path.write_bytes(
        pdf_bytes(
            *(
                words(f"Title {n}", 50, 260, 14) + lines([50, 150, 250], [250, 230]) + words(f"{n}.00", 55, 236)
                for n in range(9)
            )
        )
    )
    return path


def test_two_processes_read_what_one_reads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = _file(tmp_path)
    alone = pdf.read(path)
    monkeypatch.setattr(pages, "_LONG", 2)
    monkeypatch.setattr(pages, "may_fork", lambda: True)
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1}, raising=False)
    forked: list[int] = []
    fork = os.fork

    def counted() -> int:
        forked.append(1)
        return fork()

    monkeypatch.setattr(os, "fork", counted)
    assert (pdf.read(path), forked) == (alone, [1])


def test_what_the_second_process_could_not_read_is_told_by_the_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "long.pdf"
    path.write_bytes(pdf_bytes(words("short", 50, 50), words("more than ten characters", 50, 50)))
    monkeypatch.setattr(pages, "_LONG", 2)
    monkeypatch.setattr(pages, "may_fork", lambda: True)
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1}, raising=False)
    monkeypatch.setattr(runs, "MOST_CHARACTERS", 10)
    with pytest.raises(TooLarge):
        pdf.read(path)
