"""What sums say of amounts that a scan left doubtful."""

from __future__ import annotations

from decimal import Decimal

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgetbook.model.disclosure import Damage, Disclosure, Source
from budgetbook.services.proving import disclosure_proven, is_one_misreading
from tests.checks.documents import document, pointer, with_amount, without_statement

SCAN = Source(name="a.pdf", sha256="0" * 64, format="scan")
CELL = (3, "科目2050305", "项目支出")


def scanned(disclosure: Disclosure, *doubtful: tuple[int, str, str]) -> Disclosure:
    damage = tuple(
        Damage(what="doubtful_cell", note="没有看清", subject=pointer(disclosure, *cell)) for cell in doubtful
    )
    return msgspec.structs.replace(disclosure, source=SCAN, damage=damage)


def amount(disclosure: Disclosure) -> str:
    statement = next(each for each in disclosure.statements if each.number == CELL[0])
    row = next(each for each in statement.rows if each.label == CELL[1])
    return str(row.amounts[[column.label for column in statement.columns].index(CELL[2])])


def test_an_amount_that_its_sums_give_is_proven() -> None:
    assert disclosure_proven(disclosure=scanned(document(), CELL)).damage == ()


def test_an_amount_that_its_sums_contradict_stays_doubtful_and_is_told_what_they_give() -> None:
    right = amount(document())
    wrong = right.replace("4", "1", 1) if "4" in right else "1" + right[1:]
    assert wrong != right
    read = scanned(with_amount(document(), *CELL, wrong), CELL)
    (damage,) = disclosure_proven(disclosure=read).damage
    assert damage == Damage(
        what="doubtful_cell", note=f"没有看清；按合计关系应为 {Decimal(right):,f}", subject=pointer(read, *CELL)
    )


def test_an_amount_that_nothing_stands_against_stays_doubtful() -> None:
    alone = document()
    for number in (1, 2, 4, 5, 6, 12, 13):
        alone = without_statement(alone, number)
    statement = msgspec.structs.replace(alone.statements[0], rows=alone.statements[0].rows[-1:])
    alone = msgspec.structs.replace(
        alone,
        statements=(
            msgspec.structs.replace(
                statement,
                columns=statement.columns[:1],
                rows=(msgspec.structs.replace(statement.rows[0], amounts=statement.rows[0].amounts[:1]),),
            ),
        ),
    )
    read = msgspec.structs.replace(
        alone,
        source=SCAN,
        damage=(Damage(what="doubtful_cell", note="没有看清", subject="/statements/0/rows/0/amounts/0"),),
    )
    assert disclosure_proven(disclosure=read) == read


def test_two_doubtful_amounts_prove_nothing_of_each_other() -> None:
    """Both are off by the same, and agree with each other: only what is certain is a witness."""
    read = with_amount(with_amount(document(), 3, "合计", "项目支出", "500.00"), *CELL, "500.00")
    proven = disclosure_proven(disclosure=scanned(read, CELL, (3, "合计", "项目支出")))
    assert [each.what for each in proven.damage] == ["doubtful_cell", "doubtful_cell"]


def test_a_certain_amount_that_sums_name_alone_is_questioned_where_one_misread_digit_explains_it() -> None:
    right = amount(document())
    wrong = ("7" if right[0] != "7" else "1") + right[1:]
    read = scanned(with_amount(document(), *CELL, wrong))
    (damage,) = disclosure_proven(disclosure=read).damage
    assert (damage.what, damage.subject) == ("questioned_amount", pointer(read, *CELL))
    assert damage.note == (
        f"扫描件识别为 {Decimal(wrong):,f}，按合计关系应为 {Decimal(right):,f}，可能有一个字符误读，请对照图像核对"
    )


def test_a_certain_amount_that_no_misreading_explains_is_left_to_the_checks() -> None:
    read = scanned(with_amount(document(), *CELL, "98765.43"))
    assert disclosure_proven(disclosure=read) == read


def test_a_document_with_text_is_left_alone() -> None:
    wrong = with_amount(document(), *CELL, "7" + amount(document())[1:])
    assert disclosure_proven(disclosure=wrong) == wrong


def test_other_damage_is_kept() -> None:
    other = Damage(what="garbled_row", note="列可能已错位", subject="/statements/0/rows/0")
    read = scanned(document(), CELL)
    proven = disclosure_proven(disclosure=msgspec.structs.replace(read, damage=(other, *read.damage)))
    assert proven.damage == (other,)


@pytest.mark.parametrize(
    ("read", "printed", "one"),
    [
        ("12.50", "12.60", True),
        ("12.50", "112.50", True),
        ("1250", "12.50", True),
        ("22000.00", "220000.00", True),
        ("12.50", "13.60", False),
        ("8530.8", "8530.80", False),
        ("12.50", "-12.50", True),
    ],
)
def test_one_misreading(read: str, printed: str, one: bool) -> None:
    assert is_one_misreading(Decimal(read), Decimal(printed)) is one


@given(st.decimals(min_value=0, max_value=10**9, places=2), st.integers(0, 8), st.integers(1, 9))
def test_any_digit_taken_for_another_is_one_misreading(printed: Decimal, place: int, more: int) -> None:
    digits = f"{printed:f}"
    at = [n for n, char in enumerate(digits) if char.isdigit()][place % (len(digits) - 1)]
    read = Decimal(digits[:at] + str((int(digits[at]) + more) % 10) + digits[at + 1 :])
    if len(f"{read:f}") == len(digits):
        assert is_one_misreading(read, printed)
