"""Check a document against itself and the law."""

from __future__ import annotations

from pathlib import Path

from budgetbook.checks import check
from budgetbook.model.finding import Report
from budgetbook.services.reading import disclosure_read


def document_checked(*, path: str | Path) -> Report:
    """The report on the document in `path`. Errors as `disclosure_read`."""
    return check(disclosure_read(path=path))
