"""What was written as a workbook reads back as what was meant, by blocks, by meaning and by every word."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from budgetbook import forms
from budgetbook.compiler import compile_ledger
from budgetbook.model.disclosure import Disclosure
from budgetbook.model.performance import OverallPerformance
from budgetbook.readers import read_document
from budgetbook.services.readback import amounts_in, differences
from budgetbook.writers.arrangement import arrange
from budgetbook.writers.xlsx import write_xlsx
from tests.ledgers import small_ledger

SAMPLES = Path(__file__).resolve().parents[3] / "shared" / "samples" / "text"


def read_back(disclosure: Disclosure, folder: Path) -> Disclosure:
    form = forms.load(disclosure.form) if disclosure.form else None
    path = folder / "a.xlsx"
    write_xlsx(arrange(disclosure, form), disclosure, path)
    return read_document(path)


@pytest.mark.parametrize("form", ["shanxi", "national"])
def test_a_compiled_ledger(tmp_path: Path, form: str) -> None:
    disclosure = compile_ledger(small_ledger(), forms.load(form)).disclosure
    assert amounts_in(disclosure) > 100
    assert differences(disclosure, read_back(disclosure, tmp_path)) == ()


def test_words_and_the_overall_form_come_back_too(tmp_path: Path) -> None:
    disclosure = compile_ledger(small_ledger(), forms.load("shanxi")).disclosure
    read = read_back(disclosure, tmp_path)
    assert read.profile == disclosure.profile
    assert [(each.section, each.title, each.text) for each in read.narrative] == [
        (each.section, each.title, each.text) for each in disclosure.narrative
    ]
    assert [(each.term, each.text) for each in read.glossary] == [
        (each.term, each.text) for each in disclosure.glossary
    ]
    assert _placeless(read.overall_performance) == _placeless(disclosure.overall_performance)
    assert (read.procurement, read.assets) == (disclosure.procurement, disclosure.assets)
    assert read.damage == ()


def _placeless(overall: OverallPerformance | None) -> OverallPerformance | None:
    if overall is None:
        return None
    indicators = tuple(msgspec.structs.replace(each, place=None) for each in overall.indicators)
    return msgspec.structs.replace(overall, indicators=indicators, place=None)


def test_every_amount_knows_its_cell(tmp_path: Path) -> None:
    read = read_back(compile_ledger(small_ledger(), forms.load("shanxi")).disclosure, tmp_path)
    row = read.statements[1].rows[0]
    assert row.cells is not None
    assert [(place.sheet, place.cell) for place in row.cells if place][:2] == [
        ("表2 预算收入总表", "C6"),
        ("表2 预算收入总表", "D6"),
    ]


@pytest.mark.samples
@pytest.mark.skipif(not SAMPLES.exists(), reason="the samples are not beside the repository")
@pytest.mark.parametrize("name", ["changzhi-hrss-2026", "jincheng-zone-2026", "xinzhou-college-2024"])
def test_samples(tmp_path: Path, name: str) -> None:
    disclosure = read_document(SAMPLES / f"{name}.txt")
    read = read_back(disclosure, tmp_path)
    assert differences(disclosure, read) == ()
    assert [row.amounts for each in read.statements for row in each.rows if not row.flow] == [
        row.amounts for each in disclosure.statements for row in each.rows if not row.flow
    ]
    assert read.damage == ()
