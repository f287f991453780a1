"""CSV that both programs and Excel open rightly.

UTF-8 with a byte order mark: Chinese Excel takes a file without one for GBK; readers of data packages skip it. RFC 4180: commas, quotes doubled,
CRLF. A text that a spreadsheet would run as a formula gets an apostrophe in front (and so does one that begins with an apostrophe, so that taking
one away always gives the text back); numbers are left alone, a negative amount is no formula.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from decimal import Decimal

from budgetbook.writers.open_data.schema import Field

ENCODING = "utf-8-sig"
_RISKY = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠", "'")

Item = str | int | Decimal | None


def csv_bytes(fields: Sequence[Field], rows: Iterable[Sequence[Item]]) -> bytes:
    """A header of the fields' names, then `rows`."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow([field.name for field in fields])
    for row in rows:
        writer.writerow([_text(item) for item in row])
    return buffer.getvalue().encode(ENCODING)


def guarded(text: str) -> str:
    """`text` as it is safe to open in a spreadsheet."""
    return f"'{text}" if text.startswith(_RISKY) else text


def unguarded(text: str) -> str:
    """The text that `guarded` was given."""
    return text[1:] if text.startswith("'") else text


def _text(item: Item) -> str:
    if item is None:
        return ""
    if isinstance(item, Decimal):
        return f"{item:f}"
    return guarded(item) if isinstance(item, str) else str(item)
