"""Pie charts of a disclosure: slices are printed cells of its statements, never numbers of their own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

import msgspec

from budgetbook.forms.form import ChartForm, Slice, Tree
from budgetbook.model.coordinates import Coordinates, items, lies_at
from budgetbook.model.disclosure import Disclosure
from budgetbook.model.facts import Fact, facts
from budgetbook.model.money import ZERO, MoneyUnit, round_to, share
from budgetbook.writers.arrangement.words import Words, without_number
from budgetbook.writers.layout import Chart, ChartSlice

_MOST_SLICES = 12
_TREE_DIMENSION = {
    Tree.FUNCTION: "function",
    Tree.FUNCTION_CLASSES: "function",
    Tree.ECONOMIC: "economic",
    Tree.INCOME: "income",
    Tree.PROJECTS: "unit",
    Tree.AGENCIES: "unit",
}


def pie_chart(form: ChartForm, disclosure: Disclosure, words: Words) -> Chart | None:
    """The chart that `form` asks for; None where the statement is absent or no slice is above zero."""
    cells = [fact for fact in facts(disclosure) if fact.kind == form.kind and fact.amount is not None]
    parts = [
        (words.fill(label), amount)
        for each in form.slices
        for label, amount in _slices(each, cells, disclosure)
        if amount > 0
    ]
    whole = sum((amount for _, amount in parts), ZERO)
    if whole <= 0:
        return None
    slices = tuple(
        ChartSlice(label=label, amount=amount, share=share(amount, whole) or ZERO) for label, amount in _gathered(parts)
    )
    title = words.fill(form.title)
    told = "；".join(f"{each.label}{each.amount:f}万元，占{each.share:f}%" for each in slices)
    return Chart(title=title, slices=slices, description=f"{title}（饼图）：{told}。")


def _slices(wanted: Slice, cells: Sequence[Fact], disclosure: Disclosure) -> Iterator[tuple[str, Decimal]]:
    if wanted.tree is None:
        amount = _at(wanted.coordinates, cells)
        if amount is not None:
            yield wanted.label or "", amount
        return
    dimension = _TREE_DIMENSION[wanted.tree]
    found: dict[str, str] = {}
    for cell in cells:
        value = getattr(cell.coordinates, dimension)
        if value is not None and lies_at(cell.coordinates, wanted.coordinates):
            row = disclosure.statements[cell.statement].rows[cell.row]
            found.setdefault(str(value), without_number(row.label))
    highest = [value for value in found if not any(value != other and value.startswith(other) for other in found)]
    for value in highest:
        amount = _at(msgspec.structs.replace(wanted.coordinates, **{dimension: value}), cells)
        if amount is not None:
            yield found[value], amount


def _at(wanted: Coordinates, cells: Sequence[Fact]) -> Decimal | None:
    """The amount printed at `wanted` in 万元: of the cells that lie there, the widest one."""
    inside = [cell for cell in cells if lies_at(cell.coordinates, wanted)]
    if not inside:
        return None
    widest = min(inside, key=lambda cell: len(items(cell.coordinates)))
    assert widest.yuan is not None
    wan = widest.yuan / MoneyUnit.WAN.yuan
    return round_to(wan, 2)


def _gathered(parts: Sequence[tuple[str, Decimal]]) -> list[tuple[str, Decimal]]:
    """At most `_MOST_SLICES`: the smallest go together where there are more."""
    if len(parts) <= _MOST_SLICES:
        return list(parts)
    small = sorted(parts, key=lambda part: part[1])[: len(parts) - _MOST_SLICES + 1]
    kept = [part for part in parts if part not in small]
    return [*kept, (f"其余{len(small)}项", sum((amount for _, amount in small), ZERO))]
