"""Column widths and sizes of type: no number breaks, no table leaves its page."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgetbook.writers.docx.fitting import CELL_MARGIN, fit, placed
from budgetbook.writers.layout import CellKind, Table, TableCell, TableRole
from budgetbook.writers.measure import lines, width

ROOM, DEPTH = 9638, 14000


def table(amounts: list[str], widths: list[float], rows: int = 1) -> Table:
    row = tuple(
        TableCell(column=at, text=text, kind=CellKind.AMOUNT, amount=Decimal(1)) for at, text in enumerate(amounts)
    )
    return Table(role=TableRole.STATEMENT, header=(), body=(row,) * rows, widths=tuple(widths))


@given(
    st.lists(st.tuples(st.integers(0, 10**9), st.floats(0.5, 5)), min_size=1, max_size=12),
)
def test_columns_add_up_to_the_room(columns: list[tuple[int, float]]) -> None:
    fitted = fit(
        table([str(number) for number, _ in columns], [share for _, share in columns]),
        room=ROOM,
        first=DEPTH,
        further=DEPTH,
    )
    assert sum(fitted.widths) == ROOM
    assert min(fitted.widths) > 0


@given(st.lists(st.tuples(st.integers(0, 10**8), st.floats(1, 3)), min_size=1, max_size=9))
def test_numbers_stay_on_one_line(columns: list[tuple[int, float]]) -> None:
    amounts = [f"{number:,}.00" for number, _ in columns]
    fitted = fit(table(amounts, [share for _, share in columns]), room=ROOM, first=DEPTH, further=DEPTH)
    for text, room in zip(amounts, fitted.widths, strict=True):
        assert width(text) * fitted.half_points * 10 <= room - 2 * CELL_MARGIN


@pytest.mark.parametrize(
    ("rows", "half_points"),
    [
        (10, 21),
        (33, 21),
        (40, 17),
        (43, 16),
        (60, 18),
    ],  # one page in the largest type; smaller to stay on one; smaller not to take three
)
def test_a_table_is_set_smaller_to_stand_on_one_page(rows: int, half_points: int) -> None:
    assert fit(table(["1.00"], [1.0], rows), room=ROOM, first=DEPTH, further=DEPTH).half_points == half_points


def test_merged_cells_continue_below_and_gaps_become_cells() -> None:
    rows = (
        (TableCell(column=0, text="甲", row_span=2), TableCell(column=1, text="乙", column_span=2)),
        (TableCell(column=2, text="丙"),),
    )
    assert [[(at.cell.text, at.continues) for at in row] for row in placed(rows, 3)] == [
        [("甲", False), ("乙", False)],
        [("甲", True), ("", False), ("丙", False)],
    ]


def test_text_is_measured_in_em() -> None:
    assert width("合计") == 2.0
    assert width("1,234.50") == 6 * 0.5 + 2 * 0.25
    assert lines("一二三四五六", 3) == 2
    assert lines("一二1234.56", 4) == 2  # a number goes to the next line whole
    assert lines("甲\n乙", 10) == 2
