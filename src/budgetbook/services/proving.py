"""Sums as witnesses for what a scan left doubtful: they prove amounts, tell what others should be, and question a few that seemed sure.

No amount is changed here. An amount is proven where a sum or its copy elsewhere gives exactly what was read; a misread digit would be off.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

import msgspec

from budgetbook.model.disclosure import Damage, Disclosure
from budgetbook.model.money import round_to

if TYPE_CHECKING:
    from budgetbook.checks.cells import Cell
    from budgetbook.checks.comparison import Comparison

DOUBTFUL, QUESTIONED = "doubtful_cell", "questioned_amount"
_SCAN = "scan"


def disclosure_proven(*, disclosure: Disclosure) -> Disclosure:
    """`disclosure` with its doubtful amounts held to its sums.

    Damage of a proven amount is gone; damage of one that sums contradict says what they give. In a scan an amount that was read without
    doubt gets damage where sums name it alone and one misread character explains the difference: it is more likely read than printed wrong.
    """
    doubtful = {each.subject: each for each in disclosure.damage if each.what == DOUBTFUL and each.subject is not None}
    if not doubtful and (disclosure.source is None or disclosure.source.format != _SCAN):
        return disclosure
    comparisons = _comparisons(disclosure, set(doubtful))
    involved = _involved(comparisons)
    damage: list[Damage] = []
    for each in disclosure.damage:
        if each.what != DOUBTFUL or each.subject is None:
            damage.append(each)
        elif not _is_proven(each.subject, involved.get(each.subject, []), doubtful.keys()):
            damage.append(_with_expected(each, involved.get(each.subject, []), doubtful.keys(), disclosure))
    if disclosure.source is not None and disclosure.source.format == _SCAN:
        damage += _questioned(comparisons, doubtful.keys(), disclosure)
    return msgspec.structs.replace(disclosure, damage=tuple(damage))


def _comparisons(disclosure: Disclosure, doubtful: set[str]) -> list[Comparison]:
    """Every sum and every repeated amount, as if what is doubtful had been read right; other damage keeps its cells out."""
    # Loaded here: what is sure needs no proof, and the checks take 30 ms to load.
    from budgetbook.checks.agreements import agreements
    from budgetbook.checks.comparison import Relation
    from budgetbook.checks.index import index
    from budgetbook.checks.sums import sums

    others = tuple(each for each in disclosure.damage if each.subject not in doubtful)
    supposed = msgspec.structs.replace(disclosure, damage=others)
    found: list[Comparison] = []
    for book in index(supposed).books:
        found += agreements(book)
        found += sums(supposed, book)
    return [each for each in found if each.sound and each.relation is Relation.EQUAL]


def _involved(comparisons: Iterable[Comparison]) -> dict[str, list[Comparison]]:
    involved: dict[str, list[Comparison]] = defaultdict(list)
    for comparison in comparisons:
        for cell in comparison.cells:
            involved[_subject(cell)].append(comparison)
    return involved


def _subject(cell: Cell) -> str:
    return f"/statements/{cell.statement}/rows/{cell.row}/amounts/{cell.column}"


def _is_proven(subject: str, comparisons: Iterable[Comparison], doubtful: Iterable[str]) -> bool:
    """Whether all comparisons with the amount hold, and one that rests on nothing else doubtful does so to the last digit."""
    own = list(comparisons)
    return all(each.holds for each in own) and any(
        not each.residual for each in own if _stands_alone(subject, each, doubtful)
    )


def _stands_alone(subject: str, comparison: Comparison, doubtful: Iterable[str]) -> bool:
    """Whether `subject` is all that is doubtful in `comparison`, and something other than blanks stands against it."""
    others = [cell for cell in comparison.cells if _subject(cell) != subject]
    known = set(doubtful)
    return any(not cell.blank for cell in others) and not any(_subject(cell) in known for cell in others)


def _with_expected(
    damage: Damage, comparisons: Iterable[Comparison], doubtful: Iterable[str], disclosure: Disclosure
) -> Damage:
    """`damage` with what sums give in its place, where those that can tell all give the same."""
    assert damage.subject is not None
    given: set[Decimal] = set()
    for comparison in comparisons:
        if comparison.auxiliary or comparison.holds or not _stands_alone(damage.subject, comparison, doubtful):
            continue
        for cell in comparison.cells:
            if _subject(cell) == damage.subject:
                sign = 1 if cell in comparison.left else -1
                given.add(_printed(cell, -comparison.residual * sign, disclosure))
    if len(given) != 1:
        return damage
    return msgspec.structs.replace(damage, note=f"{damage.note}；按合计关系应为 {given.pop():,f}")


def _printed(cell: Cell, change: Decimal, disclosure: Disclosure) -> Decimal:
    """What the cell would print if it were `change` (yuan) more."""
    unit = disclosure.statements[cell.statement].unit.yuan
    return round_to((cell.yuan + change) / unit, 2)


def _questioned(comparisons: list[Comparison], doubtful: Iterable[str], disclosure: Disclosure) -> Iterator[Damage]:
    """Damage for amounts read without doubt that two comparisons or more name alone, and that one misread character explains."""
    from budgetbook.checks.suspects import explained

    known = set(doubtful)
    certain = [each for each in comparisons if not any(_subject(cell) in known for cell in each.cells)]
    broken = [each for each in certain if not each.holds]
    for explanation in explained(certain, broken):
        if len(explanation.suspects) != 1 or len(explanation.broken) < 2:
            continue
        cell, change = explanation.suspects[0], explanation.changes[0]
        if cell.amount is None or cell.row < 0:
            continue
        expected = _printed(cell, change, disclosure)
        if not is_one_misreading(cell.amount, expected):
            continue
        row = disclosure.statements[cell.statement].rows[cell.row]
        yield Damage(
            what=QUESTIONED,
            note=f"扫描件识别为 {cell.amount:,f}，按合计关系应为 {expected:,f}，可能有一个字符误读，请对照图像核对",
            place=(row.cells[cell.column] if row.cells else None) or row.place,
            subject=_subject(cell),
        )


def is_one_misreading(read: Decimal, expected: Decimal) -> bool:
    """Whether one digit taken for another, one lost or added, or the decimal point or the sign lost makes `expected` into `read`."""
    one, other = _digits(read), _digits(expected)
    if one == other or "".join(char for char in f"{read:f}" if char.isdigit()) == other:
        return read != expected
    if len(one) == len(other):
        return sum(a != b for a, b in zip(one, other, strict=True)) == 1
    longer, shorter = (one, other) if len(one) > len(other) else (other, one)
    return len(longer) - len(shorter) == 1 and any(longer[:n] + longer[n + 1 :] == shorter for n in range(len(longer)))


def _digits(amount: Decimal) -> str:
    """The digits as printed, with two decimals where there are fewer."""
    exponent = amount.as_tuple().exponent
    shown = round_to(amount, 2) if isinstance(exponent, int) and exponent > -2 else amount
    return "".join(char for char in f"{abs(shown):f}" if char.isdigit())
