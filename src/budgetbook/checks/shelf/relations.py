"""How documents stand to each other, found in the documents themselves: entity, kind, year, phase and lists of units. Never by file names."""

from __future__ import annotations

from collections import defaultdict
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
    """One document's relations to the others, as indexes. `earlier` are versions given before it, `later` those after; `parts` are files
    that make one document with it, words in one and tables in another.

    `previous` and `following` may be several versions of one year's document; of `departments` there is one, as a rule.
    """

    previous: tuple[int, ...] = ()
    following: tuple[int, ...] = ()
    units: tuple[Unit, ...] = ()
    departments: tuple[int, ...] = ()
    earlier: tuple[int, ...] = ()
    later: tuple[int, ...] = ()
    parts: tuple[int, ...] = ()


class _Card(msgspec.Struct, frozen=True):
    """What relations are found by, looked up once for a document: of hundreds every one is held against every other."""

    number: int
    name: str
    kind: EntityKind
    year: int
    phase: str
    parts: frozenset[str]
    units: dict[str, str]
    departments: frozenset[str]


def relations(documents: Sequence[Disclosure]) -> list[Relations]:
    """The relations of each of `documents` to the others, in their order."""
    cards = [_card(number, document) for number, document in enumerate(documents)]
    bodies: dict[tuple[object, ...], list[_Card]] = defaultdict(list)
    rounds: dict[tuple[object, ...], list[_Card]] = defaultdict(list)
    for card in cards:
        if card.name:
            bodies[card.name, card.kind, card.phase].append(card)
        rounds[card.year, card.phase, card.kind].append(card)
    return [
        _of(
            card,
            bodies.get((card.name, card.kind, card.phase), ()),
            rounds[card.year, card.phase, EntityKind.UNIT] if card.kind is EntityKind.DEPARTMENT else (),
            rounds[card.year, card.phase, EntityKind.DEPARTMENT] if card.kind is EntityKind.UNIT else (),
        )
        for card in cards
    ]


def _of(this: _Card, body: Sequence[_Card], units: Sequence[_Card], departments: Sequence[_Card]) -> Relations:
    """The relations of one document: `body` are those of its own body, `units` and `departments` those of its round that it may belong to."""
    own = [one for one in body if one.year == this.year and one.number != this.number and one.parts and this.parts]
    versions = [one.number for one in own if one.parts & this.parts]
    return Relations(
        previous=tuple(one.number for one in body if one.year == this.year - 1),
        following=tuple(one.number for one in body if one.year == this.year + 1),
        earlier=tuple(number for number in versions if number < this.number),
        later=tuple(number for number in versions if number > this.number),
        parts=tuple(one.number for one in own if not one.parts & this.parts),
        units=tuple(Unit(one.number, _listed_as(one, this)) for one in units if _is_unit_of(one, this)),
        departments=tuple(one.number for one in departments if _is_unit_of(this, one)),
    )


def _card(number: int, document: Disclosure) -> _Card:
    return _Card(
        number,
        name_key(document.entity.name),
        document.entity.kind,
        document.fiscal_year,
        document.phase.value,
        # The words of a document and its tables are not two versions of it: those have a part in common.
        frozenset(part for part in _PARTS if getattr(document, part)),
        units_listed(document) if document.entity.kind is EntityKind.DEPARTMENT else {},
        frozenset(name_key(form.department) for form in document.projects if form.department),
    )


def _is_unit_of(unit: _Card, department: _Card) -> bool:
    """Whether the department lists the unit, or else the unit's forms all name the department."""
    if not unit.name:
        return False
    claims = bool(department.name) and unit.departments == {department.name} and unit.name != department.name
    return claims or _listed_as(unit, department) is not None


def _listed_as(unit: _Card, department: _Card) -> str | None:
    """What the department calls the unit; its own office goes by the department's name, with or without a mark."""
    return next(
        (department.units[name] for mark in _OWN_OFFICE if (name := unit.name + mark) in department.units), None
    )


def units_listed(department: Disclosure) -> dict[str, str]:
    """The units in the department's statements and forms: their names made comparable → as printed."""
    names: Iterable[str | None] = (
        *(row.coordinates.unit for statement in department.statements for row in statement.rows),
        *(form.unit for form in department.projects),
    )
    found: dict[str, str] = {}
    for name in dict.fromkeys(names):
        if name and name_key(name):
            found.setdefault(name_key(name), name)
    return found
