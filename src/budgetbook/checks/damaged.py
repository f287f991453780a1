"""Where a disclosure is damaged, asked by JSON pointer: what the reader wasn't sure of takes part in no check."""

from __future__ import annotations

from collections.abc import Iterable

from budgetbook.model.disclosure import Damage, Disclosure

Pointer = tuple[str, ...]


def pointer(text: str) -> Pointer:
    """`/statements/3/rows/5` as its parts."""
    return tuple(text.strip("/").split("/"))


class Damaged:
    """The damaged places of one disclosure, with the reader's note for each."""

    def __init__(self, damage: Iterable[Damage]) -> None:
        self._notes: dict[Pointer, str] = {}
        self._within: dict[Pointer, str] = {}
        for one in damage:
            if one.subject is None:
                continue
            at = pointer(one.subject)
            self._notes.setdefault(at, one.note)
            for end in range(1, len(at) + 1):
                self._within.setdefault(at[:end], one.note)

    def __bool__(self) -> bool:
        return bool(self._notes)

    def note(self, *parts: object) -> str | None:
        """The note on what covers the place (the place itself or something it lies in); None where it is sound."""
        at = tuple(str(part) for part in parts)
        for end in range(1, len(at) + 1):
            if (note := self._notes.get(at[:end])) is not None:
                return note
        return None

    def within(self, *parts: object) -> str | None:
        """The note on damage at the place, above it or anywhere inside it; None where all of it is sound."""
        at = tuple(str(part) for part in parts)
        return self.note(*parts) or self._within.get(at)


def damaged(disclosure: Disclosure) -> Damaged:
    """The damaged places of `disclosure`."""
    return Damaged(disclosure.damage)
