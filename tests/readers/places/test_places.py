"""Made-up places, each in every format: whose it is, every statement, every amount at its coordinates, and nothing found wrong."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from budgetbook.checks import check
from budgetbook.model.coordinates import Coordinates
from budgetbook.model.disclosure import Disclosure
from budgetbook.model.facts import facts
from budgetbook.model.finding import Severity
from budgetbook.readers import read_document
from budgetbook.readers.meaning.wording import squeezed
from tests.readers.places.files import FORMATS, pdf
from tests.readers.places.place import load, places

_SLOW = tuple(name for name in FORMATS if name.endswith(".pdf"))


def _plain(at: Coordinates, year: int, phase: str) -> Coordinates:
    """`at` without what goes without saying: the document's own year and phase."""
    return msgspec.structs.replace(
        at, year=None if at.year == year else at.year, phase=None if at.phase == phase else at.phase
    )


def _read(disclosure: Disclosure) -> list[tuple[str, Coordinates, object]]:
    year, phase = disclosure.fiscal_year, disclosure.phase.value
    return [
        (fact.kind.value, _plain(fact.coordinates, year, phase), fact.amount)
        for fact in facts(disclosure)
        if fact.amount is not None
    ]


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=pytest.mark.slow) if name in _SLOW else name for name in FORMATS]
)
@pytest.mark.parametrize("path", places(), ids=lambda path: path.stem)
def test_a_place_is_read_whole(path: Path, name: str, tmp_path: Path) -> None:
    place = load(path)
    disclosure = read_document(FORMATS[name](place, tmp_path / name))
    told = (disclosure.entity.name, disclosure.entity.kind, disclosure.phase, disclosure.fiscal_year)
    assert told == (place.entity, place.kind, place.phase, place.year)
    assert [(each.title, each.kind, each.unit) for each in disclosure.statements] == [
        (squeezed(table.title), table.kind, table.unit) for table in place.tables
    ]
    assert _read(disclosure) == [
        (cell.kind, _plain(cell.at, place.year, place.phase), cell.amount) for cell in place.printed
    ]
    assert disclosure.damage == ()
    # A place here prints some of its statements only; nothing else is wrong with it.
    assert {one.rule for one in check(disclosure).findings} <= {"form.statement_missing"}


@pytest.mark.slow
@pytest.mark.parametrize("path", places(), ids=lambda path: path.stem)
def test_nothing_is_blamed_on_tables_without_rulings(path: Path, tmp_path: Path) -> None:
    """Packed tables without any ruling are not always read whole; what was lost is said, and no error is made of it."""
    disclosure = read_document(pdf(load(path), tmp_path / "unruled.pdf", ruled=False, repeat=False))
    assert [found.message for found in check(disclosure).findings if found.severity is Severity.ERROR] == []
