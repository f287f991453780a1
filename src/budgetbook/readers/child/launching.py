"""Start the child, listen to it, end it: within its time, whatever it does, and with everything it started."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, cast

import msgspec

from budgetbook.readers.child.messages import FAILURE, PROGRESS, RESULT, Job, Progress, messages

_POSIX = os.name == "posix"
Listener = Callable[[int, int], None]


class ChildEnded(Exception):
    """The child ended without a result. `signal` is what ended it, None where it ended by itself; `late` where its time was up."""

    def __init__(self, number: int | None, *, late: bool) -> None:
        self.signal, self.late = number, late
        super().__init__(number, late)


class _Child:
    """A running child: the stream of its messages, how to kill it and what it started, and how it ended."""

    def __init__(self, stream: BinaryIO, pid: int, wait: Callable[[], int]) -> None:
        self.stream, self._pid, self._wait = stream, pid, wait
        self._ended = threading.Lock()
        self._status: int | None = None

    def kill(self) -> None:
        """End it, and its process group where there are such: LibreOffice starts processes of its own."""
        with self._ended:
            if self._status is None:
                with contextlib.suppress(OSError):
                    if _POSIX:
                        os.killpg(self._pid, signal.SIGKILL)
                with contextlib.suppress(OSError):
                    os.kill(self._pid, signal.SIGKILL if _POSIX else signal.SIGTERM)

    def end(self) -> int:
        """Kill it, unless it has ended, and return its exit status (negative: the signal)."""
        self.kill()
        status = self._wait()
        with self._ended:  # from here on its number may be another process's
            self._status = status
        return status


def carried_out(
    job: Job, listener: Listener | None = None, meanwhile: Callable[[], None] | None = None
) -> tuple[bytes, bytes]:
    """Let a child do `job`, and do `meanwhile` here; returns RESULT or FAILURE and its content. Raises ChildEnded.

    `job.folder` is set here: an empty folder that is removed with all that the child left in it.
    """
    with tempfile.TemporaryDirectory(prefix="budgetbook-", ignore_cleanup_errors=True) as folder:
        job = msgspec.structs.replace(job, folder=folder)
        with _child(job) as child:
            if meanwhile is not None:
                meanwhile()
            return _heard(child, job.seconds, listener)


def may_fork() -> bool:
    """Whether a fork of this process is safe: one thread only, counted by the system, so that nobody else holds a lock.

    Forking costs 5 ms and starting Python anew 100 ms and more. On macOS system libraries don't stand a fork.
    """
    if not sys.platform.startswith("linux") or threading.active_count() > 1:
        return False
    try:
        return len(os.listdir("/proc/self/task")) == 1  # noqa: PTH208 - names are enough
    except OSError:
        return True


def _heard(child: _Child, seconds: float, listener: Listener | None) -> tuple[bytes, bytes]:
    late = threading.Event()

    def time_is_up() -> None:
        late.set()
        child.kill()

    timer = threading.Timer(seconds, time_is_up)
    timer.daemon = True
    timer.start()
    answer: tuple[bytes, bytes] | None = None
    try:
        for kind, content in messages(child.stream):
            if kind in (RESULT, FAILURE):
                answer = kind, content
                break
            if kind == PROGRESS and listener is not None:
                told = msgspec.json.decode(content, type=Progress)
                listener(told.done, told.total)
    except (EOFError, ValueError, OSError):  # it ended inside a message, or sends what no child of ours would
        answer = None
    finally:
        timer.cancel()
        timer.join()
        ended_by_itself = child.end() if answer is None else None
    if answer is None:
        assert ended_by_itself is not None
        raise ChildEnded(-ended_by_itself if ended_by_itself < 0 else None, late=late.is_set())
    return answer


@contextmanager
def _child(job: Job) -> Iterator[_Child]:
    child = _forked(job) if may_fork() else _started(job)
    try:
        yield child
    finally:
        child.end()
        child.stream.close()


def _forked(job: Job) -> _Child:
    from budgetbook.readers.child.serving import serve

    sys.stdout.flush()
    sys.stderr.flush()
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        try:
            os.setpgid(0, 0)
            os.close(reading)
            with os.fdopen(writing, "wb") as stream:
                serve(job, stream)
        finally:
            os._exit(0)
    os.close(writing)
    with contextlib.suppress(OSError):  # both sides do it: whichever comes first
        os.setpgid(pid, pid)
    return _Child(os.fdopen(reading, "rb"), pid, lambda: _waited(pid))


def _waited(pid: int) -> int:
    try:
        _, status = os.waitpid(pid, 0)
    except ChildProcessError:  # waited for already, or by a caller who ignores SIGCHLD
        return 0
    return os.waitstatus_to_exitcode(status)


def _started(job: Job) -> _Child:
    """A new Python that finds modules where this one does, but none in the current folder, where strangers' files may lie."""
    import subprocess
    from multiprocessing.spawn import get_executable  # which knows of programs that Python is only a part of

    here = str(Path(__file__).parents[3])
    paths = dict.fromkeys([here, *(path for path in sys.path if path)])
    process = subprocess.Popen(  # noqa: S603 - our own module; the job goes to its standard input
        [os.fsdecode(get_executable()), "-P", "-m", "budgetbook.readers.child.serving"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=None if os.environ.get("BUDGETBOOK_DEBUG") else subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(paths), "PYTHONUTF8": "1"},
        process_group=0 if _POSIX else None,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    with contextlib.suppress(BrokenPipeError), process.stdin as asked:
        asked.write(msgspec.json.encode(job))
    return _Child(cast(BinaryIO, process.stdout), process.pid, process.wait)
