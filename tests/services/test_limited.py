"""Strangers' files: each ends in one clear line, none takes the caller down."""

import contextlib
import multiprocessing
import os
import resource
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from budgetbook.errors import TooLarge, UnreadableFile, UsageError
from budgetbook.model.disclosure import Disclosure
from budgetbook.readers import opening, progress
from budgetbook.readers.child import launching, serving
from budgetbook.readers.limited import Limits, open_limited


def _opens_by(monkeypatch: pytest.MonkeyPatch, opener: Callable[..., object]) -> None:
    """Let the child (a fork of this process) open files by `opener`."""
    monkeypatch.setattr(opening, "open_file", opener)
    monkeypatch.setattr(launching, "may_fork", lambda: True)  # test runners have threads


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
    _opens_by(monkeypatch, lambda _, **__: time.sleep(60))
    began = time.perf_counter()
    with pytest.raises(TooLarge, match="仍未完成"):
        open_limited(some_file, Limits(seconds=0.2))
    assert time.perf_counter() - began < 5


def test_too_much_memory(some_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _opens_by(monkeypatch, lambda _, **__: bytearray(2**40))
    with pytest.raises(TooLarge, match="内存"):
        open_limited(some_file)


def test_too_deep(some_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def deeper(path: Path, **__: object) -> object:
        return deeper(path)

    _opens_by(monkeypatch, deeper)
    with pytest.raises(TooLarge, match="嵌套"):
        open_limited(some_file)


def test_a_crash_of_the_parser_is_one_line(some_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def crashes(_: Path, **__: object) -> object:
        raise ZeroDivisionError("surprise")

    _opens_by(monkeypatch, crashes)
    with pytest.raises(UnreadableFile, match="surprise") as error:
        open_limited(some_file)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize(
    ("ending", "kind", "words"),
    [
        (signal.SIGSEGV, UnreadableFile, "中止"),
        (signal.SIGKILL, TooLarge, "内存"),
        (signal.SIGXCPU, TooLarge, "秒"),
    ],
)
def test_a_child_that_dies_is_one_line(
    some_file: Path, monkeypatch: pytest.MonkeyPatch, ending: int, kind: type[Exception], words: str
) -> None:
    _opens_by(monkeypatch, lambda _, **__: os.kill(os.getpid(), ending))
    with pytest.raises(kind, match=words) as error:
        open_limited(some_file)
    assert type(error.value) is kind


def test_a_message_keeps_to_one_line_without_control_characters(
    some_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def crashes(_: Path, **__: object) -> object:
        raise ValueError("a\nb\x1b[31mc\u2028d" + "x" * 1000)

    _opens_by(monkeypatch, crashes)
    with pytest.raises(UnreadableFile, match="a b") as error:
        open_limited(some_file)
    assert str(error.value).isprintable()
    assert len(str(error.value)) < 400 + len(str(some_file))


@pytest.mark.parametrize(
    "sent", [b"R", b"R" + b"\xff" * 8, b"R" + (100).to_bytes(8, "big") + b"abc", b"", b"zzzzzzzzzzzzz"]
)
def test_a_child_that_sends_nonsense_is_not_believed(
    some_file: Path, monkeypatch: pytest.MonkeyPatch, sent: bytes
) -> None:
    monkeypatch.setattr(serving, "serve", lambda job, stream: stream.write(sent))
    monkeypatch.setattr(launching, "may_fork", lambda: True)
    with pytest.raises(TooLarge, match="中止"):
        open_limited(some_file)


def test_a_child_that_stops_inside_a_message_does_not_hold_the_caller(
    some_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stops(job: object, stream: object) -> None:
        stream.write(b"R" + (100).to_bytes(8, "big") + b"abc")  # type: ignore[attr-defined]
        stream.flush()  # type: ignore[attr-defined]
        time.sleep(60)

    monkeypatch.setattr(serving, "serve", stops)
    monkeypatch.setattr(launching, "may_fork", lambda: True)
    began = time.perf_counter()
    with pytest.raises(TooLarge, match="仍未完成"):
        open_limited(some_file, Limits(seconds=0.3))
    assert time.perf_counter() - began < 5


def test_what_the_child_started_ends_with_it(some_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def starts(_: Path, **__: object) -> object:
        grandchild = subprocess.Popen(["sleep", "60"])
        (tmp_path / "pid").write_text(str(grandchild.pid))
        return grandchild.wait()

    _opens_by(monkeypatch, starts)
    with pytest.raises(TooLarge):
        open_limited(some_file, Limits(seconds=0.5))
    pid = int((tmp_path / "pid").read_text())
    for _ in range(100):
        state = Path(f"/proc/{pid}/stat")
        if not state.exists() or state.read_text().split()[2] == "Z":
            return
        time.sleep(0.05)
    pytest.fail("still running")


def test_temporary_files_are_removed_even_of_a_killed_child(
    some_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import tempfile

    def leaves(_: Path, **__: object) -> object:
        folder = tempfile.mkdtemp()
        (Path(folder) / "left").write_text("x")
        (tmp_path / "where").write_text(folder)
        time.sleep(60)
        return None

    _opens_by(monkeypatch, leaves)
    with pytest.raises(TooLarge):
        open_limited(some_file, Limits(seconds=0.5))
    assert not Path((tmp_path / "where").read_text()).exists()


def test_what_libraries_print_reaches_nobody(
    some_file: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def prints(_: Path, **__: object) -> object:
        os.write(1, b"noise")
        os.write(2, b"noise")
        raise ZeroDivisionError

    _opens_by(monkeypatch, prints)
    with pytest.raises(UnreadableFile):
        open_limited(some_file)
    assert capfd.readouterr() == ("", "")


def test_progress_is_heard(some_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def long(_: Path, **__: object) -> object:
        progress.report(1, 3)
        time.sleep(0.1)
        progress.report(2, 3)
        raise ZeroDivisionError

    heard: list[tuple[int, int]] = []
    _opens_by(monkeypatch, long)
    with pytest.raises(UnreadableFile):
        open_limited(some_file, progress=lambda done, total: heard.append((done, total)))
    assert heard == [(1, 3), (2, 3)]


def test_a_caller_with_less_than_the_limits_still_reads(document: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    script = (
        "import resource, sys; resource.setrlimit(resource.RLIMIT_AS, (3 * 2**30, 3 * 2**30));"
        "from budgetbook.readers.limited import open_limited; print(open_limited(sys.argv[1]).fiscal_year)"
    )
    done = subprocess.run([sys.executable, "-c", script, document], capture_output=True, text=True, check=False)
    assert (done.stdout.strip(), done.stderr) == ("2027", "")
    assert resource.getrlimit(resource.RLIMIT_FSIZE) == (soft, hard)


@pytest.fixture
def document(tmp_path: Path) -> Path:
    path = tmp_path / "a.txt"
    path.write_text(
        "2027年度青石市档案馆单位预算公开\n2027年预算支出总表\n单位名称：青石市档案馆\t单位：万元\n科目编码\t科目名称\t合计\t基本支出\t项目支出\n"
        "合计\t\t3.00\t1.00\t2.00\n201\t一般公共服务支出\t3.00\t1.00\t2.00\n"
    )
    return path


def test_with_threads_a_new_python_reads_as_the_fork_does(document: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(launching, "may_fork", lambda: True)
    forked = open_limited(document)
    monkeypatch.setattr(launching, "may_fork", lambda: False)
    assert open_limited(document) == forked
    assert isinstance(forked, Disclosure)
    assert len(forked.statements) == 1


def test_a_new_python_keeps_the_limits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(launching, "may_fork", lambda: False)
    path = tmp_path / "a.txt"
    path.write_text("预算\n" * 500_000)
    with pytest.raises(TooLarge):
        open_limited(path, Limits(seconds=0.05))
    with pytest.raises(TooLarge):
        open_limited(path, Limits(memory=120 * 2**20))


def test_a_process_with_threads_is_not_forked() -> None:
    stop = threading.Event()
    thread = threading.Thread(target=stop.wait)
    thread.start()
    try:
        assert launching.may_fork() is False
    finally:
        stop.set()
        thread.join()


def test_modules_that_lie_beside_the_file_are_not_run(
    document: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "msgspec.py").write_text("raise SystemExit")
    (tmp_path / "lxml.py").write_text("raise SystemExit")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(launching, "may_fork", lambda: False)
    monkeypatch.syspath_prepend("")
    assert isinstance(open_limited(document), Disclosure)


def _read_in_pool(path: str) -> int:
    opened = open_limited(path)
    assert isinstance(opened, Disclosure)
    return opened.fiscal_year


def test_workers_of_a_pool_may_read_too(document: Path) -> None:
    """They are daemons, which multiprocessing forbids children of their own."""
    with multiprocessing.get_context("fork").Pool(1) as pool:
        assert pool.apply(_read_in_pool, (str(document),)) == 2027


def test_nothing_is_left_running_or_open(document: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = len(list(Path("/proc/self/fd").iterdir()))
    for forks in (True, False):
        monkeypatch.setattr(launching, "may_fork", lambda forks=forks: forks)
        open_limited(document)
    assert len(list(Path("/proc/self/fd").iterdir())) == before
    with contextlib.suppress(ChildProcessError):
        assert os.waitpid(-1, os.WNOHANG)[0] == 0
