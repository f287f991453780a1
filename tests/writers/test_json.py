"""JSON: what is written is decoded to the same disclosure."""

from __future__ import annotations

from pathlib import Path

from budgetbook import forms
from budgetbook.compiler import compile_ledger
from budgetbook.model.codec import decode_disclosure
from budgetbook.writers.arrangement import arrange
from budgetbook.writers.json import write_json
from tests.ledgers import small_ledger


def test_round_trip(tmp_path: Path) -> None:
    form = forms.load("shanxi")
    disclosure = compile_ledger(small_ledger(), form).disclosure
    path = tmp_path / "a.json"
    write_json(arrange(disclosure, form), disclosure, path)
    data = path.read_bytes()
    assert data.startswith(b'{\n "schema": "budgetbook/disclosure/1",\n')
    assert decode_disclosure(data) == disclosure
