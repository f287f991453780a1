"""Read any file, or several that make one document, into a Disclosure; and say how much of it was understood."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from budgetbook.errors import NotADisclosure
from budgetbook.model.disclosure import Disclosure
from budgetbook.model.ledger import Ledger
from budgetbook.readers.limited import Limits
from budgetbook.services.opening import file_opened
from budgetbook.services.proving import disclosure_proven

if TYPE_CHECKING:
    from budgetbook.services.understanding import Reading

Listener = Callable[[str, int, int], None]


def disclosure_read(
    *,
    path: str | Path,
    limits: Limits | None = None,
    fiscal_year: int | None = None,
    progress: Listener | None = None,
) -> Disclosure:
    """The disclosure in `path`: a published document, disclosure JSON, or a ledger (compiled on the way).

    `fiscal_year` is taken for a document that names none. `progress(file, done, total)` hears of pages read. Raises UsageError,
    UnreadableFile and its kinds, LedgerInvalid.
    """
    name = Path(path).name
    heard = None if progress is None else lambda done, total: progress(name, done, total)
    opened = file_opened(path=path, limits=limits, fiscal_year=fiscal_year, progress=heard)
    if isinstance(opened, Ledger):
        from budgetbook.services.compiling import complete, ledger_compiled

        return complete(ledger_compiled(ledger=opened, path=path), path=path)
    return disclosure_proven(disclosure=opened)


def disclosures_read(
    *, paths: Sequence[str | Path], limits: Limits | None = None, progress: Listener | None = None
) -> Disclosure:
    """The one disclosure that the files at `paths` make together, in this order. `limits` hold for each.

    A file that names no year (tables of which the words are in another) takes that of the others. Raises UsageError where the files are
    of different entities or years, and as `disclosure_read`.
    """
    if len(paths) == 1:
        return disclosure_read(path=paths[0], limits=limits, progress=progress)
    read: dict[int, Disclosure] = {}
    put_off: dict[int, NotADisclosure] = {}
    for number, path in enumerate(paths):
        try:
            read[number] = disclosure_read(path=path, limits=limits, progress=progress)
        except NotADisclosure as error:
            put_off[number] = error
    if not read:
        raise put_off[0]
    from budgetbook.services.merging import Part, disclosures_merged

    year = next(iter(read.values())).fiscal_year
    for number in put_off:
        read[number] = disclosure_read(path=paths[number], limits=limits, fiscal_year=year, progress=progress)
    names = names_of(paths)
    return disclosures_merged([Part(file=names[number], disclosure=read[number]) for number in range(len(paths))])


def document_read(
    *, paths: Sequence[str | Path], limits: Limits | None = None, progress: Listener | None = None
) -> Reading:
    """What the file, or the files that make one document, says, and how much of it was understood. Errors as `disclosures_read`."""
    from budgetbook.services.understanding import reading_of

    return reading_of(disclosures_read(paths=paths, limits=limits, progress=progress))


def names_of(paths: Sequence[str | Path]) -> list[str]:
    """What places call the files: their names, or whole paths where names repeat."""
    names = [Path(path).name for path in paths]
    return names if len(set(names)) == len(names) else [str(path) for path in paths]
