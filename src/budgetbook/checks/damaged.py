"""Where a disclosure is damaged, asked by JSON pointer: what the reader wasn't sure of takes part in no check."""

from __future__ import annotations

from collections.abc import Collection

from budgetbook.model.disclosure import Disclosure


class Damaged:
    """The damaged places of a disclosure, or of one part of it, with the reader's note for each.

    A tree of the places that damage names. Asked of every amount and every indicator, so sound places must cost little: it is left at the first
    part that nothing is said of.
    """

    __slots__ = ("_first", "_inside", "_note")

    def __init__(self, first: str | None = None) -> None:
        self._note: str | None = None  # on all of it
        self._first = first  # the first note on it or on anything in it
        self._inside: dict[str | int, Damaged] = {}

    def __bool__(self) -> bool:
        return self._note is not None or bool(self._inside)

    def at(self, *parts: str | int) -> Damaged:
        """What is damaged at a place and in it, asked from there on: `at("projects", 3).note("name")`."""
        return self._found(parts)

    def note(self, *parts: str | int) -> str | None:
        """The note on what covers the place (the place itself or something it lies in); None where it is sound."""
        return self._found(parts)._note

    def within(self, *parts: str | int) -> str | None:
        """The note on damage at the place, above it or anywhere inside it; None where all of it is sound."""
        found = self._found(parts)
        return found._note or found._first

    def among(self, length: int) -> Collection[int]:
        """Which items of a list of this length are damaged or have damage in them: all of it where the list is damaged itself."""
        if self._note is not None:
            return range(length)
        return {part for part in self._inside if isinstance(part, int)}

    def _found(self, parts: tuple[str | int, ...]) -> Damaged:
        """The place, or else what covers it."""
        spot = self
        for part in parts:
            if spot._note is not None:
                return spot
            below = spot._inside.get(part)
            if below is None:
                return SOUND
            spot = below
        return spot

    def _take(self, subject: str, note: str) -> None:
        """Add a note on the place at a JSON pointer."""
        spot = self
        for part in subject.strip("/").split("/"):
            name = int(part) if part.isdecimal() else part
            below = spot._inside.get(name)
            if below is None:
                below = spot._inside[name] = Damaged(note)
            spot = below
        if spot._note is None:
            spot._note = note


class _Sound(Damaged):
    """Nothing is damaged, which is said without looking."""

    def __bool__(self) -> bool:
        return False

    def at(self, *parts: str | int) -> Damaged:
        return self

    def note(self, *parts: str | int) -> str | None:
        return None

    def within(self, *parts: str | int) -> str | None:
        return None


SOUND: Damaged = _Sound()
"""Nothing is damaged."""


def damaged(disclosure: Disclosure) -> Damaged:
    """The damaged places of `disclosure`."""
    if not disclosure.damage:
        return SOUND
    found = Damaged()
    for one in disclosure.damage:
        if one.subject is not None:
            found._take(one.subject, one.note)
    return found
