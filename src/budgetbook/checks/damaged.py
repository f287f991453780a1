"""Where a disclosure is damaged, asked by JSON pointer: what the reader wasn't sure of takes part in no check."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from budgetbook.model.disclosure import Damage, Disclosure

Pointer = tuple[str, ...]


def pointer(text: str) -> Pointer:
    """`/statements/3/rows/5` as its parts."""
    return tuple(text.strip("/").split("/"))


class _Spot:
    """A place named by damage or lying above one that is: the note on itself, one on it or anything inside it, and what lies in it."""

    __slots__ = ("inside", "note", "within")

    def __init__(self) -> None:
        self.note: str | None = None
        self.within: str | None = None
        self.inside: dict[str, _Spot] = {}


class Damaged:
    """The damaged places of one disclosure, with the reader's note for each.

    Asked of every amount and every indicator, so sound places must cost little: a tree is left at the first part that nothing is said of.
    """

    def __init__(self, damage: Iterable[Damage]) -> None:
        self._root = _Spot()
        for one in damage:
            if one.subject is None:
                continue
            spot = self._root
            for part in pointer(one.subject):
                spot = spot.inside.setdefault(part, _Spot())
                spot.within = one.note if spot.within is None else spot.within
            spot.note = one.note if spot.note is None else spot.note

    def __bool__(self) -> bool:
        return self._root.note is not None or bool(self._root.inside)

    def at(self, *parts: object) -> Damaged:
        """What is damaged at a place and in it, asked from there on: `at("projects", 3).note("name")`."""
        covering, spot = self._found(parts)
        if covering is None and spot is None:
            return SOUND
        below = Damaged(())
        if spot is not None:
            below._root = spot
        if covering is not None:
            below._root.note = below._root.within = covering
        return below

    def note(self, *parts: object) -> str | None:
        """The note on what covers the place (the place itself or something it lies in); None where it is sound."""
        return self._found(parts)[0]

    def within(self, *parts: object) -> str | None:
        """The note on damage at the place, above it or anywhere inside it; None where all of it is sound."""
        covering, spot = self._found(parts)
        return covering or (None if spot is None else spot.within)

    def among(self, length: int) -> Collection[int]:
        """Which items of a list of this length are damaged or have damage in them: all of it where the list is damaged itself."""
        if self._root.note is not None:
            return range(length)
        return {int(part) for part in self._root.inside if part.isdecimal()}

    def _found(self, parts: tuple[object, ...]) -> tuple[str | None, _Spot | None]:
        """The note that covers a place, or else the place where damage lies in it."""
        spot = self._root
        if spot.note is not None:
            return spot.note, None
        for part in parts:
            below = spot.inside.get(part if type(part) is str else str(part))
            if below is None:
                return None, None
            if below.note is not None:
                return below.note, None
            spot = below
        return None, spot


class _Sound(Damaged):
    """Nothing is damaged, which is said without looking."""

    def __bool__(self) -> bool:
        return False

    def at(self, *parts: object) -> Damaged:
        return self

    def note(self, *parts: object) -> str | None:
        return None

    def within(self, *parts: object) -> str | None:
        return None


SOUND: Damaged = _Sound(())
"""Nothing is damaged."""


def damaged(disclosure: Disclosure) -> Damaged:
    """The damaged places of `disclosure`."""
    return Damaged(disclosure.damage) if disclosure.damage else SOUND
