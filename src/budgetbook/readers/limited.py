"""Strangers' files are parsed in a child process with limits on time, memory and size; none of them takes the caller down.

The child sends JSON back, never a pickle: what parsed a hostile file is not trusted either.
"""

from __future__ import annotations

import multiprocessing
import threading
from multiprocessing.connection import Connection
from pathlib import Path

import msgspec

from budgetbook.errors import NotADisclosure, TooLarge, UnknownVersion, UnreadableFile, UsageError
from budgetbook.model.codec import decode_disclosure, decode_ledger, encode, schema_of
from budgetbook.model.disclosure import Disclosure
from budgetbook.model.ledger import LEDGER_SCHEMA, Ledger, LedgerDefect

_ERRORS: dict[str, type[UnreadableFile]] = {
    kind.__name__: kind for kind in (UnreadableFile, NotADisclosure, TooLarge, UnknownVersion)
}


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """What one file may cost: bytes on disk, seconds of wall clock, bytes of address space of the child."""

    size: int = 200 * 2**20
    seconds: float = 120
    memory: int = 4 * 2**30


class _Failure(msgspec.Struct, frozen=True, kw_only=True):
    error: str
    reason: str = ""
    advice: str = ""
    defects: tuple[LedgerDefect, ...] = ()
    ledger: Ledger | None = None


def open_limited(path: str | Path, limits: Limits | None = None) -> Disclosure | Ledger:
    """The disclosure or the ledger in `path`, whatever its format, parsed in a limited child process.

    Raises UsageError where there is no such file, UnreadableFile (or one of its kinds) where it can't be read, LedgerInvalid
    for a workbook with mistakes.
    """
    path, limits = Path(path), limits or Limits()
    _must_be_a_file(path, limits)
    # Forking costs 5 ms and spawning 200 ms; but a fork of a process with threads (a web server) may inherit a held lock.
    may_fork = "fork" in multiprocessing.get_all_start_methods() and threading.active_count() == 1
    context = multiprocessing.get_context("fork" if may_fork else "spawn")
    receiver, sender = context.Pipe(duplex=False)
    child = context.Process(target=_read_in_child, args=(sender, str(path), limits), daemon=True)  # type: ignore[attr-defined]
    child.start()
    sender.close()
    try:
        if not receiver.poll(limits.seconds):
            raise TooLarge(path, f"读取超过 {limits.seconds:.0f} 秒仍未完成", "请确认文件没有损坏，或拆分后再读")
        payload = receiver.recv_bytes()
    except EOFError:
        child.join()
        raise TooLarge(path, "读取时超出内存等限制而中止", "请确认文件没有损坏，或拆分后再读") from None
    finally:
        receiver.close()
        child.kill()
        child.join()
    return _unpacked(payload, path)


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


def _read_in_child(sender: Connection, path: str, limits: Limits) -> None:
    from budgetbook.errors import LedgerInvalid
    from budgetbook.readers.opening import open_file

    _limit_this_process(limits)
    try:
        payload = encode(open_file(Path(path)))
    except LedgerInvalid as error:
        defects = tuple(defect for defect in error.defects if isinstance(defect, LedgerDefect))
        rest = error.ledger if isinstance(error.ledger, Ledger) else None
        payload = msgspec.json.encode(_Failure(error="LedgerInvalid", defects=defects, ledger=rest))
    except UnreadableFile as error:
        payload = msgspec.json.encode(_Failure(error=type(error).__name__, reason=error.reason, advice=error.advice))
    except (MemoryError, RecursionError):
        payload = msgspec.json.encode(
            _Failure(
                error="TooLarge", reason="读取所需内存或嵌套层数超过限制", advice="请确认文件没有损坏，或拆分后再读"
            )
        )
    except Exception as error:  # noqa: BLE001 - a parser met bytes it was not made for: one file, one clear line
        payload = msgspec.json.encode(
            _Failure(
                error="UnreadableFile",
                reason=f"解析时出错（{type(error).__name__}：{str(error)[:200]}）",
                advice="文件可能已损坏；如果它能正常打开，请把它反馈给开发者",
            )
        )
    sender.send_bytes(payload)
    sender.close()


def _limit_this_process(limits: Limits) -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limits; time and size are kept by the parent
        return
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory, limits.memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    seconds = int(limits.seconds) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))


def _unpacked(payload: bytes, path: Path) -> Disclosure | Ledger:
    schema = schema_of(payload)
    if schema:
        if schema == LEDGER_SCHEMA:
            return decode_ledger(payload, name=str(path))
        return decode_disclosure(payload, name=str(path))
    failure = msgspec.json.decode(payload, type=_Failure)
    if failure.error == "LedgerInvalid":
        from budgetbook.errors import LedgerInvalid

        raise LedgerInvalid(path, failure.defects, ledger=failure.ledger)
    raise _ERRORS.get(failure.error, UnreadableFile)(path, failure.reason, failure.advice)
