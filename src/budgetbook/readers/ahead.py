"""What is needed after a file is read can be made ready while another process reads it.

`read_document` says what that is; a reader with a helper calls `prepare()` once the helper is at work, and need not know what happens then.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_preparation: ContextVar[Callable[[], None] | None] = ContextVar("preparation", default=None)


@contextmanager
def prepared_by(preparation: Callable[[], None]) -> Iterator[None]:
    """Let `preparation` be what `prepare()` does inside the block."""
    token = _preparation.set(preparation)
    try:
        yield
    finally:
        _preparation.reset(token)


def prepare() -> None:
    """Make ready what comes next; nothing where nobody said what that is."""
    preparation = _preparation.get()
    if preparation is not None:
        preparation()
