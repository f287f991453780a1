"""What we publish as PDF reads back as what was published."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from budgetbook import forms
from budgetbook.compiler import compile_ledger
from budgetbook.model.disclosure import Disclosure
from budgetbook.readers import read_document
from budgetbook.services.readback import differences
from budgetbook.writers.arrangement import arrange
from budgetbook.writers.pdf import write_pdf
from tests.ledgers import small_ledger

SAMPLES = Path(__file__).resolve().parents[3].parent / "shared" / "samples"


def _read_back(disclosure: Disclosure, folder: Path) -> Disclosure:
    form = forms.load(disclosure.form) if disclosure.form in forms.available() else None
    path = folder / "published.pdf"
    write_pdf(arrange(disclosure, form), disclosure, path)
    return read_document(path)


@pytest.mark.slow
def test_a_compiled_ledger(tmp_path: Path) -> None:
    disclosure = compile_ledger(small_ledger(), forms.load("shanxi")).disclosure
    read = _read_back(disclosure, tmp_path)
    assert differences(disclosure, read) == ()
    assert [(one.section, one.title) for one in read.narrative] == [
        (one.section, one.title) for one in disclosure.narrative
    ]
    assert read.profile.duties == disclosure.profile.duties
    assert read.procurement == disclosure.procurement
    assert read.damage == ()
    for row in read.statements[0].rows:
        places = [place for place, amount in zip(row.cells or (), row.amounts, strict=True) if amount is not None]
        assert all(place is not None and place.page and place.box for place in places)


@pytest.mark.slow
@pytest.mark.parametrize("length", [48, 60])
def test_a_name_of_many_lines(tmp_path: Path, length: int) -> None:
    disclosure = compile_ledger(small_ledger(), forms.load("shanxi")).disclosure
    name = ("青石市人民政府驻北方经济技术开发与国际合作示范区管理委员会综合行政事务协调服务保障中心暨历史文化遗产" * 2)[
        :length
    ]
    disclosure = msgspec.structs.replace(disclosure, entity=msgspec.structs.replace(disclosure.entity, name=name))
    assert differences(disclosure, _read_back(disclosure, tmp_path)) == ()


@pytest.mark.slow
@pytest.mark.samples
@pytest.mark.parametrize("name", ["changzhi-hrss-2026", "jincheng-zone-2026", "xinzhou-college-2024"])
def test_a_sample(tmp_path: Path, name: str) -> None:
    source = SAMPLES / "text" / f"{name}.txt"
    if not source.exists():
        pytest.skip(f"{source} is not there")
    disclosure = read_document(source)
    read = _read_back(disclosure, tmp_path)
    assert differences(disclosure, read) == ()
    assert read.procurement == disclosure.procurement
    assert [(one.code, one.name, one.department) for one in read.purchase_catalogue] == [
        (one.code, one.name, one.department) for one in disclosure.purchase_catalogue
    ]
    assert read.damage == ()
