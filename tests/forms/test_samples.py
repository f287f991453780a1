"""The Shanxi form prints what the real disclosures print: titles, columns, fixed rows and their coordinates."""

from __future__ import annotations

from pathlib import Path

import pytest

from budgetbook import forms
from budgetbook.forms.form import FormStatement, Side, fill
from budgetbook.model.coordinates import merged
from budgetbook.model.disclosure import Disclosure
from budgetbook.model.statement import Statement
from budgetbook.readers import read_document

SAMPLES = Path(__file__).parents[3] / "shared" / "samples" / "text"
SHANXI = forms.load("shanxi")
# A unit's document prints its own row where a department's prints the total; the row 部门合计 says 部门 even in a unit's.
UNIT_LOOKS = {11, 12, 13}


@pytest.fixture(scope="module", params=["xinzhou-college-2024", "jincheng-zone-2026", "changzhi-hrss-2026"])
def disclosure(request: pytest.FixtureRequest) -> Disclosure:
    path = SAMPLES / f"{request.param}.txt"
    if not path.exists():
        pytest.skip("the real disclosures are not beside the repository")
    return read_document(path)


def filled(text: str, disclosure: Disclosure) -> str:
    entity = disclosure.entity
    return fill(text, year=disclosure.fiscal_year, kind=entity.kind, entity=entity.name)


@pytest.mark.samples
def test_titles_and_kinds(disclosure: Disclosure) -> None:
    ours = [(each.kind, filled(each.title, disclosure)) for each in SHANXI.statements]
    assert ours == [(each.kind, each.title) for each in disclosure.statements]


@pytest.mark.samples
def test_columns_and_their_coordinates(disclosure: Disclosure) -> None:
    for form, read in zip(SHANXI.statements, disclosure.statements, strict=True):
        ours = [
            (filled(column.header[-1], disclosure), column.coordinates)
            for side in form.sides
            for column in side.columns
        ]
        assert ours == [(column.label.split("/")[-1], column.coordinates) for column in read.columns], form.number


@pytest.mark.samples
def test_fixed_rows_and_their_coordinates(disclosure: Disclosure) -> None:
    compared = 0
    for form, read in zip(SHANXI.statements, disclosure.statements, strict=True):
        if form.number in UNIT_LOOKS and disclosure.entity.kind.value == "unit":
            continue
        for side in form.sides:
            printed = _printed(read, side)
            for label, coordinates in _fixed(form, side, disclosure):
                # Where statement 9 is empty its two totals are one printed line.
                if form.number != 9 or printed:
                    assert (label, coordinates) in printed, (form.number, label)
                    compared += 1
    assert compared >= 30


def _fixed(form: FormStatement, side: Side, disclosure: Disclosure) -> list[tuple[str, object]]:
    base = merged(form.coordinates, side.coordinates)
    return [(filled(row.label, disclosure), merged(base, row.coordinates)) for row in side.rows if row.label]


def _printed(read: Statement, side: Side) -> list[tuple[str, object]]:
    return [(row.label, row.coordinates) for row in read.rows if row.flow in (None, side.flow)]
