"""Figures as the model reads them against the ink they were read from."""

from __future__ import annotations

import pytest

from budgetbook.readers import scan

if scan.missing_parts():
    pytest.skip(f"needs budgetbook[ocr]: {scan.missing_parts()} missing", allow_module_level=True)

import numpy as np

from budgetbook.readers.scan.amounts import Figures, figures_in, figures_of
from budgetbook.readers.scan.digits import Type, shape_in, type_of
from budgetbook.readers.scan.lines import Piece
from budgetbook.readers.scan.recognition import Recognised

TYPE = Type(height=20, advance=14)


def piece(text: str, *, touching: bool = False) -> Piece:
    """The ink of `text`: digits 20 high and 10 wide, points and commas at the foot of the line, all 14 apart."""
    blobs = []
    for n, char in enumerate(text):
        left = 14 * n
        right = left + (16 if touching else 10)
        if char == ".":
            blobs.append((left + 3, 17, left + 6, 20, 9))
        elif char == ",":
            blobs.append((left + 3, 17, left + 7, 24, 16))
        elif char == "-":
            blobs.append((left, 9, left + 10, 11, 20))
        elif touching and blobs and text[n - 1].isdigit():
            blobs[-1] = (blobs[-1][0], 0, right, 20, 200)
        else:
            blobs.append((left, 0, right, 20, 100))
    rows = np.array(blobs, dtype=np.int64)
    return Piece(int(rows[:, 0].min()), int(rows[:, 1].min()), int(rows[:, 2].max()), int(rows[:, 3].max()), rows)


def look(text: str, sure: float = 0.99, **less_sure: float) -> Recognised:
    return Recognised(text, tuple(less_sure.get(f"at_{n}", sure) for n in range(len(text))))


@pytest.mark.parametrize("text", ["0.00", "8,832.45", "1,234,567", "2050305", "-12.50", "26"])
def test_what_is_read_for_certain_and_agrees_with_the_ink_is_taken(text: str) -> None:
    assert figures_of(piece(text), [look(text)], None) == Figures(text)


def test_letters_and_wide_signs_are_taken_for_the_figures_they_look_like() -> None:
    assert figures_in("７，７00.8O") == "7,700.80"
    assert figures_of(piece("7,700.80"), [look("7，700.8O")], None) == Figures("7,700.80")


@pytest.mark.parametrize("text", ["合计", "A15", "一", "第3页", "O", ""])
def test_words_are_no_figures(text: str) -> None:
    assert figures_in(text) is None


def test_one_of_three_equal_digits_that_the_model_drops_is_missed() -> None:
    read = figures_of(piece("22000"), [look("2200"), look("2200")], TYPE)
    assert read == Figures("2200", "扫描件识别为“2200”，与图上的笔画数目不一致，可能漏读或多读了数字")


@pytest.mark.parametrize("read", ["8,83245", "8.832.45", "883245", "8832.45"])
def test_separators_go_where_the_ink_has_them(read: str) -> None:
    assert figures_of(piece("8,832.45"), [look(read), look(read)], None) == Figures("8,832.45")


def test_a_lost_point_that_the_ink_has_neither_is_doubtful() -> None:
    blotted = piece("8,832.45")
    without = blotted.blobs[blotted.blobs[:, 4] != 9]
    read = figures_of(blotted._replace(blobs=without), [look("8,83245"), look("8,83245")], None)
    assert read == Figures("8,83245", "扫描件识别为“8,83245”，分隔符或小数点可能有误")


def test_a_comma_read_as_a_point_before_three_digits_is_doubtful() -> None:
    read = figures_of(piece("1,234"), [look("1.234"), look("1.234")], None)
    assert read == Figures("1.234", "扫描件识别为“1.234”，分隔符或小数点可能有误")


def test_an_unclear_digit_is_named() -> None:
    read = figures_of(piece("12.50"), [look("12.50", at_3=0.6)], None)
    assert read == Figures("12.50", "扫描件识别为“12.50”，其中“5”没有看清（把握 60%）")


def test_a_second_look_settles_what_the_first_left_open() -> None:
    assert figures_of(piece("12.50"), [look("12.50", at_3=0.6), look("12.50")], None) == Figures("12.50")


def test_digits_that_touch_are_counted_by_their_width() -> None:
    assert shape_in(piece("99", touching=True), None) == "D"
    assert shape_in(piece("99", touching=True), TYPE) == "DD"
    assert figures_of(piece("302", touching=True), [look("302")], TYPE) == Figures("302")


def test_the_type_of_a_page_is_learnt_from_figures_that_agree() -> None:
    known = [(piece(text), text) for text in ("12.50", "8,832.45", "100.00", "2050305", "46.10", "77.02")]
    assert type_of(known) == TYPE
    assert type_of(known[:5]) is None
