"""All pages of a file, by two processes where there are several: pdfium does one thing at a time, and pages know nothing of each other.

Both take the page that is next when they are done with one, so that neither waits for the other, whatever pages cost. Whatever becomes of
the second process, the first reads what did not come back.
"""

from __future__ import annotations

import os
import resource
import signal
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import closing, suppress
from pathlib import Path

import msgspec

from budgetbook.readers import ahead, progress
from budgetbook.readers.child.launching import may_fork
from budgetbook.readers.pdf import pdfium
from budgetbook.readers.pdf.page import Page, read_page
from budgetbook.readers.pdf.unembedded import Unembedded

_LONG = 6  # pages; below, a second process costs more than it saves
_NUMBER = 2  # bytes


def read_pages(path: Path) -> list[Page]:
    """The pages of the PDF at `path` in order. Raises UnreadableFile, TooLarge; ValueError where one holds more than any real page."""
    with pdfium.opened(path) as document:
        count = pdfium.count_pages(document, path)
    pages: dict[int, Page] = {}
    if count >= _LONG and may_fork() and len(os.sched_getaffinity(0)) > 1:
        pages = {page.number: page for page in _read_by_two(path, count)}
    missing = [number for number in range(1, count + 1) if number not in pages]
    pages |= {page.number: page for page in _read(path, missing, count)}
    return [pages[number] for number in sorted(pages)]


def _read_by_two(path: Path, count: int) -> list[Page]:
    """The pages that two processes read, in any order; some are missing where the second ended early, all where there is none."""
    with closing(_Turns(count)) as turns:
        try:
            helper = _Helper(path, turns, count)
        except OSError:  # no process more may be started here
            return []
        try:
            _load_what_follows()
            ahead.prepare()
            pages = _read(path, turns, count)
            return pages + helper.pages()
        finally:
            helper.end()


def _load_what_follows() -> None:
    from budgetbook.readers.pdf import flow  # noqa: F401
    from budgetbook.readers.scan import pdf_pages, pictured_tables  # noqa: F401


def _read(path: Path, numbers: Iterable[int], total: int) -> list[Page]:
    pages: list[Page] = []
    if not numbers:
        return pages
    with pdfium.opened(path) as document, closing(Unembedded(path)) as unembedded:
        for number in numbers:
            pages.append(read_page(document, number, unembedded))
            progress.report(number, total)
    return pages


class _Turns:
    """The numbers from 1 to `last`, each given to one of the processes that share this.

    They stand in a file: a forked process shares the place where it is read on from, and nobody ever waits, whatever becomes of the other.
    It has to be an ordinary file. For those, Linux reads and moves on in one step; for a memfd it doesn't, and gave a page to both now and then.
    """

    def __init__(self, last: int) -> None:
        self._file = tempfile.TemporaryFile(buffering=0)  # noqa: SIM115 - closed by `close`
        self._file.write(b"".join(number.to_bytes(_NUMBER, "big") for number in range(1, last + 1)))
        self._file.seek(0)

    def __iter__(self) -> Iterator[int]:
        while number := self._file.read(_NUMBER):
            yield int.from_bytes(number, "big")

    def close(self) -> None:
        self._file.close()


class _Helper:
    """A forked process that reads some of the pages and sends them back. Raises OSError where none can be started."""

    def __init__(self, path: Path, numbers: Iterable[int], total: int) -> None:
        self._source, target = os.pipe()
        try:
            self._process = os.fork()
        except OSError:
            os.close(self._source)
            os.close(target)
            raise
        if self._process:
            os.close(target)
            return
        status = 1
        try:
            os.close(self._source)
            _be_modest()
            with progress.reported_to(lambda done, total: None), os.fdopen(target, "wb") as pipe:
                pipe.write(msgspec.msgpack.encode(_read(path, numbers, total)))
            status = 0
        finally:
            os._exit(status)  # whatever happened: the caller's clean-up is not this process's

    def pages(self) -> list[Page]:
        """The pages that came back; none where reading them failed, for whatever reason."""
        with os.fdopen(self._source, "rb", closefd=False) as pipe:
            data = pipe.read()
        try:
            return msgspec.msgpack.decode(data, type=list[Page])
        except msgspec.DecodeError:
            return []

    def end(self) -> None:
        """Leave no process behind."""
        os.close(self._source)
        with suppress(ProcessLookupError):
            os.kill(self._process, signal.SIGKILL)
        with suppress(ChildProcessError):  # a caller that ignores SIGCHLD has no children to wait for
            os.waitpid(self._process, 0)


def _be_modest() -> None:
    """Take at most half of the memory that the process we come from may still take: what this one fails at, that one does alone."""
    most, hard = resource.getrlimit(resource.RLIMIT_AS)
    if most != resource.RLIM_INFINITY:
        taken = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (taken + max(most - taken, 0) // 2, hard))
