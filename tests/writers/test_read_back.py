"""What is written is read back the same: tables cell by cell, disclosures amount by amount."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from budgetbook import forms
from budgetbook.model.codec import encode
from budgetbook.model.disclosure import Disclosure
from budgetbook.readers import docx as docx_reader
from budgetbook.readers import html as html_reader
from budgetbook.readers import read_document
from budgetbook.readers.blocks import Grid, Line, SourceDocument
from budgetbook.writers.arrangement import arrange
from budgetbook.writers.docx import write_docx
from budgetbook.writers.html import write_html
from budgetbook.writers.layout import CellKind, Heading, Layout, Paragraph, Table, TableCell, TableRole
from budgetbook.writers.printable import printable
from tests.libreoffice import saved_as, with_libreoffice
from tests.writers.arranged import compiled, shanxi
from tests.writers.invented import DISCLOSURE, layout

SAMPLES = Path(__file__).resolve().parents[3] / "shared" / "samples" / "text"
Write = Callable[[Layout, Disclosure, Path], None]
FORMATS: dict[str, tuple[Write, Callable[[Path], SourceDocument]]] = {
    "docx": (write_docx, docx_reader.read),
    "html": (write_html, html_reader.read),
}


def printed(table: Table) -> list[list[tuple[str, int, int]]]:
    """Each row's cells as (text, down, across)."""
    return [[(cell.text, cell.row_span, cell.column_span) for cell in row] for row in (*table.header, *table.body)]


def found(grid: Grid) -> list[list[tuple[str, int, int]]]:
    return [[(cell.text, cell.row_span, cell.column_span) for cell in row if not cell.covered] for row in grid.rows]


def grids(document: SourceDocument) -> list[Grid]:
    return [block for block in document.blocks if isinstance(block, Grid)]


@pytest.mark.parametrize("name", FORMATS)
def test_the_invented_layout(name: str, tmp_path: Path) -> None:
    write, read = FORMATS[name]
    write(layout(), DISCLOSURE, tmp_path / "a")
    tables = [block for block in layout().blocks if isinstance(block, Table)]
    wanted = [[[(printable(text), *spans) for text, *spans in row] for row in printed(table)] for table in tables]
    assert [found(grid) for grid in grids(read(tmp_path / "a"))] == wanted


def test_both_formats_say_the_same_lines(tmp_path: Path) -> None:
    said = {}
    for name, (write, read) in FORMATS.items():
        write(layout(), DISCLOSURE, tmp_path / name)
        blocks = read(tmp_path / name).blocks
        said[name] = [" ".join(block.text.split()) for block in blocks if isinstance(block, Line)]
    assert said["docx"] == said["html"]


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """A table whose cells tile it: rectangles cut from a grid in reading order."""
    rows, columns = draw(st.integers(1, 6)), draw(st.integers(1, 6))
    taken: set[tuple[int, int]] = set()
    body: list[tuple[TableCell, ...]] = []
    words = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zs", "Zl", "Zp"]), max_size=12)
    for row in range(rows):
        cells = []
        for column in range(columns):
            if (row, column) in taken:
                continue
            free = next((at - column for at in range(column, columns) if (row, at) in taken), columns - column)
            across, down = draw(st.integers(1, free)), draw(st.integers(1, rows - row))
            taken |= {(row + r, column + c) for r in range(down) for c in range(across)}
            cells.append(
                TableCell(
                    column=column,
                    text=draw(words),
                    kind=draw(st.sampled_from(CellKind)),
                    row_span=down,
                    column_span=across,
                    indent=draw(st.integers(0, 5)),
                )
            )
        body.append(tuple(cells))
    return Table(
        role=draw(st.sampled_from(TableRole)),
        header=(),
        body=tuple(body),
        widths=tuple(draw(st.lists(st.floats(0.5, 9), min_size=columns, max_size=columns))),
    )


@pytest.mark.parametrize("name", FORMATS)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(table=tables())
def test_any_table_whose_cells_tile_it(name: str, table: Table) -> None:
    write, read = FORMATS[name]
    one = Layout(entity="某局", title="公开", fiscal_year=2027, blocks=(table,))
    with TemporaryDirectory() as folder:
        write(one, DISCLOSURE, Path(folder) / "a")
        (grid,) = grids(read(Path(folder) / "a"))
    # Rows that lie wholly under cells from above still are rows.
    assert [len(row) for row in grid.rows] == [len(table.widths)] * len(table.body)
    assert found(grid) == [[(printable(text), *spans) for text, *spans in row] for row in printed(table)]


