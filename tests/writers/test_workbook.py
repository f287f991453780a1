"""The entry workbook as a file: what it offers, protects, sums and warns of, in features every spreadsheet program has."""

from __future__ import annotations

import re
import zipfile
from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec
import openpyxl
import pytest

from budgetbook import forms
from budgetbook.errors import PublishError, UsageError
from budgetbook.forms.entry import load_entry
from budgetbook.model.disclosure import EntityKind
from budgetbook.model.narrative import Profile
from budgetbook.readers.workbook import read_workbook
from budgetbook.writers.workbook import empty_ledger, write_workbook
from budgetbook.writers.workbook.cells import fits_a_double
from tests.ledgers import small_ledger

SHANXI = forms.load("shanxi")
# What Excel 2010, WPS and LibreOffice all compute.
_FUNCTIONS = {
    "AND",
    "COUNT",
    "COUNTA",
    "COUNTIF",
    "IF",
    "INDEX",
    "ISNUMBER",
    "ISTEXT",
    "LEFT",
    "LEN",
    "MAX",
    "N",
    "OFFSET",
    "OR",
    "ROUND",
    "ROW",
    "SUBTOTAL",
    "SUM",
    "SUMIFS",
    "SUMPRODUCT",
    "TRIM",
}


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("workbook") / "small.xlsx"
    write_workbook(small_ledger(), path, form=SHANXI)
    return path


@pytest.fixture(scope="module")
def book(path: Path) -> Any:
    return openpyxl.load_workbook(path)


def test_sheets_in_order_with_the_guide_first_and_the_lists_hidden(book: Any) -> None:
    names = [sheet.name for sheet in load_entry().sheets]
    assert book.sheetnames == ["填写说明", "汇总核对", *names, "代码"]
    assert book["代码"].sheet_state == "hidden"
    assert book["填写说明"].row_dimensions[1].hidden


def test_headings_are_protected_without_a_password_and_entries_are_open(book: Any) -> None:
    for sheet in book.worksheets:
        assert sheet.protection.sheet
        assert not sheet.protection.password
    lines = book["支出"]
    assert lines["A5"].protection.locked
    assert not lines["I6"].protection.locked
    assert not lines.column_dimensions["B"].protection.locked  # rows nothing is written in yet
    assert lines.protection.insertRows is False  # False: not forbidden
    assert lines.protection.sort is False


def test_drop_downs_are_named_ranges_over_all_rows(book: Any) -> None:
    found = {
        str(each.sqref): each.formula1 for each in book["支出"].data_validations.dataValidation if each.type == "list"
    }
    assert found == {
        "A6:A2005": "list_units",
        "B6:B2005": "list_function",
        "C6:C2005": "list_economic",
        "D6:D2005": "list_government_economic",
        "E6:E2005": "list_fund",
        "F6:F2005": "list_nature",
        "G6:G2005": "list_projects",
        "H6:H2005": "list_period",
    }
    assert set(found.values()) <= set(book.defined_names)


def test_codes_are_offered_with_their_names(book: Any) -> None:
    area = book.defined_names["list_function"].attr_text
    column = re.search(r"\$([A-Z]+)\$2", area)
    assert column is not None
    codes = [cell.value for cell in book["代码"][column[1]]]
    assert "2050305 高等职业教育" in codes
    assert book["支出"]["B6"].value == "2070101 行政运行"


def test_every_formula_is_one_that_all_programs_know(path: Path) -> None:
    with zipfile.ZipFile(path) as archive:
        parts = [archive.read(name).decode() for name in archive.namelist() if name.startswith(("xl/work",))]
    formulas = [
        formula
        for part in parts
        for formula in re.findall(r"<(?:f|formula|formula1|formula2|definedName[^>]*)>([^<]*)<", part)
    ]
    functions = {name for formula in formulas for name in re.findall(r"([A-Z][A-Z0-9.]*)\(", formula)}
    assert functions <= _FUNCTIONS
    assert max(map(len, formulas)) < 8192
    # Rules for colours may not point at other sheets in older programs: they go through names.
    rules = [rule for part in parts for rule in re.findall(r"<formula>([^<]*)<", part)]
    assert [rule for rule in rules if "!" in rule] == []


def test_every_header_explains_itself(book: Any) -> None:
    header = book["支出"]["B5"]
    assert header.value == "＊功能分类（项）"
    assert "预算法" in header.comment.text


def test_sums_are_there_before_any_program_computes_them(path: Path) -> None:
    values = openpyxl.load_workbook(path, data_only=True)
    ledger = small_ledger()
    income = sum((line.yuan for line in ledger.lines if line.coordinates.flow == "income"), Decimal(0))
    assert Decimal(str(values["收入"]["E3"].value)) == income
    summary = values["汇总核对"]
    row = next(row for row in summary.iter_rows(max_col=6, values_only=True) if row[0] == "总计")
    assert [row[2], row[3], row[4], row[5]] == [float(income), float(income), 0, "平衡"]


def test_room_grows_with_the_ledger(tmp_path: Path) -> None:
    ledger = small_ledger()
    many = msgspec.structs.replace(ledger, lines=ledger.lines * 90)
    write_workbook(many, tmp_path / "many.xlsx", form=SHANXI)
    sheet = openpyxl.load_workbook(tmp_path / "many.xlsx")["支出"]
    area = next(str(each.sqref) for each in sheet.data_validations.dataValidation if each.formula1 == "list_units")
    lines = sum(line.coordinates.flow == "expenditure" for line in many.lines)
    assert lines > 2000
    assert int(area.rpartition("A")[2]) > lines + 400


def test_amounts_a_double_holds_are_numbers() -> None:
    assert fits_a_double(Decimal("9999999999999.99"))
    assert not fits_a_double(Decimal("99999999999999.99"))  # goes in as text


@pytest.mark.parametrize("kind", list(EntityKind))
def test_an_empty_workbook_speaks_of_its_kind(tmp_path: Path, kind: EntityKind) -> None:
    write_workbook(empty_ledger(SHANXI, 2027, kind), tmp_path / "new.xlsx", form=SHANXI)
    book = openpyxl.load_workbook(tmp_path / "new.xlsx")
    assert book["填写说明"]["B2"].value == f"2027年度{kind.word}预算填报工作簿"
    assert book["单位信息"]["B6"].value == f"＊{kind.word}名称"


def test_the_national_form_needs_no_code(tmp_path: Path) -> None:
    national = forms.load("national")
    ledger = msgspec.structs.replace(small_ledger(), form="national", previous=(), words=())
    write_workbook(ledger, tmp_path / "national.xlsx", form=national)
    assert read_workbook(tmp_path / "national.xlsx").form == "national"


def test_another_form_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="national"):
        write_workbook(msgspec.structs.replace(small_ledger(), form="national"), tmp_path / "x.xlsx", form=SHANXI)


def test_nothing_is_left_half_written(tmp_path: Path) -> None:
    ledger = msgspec.structs.replace(small_ledger(), profile=Profile(structure="长" * 40_000))
    target = tmp_path / "old.xlsx"
    target.write_bytes(b"old")
    with pytest.raises(PublishError, match="32767"):
        write_workbook(ledger, target, form=SHANXI)
    assert target.read_bytes() == b"old"
    assert [each.name for each in tmp_path.iterdir()] == ["old.xlsx"]
    with pytest.raises(UsageError, match="不能写入"):
        write_workbook(small_ledger(), tmp_path / "missing" / "x.xlsx", form=SHANXI)
