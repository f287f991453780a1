"""The entry workbook as data: what the TOML says, and the way from a ledger to records and back."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from budgetbook import forms
from budgetbook.codes import PUBLIC_COST_CODES
from budgetbook.errors import UsageError
from budgetbook.forms.entry import (
    EnteredRow,
    EnteredSheet,
    Holds,
    Mistakes,
    beside,
    column_letter,
    empty_ledger,
    ledger_from,
    load_entry,
    load_guide,
    marker_from,
    marker_of,
    records_of,
)
from budgetbook.model.coordinates import Coordinates, Flow, Fund, Period
from budgetbook.model.disclosure import EntityKind
from budgetbook.model.ledger import Ledger, LedgerLine
from budgetbook.model.money import ZERO
from budgetbook.model.place import Place
from tests.forms.entry_ledgers import bare, ledgers

SHANXI = forms.load("shanxi")


def entered(ledger: Ledger) -> dict[str, EnteredSheet]:
    """The sheets of `ledger` as a reader would find them, without a file between."""
    return {
        sheet_id: EnteredSheet(
            entry=load_entry().sheet(sheet_id),
            name=load_entry().sheet(sheet_id).name,
            rows=tuple(EnteredRow(number=6 + at, values=record) for at, record in enumerate(records)),
        )
        for sheet_id, records in records_of(ledger, SHANXI).items()
    }


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(st.data())
def test_records_give_back_the_ledger(data: st.DataObject) -> None:
    ledger = data.draw(ledgers(SHANXI))
    mistakes = Mistakes()
    again = ledger_from(
        entered(ledger), form=ledger.form, fiscal_year=ledger.fiscal_year, kind=ledger.entity.kind, mistakes=mistakes
    )
    assert mistakes.found == []
    assert bare(again) == bare(ledger)


def test_every_sheet_has_unique_ids_and_explains_its_columns() -> None:
    entry = load_entry()
    assert [sheet.id for sheet in entry.sheets] == list(entry.order)
    assert len({sheet.name for sheet in entry.sheets}) == len(entry.sheets)
    for sheet in entry.sheets:
        ids = [column.id for column in sheet.columns]
        assert len(set(ids)) == len(ids)
        assert [column.id for column in sheet.columns if not column.comment] == []
        assert [column.id for column in sheet.columns if column.holds is Holds.CODE and not column.digits] == []
    assert {part.heading for part in load_guide().parts} >= {"怎么填", "颜色的意思", "能填多少行"}


def test_public_costs_are_those_of_the_classification() -> None:
    assert set(load_entry().public_costs) == set(PUBLIC_COST_CODES)


def test_a_sum_of_funds_has_no_place_on_the_sheets() -> None:
    ledger = empty_ledger(SHANXI, 2027, EntityKind.UNIT)
    at = Coordinates(flow=Flow.INCOME, fund=Fund.APPROPRIATION, period=Period.CURRENT, unit="甲")
    with pytest.raises(UsageError, match="资金来源"):
        records_of(msgspec.structs.replace(ledger, lines=(LedgerLine(coordinates=at, yuan=ZERO),)), SHANXI)


def test_marker_says_form_year_and_kind() -> None:
    marker = marker_of(empty_ledger(SHANXI, 2027, EntityKind.DEPARTMENT))
    assert str(marker) == "budgetbook/ledger/1;form=shanxi;year=2027;kind=department"
    assert marker_from(f"<x>{marker}</x>") == marker
    assert marker_from("budgetbook/ledger/1") is None


def test_letters_of_columns() -> None:
    assert [column_letter(index) for index in (0, 25, 26, 51, 52, 701, 702)] == [
        "A",
        "Z",
        "AA",
        "AZ",
        "BA",
        "ZZ",
        "AAA",
    ]


def test_beside_points_into_the_same_row() -> None:
    assert beside(Place(sheet="支出", cell="I12"), "expenditure", "function") == Place(sheet="支出", cell="B12")
    assert beside(Place(line=3), "expenditure", "function") == Place(line=3)


def test_no_placeholder_reaches_the_officer() -> None:
    """Whatever the form's texts hold ({year}, {kind} …) is filled in; last year's figures are found in last year's tables."""
    records = records_of(empty_ledger(SHANXI, 2027, EntityKind.DEPARTMENT), SHANXI)
    left = [value for sheet in records.values() for each in sheet for value in each.values() if "{" in str(value)]
    assert left == []
    assert records["previous"][0]["comment"] == "取自上年公开的表1“2026年预算收支总表”。"
