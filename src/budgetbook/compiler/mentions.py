"""Amounts placed in words, marked while a template is rendered and found again in the finished text.

A marked amount travels through Jinja as `<mark>number<end>text<end>` in private-use characters, which no font or user
ever types; taking the marks out gives the text and the position of every amount in it.
"""

from __future__ import annotations

import re
from decimal import Decimal

import msgspec

from budgetbook.model.coordinates import Coordinates

_OPEN, _MIDDLE, _CLOSE = "\ue000", "\ue001", "\ue002"
_MARKED = re.compile(f"{_OPEN}(\\d+){_MIDDLE}([^{_CLOSE}]*){_CLOSE}")


class Mention(msgspec.Struct, frozen=True, kw_only=True):
    """An amount in 万元 that a section's words say: `text[start:end]` of the section, and the coordinates it was taken from."""

    section: str
    start: int
    end: int
    coordinates: Coordinates
    amount: Decimal


class Marks:
    """The amounts of one section, in the order they were written."""

    def __init__(self) -> None:
        self._said: list[tuple[Coordinates, Decimal]] = []

    def mark(self, text: str, coordinates: Coordinates, amount: Decimal) -> str:
        """`text` so marked that `lifted` finds it."""
        self._said.append((coordinates, amount))
        return f"{_OPEN}{len(self._said) - 1}{_MIDDLE}{text}{_CLOSE}"

    def lifted(self, section: str, marked: str) -> tuple[str, tuple[Mention, ...]]:
        """The text without marks, and its mentions in reading order."""
        parts: list[str] = []
        mentions = []
        length = at = 0
        for found in _MARKED.finditer(marked):
            before, text = marked[at : found.start()], found[2]
            start = length + len(before)
            coordinates, amount = self._said[int(found[1])]
            mentions.append(
                Mention(section=section, start=start, end=start + len(text), coordinates=coordinates, amount=amount)
            )
            parts += [before, text]
            length, at = start + len(text), found.end()
        return "".join((*parts, marked[at:])), tuple(mentions)


def unmarked(text: str) -> str:
    """Text a user typed, without the characters that mark amounts."""
    return re.sub(f"[{_OPEN}{_MIDDLE}{_CLOSE}]", "", text)
