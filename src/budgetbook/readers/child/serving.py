"""Inside the child: limits first, then the job, then one message that says what came of it."""

from __future__ import annotations

import contextlib
import errno
import faulthandler
import gc
import math
import os
import signal
import sys
import tempfile
from pathlib import Path
from typing import BinaryIO

import msgspec

from budgetbook.errors import BudgetbookError, LedgerInvalid, UnreadableFile
from budgetbook.model.codec import encode
from budgetbook.model.ledger import Ledger, LedgerDefect
from budgetbook.readers import opening, progress
from budgetbook.readers.child.messages import FAILURE, PROGRESS, RESULT, Failure, Job, Progress, write

_GRACE = 2  # seconds that this process may outlive its time, should nobody be there to end it
_LONGEST_REASON = 200
_SELDOM = 500_000  # objects made between two searches for cycles: a document is a tree, and searching it again and again takes a tenth of the time
_MOST_FILE = 2 * 2**30  # bytes of one temporary file


def serve(job: Job, stream: BinaryIO) -> None:
    """Do `job` and send RESULT or FAILURE to `stream`, and PROGRESS before."""
    gc.set_threshold(_SELDOM)
    _keep_quiet()
    _limit_this_process(job)
    tempfile.tempdir = job.folder

    def reported(done: int, total: int) -> None:
        write(stream, PROGRESS, msgspec.json.encode(Progress(done, total)))

    try:
        with progress.reported_to(reported):
            content = _done(job)
    except BaseException as error:  # noqa: BLE001 - a parser met bytes it was not made for: one file, one clear line
        write(stream, FAILURE, msgspec.json.encode(_failure(error)))
    else:
        write(stream, RESULT, content)


def _done(job: Job) -> bytes:
    if job.task == "draw":
        from budgetbook.readers.child.picturing import page_drawn

        return page_drawn(job)
    if job.task == "mark":
        from budgetbook.readers.child.annotating import pdf_annotated

        return pdf_annotated(job)
    return encode(opening.open_file(Path(job.path), fiscal_year=job.fiscal_year))


def _failure(error: BaseException) -> Failure:
    match error:
        case LedgerInvalid():
            defects = tuple(defect for defect in error.defects if isinstance(defect, LedgerDefect))
            rest = error.ledger if isinstance(error.ledger, Ledger) else None
            return Failure(error="LedgerInvalid", defects=defects, ledger=rest)
        case UnreadableFile():
            return Failure(error=type(error).__name__, reason=_one_line(error.reason), advice=_one_line(error.advice))
        case BudgetbookError():
            return Failure(error=type(error).__name__, reason=_one_line(str(error), 500))
        case MemoryError() | RecursionError() | OSError(errno=errno.ENOMEM):
            reason = "读取所需内存或嵌套层数超过限制"
            return Failure(error="TooLarge", reason=reason, advice="请确认文件没有损坏，或拆分后再读")
    reason = f"解析时出错（{type(error).__name__}：{_one_line(str(error))}）"
    return Failure(error="UnreadableFile", reason=reason, advice="文件可能已损坏；如果它能正常打开，请把它反馈给开发者")


def _one_line(text: str, most: int = _LONGEST_REASON) -> str:
    """`text` as one line without control characters, which a terminal would obey."""
    return "".join(char if char.isprintable() else " " for char in text)[:most]


def _keep_quiet() -> None:
    """Libraries written in C print where they like; our caller's output is for our caller's words."""
    if os.environ.get("BUDGETBOOK_DEBUG"):
        return
    faulthandler.disable()
    with contextlib.suppress(OSError):
        nowhere = os.open(os.devnull, os.O_RDWR)
        for number in (0, 1, 2):
            os.dup2(nowhere, number)
        os.close(nowhere)


def _limit_this_process(job: Job) -> None:
    """Limits of the operating system. Where there are none (Windows) the parent keeps time, and size is kept by the readers."""
    try:
        import resource
    except ImportError:
        return
    seconds = math.ceil(job.seconds)
    for what, most in (
        (resource.RLIMIT_AS, _address_space(resource.getpagesize()) + job.memory),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_CPU, seconds * max(os.cpu_count() or 1, 1) + 1),
        (resource.RLIMIT_FSIZE, _MOST_FILE),
    ):
        _, hard = resource.getrlimit(what)
        if hard != resource.RLIM_INFINITY:
            most = min(most, hard)
        with contextlib.suppress(ValueError, OSError):  # macOS refuses some
            resource.setrlimit(what, (most, most))
    for number in (signal.SIGALRM, signal.SIGTERM, signal.SIGINT):
        signal.signal(number, signal.SIG_DFL)
    signal.alarm(seconds + _GRACE)


def _address_space(page: int) -> int:
    """Bytes that this process, a fork perhaps of a large one, has already."""
    try:
        return int(Path("/proc/self/statm").read_text().split()[0]) * page
    except (OSError, ValueError, IndexError):
        return 0


def main() -> None:
    """Serve the job that stands on standard input; messages go to what was standard output."""
    job = msgspec.json.decode(sys.stdin.buffer.read(), type=Job)
    with os.fdopen(os.dup(sys.stdout.fileno()), "wb") as stream:
        serve(job, stream)


if __name__ == "__main__":
    main()
