"""Long files are read by two processes, and nobody can tell."""

from __future__ import annotations

import os
import resource
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from budgetbook.errors import TooLarge
from budgetbook.readers import ahead, pdf, progress
from budgetbook.readers.pdf import pages, runs
from budgetbook.readers.pdf.page import Page, read_page
from budgetbook.readers.pdf.unembedded import Unembedded
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


@pytest.fixture
def by_two(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files of two pages and more are read by two processes, whatever this machine and this test run are like."""
    monkeypatch.setattr(pages, "_LONG", 2)
    monkeypatch.setattr(pages, "may_fork", lambda: True)
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1}, raising=False)


@pytest.mark.usefixtures("by_two")
def test_two_processes_read_what_one_reads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = _file(tmp_path)
    with monkeypatch.context() as alone_only:
        alone_only.setattr(pages, "may_fork", lambda: False)
        alone = pdf.read(path)
    forked: list[int] = []
    fork = os.fork

    def counted() -> int:
        forked.append(1)
        return fork()

    monkeypatch.setattr(os, "fork", counted)
    assert (pdf.read(path), forked) == (alone, [1])


@pytest.mark.usefixtures("by_two")
def test_what_the_second_process_could_not_read_is_told_by_the_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "long.pdf"
    path.write_bytes(pdf_bytes(words("short", 50, 50), words("more than ten characters", 50, 50)))
    monkeypatch.setattr(runs, "MOST_CHARACTERS", 10)
    with pytest.raises(TooLarge):
        pdf.read(path)


def _killed() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _ended() -> None:
    os._exit(3)


def _out_of_memory() -> None:
    raise MemoryError


@pytest.mark.usefixtures("by_two")
@pytest.mark.parametrize("happens", [_killed, _ended, _out_of_memory])
def test_the_first_process_reads_what_a_second_that_died_had_taken(
    happens: Callable[[], None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = os.getpid()
    died, dying = os.pipe()

    def read(document: int, number: int, unembedded: Unembedded) -> Page:
        if os.getpid() != first:
            happens()
        elif number == 1:  # the second has its turn before this one goes on, so that a page is lost with it
            os.close(dying)
            os.read(died, 1)
        return read_page(document, number, unembedded)

    monkeypatch.setattr(pages, "read_page", read)
    monkeypatch.setattr(ahead, "prepare", lambda: None)
    try:
        assert [page.number for page in pages.read_pages(_file(tmp_path))] == list(range(1, 10))
    finally:
        os.close(died)
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


@pytest.mark.usefixtures("by_two")
def test_where_no_process_can_be_started_one_reads_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused() -> int:
        raise BlockingIOError

    monkeypatch.setattr(os, "fork", refused)
    assert [page.number for page in pages.read_pages(_file(tmp_path))] == list(range(1, 10))


@pytest.mark.usefixtures("by_two")
def test_a_caller_that_ignores_the_end_of_children(tmp_path: Path) -> None:
    before = signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    try:
        assert [page.number for page in pages.read_pages(_file(tmp_path))] == list(range(1, 10))
    finally:
        signal.signal(signal.SIGCHLD, before)


@pytest.mark.usefixtures("by_two")
def test_one_core_is_not_shared_by_two(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0}, raising=False)
    monkeypatch.setattr(os, "fork", lambda: pytest.fail("forked"))
    assert len(pages.read_pages(_file(tmp_path))) == 9


@pytest.mark.usefixtures("by_two")
def test_both_tell_how_far_they_are_as_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "_EVERY", 0)
    heard: list[tuple[int, int]] = []
    with progress.reported_to(lambda done, total: heard.append((done, total))):
        pages.read_pages(_file(tmp_path))
    assert heard == sorted(heard)
    assert {total for _, total in heard} == {9}


@pytest.mark.usefixtures("by_two")
def test_the_second_process_takes_half_of_the_memory_that_is_left(tmp_path: Path) -> None:
    source, target = os.pipe()
    process = os.fork()
    if process == 0:
        left = 2**30
        taken = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (taken + left, resource.RLIM_INFINITY))
        pages._be_modest()
        os.write(target, str(resource.getrlimit(resource.RLIMIT_AS)[0] - taken).encode())
        os._exit(0)
    os.waitpid(process, 0)
    os.close(target)
    with os.fdopen(source, "rb") as pipe:
        assert abs(int(pipe.read()) - 2**29) < 2**24


def test_each_turn_is_given_once_by_whichever_process() -> None:
    turns = pages._Turns(5000)
    source, target = os.pipe()
    process = os.fork()
    if process == 0:
        os.close(source)
        with os.fdopen(target, "wb") as pipe:
            pipe.write(b" ".join(str(number).encode() for number in turns))
        os._exit(0)
    os.close(target)
    ours = list(turns)
    with os.fdopen(source, "rb") as pipe:
        theirs = [int(number) for number in pipe.read().split()]
    os.waitpid(process, 0)
    turns.close()
    assert sorted(ours + theirs) == list(range(1, 5001))
