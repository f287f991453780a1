"""How documents stand to each other, found in the documents themselves: entity, kind, year, phase and lists of units. Never by file names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from budgetbook.codes import name_key
from budgetbook.model.disclosure import Disclosure, EntityKind

_OWN_OFFICE = ("", "(本级)", "本级", "(机关)", "机关", "(局机关)", "局机关")
_PARTS = ("statements", "narrative", "projects")


class Unit(msgspec.Struct, frozen=True):
    """A unit's document: its index, and what the department's document calls it (None where it doesn't list it)."""

    document: int
    listed_as: str | None


class Relations(msgspec.Struct, frozen=True, kw_only=True):
    """One document's relations to the others, as indexes. `earlier` are versions given before it, `later` those after.

    `previous` may be several versions of last year's document; of `departments` there is one, as a rule.
    """

    previous: tuple[int, ...] = ()
    units: tuple[Unit, ...] = ()
    departments: tuple[int, ...] = ()
    earlier: tuple[int, ...] = ()
    later: tuple[int, ...] = ()
    following: tuple[int, ...] = ()


def relations(documents: Sequence[Disclosure]) -> list[Relations]:
    """The relations of each of `documents` to the others, in their order."""
    return [_of(number, documents) for number in range(len(documents))]


def _of(number: int, documents: Sequence[Disclosure]) -> Relations:
    this = documents[number]
    others = [(other, one) for other, one in enumerate(documents) if other != number]
    versions = [other for other, one in others if _one_body(one, this) and _years_apart(one, this) == 0]
    versions = [other for other in versions if _share_a_part(documents[other], this)]
    return Relations(
        previous=tuple(other for other, one in others if _one_body(one, this) and _years_apart(one, this) == 1),
        following=tuple(other for other, one in others if _one_body(one, this) and _years_apart(one, this) == -1),
        earlier=tuple(other for other in versions if other < number),
        later=tuple(other for other in versions if other > number),
        units=tuple(Unit(other, listed_as(one, this)) for other, one in others if _is_unit_of(one, this)),
        departments=tuple(other for other, one in others if _is_unit_of(this, one)),
    )


def _one_body(one: Disclosure, other: Disclosure) -> bool:
    return (
        bool(name_key(one.entity.name))
        and name_key(one.entity.name) == name_key(other.entity.name)
        and one.entity.kind is other.entity.kind
        and one.phase is other.phase
    )


def _years_apart(one: Disclosure, this: Disclosure) -> int:
    return this.fiscal_year - one.fiscal_year


def _share_a_part(one: Disclosure, other: Disclosure) -> bool:
    """Whether both say something of one kind: the words of a document and its tables are not two versions of it."""
    return any(getattr(one, part) and getattr(other, part) for part in _PARTS)


def _is_unit_of(unit: Disclosure, department: Disclosure) -> bool:
    """Whether `unit` is a document of one of the department's units: the department lists it, or the unit's forms name the department."""
    if (unit.entity.kind, department.entity.kind) != (EntityKind.UNIT, EntityKind.DEPARTMENT):
        return False
    if unit.phase is not department.phase or unit.fiscal_year != department.fiscal_year:
        return False
    if listed_as(unit, department) is not None:
        return True
    named = {name_key(form.department) for form in unit.projects if form.department}
    return named == {name_key(department.entity.name)} and name_key(unit.entity.name) not in named


def listed_as(unit: Disclosure, department: Disclosure) -> str | None:
    """What `department` calls the unit in its statements and forms; None where it doesn't list it."""
    listed = units_listed(department)
    own = name_key(unit.entity.name)
    if not own:
        return None
    return next((listed[name] for mark in _OWN_OFFICE if (name := own + mark) in listed), None)


def units_listed(department: Disclosure) -> dict[str, str]:
    """The units in the department's statements and forms: their names made comparable → as printed."""
    names: Iterable[str | None] = (
        *(row.coordinates.unit for statement in department.statements for row in statement.rows),
        *(form.unit for form in department.projects),
    )
    found: dict[str, str] = {}
    for name in names:
        if name and name_key(name):
            found.setdefault(name_key(name), name)
    return found
