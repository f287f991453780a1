"""Differences of texts, word by word."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from budgetbook.comparing.words import difference, differs
from budgetbook.model.comparison import Piece, PieceKind

SAME, GONE, NEW = PieceKind.EQUAL, PieceKind.REMOVED, PieceKind.ADDED


def _pieces(old: str, new: str) -> list[tuple[PieceKind, str]]:
    return [(piece.kind, piece.text) for piece in difference(old, new, old_year=2026, new_year=2027)]


def test_an_amount_is_one_word() -> None:
    assert _pieces("收入总计12.50万元，比上年增加。", "收入总计112.50万元，比上年增加。") == [
        (SAME, "收入总计"),
        (GONE, "12.50"),
        (NEW, "112.50"),
        (SAME, "万元，比上年增加。"),
    ]


def test_a_year_that_moves_on_is_no_change() -> None:
    assert _pieces("2026年比2025年多。", "2027年比2026年多。") == [(SAME, "2027年比2026年多。")]


def test_a_year_that_stays_is_a_change() -> None:
    assert _pieces("截至2026年底。", "截至2026年底。")[1:3] == [(GONE, "2026"), (NEW, "2026")]


def test_blanks_and_width_of_punctuation_are_no_change() -> None:
    assert not differs(difference("共计 12 人,其中…", "共计12人，其中…", old_year=2026, new_year=2026))


def test_a_sentence_more_is_added_whole() -> None:
    assert _pieces("甲项目已完成。", "甲项目已完成。另有两家新设单位。") == [
        (SAME, "甲项目已完成。"),
        (NEW, "另有两家新设单位。"),
    ]


def test_crumbs_between_two_changes_are_not_kept_apart() -> None:
    assert _pieces("增加了人员", "减少的费用") == [(GONE, "增加了人员"), (NEW, "减少的费用")]


_TEXT = st.text(alphabet="预算收入增加减少12.,，。；\n年2026", max_size=120)


@given(_TEXT, _TEXT)
def test_pieces_give_both_texts_back(old: str, new: str) -> None:
    pieces = difference(old, new, old_year=2026, new_year=2026)
    letters = [[char for char in text if char.isalnum()] for text in (old, new)]

    def made(*kinds: PieceKind) -> list[str]:
        return [char for piece in pieces if piece.kind in kinds for char in piece.text if char.isalnum()]

    assert made(SAME, NEW) == letters[1]
    assert made(SAME, GONE) == letters[0]


@given(_TEXT)
def test_a_text_is_equal_to_itself(text: str) -> None:
    pieces = difference(text, text, old_year=2027, new_year=2027)
    assert pieces == ((Piece(SAME, text),) if text else ())
