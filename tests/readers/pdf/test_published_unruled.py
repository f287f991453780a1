"""What we publish reads back as well where its tables are printed with lines across only, and where they have no lines at all."""

from __future__ import annotations

import datetime
import json
from pathlib import Path

import pytest
import typst

from budgetbook import forms
from budgetbook.compiler import compile_ledger
from budgetbook.model.disclosure import Disclosure
from budgetbook.readers import read_document
from budgetbook.writers.arrangement import arrange
from budgetbook.writers.pdf import _TEMPLATES, _fonts, write_pdf
from budgetbook.writers.pdf.data import document_data
from tests.ledgers import small_ledger

pytestmark = pytest.mark.slow


def _printed(disclosure: Disclosure) -> list[tuple[str, str, str, str]]:
    return sorted(
        (statement.kind.value, str(row.coordinates), str(column.coordinates), str(amount))
        for statement in disclosure.statements
        for row in statement.rows
        for column, amount in zip(statement.columns, row.amounts, strict=True)
        if amount is not None
    )


@pytest.mark.parametrize("stroke", ["none", "(x, y) => (top: 0.5pt, bottom: 0.5pt)"])
def test_tables_without_upright_rulings(tmp_path: Path, stroke: str) -> None:
    form = forms.load("shanxi")
    disclosure = compile_ledger(small_ledger(), form).disclosure
    template = (_TEMPLATES / "document.typ").read_text(encoding="utf-8")
    attached = template.index("#pdf.attach(")
    template = template[:attached] + template[template.index(")\n", attached) + 2 :]
    assert "stroke: 0.5pt" in template
    (tmp_path / "document.typ").write_text(template.replace("stroke: 0.5pt", f"stroke: {stroke}"), encoding="utf-8")
    day = datetime.date(2027, 1, 1)
    data = json.dumps(document_data(arrange(disclosure, form), disclosure, day), ensure_ascii=False)
    compiler = typst.Compiler(
        input=str(tmp_path / "document.typ"),
        root=str(tmp_path),
        font_paths=_fonts(),
        ignore_system_fonts=True,
        sys_inputs={"document": data, "disclosure": "{}"},
    )
    path = tmp_path / "unruled.pdf"
    made = compiler.compile(format="pdf")
    assert isinstance(made, bytes)
    path.write_bytes(made)
    ruled = tmp_path / "ruled.pdf"
    write_pdf(arrange(disclosure, form), disclosure, ruled)
    read, kept = read_document(path), read_document(ruled)
    # A table of two rows is too little to be known by its amounts, and said to be missing.
    assert _printed(read) == [one for one in _printed(kept) if one[0] != "operating_costs"]
    assert [damage.what for damage in read.damage] == ["missing_amounts"]
