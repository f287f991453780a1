"""Rows that are known to take one line: the page they make is the page that Typst measures."""

from __future__ import annotations

from pathlib import Path

import pytest

from budgetbook.writers.arrangement import arrange
from budgetbook.writers.layout import CellKind, TableCell
from budgetbook.writers.pdf import data, write_pdf
from budgetbook.writers.pdf.columns import Fit
from budgetbook.writers.pdf.rows import one_line_rows
from tests.writers.arranged import compiled, shanxi

_FIT = Fit(paper="a4", landscape=False, size=10.0, widths=(106.0, 56.0))  # 10 and 5 em of room


def _row(first: str, second: str, *, indent: int = 0, row_span: int = 1) -> list[TableCell]:
    return [
        TableCell(column=0, text=first, kind=CellKind.TEXT, indent=indent, row_span=row_span),
        TableCell(column=1, text=second, kind=CellKind.AMOUNT),
    ]


def test_a_row_is_of_one_line_where_every_cell_is_sure_to_be() -> None:
    rows = [
        _row("办公费", "12.00"),
        _row("", ""),
        _row("十个字刚好站满这一栏", "12.00"),  # it may fit, but not for certain
        _row("两\n行", ""),
        _row("JBKDSSOFFICEMWX", ""),  # capitals may be wider than they are taken for
        _row("缩进的说明文字", "", indent=3),
    ]
    assert one_line_rows(rows, _FIT) == [True, True, False, False, False, False]


def test_a_long_cell_over_several_rows_takes_all_of_them() -> None:
    rows = [_row("经济和社会发展的各项指标", "", row_span=2), _row("", "1.00")[1:], _row("合计", "1.00")]
    assert one_line_rows(rows, _FIT) == [False, False, True]
    assert one_line_rows(rows[:1], _FIT) == [False]


@pytest.mark.slow
def test_the_pages_are_those_that_are_measured(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    layout = arrange(compiled(), shanxi())
    known, measured = tmp_path / "known.pdf", tmp_path / "measured.pdf"
    write_pdf(layout, compiled(), known)
    monkeypatch.setattr(data, "one_line_rows", lambda rows, _fitted: [False] * len(rows))
    write_pdf(layout, compiled(), measured)
    assert known.read_bytes() == measured.read_bytes()
