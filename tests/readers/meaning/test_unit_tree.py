"""Totals, units and projects by arithmetic."""

from __future__ import annotations

import string
import time
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from budgetbook.forms.lexicon import key
from budgetbook.readers.meaning.unit_tree import Standing, unit_tree

T, U, P = Standing.TOTAL, Standing.UNIT, Standing.PROJECT
Table = list[tuple[Standing, str, list[Decimal]]]


def _told(table: Table, *, known: bool) -> tuple[Standing, ...]:
    names = frozenset(key(name) for standing, name, _ in table if standing is U) if known else frozenset()
    return unit_tree([name for _, name, _ in table], [amounts for _, _, amounts in table], names)


def _table(*rows: tuple[Standing, str, str]) -> Table:
    return [(standing, name, [Decimal(amount)]) for standing, name, amount in rows]


def test_a_department_prints_total_units_projects() -> None:
    table = _table(
        (T, "甲局", "30.00"),
        (U, "甲局", "20.00"),
        (P, "档案中心", "15.00"),  # named like a unit
        (P, "业务费", "5.00"),
        (U, "乙学院", "10.00"),
        (P, "维修费", "10.00"),
    )
    assert _told(table, known=False) == (T, U, P, P, U, P)


def test_a_unit_prints_one_total() -> None:
    table = _table((U, "乙学院", "12.00"), (P, "甲", "5.00"), (P, "乙", "5.00"), (P, "丙", "2.00"))
    assert _told(table, known=False) == (U, P, P, P)


def test_a_unit_may_print_its_department_first() -> None:
    table = _table((T, "甲局", "3.35"), (U, "乙学院", "3.35"), (P, "经费", "3.35"))
    assert _told(table, known=True) == (T, U, P)
    assert _told(table, known=False) == (T, U, P)


def test_rounding_tails_break_no_sum() -> None:
    table = _table((U, "甲", "10.01"), (P, "a", "3.33"), (P, "b", "3.33"), (P, "c", "3.33"))
    assert _told(table, known=False) == (U, P, P, P)


def test_empty_and_single_rows() -> None:
    assert unit_tree([], [], frozenset()) == ()
    assert unit_tree(["甲"], [[None]], frozenset()) == (U,)


@st.composite
def _departments(draw: st.DrawFn) -> Table:
    table: Table = []
    total = [Decimal(0), Decimal(0)]
    for unit in range(draw(st.integers(2, 5))):
        projects = []
        for number in range(draw(st.integers(2, 6))):
            cents = draw(st.tuples(st.integers(100, 10**6), st.integers(0, 10**5)))
            projects.append(
                (P, f"项目{string.ascii_letters[number]}", [Decimal(sum(cents)) / 100, Decimal(cents[1]) / 100])
            )
        whole = [sum((row[2][column] for row in projects), Decimal(0)) for column in range(2)]
        total = [a + b for a, b in zip(total, whole, strict=True)]
        table += [(U, f"单位{unit}", whole), *projects]
    return [(T, "单位0", total), *table]


@given(_departments())
def test_any_department_is_told_by_sums_and_names(table: Table) -> None:
    assert _told(table, known=True) == tuple(standing for standing, _, _ in table)


@given(_departments(), st.data())
def test_one_wrong_amount_changes_nothing_else(table: Table, data: st.DataObject) -> None:
    row = data.draw(st.integers(0, len(table) - 1))
    amounts = list(table[row][2])
    amounts[0] += data.draw(st.sampled_from([Decimal(1), Decimal(-1), Decimal("0.50"), Decimal(100)]))
    changed = [*table[:row], (table[row][0], table[row][1], amounts), *table[row + 1 :]]
    assert _told(changed, known=True) == tuple(standing for standing, _, _ in table)


def test_time_grows_with_the_rows() -> None:
    def table(units: int) -> Table:
        rows: Table = []
        for unit in range(units):
            amounts = [Decimal((unit * 7919 + n * 104729) % 99991 + 1) / 100 for n in range(40)]
            rows += [
                (U, f"u{unit}", [sum(amounts, Decimal(0))]),
                *[(P, f"p{n}", [amount]) for n, amount in enumerate(amounts)],
            ]
        return [(T, "t", [sum((row[2][0] for row in rows if row[0] is U), Decimal(0))]), *rows]

    def seconds(of: Table) -> float:
        start = time.perf_counter()
        _told(of, known=False)
        return time.perf_counter() - start

    small, large = table(20), table(200)
    assert _told(large, known=False) == tuple(standing for standing, _, _ in large)
    assert min(seconds(large) for _ in range(3)) < 30 * min(seconds(small) for _ in range(3))