def amounts(disclosure: Disclosure) -> dict[str, Any]:
    """Every amount, label and indicator, without places."""
    stripped = msgspec.json.decode(encode(disclosure))
    _drop_places(stripped)
    kept = {
        f"statement {at}": [statement["title"], [[row["label"], row["amounts"]] for row in statement["rows"]]]
        for at, statement in enumerate(stripped["statements"])
    }
    kept |= {f"project {at}": project for at, project in enumerate(stripped["projects"])}
    for name in (
        "overall_performance",
        "procurement",
        "assets",
        "purchase_catalogue",
        "fiscal_year",
        "profile",
        "glossary",
    ):
        kept[name] = stripped[name]
    return kept


def _drop_places(value: Any) -> None:
    if isinstance(value, dict):
        for name in ("place", "cells"):
            value.pop(name, None)
        for part in value.values():
            _drop_places(part)
    elif isinstance(value, list):
        for part in value:
            _drop_places(part)


@pytest.mark.parametrize("name", FORMATS)
def test_a_compiled_disclosure(name: str, tmp_path: Path) -> None:
    path = tmp_path / "published"
    FORMATS[name][0](arrange(compiled(), shanxi()), compiled(), path)
    assert amounts(read_document(path)) == amounts(compiled())


@pytest.mark.parametrize("name", FORMATS)
def test_a_changed_amount_is_noticed(name: str, tmp_path: Path) -> None:
    """The comparison of these tests can fail: it sees one amount that differs by a cent."""
    first = compiled().statements[0]
    row = first.rows[0]
    at = next(number for number, amount in enumerate(row.amounts) if amount is not None)
    changed = list(row.amounts)
    changed[at] = (changed[at] or Decimal(0)) + Decimal("0.01")
    rows = (msgspec.structs.replace(row, amounts=tuple(changed)), *first.rows[1:])
    other = msgspec.structs.replace(
        compiled(), statements=(msgspec.structs.replace(first, rows=rows), *compiled().statements[1:])
    )
    path = tmp_path / "published"
    FORMATS[name][0](arrange(other, shanxi()), other, path)
    read = amounts(read_document(path))
    assert [key for key, value in amounts(compiled()).items() if read[key] != value] == ["statement 0"]


@pytest.mark.samples
@pytest.mark.parametrize("sample", ["jincheng-zone-2026", "changzhi-hrss-2026", "xinzhou-college-2024"])
@pytest.mark.parametrize("name", FORMATS)
def test_samples(name: str, sample: str, tmp_path: Path) -> None:
    if not SAMPLES.is_dir():
        pytest.skip("the samples are not beside the repository")
    disclosure = read_document(SAMPLES / f"{sample}.txt")
    path = tmp_path / "published"
    FORMATS[name][0](arrange(disclosure, forms.load("shanxi")), disclosure, path)
    assert amounts(read_document(path)) == amounts(disclosure)


@pytest.mark.slow
@with_libreoffice
def test_a_document_saved_again_by_another_program(tmp_path: Path) -> None:
    """An officer opens the DOCX elsewhere and saves it: LibreOffice rewrites every table, style and list."""
    write_docx(arrange(compiled(), shanxi()), compiled(), tmp_path / "a.docx")
    again = saved_as(tmp_path / "a.docx", "docx:MS Word 2007 XML", tmp_path / "again")
    assert amounts(read_document(again)) == amounts(compiled())


@pytest.mark.parametrize("name", FORMATS)
def test_no_heading_is_lost_where_no_table_follows(name: str, tmp_path: Path) -> None:
    blocks = (
        Heading(text="甲", level=2, of_table=True),
        Heading(text="乙", level=2),
        Heading(text="丙", level=2, of_table=True),
        Paragraph(text="丁"),
        Heading(text="戊", level=2, of_table=True),
    )
    write, read = FORMATS[name]
    write(Layout(entity="某局", title="公开", fiscal_year=2027, blocks=blocks), DISCLOSURE, tmp_path / "a")
    lines = [block.text for block in read(tmp_path / "a").blocks if isinstance(block, Line)]
    assert lines == ["某局", "公开", "甲", "乙", "丙", "丁", "戊"]
