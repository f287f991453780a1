"""Strangers' files: each ends in one clear line, none takes the caller down."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from budgetbook.errors import TooLarge, UnreadableFile, UsageError
from budgetbook.readers import opening
from budgetbook.readers.limited import Limits, open_limited


def _opens_by(monkeypatch: pytest.MonkeyPatch, opener: Callable[[Path], object]) -> None:
    """Let the child (a fork of this process) open files by `opener`."""
    monkeypatch.setattr(opening, "open_file", opener)
    monkeypatch.setattr("budgetbook.readers.limited.threading.active_count", lambda: 1)  # test runners have threads


@pytest.fixture
def some_file(tmp_path: Path) -> Path:
    path = tmp_path / "a.txt"
    path.write_text("预算")
    return path


def test_no_such_file(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="找不到"):
        open_limited(tmp_path / "none")


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="文件夹"):
        open_limited(tmp_path)


def test_empty(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"")
    with pytest.raises(UnreadableFile, match="空的"):
        open_limited(tmp_path / "a")


def test_too_large(some_file: Path) -> None:
    with pytest.raises(TooLarge, match="超过上限"):
        open_limited(some_file, Limits(size=2))


def test_too_slow(some_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _opens_by(monkeypatch, lambda _: time.sleep(60))
    began = time.perf_counter()
    with pytest.raises(TooLarge, match="仍未完成"):
        open_limited(some_file, Limits(seconds=0.2))
    assert time.perf_counter() - began < 5


def test_too_much_memory(some_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _opens_by(monkeypatch, lambda _: bytearray(2**40))
    with pytest.raises(TooLarge, match="内存"):
        open_limited(some_file)


def test_too_deep(some_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def deeper(path: Path) -> object:
        return deeper(path)

    _opens_by(monkeypatch, deeper)
    with pytest.raises(TooLarge, match="嵌套"):
        open_limited(some_file)


def test_a_crash_of_the_parser_is_one_line(some_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def crashes(_: Path) -> object:
        raise ZeroDivisionError("surprise")

    _opens_by(monkeypatch, crashes)
    with pytest.raises(UnreadableFile, match="surprise") as error:
        open_limited(some_file)
    assert "\n" not in str(error.value)


def test_a_child_that_dies_is_one_line(some_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import os
    import signal

    _opens_by(monkeypatch, lambda _: os.kill(os.getpid(), signal.SIGSEGV))
    with pytest.raises(UnreadableFile, match="中止"):
        open_limited(some_file)
