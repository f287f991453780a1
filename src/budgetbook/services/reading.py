"""Read any file into a Disclosure."""

from __future__ import annotations

from pathlib import Path

from budgetbook.model.disclosure import Disclosure
from budgetbook.model.ledger import Ledger
from budgetbook.readers.limited import Limits
from budgetbook.services.opening import file_opened


def disclosure_read(*, path: str | Path, limits: Limits | None = None) -> Disclosure:
    """The disclosure in `path`: a published document, disclosure JSON, or a ledger (compiled on the way).

    Raises UsageError, UnreadableFile and its kinds, LedgerInvalid.
    """
    opened = file_opened(path=path, limits=limits)
    if isinstance(opened, Ledger):
        from budgetbook.services.compiling import complete, ledger_compiled

        return complete(ledger_compiled(ledger=opened, path=path), path=path)
    return opened
