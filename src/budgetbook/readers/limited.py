"""Strangers' files are parsed in a child process with limits on time, memory and size; none of them takes the caller down.

What comes back is JSON, never a pickle: what parsed a hostile file is not trusted either.
"""

from __future__ import annotations

import signal
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Literal

import msgspec

from budgetbook import errors
from budgetbook.errors import BudgetbookError, LedgerInvalid, TooLarge, UnreadableFile, UsageError
from budgetbook.model.codec import decode_disclosure, decode_ledger, prepare_to_decode, schema_of
from budgetbook.model.disclosure import Disclosure
from budgetbook.model.ledger import LEDGER_SCHEMA, Ledger
from budgetbook.readers.child.launching import ChildEnded, carried_out
from budgetbook.readers.child.messages import FAILURE, Failure, Job, Mark, Note

Listener = Callable[[int, int], None]

_ADVICE = "请确认文件没有损坏，或拆分后再读"


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """What one file may cost: bytes on disk, seconds of wall clock, bytes of memory that the child may take beyond what it begins with."""

    size: int = 200 * 2**20
    seconds: float = 120
    memory: int = 2 * 2**30


def open_limited(
    path: str | Path,
    limits: Limits | None = None,
    *,
    fiscal_year: int | None = None,
    progress: Listener | None = None,
) -> Disclosure | Ledger:
    """The disclosure or the ledger in `path`, whatever its format, parsed in a limited child process.

    `fiscal_year` is taken for a document that names none. `progress(done, total)` hears of pages read, where the format has any. Raises UsageError where there is no such file,
    UnreadableFile (or one of its kinds) where it can't be read, LedgerInvalid for a workbook with mistakes.
    """
    content = _limited("open", Path(path), limits or Limits(), fiscal_year=fiscal_year, progress=progress)
    if schema_of(content) == LEDGER_SCHEMA:
        return decode_ledger(content, name=str(path))
    return decode_disclosure(content, name=str(path))


def draw_limited(
    path: str | Path, page: int, marks: Sequence[Mark], *, font: str | Path | None = None, limits: Limits | None = None
) -> bytes:
    """Page `page` (from 1) of the PDF at `path` as a PNG picture with `marks` on it, their labels in `font`. Errors as `open_limited`."""
    return _limited(
        "draw", Path(path), limits or Limits(), page=page, marks=tuple(marks), font=None if font is None else str(font)
    )


def mark_limited(path: str | Path, notes: Sequence[Note], *, limits: Limits | None = None) -> bytes:
    """The PDF at `path` with `notes` on its pages as annotations; what was in it stays as it is. Errors as `open_limited`."""
    return _limited("mark", Path(path), limits or Limits(), notes=tuple(notes))


def _limited(
    task: Literal["open", "draw", "mark"],
    path: Path,
    limits: Limits,
    *,
    fiscal_year: int | None = None,
    page: int = 1,
    marks: tuple[Mark, ...] = (),
    font: str | None = None,
    notes: tuple[Note, ...] = (),
    progress: Listener | None = None,
) -> bytes:
    _must_be_a_file(path, limits)
    job = Job(
        task=task,
        path=str(path.absolute()),
        folder="",
        seconds=limits.seconds,
        memory=limits.memory,
        fiscal_year=fiscal_year,
        page=page,
        marks=marks,
        font=font,
        notes=notes,
    )
    try:
        kind, content = carried_out(job, progress, prepare_to_decode if task == "open" else None)
    except ChildEnded as ended:
        raise _why(ended, path, limits) from None
    if kind == FAILURE:
        raise _error(msgspec.json.decode(content, type=Failure), path)
    return content


def _must_be_a_file(path: Path, limits: Limits) -> None:
    if not path.exists():
        raise UsageError(f"{path}：找不到这个文件。请检查路径和文件名")
    if not path.is_file():
        raise UsageError(f"{path}：不是文件。请给出一个文件，而不是文件夹")
    try:
        with path.open("rb") as file:
            file.read(1)
        size = path.stat().st_size
    except OSError as error:
        raise UnreadableFile(path, f"无法打开（{error.strerror}）", "请检查文件权限，或是否被其他程序占用") from error
    if size == 0:
        raise UnreadableFile(path, "文件是空的", "请重新下载或导出后再试")
    if size > limits.size:
        raise TooLarge(path, f"文件有 {size / 2**20:.0f} MB，超过上限 {limits.size / 2**20:.0f} MB", "请拆分后再读")


def _why(ended: ChildEnded, path: Path, limits: Limits) -> UnreadableFile:
    """What to say of a child that ended without a word."""
    if ended.late or ended.signal in _LATE:
        return TooLarge(path, f"读取超过 {limits.seconds:.0f} 秒仍未完成", _ADVICE)
    if ended.signal is not None and ended.signal in _CRASHED:
        return UnreadableFile(path, "解析程序因文件内容异常而中止", "文件可能已损坏，请用原来的程序打开后另存再读")
    return TooLarge(path, "读取时超出内存等限制而中止", _ADVICE)


def _signals(*names: str) -> frozenset[int]:
    return frozenset(int(getattr(signal, name)) for name in names if hasattr(signal, name))


_LATE = _signals("SIGXCPU", "SIGALRM")
_CRASHED = _signals("SIGSEGV", "SIGBUS", "SIGILL", "SIGFPE")


def _error(failure: Failure, path: Path) -> BudgetbookError:
    if failure.error == "LedgerInvalid":
        return LedgerInvalid(path, failure.defects, ledger=failure.ledger)
    kind = getattr(errors, failure.error, UnreadableFile)
    if isinstance(kind, type) and issubclass(kind, UnreadableFile):
        return kind(path, failure.reason, failure.advice)
    return UsageError(failure.reason)
