"""Rows that depend on the data: one generator for each `Tree`, the same for every statement that uses it.

A generator makes the rows that may have money; those whose cells are all blank are left out afterwards, unless `kept`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from budgetbook.codes import Classification, function_classes, level_of, name_of
from budgetbook.compiler.evaluation import Evaluator
from budgetbook.forms.form import Tree
from budgetbook.model.coordinates import Coordinates, Flow, Institution, merged
from budgetbook.model.disclosure import EntityKind
from budgetbook.model.ledger import Ledger
from budgetbook.model.statement import Role


class GeneratedRow(NamedTuple):
    """A row to fill. `code` and `government` (a code) are printed only where the form has a column for them."""

    coordinates: Coordinates
    label: str
    depth: int = 0
    code: str | None = None
    role: Role = Role.ITEM
    government: str | None = None
    kept: bool = False


class Stand(NamedTuple):
    """Where a generator stands: the ledger, its sums, the coordinates of the statement so far, and the side."""

    ledger: Ledger
    evaluator: Evaluator
    base: Coordinates
    side: Flow | None
    text_columns: frozenset[str]


def generate(tree: Tree, stand: Stand) -> Iterator[GeneratedRow]:
    """The rows of `tree` at `stand`, in printed order."""
    return _GENERATORS[tree](stand)


def code_name(classification: Classification, code: str, year: int) -> str:
    """The name of a code in a year; the code itself where it isn't known (validation tells the officer)."""
    return name_of(classification, code, year) or code


def _function(stand: Stand) -> Iterator[GeneratedRow]:
    return _coded(stand, Classification.FUNCTION)


def _income(stand: Stand) -> Iterator[GeneratedRow]:
    return _coded(stand, Classification.INCOME)


def _coded(stand: Stand, classification: Classification) -> Iterator[GeneratedRow]:
    found = sorted(key[0] for key in stand.evaluator.values_at(stand.base, classification.value, side=stand.side))
    above = {code[:-2] for code in found}
    for code in found:
        yield GeneratedRow(
            coordinates=merged(stand.base, _at(classification, code)),
            label=code_name(classification, code, stand.ledger.fiscal_year),
            depth=(level_of(classification, code) or 1) - 1,
            code=code,
            role=Role.GROUP if code in above else Role.ITEM,
        )


def _function_classes(stand: Stand) -> Iterator[GeneratedRow]:
    for each in function_classes(stand.ledger.fiscal_year):
        yield GeneratedRow(
            coordinates=merged(stand.base, Coordinates(function=each.code)),
            label=f"{each.numeral}、{each.name}",
            code=each.code,
            kept=True,
        )


def _economic(stand: Stand) -> Iterator[GeneratedRow]:
    year = stand.ledger.fiscal_year
    government = "government_economic" in stand.text_columns
    for (code,) in sorted(stand.evaluator.values_at(stand.base, "economic", side=stand.side)):
        at = merged(stand.base, Coordinates(economic=code))
        name = code_name(Classification.ECONOMIC, code, year)
        if level_of(Classification.ECONOMIC, code) == 1:
            yield GeneratedRow(coordinates=at, label=name, code=code, role=Role.GROUP)
        elif not government:
            yield GeneratedRow(coordinates=at, label=name, code=code, depth=1)
        else:
            paid_from = stand.evaluator.values_at(at, "government_economic", side=stand.side)
            for (other,) in sorted(
                key for key in paid_from if level_of(Classification.GOVERNMENT_ECONOMIC, key[0]) != 1
            ):
                fine = merged(at, Coordinates(government_economic=other))
                yield GeneratedRow(coordinates=fine, label=name, code=code, depth=1, government=other)


def _projects(stand: Stand) -> Iterator[GeneratedRow]:
    with_money = stand.evaluator.values_at(stand.base, "unit", "project", side=stand.side)
    department = stand.ledger.entity.kind is EntityKind.DEPARTMENT
    for unit in stand.ledger.units:
        of_unit = merged(stand.base, Coordinates(unit=unit.name))
        own = [each for each in stand.ledger.projects if each.unit == unit.name and (unit.name, each.key) in with_money]
        if department and own:
            yield GeneratedRow(coordinates=of_unit, label=unit.name, role=Role.GROUP)
        for project in own:
            yield GeneratedRow(
                coordinates=merged(of_unit, Coordinates(project=project.key)),
                label=project.name,
                depth=1,
                code=project.code,
            )


def _agencies(stand: Stand) -> Iterator[GeneratedRow]:
    for unit in stand.ledger.units:
        if unit.institution is not Institution.PUBLIC_INSTITUTION:
            yield GeneratedRow(
                coordinates=merged(stand.base, Coordinates(unit=unit.name)), label=unit.name, code=unit.code
            )


def _at(classification: Classification, code: str) -> Coordinates:
    return Coordinates(function=code) if classification is Classification.FUNCTION else Coordinates(income=code)


_GENERATORS: dict[Tree, Callable[[Stand], Iterator[GeneratedRow]]] = {
    Tree.FUNCTION: _function,
    Tree.FUNCTION_CLASSES: _function_classes,
    Tree.ECONOMIC: _economic,
    Tree.INCOME: _income,
    Tree.PROJECTS: _projects,
    Tree.AGENCIES: _agencies,
}
