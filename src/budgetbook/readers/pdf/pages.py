"""All pages of a file, a long one's by two processes: pdfium does one thing at a time, and pages know nothing of each other."""

from __future__ import annotations

import os
import signal
from contextlib import closing, suppress
from pathlib import Path

import msgspec

from budgetbook.readers import progress
from budgetbook.readers.child.launching import may_fork
from budgetbook.readers.pdf import pdfium
from budgetbook.readers.pdf.page import Page, read_page
from budgetbook.readers.pdf.unembedded import Unembedded

_LONG = 40  # pages; below, a second process costs more than it saves


def read_pages(path: Path) -> list[Page]:
    """The pages of the PDF at `path` in order. Raises UnreadableFile, TooLarge; ValueError where one holds more than any real page."""
    with pdfium.opened(path) as document:
        count = pdfium.count_pages(document, path)
    if count < _LONG or not (may_fork() and len(os.sched_getaffinity(0)) > 1):
        return _read(path, range(1, count + 1), count)
    odd, even = range(1, count + 1, 2), range(2, count + 1, 2)
    helper = _Helper(path, even, count)
    try:
        pages = _read(path, odd, count)
        others = helper.pages()
    finally:
        helper.end()
    pages += _read(path, even, count) if others is None else others
    return sorted(pages, key=lambda page: page.number)


def _read(path: Path, numbers: range, total: int) -> list[Page]:
    pages = []
    with pdfium.opened(path) as document, closing(Unembedded(path)) as unembedded:
        for number in numbers:
            pages.append(read_page(document, number, unembedded))
            progress.report(number, total)
    return pages


class _Helper:
    """A forked process that reads some of the pages and sends them back."""

    def __init__(self, path: Path, numbers: range, total: int) -> None:
        self._source, target = os.pipe()
        self._process = os.fork()
        if self._process:
            os.close(target)
            return
        status = 1
        try:
            os.close(self._source)
            with progress.reported_to(lambda done, total: None), os.fdopen(target, "wb") as pipe:
                pipe.write(msgspec.msgpack.encode(_read(path, numbers, total)))
            status = 0
        finally:
            os._exit(status)  # whatever happened: the caller's clean-up is not this process's

    def pages(self) -> list[Page] | None:
        """The pages that came back; None where reading them failed, for whatever reason."""
        with os.fdopen(self._source, "rb", closefd=False) as pipe:
            data = pipe.read()
        try:
            return msgspec.msgpack.decode(data, type=list[Page])
        except msgspec.DecodeError:
            return None

    def end(self) -> None:
        """Leave no process behind."""
        os.close(self._source)
        with suppress(ProcessLookupError):
            os.kill(self._process, signal.SIGKILL)
        os.waitpid(self._process, 0)
