"""What passes between this process and the child: a job one way, and messages of a kind, a length and a content the other.

Nothing is pickled: what parsed a hostile file is not trusted either, so no message may be longer than its reader allows.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO, Literal

import msgspec

from budgetbook.model.ledger import Ledger, LedgerDefect

PROGRESS, RESULT, FAILURE = b"P", b"R", b"F"
MOST_BYTES = 256 * 2**20  # of one message
_LENGTH = 8


class Mark(msgspec.Struct, frozen=True, kw_only=True):
    """A box (left, top, right, bottom) in points from the page's upper left corner, a label in it, and (red, green, blue) of 0 … 255."""

    box: tuple[float, float, float, float]
    label: str
    colour: tuple[int, int, int]


class Note(msgspec.Struct, frozen=True, kw_only=True):
    """A note to put on a PDF: what it says, and where as far as that is known.

    `box` is as in Mark. `text` are printed words to look for on `page` and the pages after it, on all pages where it is None; `boxed` says that
    `box` is the very thing (a cell), so that nothing need be looked for. `title` names the note in the outline, None for one that isn't
    listed there: a further place of what another note is about. `name` is unique in the file.
    """

    name: str
    subject: str
    contents: str
    colour: tuple[int, int, int]
    title: str | None = None
    page: int | None = None
    box: tuple[float, float, float, float] | None = None
    text: str | None = None
    boxed: bool = False


class Job(msgspec.Struct, frozen=True, kw_only=True):
    """What the child is to do with the file at `path`: `open` it, `draw` its page `page` with `marks`, or `mark` the
    PDF with `notes`.

    `fiscal_year` is taken for a document that names none. `folder` is where it may put temporary files: the parent removes it. `seconds`, `memory` (bytes) are what it may use. `font` is a
    typeface for labels, None for one without Chinese.
    """

    task: Literal["open", "draw", "mark"]
    path: str
    folder: str
    seconds: float
    memory: int
    fiscal_year: int | None = None
    page: int = 1
    marks: tuple[Mark, ...] = ()
    font: str | None = None
    notes: tuple[Note, ...] = ()


class Failure(msgspec.Struct, frozen=True, kw_only=True):
    """An error of the tree in `errors.py`, by the name of its class and what it is worded from."""

    error: str
    reason: str = ""
    advice: str = ""
    defects: tuple[LedgerDefect, ...] = ()
    ledger: Ledger | None = None


class Progress(msgspec.Struct, frozen=True, array_like=True):
    """`done` of `total` pages (or sheets)."""

    done: int
    total: int


def write(stream: BinaryIO, kind: bytes, content: bytes) -> None:
    """Send one message."""
    stream.write(kind + len(content).to_bytes(_LENGTH, "big") + content)
    stream.flush()


def messages(stream: BinaryIO) -> Iterator[tuple[bytes, bytes]]:
    """The messages as they come, until the other side ends. Raises EOFError where it ended inside one, ValueError for one too long."""
    while head := stream.read(1):
        length = int.from_bytes(_exactly(stream, _LENGTH), "big")
        if length > MOST_BYTES:
            raise ValueError(f"a message of {length} bytes")
        yield head, _exactly(stream, length)


def _exactly(stream: BinaryIO, length: int) -> bytes:
    content = stream.read(length)
    if len(content) != length:
        raise EOFError
    return content
