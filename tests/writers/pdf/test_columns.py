"""How tables fit their pages."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from budgetbook.writers.layout import CellKind, Table, TableCell, TableRole
from budgetbook.writers.pdf.columns import (
    INSET,
    LANDSCAPE,
    PORTRAIT,
    WIDE,
    Fit,
    balanced,
    breakable,
    cover_size,
    fit,
    height,
)

_ROOM = {("a4", False): PORTRAIT, ("a4", True): LANDSCAPE, ("a3", True): WIDE}


def _table(rows: list[list[str]], *, landscape: bool = False, role: TableRole = TableRole.STATEMENT) -> Table:
    columns = len(rows[0])
    body = tuple(
        tuple(
            TableCell(column=0, text=text)
            if at == 0
            else TableCell(column=at, text=text, kind=CellKind.AMOUNT, amount=Decimal(text) if text else None)
            for at, text in enumerate(row)
        )
        for row in rows
    )
    return Table(role=role, header=(), body=body, widths=(1.0,) * columns, landscape=landscape)


@settings(deadline=None)  # wide tables are tried in every size; how long that takes depends on what else runs
@given(
    st.integers(1, 30).flatmap(
        lambda columns: st.lists(
            st.lists(st.sampled_from(["", "1.00", "12029.53", "-123456789012.34"]), min_size=columns, max_size=columns),
            min_size=1,
            max_size=5,
        )
    ),
    st.booleans(),
)
def test_every_number_has_room_and_the_table_fills_its_page(amounts: list[list[str]], landscape: bool) -> None:
    fitted = fit(_table([["甲单位", *row] for row in amounts], landscape=landscape))
    assert fitted.landscape or not landscape
    assert sum(fitted.widths) == pytest.approx(_ROOM[fitted.paper, fitted.landscape], abs=0.5)
    for row in amounts:
        for text, width in zip(row, fitted.widths[1:], strict=True):
            assert len(text.replace(".", "").replace("-", "")) * 0.555 * fitted.size <= width - 2 * INSET * (
                fitted.size >= 6
            )


def test_narrow_tables_keep_full_type_on_portrait_pages() -> None:
    fitted = fit(_table([["一般公共服务支出", "12029.53", "", "12029.53"]]))
    assert (fitted.paper, fitted.landscape, fitted.size) == ("a4", False, 9.0)


def test_type_shrinks_first_and_then_the_page_turns_and_grows() -> None:
    pages = [
        (fitted.paper, fitted.landscape)
        for columns in (6, 12, 20)
        for fitted in [fit(_table([["甲", *["1234567890.12"] * columns]]))]
    ]
    assert pages == [("a4", False), ("a4", True), ("a3", True)]


def test_a_form_that_runs_over_by_a_few_lines_is_set_smaller() -> None:
    def form(lines: int) -> Table:
        text = TableCell(column=0, text="\n".join(["字"] * lines), kind=CellKind.TEXT)
        return Table(role=TableRole.PROJECT_FORM, header=(), body=((text,),), widths=(1.0,))

    sizes = [fit(form(lines)).size for lines in (50, 60, 64, 120)]
    assert sizes == [9.0, 8.5, 8.0, 9.0]
    assert height(form(64), 8.0, (PORTRAIT,)) <= 648


def test_only_words_too_long_for_a_column_are_broken() -> None:
    assert breakable("2027年部门预算绩效目标申报表（试行）") == "2027年部门预算绩效目标申报表（试行）"
    assert breakable("网址https://example.org/a的说明") == "网址https://exampl\u200be.org/a的说明"


def test_words_of_a_header_break_into_lines_of_one_length() -> None:
    fitted = Fit(paper="a4", landscape=False, size=10.0, widths=(56.0, 56.0))
    head = TableCell(column=0, text="当年预算安排", kind=CellKind.HEAD)
    assert balanced(head, fitted).text == "当年预\n算安排"
    for cell in (
        TableCell(column=0, text="当年预算安", kind=CellKind.HEAD),
        TableCell(column=0, text="当年预算安排", kind=CellKind.HEAD, column_span=2),
        TableCell(column=0, text="2027年预算数", kind=CellKind.HEAD),
        TableCell(column=0, text="当年预算安排"),
    ):
        assert balanced(cell, fitted) == cell


def test_a_long_name_takes_two_lines_of_the_cover() -> None:
    assert cover_size("青石市图书馆") == 28
    for length in (18, 30, 40):
        assert length * cover_size("馆" * length) <= 2 * PORTRAIT
