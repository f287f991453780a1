"""Which cell is wrong, as far as arithmetic can tell: one changed amount breaks several comparisons, and is one finding.

A cell is a suspect where one change of it would make every comparison hold that it takes part in: those that are broken now, and those
that hold now. If one cell explains more broken comparisons than any other, it is named; if several explain the same ones, they are
reported together; a comparison that nobody explains stands alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

import msgspec

from budgetbook.checks.cells import Cell
from budgetbook.checks.comparison import Comparison, Relation
from budgetbook.model.money import ZERO


class Explanation(msgspec.Struct, frozen=True):
    """Broken comparisons that are one defect. `suspects` are the cells that explain all of them, `change` what each would have to change by.

    One suspect: that cell is wrong. Several: one of them is. None: nothing can be said.
    """

    broken: tuple[Comparison, ...]
    suspects: tuple[Cell, ...] = ()
    changes: tuple[Decimal, ...] = ()


def explained(comparisons: Iterable[Comparison], broken: Sequence[Comparison]) -> list[Explanation]:
    """`broken`, grouped by the cell that explains them; each broken comparison is in one group."""
    if not broken:
        return []
    involved = _involved(comparisons, broken)
    # A cell may take part in thousands of comparisons, each of thousands of cells: what one allows is worked out once.
    allowed = {comparison: comparison.allowed for comparison in set().union(*involved.values())}
    left = set(broken)
    changes = {cell: change for cell, some in involved.items() if (change := _change(cell, some, allowed)) is not None}
    explains = {cell: left.intersection(involved[cell]) for cell in changes}
    found = []
    while left:
        most = max((len(covered) for covered in explains.values()), default=0)
        if most < 2:
            break
        best = [cell for cell, covered in explains.items() if len(covered) == most]
        covered = explains[best[0]]
        best = [cell for cell in best if explains[cell] == covered]
        ordered = tuple(comparison for comparison in broken if comparison in covered)
        found.append(Explanation(ordered, tuple(best), tuple(changes[cell] for cell in best)))
        left -= covered
        explains = {cell: some - covered for cell, some in explains.items()}
    found += [Explanation((comparison,)) for comparison in broken if comparison in left]
    return found


def _involved(comparisons: Iterable[Comparison], broken: Sequence[Comparison]) -> dict[Cell, list[Comparison]]:
    """Every comparison that each cell of the broken ones takes part in."""
    doubtful = {cell for comparison in broken for cell in comparison.cells}
    involved: dict[Cell, list[Comparison]] = defaultdict(list)
    for comparison in comparisons:
        for cell in comparison.cells:
            if cell in doubtful:
                involved[cell].append(comparison)
    return involved


def _change(cell: Cell, comparisons: Iterable[Comparison], allowances: Mapping[Comparison, Decimal]) -> Decimal | None:
    """The change of `cell` that makes all `comparisons` hold within their `allowances`, None where there is none.

    Each comparison allows an interval of changes; the change returned lies in all of them, as the comparison that allows least puts it.
    """
    low: Decimal | None = None
    high: Decimal | None = None
    wanted, least = ZERO, None
    for comparison in comparisons:
        sign = 1 if cell in comparison.left else -1
        exact, allowed = -comparison.residual * sign, allowances[comparison]
        if comparison.relation is Relation.AT_LEAST:
            if sign > 0:
                low = exact - allowed if low is None else max(low, exact - allowed)
            else:
                high = exact + allowed if high is None else min(high, exact + allowed)
            continue
        low = exact - allowed if low is None else max(low, exact - allowed)
        high = exact + allowed if high is None else min(high, exact + allowed)
        if least is None or allowed < least:
            wanted, least = exact, allowed
    if low is not None and high is not None and low > high:
        return None
    if least is None:
        wanted = low if low is not None else ZERO if high is None else high
    if low is not None and wanted < low:
        return low
    if high is not None and wanted > high:
        return high
    return wanted
