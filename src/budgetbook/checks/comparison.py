"""Comparisons: what two sets of cells must be to each other, and how far rounding lets them be off."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from enum import StrEnum

import msgspec

from budgetbook.checks.cells import Cell
from budgetbook.model.finding import Severity
from budgetbook.model.money import ZERO


class Relation(StrEnum):
    """What the left side must be to the right one."""

    EQUAL = "="
    AT_LEAST = "≥"


class Shape(StrEnum):
    """How a comparison is worded."""

    AGREEMENT = "agreement"  # one cell, one cell: the same amount printed twice
    SUM = "sum"  # a total, its parts along `axis`
    EQUATION = "equation"  # an identity of its own, named by `title`


# Python 3.11 takes ten times as long to find a member of an enum as to find a name, and these are asked for of every comparison.
_AT_LEAST, _AGREEMENT, _SUM = Relation.AT_LEAST, Shape.AGREEMENT, Shape.SUM


class Comparison(msgspec.Struct, frozen=True, eq=False, gc=False):
    """Cells whose sums are compared, in yuan. `residual` is left − right.

    `title` names an equation in Chinese. `auxiliary` comparisons repeat what others say: they help to find the wrong cell, and count nowhere.
    `extra` is what a policy allows beyond rounding.
    """

    left: tuple[Cell, ...]
    right: tuple[Cell, ...]
    residual: Decimal
    shape: Shape
    relation: Relation = Relation.EQUAL
    axis: str | None = None
    title: str | None = None
    hint: str | None = None
    severity: Severity | None = None
    auxiliary: bool = False
    extra: Decimal = ZERO

    @property
    def cells(self) -> tuple[Cell, ...]:
        """Both sides' cells."""
        return self.left + self.right

    @property
    def sound(self) -> bool:
        """Whether every cell was read for certain."""
        for cell in self.left:
            if not cell.sound:
                return False
        for cell in self.right:  # noqa: SIM110 - asked of every comparison: a loop costs half of what `all` does
            if not cell.sound:
                return False
        return True

    @property
    def off(self) -> Decimal:
        """How far the relation is from holding, never negative; zero where it holds exactly."""
        if self.relation is _AT_LEAST:
            return max(ZERO, -self.residual)
        return abs(self.residual)

    @property
    def allowed(self) -> Decimal:
        """How far it may be from holding: what rounding can do, and what a policy allows beyond that."""
        return self.rounding + self.extra

    @property
    def rounding(self) -> Decimal:
        """How far rounding can take it: half a step for each rounded number in play, the single cell on the left always being one.

        A blank part is no summand; a printed 0.00 is one, since 30 yuan print so.
        """
        if self.shape is _AGREEMENT:
            return self.left[0].half + self.right[0].half
        halves = self.left[0].half
        for cell in self.left[1:]:
            if not cell.blank:
                halves += cell.half
        for cell in self.right:
            if not cell.blank:
                halves += cell.half
        return halves

    @property
    def holds(self) -> bool:
        """Whether the relation holds within rounding."""
        off = self.off
        return not off or off <= self.allowed


class Exact(msgspec.Struct, frozen=True, gc=False):
    """Comparisons within one statement that hold to the last digit: how many, and what makes them where something else is to be explained.

    `extra` as in `Comparison`.
    """

    statement: int
    count: int
    made: Callable[[], Iterable[Comparison]]
    extra: Decimal = ZERO

    def comparisons(self) -> list[Comparison]:
        """Each of them."""
        return [msgspec.structs.replace(one, extra=self.extra) if self.extra else one for one in self.made()]


def listed(some: Iterable[Comparison | Exact]) -> Iterator[Comparison]:
    """Every comparison, those that were only counted too."""
    for one in some:
        if isinstance(one, Exact):
            yield from one.comparisons()
        else:
            yield one


def _total(cells: Iterable[Cell]) -> Decimal:
    return sum([cell.yuan for cell in cells], ZERO)


def agreement(one: Cell, other: Cell, *, auxiliary: bool = False) -> Comparison:
    """Two cells at the same coordinates."""
    return Comparison((one,), (other,), one.yuan - other.yuan, _AGREEMENT, auxiliary=auxiliary)


def summation(total: Cell, parts: tuple[Cell, ...], axis: str, *, auxiliary: bool = False) -> Comparison:
    """A cell and those that split it along `axis`."""
    return Comparison((total,), parts, total.yuan - _total(parts), _SUM, axis=axis, auxiliary=auxiliary)


def equation(
    title: str,
    left: Iterable[Cell],
    right: Iterable[Cell],
    *,
    relation: Relation = Relation.EQUAL,
    hint: str | None = None,
    severity: Severity | None = None,
) -> Comparison:
    """An identity that no coordinates give: the sum of `left` is (at least) the sum of `right`."""
    left, right = tuple(left), tuple(right)
    residual = _total(left) - _total(right)
    return Comparison(left, right, residual, Shape.EQUATION, relation, title=title, hint=hint, severity=severity)
