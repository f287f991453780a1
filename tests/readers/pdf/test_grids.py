"""Ruled tables, however their rulings are drawn and the page is turned."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from budgetbook.readers.blocks import Grid
from tests.readers.pdf.handmade import grids, lines, pdf_bytes, read, said, words

XS, YS = [50, 150, 250], [250, 230, 210]
CELLS = words("a", 55, 236) + words("1.00", 155, 236) + words("b", 55, 216) + words("2.00", 155, 216)
GRID = [["a", "1.00"], ["b", "2.00"]]


def _boxes(xs: list[int], ys: list[int], paint: str) -> str:
    return "".join(
        f"{left} {low} {right - left} {high - low} re {paint}\n"
        for left, right in pairwise(xs)
        for high, low in pairwise(ys)
    )


def _thin_boxes(paint: str) -> str:
    across = [f"50 {y} 200 0.7 re {paint}\n" for y in YS]
    return "".join(across + [f"{x} 210 0.7 40 re {paint}\n" for x in XS])


RULINGS = {
    "strokes": lines(XS, YS),
    "boxes with borders": _boxes(XS, YS, "S"),
    "thin filled boxes": _thin_boxes("f"),
    "one path of thin boxes": _thin_boxes("") + "f\n",
    "one path of all strokes": lines(XS, YS).replace(" S\n", "\n") + "S\n",
    "strokes in pieces": "".join(f"{x} {y} m {x + 4} {y} l S\n" for y in YS for x in range(50, 250, 5))
    + "".join(f"{x} {y} m {x} {y + 4} l S\n" for x in XS for y in range(210, 250, 4)),
    "every cell its own, twice": lines(XS, YS)
    + "".join(lines([x, x2], YS) for x, x2 in ((50.8, 149.2), (150.8, 249.2))),
    "no outer sides": "".join(f"50 {y} m 250 {y} l S\n" for y in YS) + "150 210 m 150 250 l S\n",
    "open at the foot": "".join(f"50 {y} m 250 {y} l S\n" for y in YS[:2])
    + "".join(f"{x} 210 m {x} 250 l S\n" for x in XS),
}


@pytest.mark.parametrize("drawn", RULINGS.values(), ids=RULINGS)
def test_rulings_of_every_make_give_the_same_cells(tmp_path: Path, drawn: str) -> None:
    document = read(tmp_path, pdf_bytes(drawn + CELLS))
    assert (grids(document), said(document)) == ([GRID], [])


def test_every_cell_knows_page_and_box(tmp_path: Path) -> None:
    (grid,) = read(tmp_path, pdf_bytes(lines(XS, YS) + CELLS)).blocks
    assert isinstance(grid, Grid)
    place = grid.rows[1][1].place
    assert place is not None
    assert (place.page, place.box) == (1, (150.0, 70.0, 250.0, 90.0))


@pytest.mark.parametrize(
    ("rotate", "box", "moved"),
    [
        (90, "/MediaBox [0 0 300 400]", "0 1 -1 0 300 0 cm\n"),
        (180, "", "-1 0 0 -1 400 300 cm\n"),
        (270, "/MediaBox [0 0 300 400]", "0 -1 1 0 0 400 cm\n"),
        (0, "/MediaBox [-20 -30 420 330] /CropBox [0 0 400 300]", ""),
    ],
)
def test_turned_and_cropped_pages_are_read_as_they_are_shown(tmp_path: Path, rotate: int, box: str, moved: str) -> None:
    content = moved + lines(XS, YS) + CELLS
    document = read(tmp_path, pdf_bytes(content, rotate=rotate, box=box))
    assert grids(document) == [GRID]
    (grid,) = document.blocks
    assert isinstance(grid, Grid)
    assert grid.rows[0][0].place is not None
    assert grid.rows[0][0].place.box == (50.0, 50.0, 150.0, 70.0)


def test_a_form_is_opened_with_its_matrix(tmp_path: Path) -> None:
    halved = lines([x * 2 for x in XS], [y * 2 for y in YS])
    data = pdf_bytes("q 0.5 0 0 0.5 0 10 cm /X Do Q\n" + CELLS, form=halved, form_matrix="1 0 0 1 0 -20")
    assert grids(read(tmp_path, data)) == [GRID]


def test_merged_cells_span_rows_and_columns(tmp_path: Path) -> None:
    drawn = (
        lines([50, 150, 250, 350], [250, 170]).replace("250 250 m 250 170 l S\n", "250 230 m 250 170 l S\n")
        + "150 230 m 350 230 l S\n50 210 m 350 210 l S\n150 190 m 350 190 l S\n"
    )
    printed = words("head", 55, 226) + words("both", 200, 236) + words("left", 160, 216) + words("right", 260, 216)
    printed += words("group", 55, 186) + words("1.00", 160, 196) + words("2.00", 260, 196) + words("3.00", 260, 176)
    (grid,) = read(tmp_path, pdf_bytes(drawn + printed)).blocks
    assert isinstance(grid, Grid)
    assert [
        [(cell.text, cell.row_span, cell.column_span) for cell in row if not cell.covered] for row in grid.rows
    ] == [
        [("head", 2, 1), ("both", 1, 2)],
        [("left", 1, 1), ("right", 1, 1)],
        [("group", 2, 1), ("1.00", 1, 1), ("2.00", 1, 1)],
        [("", 1, 1), ("3.00", 1, 1)],
    ]


def test_two_tables_on_a_page_stay_apart(tmp_path: Path) -> None:
    second = lines(XS, [150, 130]) + words("c", 55, 136) + words("3.00", 155, 136)
    document = read(tmp_path, pdf_bytes(lines(XS, YS) + CELLS + words("between", 55, 180) + second))
    assert grids(document) == [GRID, [["c", "3.00"]]]
    assert said(document) == ["between"]


def test_a_frame_and_an_underline_are_no_tables(tmp_path: Path) -> None:
    document = read(tmp_path, pdf_bytes("50 200 200 50 re S\n" + words("framed", 60, 220) + "50 180 m 250 180 l S\n"))
    assert (grids(document), said(document)) == ([], ["framed"])


def test_a_word_over_a_border_is_kept_whole_and_doubtful(tmp_path: Path) -> None:
    narrow = lines([50, 100, 140, 250], [250, 230]) + words("name", 55, 236) + words("123456789.00", 82, 236)
    (grid,) = read(tmp_path, pdf_bytes(narrow)).blocks
    assert isinstance(grid, Grid)
    assert [(cell.text, cell.doubtful is not None) for cell in grid.rows[0]] == [
        ("name", False),
        ("123456789.00", True),
        ("", False),
    ]


def test_one_run_over_several_cells_is_parted_by_its_words(tmp_path: Path) -> None:
    run = "BT /F 10 Tf 1 0 0 1 55 236 Tm [(a) -9600 (1.00)] TJ ET\n"
    (grid,) = read(tmp_path, pdf_bytes(lines(XS, [250, 230]) + run)).blocks
    assert isinstance(grid, Grid)
    assert [(cell.text, cell.doubtful) for cell in grid.rows[0]] == [("a", None), ("1.00", None)]


def test_a_number_broken_over_lines_is_one_number(tmp_path: Path) -> None:
    printed = words("a", 55, 226) + words("24,995.9", 155, 236) + words("4", 155, 224)
    assert grids(read(tmp_path, pdf_bytes(lines(XS, [250, 215]) + printed))) == [[["a", "24,995.94"]]]


def test_lines_of_a_cell_stay_lines_where_they_end_early(tmp_path: Path) -> None:
    printed = words("one two", 55, 240) + words("three", 55, 228) + words("1.00", 155, 236)
    assert grids(read(tmp_path, pdf_bytes(lines(XS, [255, 220]) + printed))) == [[["one two\nthree", "1.00"]]]


def test_what_is_not_shown_was_not_published(tmp_path: Path) -> None:
    hidden = "3 Tr\n" + words("hidden", 55, 100) + "0 Tr\n" + words("outside", 500, 100) + words("above", 50, 350)
    document = read(tmp_path, pdf_bytes(hidden + words("shown", 55, 150)))
    assert said(document) == ["shown"]


def test_a_number_drawn_figure_by_figure_over_a_border_is_kept_whole_and_doubtful(tmp_path: Path) -> None:
    figures = "".join(words(char, 82 + 5.56 * n, 236) for n, char in enumerate("1234567"))
    (grid,) = read(tmp_path, pdf_bytes(lines([50, 110, 250], [250, 230]) + figures)).blocks
    assert isinstance(grid, Grid)
    assert [(cell.text, cell.doubtful is not None) for cell in grid.rows[0]] == [("1234567", True), ("", False)]


def test_numbers_that_touch_their_borders_stay_apart(tmp_path: Path) -> None:
    flush = words("1.00", 90.5, 236) + words("2.00", 111.5, 236)
    assert grids(read(tmp_path, pdf_bytes(lines([50, 110, 250], [250, 230]) + flush))) == [[["1.00", "2.00"]]]


def test_a_word_wider_and_higher_than_its_cell_is_a_watermark(tmp_path: Path) -> None:
    document = read(tmp_path, pdf_bytes(lines(XS, YS) + CELLS + words("DRAFT", 70, 215, 45)))
    assert (grids(document), said(document)) == ([GRID], [])
