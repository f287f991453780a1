"""How documents stand to each other: by what stands in them, never by their order or names."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from budgetbook.checks.shelf.relations import Relations, Unit, relations
from budgetbook.model.disclosure import Entity, EntityKind, Phase
from tests.ledgers import BUREAU, CENTRE
from tests.shelves import Shelf, shelf


@pytest.fixture(scope="module")
def documents() -> Shelf:
    return shelf()


def test_years_and_units_of_a_department(documents: Shelf) -> None:
    last, this, bureau, centre = relations(documents.all)
    assert last == Relations(following=(1,))
    assert this == Relations(previous=(0,), units=(Unit(2, BUREAU), Unit(3, CENTRE)))
    assert bureau == centre == Relations(departments=(1,))


def test_versions_keep_the_order_given(documents: Shelf) -> None:
    one, other = relations([documents.this, documents.this])
    assert (one, other) == (Relations(later=(1,)), Relations(earlier=(0,)))


def test_words_and_tables_of_one_document_are_no_versions(documents: Shelf) -> None:
    words = replace(documents.this, statements=(), projects=())
    tables = replace(documents.this, narrative=(), projects=())
    assert relations([words, tables]) == [Relations(parts=(1,)), Relations(parts=(0,))]
    nothing = replace(words, narrative=())
    assert relations([nothing, tables]) == [Relations(), Relations()]


@pytest.mark.parametrize(
    "change",
    [
        {"entity": Entity(name="青石市体育局", kind=EntityKind.DEPARTMENT)},
        {"entity": Entity(name=BUREAU, kind=EntityKind.UNIT)},
        {"entity": Entity(name="", kind=EntityKind.DEPARTMENT)},
        {"phase": Phase.FINAL_ACCOUNTS},
        {"fiscal_year": 2024},
    ],
)
def test_neighbours_that_are_none(documents: Shelf, change: dict[str, object]) -> None:
    assert relations([replace(documents.last, **change), documents.this]) == [Relations(), Relations()]


def test_a_unit_of_another_year_is_no_unit(documents: Shelf) -> None:
    assert relations([documents.last, documents.units[1]]) == [Relations(), Relations()]


def test_own_office_goes_by_its_mark(documents: Shelf) -> None:
    office = replace(documents.this, statements=tuple(map(_with_office, documents.this.statements)), projects=())
    assert relations([office, documents.units[0]])[0].units == (Unit(1, f"{BUREAU}（本级）"),)


def _with_office(statement):  # type: ignore[no-untyped-def]
    rows = tuple(
        replace(row, coordinates=replace(row.coordinates, unit=f"{BUREAU}（本级）"))
        if row.coordinates.unit == BUREAU
        else row
        for row in statement.rows
    )
    return replace(statement, rows=rows)


def test_a_unit_whose_forms_name_the_department_is_its_unit(documents: Shelf) -> None:
    other = replace(documents.units[1], entity=Entity(name="青石市图书馆", kind=EntityKind.UNIT))
    assert relations([documents.this, other])[0].units == (Unit(1, None),)


def test_a_unit_without_forms_that_nobody_lists_is_unrelated(documents: Shelf) -> None:
    other = replace(documents.units[1], entity=Entity(name="青石市图书馆", kind=EntityKind.UNIT), projects=())
    assert relations([documents.this, other]) == [Relations(), Relations()]
