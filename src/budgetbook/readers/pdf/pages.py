"""All pages of a file, by two processes where there are several: pdfium does one thing at a time, and pages know nothing of each other.

Both take the page that is next when they are done with one, so that neither waits for the other, whatever pages cost.
"""

from __future__ import annotations

import os
import signal
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
    if count < _LONG or not (may_fork() and len(os.sched_getaffinity(0)) > 1):
        return _read(path, range(1, count + 1), count)
    with closing(_Turns(count)) as turns:
        helper = _Helper(path, turns, count)
        try:
            ahead.prepare()
            pages = _read(path, turns, count)
            pages += helper.pages()
        finally:
            helper.end()
    known = {page.number for page in pages}
    pages += _read(path, [number for number in range(1, count + 1) if number not in known], count)
    return sorted(pages, key=lambda page: page.number)


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
    """The numbers from 1 to `last`, each given to one of the processes that share this. The pipe holds one number: that which is next."""

    def __init__(self, last: int) -> None:
        self._last = last
        self._source, self._target = os.pipe()
        self._put(1)

    def __iter__(self) -> Iterator[int]:
        while True:
            number = int.from_bytes(os.read(self._source, _NUMBER), "big")
            self._put(min(number + 1, self._last + 1))
            if number > self._last:
                return
            yield number

    def close(self) -> None:
        os.close(self._source)
        os.close(self._target)

    def _put(self, number: int) -> None:
        os.write(self._target, number.to_bytes(_NUMBER, "big"))


class _Helper:
    """A forked process that reads some of the pages and sends them back."""

    def __init__(self, path: Path, numbers: Iterable[int], total: int) -> None:
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
        os.waitpid(self._process, 0)
