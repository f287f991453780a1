"""Check documents against themselves, the law, and those that belong to them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from budgetbook.checks import check, check_shelf
from budgetbook.checks.shelf.checking import Comparing
from budgetbook.comparing import ProjectComparer, compare
from budgetbook.model.disclosure import Disclosure
from budgetbook.model.finding import Report
from budgetbook.services.reading import Listener, disclosures_read


def document_checked(*, path: str | Path, progress: Listener | None = None) -> Report:
    """The report on the document in `path`. Errors as `disclosure_read`."""
    return documents_checked(paths=[path], progress=progress)


def documents_checked(*, paths: Sequence[str | Path], progress: Listener | None = None) -> Report:
    """The report on the one document that the files at `paths` make together. Errors as `disclosures_read`."""
    return check(disclosures_read(paths=paths, progress=progress))


def shelf_checked(*, documents: Sequence[Disclosure], paths: Sequence[str | Path]) -> list[Report]:
    """The reports on `documents`, read from `paths`, each by itself and against those of them that belong to it."""
    if len(documents) == 1:  # nothing to be related to
        return [check(documents[0])]
    names = [Path(path).name for path in paths]
    if len(set(names)) < len(names):
        names = [str(path) for path in paths]
    return check_shelf(documents, names=names, comparing=Comparing(compare, ProjectComparer().between))
