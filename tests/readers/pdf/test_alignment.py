"""Tables without upright rulings."""

from __future__ import annotations

from pathlib import Path

from budgetbook.readers.blocks import Grid
from tests.readers.pdf.handmade import grids, pdf_bytes, read, said, words

BODY = "".join(
    words(label, 50, 200 - 15 * n)
    + words(amount, 240 - 5.56 * len(amount), 200 - 15 * n)
    + words(other, 340 - 5.56 * len(other), 200 - 15 * n)
    for n, (label, amount, other) in enumerate(
        [("Total", "1,234.50", "12.00"), ("Roads", "34.50", ""), ("Schools", "1,200.00", "12.00")]
    )
)
GRID = [["Total", "1,234.50", "12.00"], ["Roads", "34.50", ""], ["Schools", "1,200.00", "12.00"]]
HEAD = words("Item", 50, 220) + words("Budget", 205, 220) + words("Other", 310, 220)


def test_columns_are_told_by_their_gaps(tmp_path: Path) -> None:
    document = read(tmp_path, pdf_bytes(words("A table", 150, 250, 14) + HEAD + BODY))
    assert (grids(document), said(document)) == ([[["Item", "Budget", "Other"], *GRID]], ["A table"])


def test_rulings_across_are_no_rows(tmp_path: Path) -> None:
    drawn = "".join(f"45 {y} m 345 {y} l S\n" for y in (232, 214, 160))
    assert grids(read(tmp_path, pdf_bytes(drawn + HEAD + BODY))) == [[["Item", "Budget", "Other"], *GRID]]


def test_a_label_over_two_lines_is_one_row_where_each_has_its_ruling(tmp_path: Path) -> None:
    rows = [(230, "Roads and", "1.00"), (200, "Schools", "2.00"), (170, "Water", "3.00")]
    content = "".join(words(label, 50, y) + words(amount, 200, y - 6) for y, label, amount in rows)
    content += words("bridges", 50, 218) + "".join(f"45 {y} m 345 {y} l S\n" for y in (245, 212, 185, 155))
    assert grids(read(tmp_path, pdf_bytes(content))) == [
        [["Roads and bridges", "1.00"], ["Schools", "2.00"], ["Water", "3.00"]]
    ]


def test_a_head_over_two_columns_spans_them(tmp_path: Path) -> None:
    over = words("Item", 50, 235) + words("Budget of the year and more words", 190, 235)
    (grid,) = grids(read(tmp_path, pdf_bytes(over + HEAD + BODY)))
    assert grid[:2] == [["Item", "Budget of the year and more words", None], ["Item", "Budget", "Other"]]


def test_running_text_with_amounts_is_no_table(tmp_path: Path) -> None:
    text = "".join(words(f"Income is {n},234.50 and spending is {n}.00 this year.", 50, 200 - 15 * n) for n in range(5))
    assert grids(read(tmp_path, pdf_bytes(text))) == []


def test_a_contents_page_is_no_table(tmp_path: Path) -> None:
    text = "".join(words(f"Chapter {n}", 50, 200 - 15 * n) + words(str(n), 300, 200 - 15 * n) for n in range(5))
    assert grids(read(tmp_path, pdf_bytes(text))) == []


def test_a_column_without_amounts_is_told_by_its_head(tmp_path: Path) -> None:
    document = read(tmp_path, pdf_bytes(HEAD + words("Empty", 255, 220) + BODY))
    assert grids(document) == [
        [["Item", "Budget", "Empty", "Other"], *([label, amount, "", other] for label, amount, other in GRID)]
    ]


def test_a_head_in_the_middle_of_its_cell_and_amounts_at_its_end_are_one_column(tmp_path: Path) -> None:
    head = words("Item", 50, 220) + words("Sum", 170, 220) + words("Empty", 250, 220) + words("Other", 310, 220)
    body = "".join(
        words(label, 50, 200 - 15 * n) + words("1.00", 210, 200 - 15 * n) + words("2.00", 340, 200 - 15 * n)
        for n, label in enumerate(("Total", "Roads", "Schools"))
    )
    assert grids(read(tmp_path, pdf_bytes(head + body))) == [
        [["Item", "Sum", "Empty", "Other"], *([label, "1.00", "", "2.00"] for label in ("Total", "Roads", "Schools"))]
    ]


def test_cells_of_a_head_may_stand_near_each_other(tmp_path: Path) -> None:
    head = words("Item", 50, 220) + words("Budget", 205, 220) + words("Empty", 248, 220) + words("Other", 310, 220)
    (grid,) = grids(read(tmp_path, pdf_bytes(head + BODY)))
    assert grid[0] == ["Item", "Budget", "Empty", "Other"]


