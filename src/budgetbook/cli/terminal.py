"""What commands print with: tables and progress for people on one side, JSON for machines alone on standard output."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from rich.console import Console


def console() -> Console:
    """A console on standard output for people."""
    from rich.console import Console

    # The terminal wraps by itself; Rich would break Chinese sentences where it likes.
    return Console(highlight=False, soft_wrap=True)


@contextmanager
def progress(text: str) -> Iterator[Callable[[str], None]]:
    """A spinner on standard error while work goes on, where that is a terminal; the function given changes its words."""
    from rich.console import Console

    errors = Console(stderr=True, highlight=False)
    if not errors.is_terminal:
        yield lambda _: None
        return
    with errors.status(text) as status:
        yield lambda words: status.update(f"{text}：{words}")


@contextmanager
def bar(text: str) -> Iterator[Callable[[str, int, int], None]]:
    """A bar on standard error for long files, where that is a terminal; the function given takes (file, pages done, pages)."""
    if not sys.stderr.isatty():  # asked first: Rich takes 20 ms to load
        yield lambda *_: None
        return
    from rich.console import Console

    errors = Console(stderr=True, highlight=False)
    if not errors.is_terminal:
        yield lambda *_: None
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    # Refreshed when told and not by a thread: a process with threads starts a child more slowly.
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TextColumn("页"))
    with Progress(*columns, console=errors, transient=True, auto_refresh=False) as shown:
        task = shown.add_task(text, total=None, visible=False)

        def told(file: str, done: int, total: int) -> None:
            shown.update(task, description=f"读取 {file}", completed=done, total=total, visible=True)
            shown.refresh()

        errors.print(text, end="\r")
        yield told


def emit(data: bytes, output: Path | None) -> None:
    """Machine form to `output` (made whole or not at all) or alone on standard output."""
    if output is None:
        sys.stdout.buffer.write(data + b"\n")
        sys.stdout.flush()
        return
    written(data + b"\n", output)


def written(data: bytes, output: Path) -> None:
    """`data` to `output`, whole or not at all."""
    from budgetbook.services.files import written_aside

    with written_aside(output) as aside:
        aside.write_bytes(data)


def size(number: int) -> str:
    """A file size for people."""
    return f"{number / 2**20:.1f} MB" if number >= 2**20 else f"{max(1, number // 2**10)} KB"
