"""Which cell is to blame: the work grows with the comparisons, not with how often their cells take part in them."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

from budgetbook.checks.cells import Cell
from budgetbook.checks.comparison import Comparison, Shape
from budgetbook.checks.suspects import explained
from budgetbook.model.statement import Role

_asked: Counter[int] = Counter()


class _Counted(Comparison, frozen=True, eq=False, gc=False):
    """A comparison that counts how often it is asked what it allows."""

    @property
    def allowed(self) -> Decimal:
        _asked[id(self)] += 1
        return super().allowed


def _cell(row: int, yuan: int) -> Cell:
    return Cell(0, row, 0, (), None, Role.ITEM, Decimal(yuan), Decimal(yuan), Decimal(0), True)


def _sum(total: Cell, parts: tuple[Cell, ...]) -> Comparison:
    residual = total.yuan - sum((part.yuan for part in parts), Decimal(0))
    return _Counted((total,), parts, residual, Shape.SUM, axis="function")


def test_the_cell_that_explains_all_is_named_and_every_comparison_asked_once() -> None:
    parts = tuple(_cell(row, 10) for row in range(300))
    totals = [_cell(1000 + row, 3000 - 7) for row in range(40)]
    comparisons = [_sum(total, parts) for total in totals]
    _asked.clear()
    (one,) = explained(comparisons, comparisons)
    assert (len(one.broken), len(one.suspects), set(one.changes)) == (40, 300, {Decimal(-7)})
    assert set(_asked.values()) == {1}


def test_comparisons_that_nobody_explains_stand_alone() -> None:
    comparisons = [_sum(_cell(1, 5), (_cell(2, 3),)), _sum(_cell(3, 5), (_cell(4, 9),))]
    assert [one.broken for one in explained(comparisons, comparisons)] == [(one,) for one in comparisons]
    assert explained(comparisons, []) == []
