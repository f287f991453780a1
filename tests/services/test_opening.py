"""A workbook with mistakes of every kind tells all of them in one go."""

from pathlib import Path

import openpyxl
import pytest

from budgetbook import forms
from budgetbook.errors import LedgerInvalid
from budgetbook.model.ledger import LedgerDefect
from budgetbook.services.compiling import workbook_compiled
from budgetbook.writers.workbook import write_workbook
from tests.ledgers import small_ledger


def _with(path: Path, changes: dict[tuple[str, int, str], object]) -> Path:
    """The small ledger's workbook with cells changed: (sheet, nth filled row, header) → value."""
    ledger = small_ledger()
    write_workbook(ledger, path, form=forms.load(ledger.form))
    book = openpyxl.load_workbook(path)
    for (sheet, nth, header), value in changes.items():
        rows = list(book[sheet].iter_rows())
        heads = next(row for row in rows if any(cell.value == header for cell in row))
        column = next(cell.column for cell in heads if cell.value == header)
        book[sheet].cell(heads[0].row + nth, column).value = value  # type: ignore[arg-type]
    book.save(path)
    return path


def test_what_cannot_be_read_and_what_cannot_be_stand_in_one_list(tmp_path: Path) -> None:
    path = _with(
        tmp_path / "a.xlsx",
        {("支出", 1, "＊金额（元）"): "十二万", ("支出", 2, "＊功能分类（项）"): "2079998 没有的科目"},
    )
    with pytest.raises(LedgerInvalid) as error:
        workbook_compiled(path=path)
    found = [(each.place.sheet, each.message) for each in error.value.defects if isinstance(each, LedgerDefect)]
    assert len(found) == 2, found
    assert all(sheet == "支出" for sheet, _ in found)
    assert "十二万" in found[0][1]
    assert "2079998" in found[1][1]


def test_nothing_is_said_that_only_follows_from_an_unread_row(tmp_path: Path) -> None:
    path = _with(tmp_path / "a.xlsx", {("收入", 1, "＊金额（元）"): "很多"})
    with pytest.raises(LedgerInvalid) as error:
        workbook_compiled(path=path)
    assert len(error.value.defects) == 1
