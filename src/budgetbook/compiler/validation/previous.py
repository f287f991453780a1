"""Last year's figures among themselves: what they are figures of says which must be equal and which add up.

Without this the words would be wrong however right the statements are: the three costs' changes have to add up to that of their sum, and
income and expenditure, equal this year, to change alike. Source: DOMAIN §5 (words against statements).
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from budgetbook.compiler.validation.entered import Defects, Entered, sheet_place
from budgetbook.forms.form import PreviousForm
from budgetbook.model.coordinates import ancestors
from budgetbook.model.ledger import LedgerDefect, PreviousFigure
from budgetbook.model.money import CENT, ZERO, MoneyUnit, tolerance, with_separators

_Given = list[tuple[PreviousForm, PreviousFigure]]
# Officers copy last year's figures from what was published, which is rounded to this.
_STEP = MoneyUnit.WAN.yuan * CENT


def previous_sum_defects(entered: Entered) -> Defects:
    """Figures of the same coordinates that differ, and public costs that don't add up to the figure of them all."""
    given = {each.name: each for each in entered.ledger.previous if each.yuan is not None}
    figures = [(form, given[form.name]) for form in entered.form.previous if form.name in given]
    yield from _unequal(figures)
    for form, whole in figures:
        parts = _parts(form, entered.form.previous)
        if parts and all(part.name in given for part in parts):
            yield from _not_the_sum(form, whole, [(part, given[part.name]) for part in parts])


def _unequal(figures: _Given) -> Iterator[LedgerDefect]:
    for index, (form, figure) in enumerate(figures):
        for earlier, other in figures[:index]:
            if earlier.coordinates == form.coordinates and figure.yuan != other.yuan:
                yield _defect(
                    figure,
                    f"上年预算数：{earlier.label} {_yuan(other)} 元，{form.label} {_yuan(figure)} 元，两者应当相等",
                )


def _parts(whole: PreviousForm, forms: tuple[PreviousForm, ...]) -> list[PreviousForm]:
    """The figures that lie under `whole` along public costs and have none of the others above them."""
    cost = whole.coordinates.public_cost
    if cost is None:
        return []
    elsewhere = msgspec.structs.replace(whole.coordinates, public_cost=None)
    below = [
        each
        for each in forms
        if each.coordinates.public_cost not in (None, cost)
        and msgspec.structs.replace(each.coordinates, public_cost=None) == elsewhere
        and cost in ancestors("public_cost", str(each.coordinates.public_cost))
    ]
    costs = {str(each.coordinates.public_cost) for each in below}
    return [each for each in below if costs.isdisjoint(_above(str(each.coordinates.public_cost)))]


def _above(cost: str) -> set[str]:
    return set(ancestors("public_cost", cost)) - {cost}


def _not_the_sum(form: PreviousForm, whole: PreviousFigure, parts: _Given) -> Iterator[LedgerDefect]:
    total = sum((figure.yuan or ZERO for _, figure in parts), ZERO)
    difference = (whole.yuan or ZERO) - total
    if abs(difference) > tolerance(_STEP, len(parts)):
        names = "、".join(part.label for part, _ in parts)
        yield _defect(
            whole,
            f"上年预算数：{form.label} {_yuan(whole)} 元，{names}相加 {with_separators(total)} 元，"
            f"相差 {with_separators(difference)} 元",
        )


def _defect(figure: PreviousFigure, message: str) -> LedgerDefect:
    return LedgerDefect(
        place=figure.place or sheet_place("previous"), message=message, advice="请与上年公开的预算核对，单位是元"
    )


def _yuan(figure: PreviousFigure) -> str:
    return with_separators(figure.yuan or ZERO)
