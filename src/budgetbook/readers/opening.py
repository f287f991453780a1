"""One door for files: a ledger workbook, a ledger or disclosure in JSON, or a published document of any format."""

from __future__ import annotations

from pathlib import Path

from budgetbook.model.codec import decode_ledger, schema_of
from budgetbook.model.disclosure import Disclosure
from budgetbook.model.ledger import LEDGER_SCHEMA, Ledger


def open_file(path: Path, *, fiscal_year: int | None = None) -> Disclosure | Ledger:
    """What `path` holds, told by its content and never by its name. Runs inside the limited child process (`limited`).
    `fiscal_year` is taken for a document that names none.

    Raises UnreadableFile or one of its kinds; LedgerInvalid for a workbook with mistakes.
    """
    with path.open("rb") as file:
        head = file.read(4096)
    if head.startswith(b"PK"):
        from budgetbook.readers.workbook import is_workbook, read_workbook

        if is_workbook(path):
            return read_workbook(path)
    if head.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"{"):
        data = path.read_bytes().removeprefix(b"\xef\xbb\xbf")
        if schema_of(data) == LEDGER_SCHEMA:
            return decode_ledger(data, name=str(path))
    from budgetbook.readers import read_document

    return read_document(path, fiscal_year=fiscal_year)
