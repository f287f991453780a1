"""The sample PDFs with the rulings of their tables taken away after drawing: what is still read at the same coordinates, and what is wrong unsaid."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from unittest.mock import patch

from benchmarks.measurement import SAMPLES, Measurement
from budgetbook.model.disclosure import Disclosure
from budgetbook.readers import read_document
from budgetbook.readers.pdf import page
from budgetbook.readers.pdf.rulings import Rulings
from budgetbook.readers.pdf.rulings import rulings as drawn

_KEPT: dict[str, dict[str, list[float]]] = {
    "lines across only": {"upright": []},
    "no lines": {"upright": [], "across": []},
}


def run() -> Iterator[Measurement]:
    paths = sorted((SAMPLES / "pdf").glob("*.pdf"))
    ruled = {path: read_document(path) for path in paths}
    total = sum(_amounts(disclosure).total() for disclosure in ruled.values())
    for what, without in _KEPT.items():

        def rulings(*asked: object, without: dict[str, list[float]] = without) -> Rulings:
            return drawn(*asked)._replace(**without)  # type: ignore[arg-type]

        same = unsaid = 0
        with patch.object(page, "rulings", rulings):
            for path in paths:
                wanted, read = _amounts(ruled[path]), read_document(path)
                same += (wanted & _amounts(read)).total()
                unsaid += (_amounts(read, sure=True) - wanted).total()
        yield Measurement(
            f"{what}: amounts at the coordinates they have with rulings", f"{same}/{total} = {same / total:.1%}"
        )
        yield Measurement(f"{what}: amounts at other coordinates without a doubt", str(unsaid))


def _amounts(disclosure: Disclosure, *, sure: bool = False) -> Counter[tuple[str, ...]]:
    """Every amount with its coordinates; `sure` leaves out what the reader said it wasn't sure of."""
    doubted = {one.subject for one in disclosure.damage if one.subject} if sure else set()
    found: Counter[tuple[str, ...]] = Counter()
    for number, statement in enumerate(disclosure.statements):
        here = f"/statements/{number}"
        for at, row in enumerate(statement.rows):
            for column_at, (column, amount) in enumerate(zip(statement.columns, row.amounts, strict=True)):
                places = {here, f"{here}/rows", f"{here}/rows/{at}", f"{here}/columns/{column_at}"}
                if amount is not None and not doubted & {*places, f"{here}/rows/{at}/amounts/{column_at}"}:
                    said = (str(row.coordinates), str(column.coordinates), str(amount.normalize()))
                    found[statement.kind.value, *said] += 1
    return found
