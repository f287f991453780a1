"""How far the reading of a long file has come: readers say it, whoever reads the file may listen.

A reader calls `report(page, pages)` as it goes, and need not know whether anybody listens.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

Listener = Callable[[int, int], None]

_listener: ContextVar[Listener | None] = ContextVar("listener", default=None)
_EVERY = 0.05  # seconds between two reports, so that telling costs nothing


@contextmanager
def reported_to(listener: Listener) -> Iterator[None]:
    """Let `listener(done, total)` hear what is reported inside the block, at most every 50 ms."""
    heard = 0.0

    def at_times(done: int, total: int) -> None:
        nonlocal heard
        now = time.monotonic()
        if now - heard >= _EVERY:
            heard = now
            listener(done, total)

    token = _listener.set(at_times)
    try:
        yield
    finally:
        _listener.reset(token)


def report(done: int, total: int) -> None:
    """Say that `done` of `total` pages (or sheets) are read."""
    listener = _listener.get()
    if listener is not None:
        listener(done, total)