def test_a_head_broken_over_lines_is_whole(tmp_path: Path) -> None:
    broken = words("Item", 50, 226) + words("Budget of", 200, 226) + words("Other", 310, 226) + words("2027", 210, 215)
    (grid,) = grids(read(tmp_path, pdf_bytes(broken + BODY)))
    assert ["".join(text or "" for text in column) for column in zip(*grid[:-3], strict=True)] == [
        "Item",
        "Budget of2027",
        "Other",
    ]


def test_rows_on_the_next_page_keep_their_columns_where_some_are_empty(tmp_path: Path) -> None:
    more = "".join(
        words(label, 50, 280 - 15 * n) + words("7.00", 320, 280 - 15 * n) for n, label in enumerate(("x", "y", "z"))
    )
    assert grids(read(tmp_path, pdf_bytes(HEAD + BODY, more))) == [
        [["Item", "Budget", "Other"], *GRID, *([label, "", "7.00"] for label in "xyz")]
    ]


def amounts(values: list[str], rights: list[float], y: float) -> str:
    return "".join(words(value, right - 5.0 * len(value), y, 9) for value, right in zip(values, rights, strict=True))


def centred(text: str, middle: float, y: float) -> str:
    return words(text, middle - 2.25 * len(text), y, 9)


# Columns that end at 200, 250, 300 and 350; a head over the last three, the first beside both rows of the head.
TIGHT = (
    words("Item", 60, 233, 9)
    + centred("Sum", 176, 233)
    + centred("Of which", 275, 240)
    + centred("Own", 226, 226)
    + centred("Fund", 276, 226)
    + centred("State", 326, 226)
)
RIGHTS = [200.0, 250.0, 300.0, 350.0]
TIGHT_BODY = "".join(
    words(label, 50, y, 9) + amounts([figure] * 4, RIGHTS, y)
    for label, figure, y in [("Total", "12345.50", 210), ("Roads", "12000.50", 196), ("Schools", "99345.00", 182)]
)
TIGHT_GRID = [
    ["Item", "Sum", "Of which", None, None],
    [None, None, "Own", "Fund", "State"],
    ["Total", *["12345.50"] * 4],
    ["Roads", *["12000.50"] * 4],
    ["Schools", *["99345.00"] * 4],
]


def test_a_head_beside_two_rows_of_a_head_is_not_under_the_upper_one(tmp_path: Path) -> None:
    assert grids(read(tmp_path, pdf_bytes(TIGHT + TIGHT_BODY))) == [TIGHT_GRID]


def test_rulings_across_say_what_a_head_spans(tmp_path: Path) -> None:
    drawn = "".join(f"45 {y} m 353 {y} l S\n" for y in (250, 222, 206, 192, 178)) + "203 236 m 353 236 l S\n"
    assert grids(read(tmp_path, pdf_bytes(drawn + TIGHT + TIGHT_BODY))) == [TIGHT_GRID]


def test_amounts_under_a_head_that_stands_in_no_ones_middle_are_doubtful(tmp_path: Path) -> None:
    aside = TIGHT.replace(centred("Of which", 275, 240), centred("Of which", 238, 240))
    (grid,) = [block for block in read(tmp_path, pdf_bytes(aside + TIGHT_BODY)).blocks if isinstance(block, Grid)]
    assert [cell.doubtful for cell in grid.rows[-1][2:]] == ["没有竖线，不能确定属于哪一栏"] * 3


def test_a_label_over_and_under_its_amounts_is_one_row(tmp_path: Path) -> None:
    rows = [("Total", 220, "1253.00"), ("Roads and", 205, ""), ("", 200, "1234.00"), ("bridges", 195, "")]
    rows += [("Schools", 175, "12.00"), ("Water", 155, "3.00"), ("Parks", 135, "4.00")]
    content = "".join(
        words(label, 50, y, 6) + amounts([amount], [250.0], y) for label, y, amount in rows if label or amount
    )
    assert grids(read(tmp_path, pdf_bytes(content))) == [
        [
            ["Total", "1253.00"],
            ["Roads and\nbridges", "1234.00"],
            ["Schools", "12.00"],
            ["Water", "3.00"],
            ["Parks", "4.00"],
        ]
    ]


def test_an_amount_broken_over_two_lines_is_whole(tmp_path: Path) -> None:
    rows = [("Roads", 200, "21,118.51"), ("Schools", 170, "12.00"), ("Water", 140, "3.00")]
    content = "".join(words(label, 50, y, 9) + amounts([amount], [200.0], y) for label, y, amount in rows)
    content += amounts(["21,118.5"], [300.0], 205) + amounts(["1"], [300.0], 195)
    content += amounts(["12.00"], [300.0], 170) + amounts(["3.00"], [300.0], 140)
    assert grids(read(tmp_path, pdf_bytes(content))) == [
        [["Roads", "21,118.51", "21,118.51"], ["Schools", "12.00", "12.00"], ["Water", "3.00", "3.00"]]
    ]
