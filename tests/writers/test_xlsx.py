"""Workbooks: what an officer finds in them, cell by cell, read with openpyxl (another's eyes) and from the XML itself."""

from __future__ import annotations

import re
import zipfile
from decimal import Decimal
from pathlib import Path

import msgspec
import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from budgetbook import forms
from budgetbook.compiler import compile_ledger
from budgetbook.errors import PublishError
from budgetbook.model.disclosure import Disclosure
from budgetbook.readers.blocks import Grid
from budgetbook.readers.xlsx import read
from budgetbook.writers.arrangement import arrange
from budgetbook.writers.layout import CellKind, Layout, Table, TableCell, TableRole
from budgetbook.writers.xlsx import write_xlsx
from tests.ledgers import small_ledger
from tests.writers.invented import CHART, DISCLOSURE, amount, layout, statement


@pytest.fixture(scope="module")
def small() -> tuple[Layout, Disclosure]:
    form = forms.load("shanxi")
    disclosure = compile_ledger(small_ledger(), form).disclosure
    return arrange(disclosure, form), disclosure


@pytest.fixture(scope="module")
def workbook(small: tuple[Layout, Disclosure], tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("xlsx") / "small.xlsx"
    write_xlsx(*small, path)
    return path


def one_table(table: Table) -> Layout:
    return Layout(entity="青石市文化和旅游局", title="2027年度部门预算公开", fiscal_year=2027, blocks=(table,))


def test_every_statement_and_form_has_a_sheet_of_its_own(workbook: Path, small: tuple[Layout, Disclosure]) -> None:
    names = openpyxl.load_workbook(workbook).sheetnames
    _, disclosure = small
    assert names[:3] == ["目录", "概况", "表1 预算收支总表"]
    assert [name for name in names if name.startswith("绩效")] == [
        f"绩效{number:02d} {project.name}" for number, project in enumerate(disclosure.projects, 1)
    ]
    assert sum(name.startswith("表") for name in names) == len(disclosure.statements)


def test_the_contents_lead_to_every_sheet(workbook: Path) -> None:
    book = openpyxl.load_workbook(workbook)
    targets = [re.fullmatch(r"'(.*)'!A\d+", target or "") for target in _links(book["目录"])]
    assert {target and target.group(1) for target in targets} == set(book.sheetnames) - {"目录"}


def test_titles_lead_back_to_the_contents(workbook: Path) -> None:
    book = openpyxl.load_workbook(workbook)
    assert {tuple(_links(sheet)) for sheet in book.worksheets[1:]} == {("'目录'!A1",)}


def _links(sheet: Worksheet) -> list[str | None]:
    return [cell.hyperlink.location for row in sheet.iter_rows() for cell in row if cell.hyperlink]


def test_sums_are_formulas_and_their_parts_add_up_to_what_is_printed(workbook: Path) -> None:
    formulas, values = openpyxl.load_workbook(workbook), openpyxl.load_workbook(workbook, data_only=True)
    checked = 0
    for sheet in formulas.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    shown = values[sheet.title]
                    assert _evaluated(str(cell.value), shown) == Decimal(str(shown[cell.coordinate].value))
                    checked += 1
    assert checked > 100


def _evaluated(formula: str, values: Worksheet) -> Decimal:
    """`formula`, a SUM of cells and ranges, worked out from the other cells' values."""
    inside = re.fullmatch(r"=SUM\((.*)\)", formula)
    assert inside is not None
    total = Decimal(0)
    for part in inside.group(1).split(","):
        cells = values[part] if ":" in part else ((values[part],),)
        total += sum((Decimal(str(cell.value)) for row in cells for cell in row if cell.value is not None), Decimal(0))
    return total


def test_a_sum_that_is_off_by_a_tail_stays_a_number(tmp_path: Path) -> None:
    rows = (
        (TableCell(column=0, text="合计"), msgspec.structs.replace(amount(1, "10.01"), sum_of=((1, 1), (2, 1)))),
        (TableCell(column=0, text="甲"), amount(1, "5.00")),
        (TableCell(column=0, text="乙"), amount(1, "5.00")),
    )
    table = Table(role=TableRole.STATEMENT, title="表", header=(), body=rows, widths=(1, 1), statement=0)
    write_xlsx(one_table(table), DISCLOSURE, tmp_path / "a.xlsx")
    assert openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets[1]["B2"].value == 10.01


def test_amounts_are_written_digit_by_digit(tmp_path: Path) -> None:
    rows = (
        (
            TableCell(column=0, text="甲"),
            amount(1, "12029.50"),
            amount(2, "-0.10"),
            amount(3, "99999999999.99"),
            amount(4, ""),
        ),
    )
    table = Table(role=TableRole.STATEMENT, title="表", header=(), body=rows, widths=(1,) * 5, statement=0)
    write_xlsx(one_table(table), DISCLOSURE, tmp_path / "a.xlsx")
    with zipfile.ZipFile(tmp_path / "a.xlsx") as archive:
        xml = archive.read("xl/worksheets/sheet2.xml").decode()
    assert re.findall(r'<c r="[B-E]2"[^>]*?(?:/>|><v>([^<]*)</v>)', xml) == ["12029.50", "-0.10", "99999999999.99", ""]


def test_text_is_never_a_formula_a_number_or_a_link(tmp_path: Path) -> None:
    texts = ["=HYPERLINK(1)", "+1", "-1", "@SUM(A1)", "007", "http://example.org", "{=A1}", "_x0041_"]
    rows = tuple((TableCell(column=0, text=text), TableCell(column=1, text=text, kind=CellKind.CODE)) for text in texts)
    table = Table(role=TableRole.CATALOGUE, title="=1+1", header=(), body=rows, widths=(1, 1))
    write_xlsx(one_table(table), DISCLOSURE, tmp_path / "a.xlsx")
    with zipfile.ZipFile(tmp_path / "a.xlsx") as archive:
        assert b"<f>" not in archive.read("xl/worksheets/sheet2.xml")
    assert openpyxl.load_workbook(tmp_path / "a.xlsx").sheetnames == ["目录", "购买服务目录"]
    grid = read(tmp_path / "a.xlsx").blocks[-1]
    assert isinstance(grid, Grid)
    assert [[cell.text for cell in row] for row in grid.rows] == [[text, text] for text in texts]


def test_print_set_up(workbook: Path) -> None:
    book = openpyxl.load_workbook(workbook)
    for sheet in book.worksheets:
        setup, fitting, footer = sheet.page_setup, sheet.sheet_properties.pageSetUpPr, sheet.oddFooter
        assert fitting is not None
        assert (str(setup.paperSize), setup.fitToHeight, fitting.fitToPage) == ("9", 0, True)
        assert footer is not None and footer.right is not None and footer.right.text is not None
        assert "&P" in footer.right.text
    income = book["表2 预算收入总表"]
    assert (income.page_setup.orientation, income.print_title_rows, income.freeze_panes) == ("landscape", "$4:$5", "C6")
    both_sides = book["表1 预算收支总表"]
    assert (both_sides.page_setup.orientation, both_sides.freeze_panes) == ("portrait", "A6")
    assert book["绩效01 文化旅游节专项经费"].freeze_panes is None


def test_numbers_show_the_decimals_they_were_printed_with(workbook: Path) -> None:
    book = openpyxl.load_workbook(workbook)
    assert book["表2 预算收入总表"]["C6"].number_format == "#,##0.00"
    form = book["绩效01 文化旅游节专项经费"]
    assert [form["D6"].value, form["D6"].number_format] == [4200000, "#,##0"]


def test_the_workbook_says_whose_it_is(workbook: Path) -> None:
    properties = openpyxl.load_workbook(workbook).properties
    assert (properties.title, properties.creator) == ("青石市文化和旅游局2027年度部门预算公开", "青石市文化和旅游局")


def test_charts_are_drawn_from_a_table_beside_them(tmp_path: Path) -> None:
    write_xlsx(layout(), DISCLOSURE, tmp_path / "a.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx")["部门预算情况说明"]
    with zipfile.ZipFile(tmp_path / "a.xlsx") as archive:
        chart = archive.read("xl/charts/chart1.xml").decode()
        drawing = archive.read("xl/drawings/drawing1.xml").decode()
    labels, amounts = (re.findall(rf"<c:{part}>.*?<c:f>(.*?)</c:f>", chart)[0] for part in ("cat", "val"))
    assert [labels, amounts] == ["部门预算情况说明!$A$5:$A$8", "部门预算情况说明!$B$5:$B$8"]
    assert [sheet.cell(row, 2).value for row in range(5, 9)] == [float(part.amount) for part in CHART.slices]
    assert CHART.description in drawing


def test_a_text_too_tall_for_a_row_takes_several_and_is_read_as_one(tmp_path: Path) -> None:
    long = "项目实施计划的每一步都要写清楚。" * 300
    rows = (
        (
            TableCell(column=0, text="项目名称", kind=CellKind.FIELD),
            TableCell(column=1, text="业务费", kind=CellKind.TEXT),
        ),
        (TableCell(column=0, text="项目概况", kind=CellKind.FIELD), TableCell(column=1, text=long, kind=CellKind.TEXT)),
        (TableCell(column=0, text="立项依据", kind=CellKind.FIELD), TableCell(column=1, text="无", kind=CellKind.TEXT)),
    )
    table = Table(role=TableRole.PROJECT_FORM, title="表", header=(), body=rows, widths=(1, 4), project=0)
    write_xlsx(one_table(table), DISCLOSURE, tmp_path / "a.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets[1]
    assert max(height.height for height in sheet.row_dimensions.values()) <= 409
    assert sheet.max_row > 4
    grid = read(tmp_path / "a.xlsx").blocks[-1]
    assert isinstance(grid, Grid)
    assert [[(cell.text, cell.row_span) for cell in row] for row in grid.rows] == [
        [("项目名称", 1), ("业务费", 1)],
        [("项目概况", 1), (long, 1)],
        [("立项依据", 1), ("无", 1)],
    ]


def test_a_text_longer_than_a_cell_can_hold_is_refused(tmp_path: Path) -> None:
    rows = ((TableCell(column=0, text="长" * 32768, kind=CellKind.TEXT),),)
    table = Table(role=TableRole.PROJECT_FORM, title="项目支出绩效目标表", header=(), body=rows, widths=(1,), project=0)
    with pytest.raises(PublishError, match="项目支出绩效目标表：有一格文字长达 32768 字"):
        write_xlsx(one_table(table), DISCLOSURE, tmp_path / "a.xlsx")


def test_columns_hold_their_longest_amount(tmp_path: Path) -> None:
    narrow = msgspec.structs.replace(statement(3), widths=(1, 50, 1, 1, 1))
    write_xlsx(one_table(narrow), DISCLOSURE, tmp_path / "a.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets[1]
    assert sheet.column_dimensions["C"].width >= len("14,171.00") + 2


def test_46_forms_take_no_two_seconds(tmp_path: Path) -> None:
    import time

    began = time.perf_counter()
    write_xlsx(layout(forms=46), DISCLOSURE, tmp_path / "a.xlsx")
    assert time.perf_counter() - began < 2
