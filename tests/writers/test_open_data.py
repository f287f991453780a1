"""Open data: valid by the standard's own tool, true by our own reading, and safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgetbook import forms
from budgetbook.compiler import compile_ledger
from budgetbook.model.codec import decode_disclosure
from budgetbook.model.coordinates import Coordinates, Flow
from budgetbook.model.disclosure import Disclosure, Entity, EntityKind
from budgetbook.model.facts import facts
from budgetbook.model.statement import Column, Kind, Row, Statement
from budgetbook.writers.arrangement import arrange
from budgetbook.writers.open_data import package_differences, write_open_data
from budgetbook.writers.open_data.csv import ENCODING, csv_bytes, guarded, unguarded
from budgetbook.writers.open_data.schema import Field
from tests.ledgers import small_ledger

EMPTY = Disclosure(entity=Entity(name="青石市档案馆", kind=EntityKind.UNIT), fiscal_year=2027)


@pytest.fixture(scope="module")
def disclosure() -> Disclosure:
    return compile_ledger(small_ledger(), forms.load("shanxi")).disclosure


def package(disclosure: Disclosure, folder: Path) -> Path:
    write_open_data(arrange(disclosure, forms.load("shanxi")), disclosure, folder)
    return folder


def rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding=ENCODING, newline="") as text:
        return list(csv.DictReader(text))


def awkward() -> Disclosure:
    """Columns of one name, labels that a spreadsheet would run, line breaks and quotes in text, a negative amount, no unit."""
    column = Column(label="=SUM(A1)", coordinates=Coordinates(flow=Flow.INCOME))
    statement = Statement(
        kind=Kind.OTHER,
        title='带"引号"，逗号\n和换行',
        columns=(column, column, Column(label="label"), Column(label="")),
        rows=(
            Row(label="-其他", amounts=(Decimal("-12.30"), None, Decimal("0.00"), Decimal("5"))),
            Row(label="'=1", code="=1+1", amounts=(None, Decimal("1"), None, None)),
        ),
    )
    return msgspec.structs.replace(EMPTY, statements=(statement,))


def test_frictionless_finds_nothing(disclosure: Disclosure, tmp_path: Path) -> None:
    from frictionless import validate

    for number, each in enumerate((disclosure, EMPTY, awkward())):
        report = validate(str(package(each, tmp_path / str(number)) / "datapackage.json"))
        assert report.flatten(["title", "message"]) == []
        assert report.valid


def test_the_package_says_what_the_disclosure_says(disclosure: Disclosure, tmp_path: Path) -> None:
    for number, each in enumerate((disclosure, EMPTY, awkward())):
        assert package_differences(each, package(each, tmp_path / str(number))) == ()


def test_facts_are_the_printed_cells(disclosure: Disclosure, tmp_path: Path) -> None:
    found = rows(package(disclosure, tmp_path) / "facts.csv")
    printed = [fact for fact in facts(disclosure) if fact.amount is not None]
    assert [(row["amount"], row["yuan"]) for row in found] == [
        (f"{each.amount:f}", f"{each.yuan:f}") for each in printed
    ]
    chosen = next(
        row for row in found if row["statement"] == "2" and row["row_code"] == "2070101" and row["column"] == "2"
    )
    assert {name: value for name, value in chosen.items() if value} == {
        "statement": "2",
        "kind": "income",
        "statement_title": "2027年预算收入总表",
        "row": "4",
        "column": "2",
        "row_code": "2070101",
        "row_label": "行政运行",
        "column_label": "本年收入/一般公共预算",
        "flow": "income",
        "fund": "general_public",
        "period": "current",
        "function": "2070101",
        "amount": "225.57",
        "amount_unit": "万元",
        "yuan": "2255700.00",
    }


def tampered(folder: Path, file: str, change: Callable[[str], str]) -> Path:
    """Change `file` and bring size and hash in the descriptor up to date, as one who means it would."""
    path = folder / file
    content = change(path.read_bytes().decode("utf-8")).encode()
    path.write_bytes(content)
    described: dict[str, Any] = json.loads((folder / "datapackage.json").read_bytes())
    for resource in described["resources"]:
        if resource["path"] == file:
            resource["bytes"], resource["hash"] = len(content), f"sha256:{hashlib.sha256(content).hexdigest()}"
    (folder / "datapackage.json").write_text(json.dumps(described), encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("file", "old", "new", "says"),
    [
        ("facts.csv", ",225.57,万元", ",225.58,万元", "facts.csv：表 2 行 4 列 1 应为 225.57，读回 225.58"),
        ("facts.csv", ",225.57,万元", ",225.570,万元", "facts.csv：表 2 行 4 列 1 应为 225.57，读回 225.570"),
        ("facts.csv", ",225.57,万元", ",225.57,千元", "facts.csv 第 "),
        (
            "facts.csv",
            "2,income,2027年预算收入总表,4,2,",
            "99,income,2027年预算收入总表,4,2,",
            "facts.csv：['statement'] 在 statements 中没有对应的行",
        ),
        ("statement-02-income.csv", ",225.57,", ",,", "statement-02-income.csv：行 4“"),
        ("projects.csv", "1380000", "1380001", "projects.csv：项目 1“annual_total”应为 1380000"),
        ("indicators.csv", "≥95%", "≥94%", "indicators.csv：项目 1 的 whole 指标应有"),
        ("narrative.csv", "narrative,2,", "narrative,1,", "narrative.csv：主键重复"),
    ],
)
def test_any_change_is_found(disclosure: Disclosure, tmp_path: Path, file: str, old: str, new: str, says: str) -> None:
    folder = package(disclosure, tmp_path)
    assert old in (folder / file).read_text(encoding=ENCODING)
    wrong = package_differences(disclosure, tampered(folder, file, lambda text: text.replace(old, new, 1)))
    assert [line for line in wrong if line.startswith(says)] != []


def test_a_missing_row_and_a_changed_byte_are_found(disclosure: Disclosure, tmp_path: Path) -> None:
    folder = package(disclosure, tmp_path)
    text = (folder / "projects.csv").read_bytes()
    (folder / "projects.csv").write_bytes(text[: text[:-2].rindex(b"\r\n") + 2])
    assert package_differences(disclosure, folder)[:1] == (
        "projects.csv：内容与 datapackage.json 所记的大小或摘要不符",
    )
    assert "projects.csv：应有 5 行，读回 4 行" in package_differences(disclosure, folder)


def test_excel_sees_utf8_and_crlf(disclosure: Disclosure, tmp_path: Path) -> None:
    folder = package(disclosure, tmp_path)
    for file in folder.glob("*.csv"):
        content = file.read_bytes()
        assert content.startswith(b"\xef\xbb\xbf")
        assert content.endswith(b"\r\n")


def test_text_that_a_spreadsheet_would_run_is_guarded(tmp_path: Path) -> None:
    found = rows(package(awkward(), tmp_path) / "statement-01-other.csv")
    assert [(row["code"], row["label"]) for row in found] == [("", "'-其他"), ("'=1+1", "''=1")]
    assert [row["'=SUM(A1)"] for row in found] == ["-12.30", ""]


@given(st.text())
def test_guarding_can_be_undone(text: str) -> None:
    assert unguarded(guarded(text)) == text
    assert guarded(text)[:1] not in ("=", "+", "-", "@", "\t", "\r")


@given(
    st.lists(
        st.tuples(st.text(st.characters(codec="utf-8")), st.decimals(allow_nan=False, allow_infinity=False, places=2))
    )
)
def test_csv_gives_back_what_it_was_given(items: list[tuple[str, Decimal]]) -> None:
    fields = (Field(name="a", title="", description=""), Field(name="b", title="", description="", type="number"))
    read = list(csv.reader(io.StringIO(csv_bytes(fields, items).decode(ENCODING), newline="")))
    assert [(unguarded(a), Decimal(b)) for a, b in read[1:]] == items


def test_the_whole_disclosure_is_in_it(disclosure: Disclosure, tmp_path: Path) -> None:
    assert decode_disclosure((package(disclosure, tmp_path) / "disclosure.json").read_bytes()) == disclosure


def test_no_person_is_named_in_the_tables(disclosure: Disclosure, tmp_path: Path) -> None:
    folder = package(disclosure, tmp_path)
    named = {text for each in disclosure.projects for text in (each.responsible, each.handler, each.telephone) if text}
    assert named != set()
    tables = "".join(file.read_text(encoding=ENCODING) for file in folder.glob("*.csv"))
    assert [name for name in named if name in tables] == []


def test_the_readme_explains_every_column(disclosure: Disclosure, tmp_path: Path) -> None:
    folder = package(disclosure, tmp_path)
    described = json.loads((folder / "datapackage.json").read_bytes())
    readme = (folder / "README.md").read_text(encoding="utf-8")
    for resource in described["resources"]:
        for field in resource.get("schema", {}).get("fields", ()):
            assert f"| `{field['name']}` | {field['title']} |" in readme
    assert "licenses" not in described
    assert "`licenses`" in readme


def test_the_same_disclosure_gives_the_same_bytes(disclosure: Disclosure, tmp_path: Path) -> None:
    first, second = package(disclosure, tmp_path / "a"), package(disclosure, tmp_path / "b")
    assert {file.name: file.read_bytes() for file in first.iterdir()} == {
        file.name: file.read_bytes() for file in second.iterdir()
    }
