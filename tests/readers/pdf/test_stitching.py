"""Tables that go on over pages."""

from __future__ import annotations

from pathlib import Path

from budgetbook.readers.blocks import Grid
from tests.readers.pdf.handmade import grids, lines, pdf_bytes, read, said, words

XS = [50, 150, 250]


def _table(top: int, *rows: tuple[str, str]) -> str:
    ys = [top - 20 * n for n in range(len(rows) + 1)]
    drawn = lines(XS, ys)
    for n, row in enumerate(rows):
        drawn += "".join(words(text, x + 5, top - 20 * n - 14) for text, x in zip(row, XS, strict=False) if text)
    return drawn


def test_a_table_goes_on_without_its_head(tmp_path: Path) -> None:
    data = pdf_bytes(_table(90, ("name", "sum"), ("a", "1.00")), _table(270, ("b", "2.00")))
    assert grids(read(tmp_path, data)) == [[["name", "sum"], ["a", "1.00"], ["b", "2.00"]]]


def test_a_head_printed_again_is_dropped(tmp_path: Path) -> None:
    head = (("name", "budget 2026"), ("", "1"))
    data = pdf_bytes(
        _table(110, *head, ("a", "1.00")), _table(270, *head, ("b", "2.00")), _table(270, *head, ("c", ""))
    )
    assert grids(read(tmp_path, data)) == [
        [["name", "budget 2026"], ["", "1"], ["a", "1.00"], ["b", "2.00"], ["c", ""]]
    ]


def test_equal_rows_of_figures_are_no_head(tmp_path: Path) -> None:
    data = pdf_bytes(_table(90, ("1.00", "2.00"), ("a", "1.00")), _table(270, ("1.00", "2.00")))
    assert grids(read(tmp_path, data)) == [[["1.00", "2.00"], ["a", "1.00"], ["1.00", "2.00"]]]


def test_words_between_part_tables(tmp_path: Path) -> None:
    data = pdf_bytes(_table(90, ("a", "1.00")), words("Another", 50, 280, 14) + _table(260, ("b", "2.00")))
    assert grids(read(tmp_path, data)) == [[["a", "1.00"]], [["b", "2.00"]]]


def test_tables_of_other_widths_stay_apart(tmp_path: Path) -> None:
    wide = lines([50, 150, 300], [270, 250]) + words("b", 55, 256)
    assert len(grids(read(tmp_path, pdf_bytes(_table(90, ("a", "1.00")), wide)))) == 2


def test_page_numbers_do_not_part_a_table(tmp_path: Path) -> None:
    pages = [_table(90, ("a", "1.00")) + words("- 1 -", 190, 20), _table(270, ("b", "2.00")) + words("- 2 -", 190, 20)]
    document = read(tmp_path, pdf_bytes(*pages))
    assert (grids(document), said(document)) == ([[["a", "1.00"], ["b", "2.00"]]], [])


def test_a_row_cut_by_the_page_is_made_whole(tmp_path: Path) -> None:
    first = _table(90, ("a", ""), ("b", "words that fill the"))
    data = pdf_bytes(first, _table(270, ("", "whole of the cell"), ("c", "3.00")))
    assert grids(read(tmp_path, data)) == [[["a", ""], ["b", "words that fill the whole of the cell"], ["c", "3.00"]]]


def test_a_row_with_a_label_alone_is_no_rest_of_the_row_before(tmp_path: Path) -> None:
    data = pdf_bytes(_table(90, ("a", "1.00")), _table(270, ("b", ""), ("c", "3.00")))
    assert grids(read(tmp_path, data)) == [[["a", "1.00"], ["b", ""], ["c", "3.00"]]]


def test_a_merged_cell_goes_on_over_the_page(tmp_path: Path) -> None:
    first = lines(XS, [90, 50]) + "150 70 m 250 70 l S\n"
    first += words("group", 55, 66) + words("1.00", 155, 76) + words("2.00", 155, 56)
    second = lines(XS, [270, 230]) + "150 250 m 250 250 l S\n" + words("3.00", 155, 256) + words("4.00", 155, 236)
    (grid,) = read(tmp_path, pdf_bytes(first, second)).blocks
    assert isinstance(grid, Grid)
    assert (grid.rows[0][0].text, grid.rows[0][0].row_span) == ("group", 4)
    assert [row[0].covered for row in grid.rows] == [False, True, True, True]
    assert [row[1].text for row in grid.rows] == ["1.00", "2.00", "3.00", "4.00"]


def test_columns_of_both_parts_are_columns_of_the_whole(tmp_path: Path) -> None:
    first = lines([50, 250], [90, 70]) + lines(XS, [70, 50]) + words("title", 55, 76) + words("a", 55, 56)
    second = lines([50, 150, 200, 250], [270, 250]) + words("b", 55, 256) + words("1", 155, 256) + words("2", 205, 256)
    assert grids(read(tmp_path, pdf_bytes(first, second))) == [
        [["title", None, None], ["a", "", None], ["b", "1", "2"]]
    ]
