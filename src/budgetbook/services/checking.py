"""Check a document against itself and the law."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from budgetbook.checks import check
from budgetbook.model.finding import Report
from budgetbook.model.policy import NO_POLICY, Policy
from budgetbook.services.reading import Listener, disclosures_read


def document_checked(*, path: str | Path, policy: Policy = NO_POLICY, progress: Listener | None = None) -> Report:
    """The report on the document in `path`, under `policy`. Errors as `disclosure_read`."""
    return documents_checked(paths=[path], policy=policy, progress=progress)


def documents_checked(
    *, paths: Sequence[str | Path], policy: Policy = NO_POLICY, progress: Listener | None = None
) -> Report:
    """The report on the one document that the files at `paths` make together, under `policy`. Errors as `disclosures_read`."""
    return check(disclosures_read(paths=paths, progress=progress), policy)
