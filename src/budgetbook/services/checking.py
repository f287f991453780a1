"""Check documents against themselves, the law, and those that belong to them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from budgetbook.checks import check, check_shelf
from budgetbook.model.disclosure import Disclosure
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


def shelf_checked(
    *, documents: Sequence[Disclosure], paths: Sequence[str | Path], policy: Policy = NO_POLICY
) -> list[Report]:
    """The reports on `documents`, read from `paths`, each by itself and against those of them that belong to it, under `policy`."""
    if len(documents) == 1:  # nothing to be related to
        return [check(documents[0], policy)]
    # Most calls are for one document, and these take a tenth of the program's start.
    from budgetbook.checks.shelf.checking import Comparing
    from budgetbook.comparing import ProjectComparer, compare

    names = [Path(path).name for path in paths]
    if len(set(names)) < len(names):
        names = [str(path) for path in paths]
    comparing = Comparing(compare, ProjectComparer().between)
    return check_shelf(documents, names=names, comparing=comparing, policy=policy)
