"""The words that the sentences of every disclosure may use: those of `words.toml`, and the official names of function subjects."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import msgspec
import tomli

from budgetbook.codes import Classification, all_codes
from budgetbook.model.coordinates import ANYWHERE, Coordinates, items


class _Word(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    terms: tuple[str, ...]
    says: Coordinates = ANYWHERE
    assumes: Coordinates = ANYWHERE
    topic: str | None = None
    total: bool = False
    sure: bool = False


class _Words(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    word: tuple[_Word, ...]


class Meaning(NamedTuple):
    """What one word says: coordinates, coordinates it only assumes, and the function codes that bear this name; see `words.toml`."""

    says: tuple[tuple[str, object], ...] = ()
    assumes: tuple[tuple[str, object], ...] = ()
    functions: tuple[str, ...] = ()
    topic: str | None = None
    total: bool = False
    sure: bool = False


@cache
def _common_words() -> dict[str, Meaning]:
    text = (files("budgetbook.checks.narrative") / "words.toml").read_text(encoding="utf-8")
    found: dict[str, Meaning] = {}
    for word in msgspec.convert(tomli.loads(text), _Words).word:
        for term in word.terms:
            found[term] = Meaning(items(word.says), items(word.assumes), (), word.topic, word.total, word.sure)
    return found


@cache
def _official_words(year: int) -> dict[str, Meaning]:
    """The official names of function subjects that common words don't say already."""
    found: dict[str, list[str]] = defaultdict(list)
    for entry in all_codes(Classification.FUNCTION, year):
        found[bare(entry.name)].append(entry.code)
    return {
        name: Meaning(functions=by_length(codes)) for name, codes in found.items() if not said_by_common_words(name)
    }


Known = tuple[str, Meaning]
"""A word and what it says."""


@cache
def shared_words(year: int) -> dict[str, Meaning]:
    """The words that every disclosure of a year may use."""
    return {**_official_words(year), **_common_words()}


@cache
def shared_by_beginning(year: int) -> dict[str, tuple[Known, ...]]:
    """The same by the characters they begin with."""
    return by_beginning(shared_words(year))


def by_beginning(words: dict[str, Meaning]) -> dict[str, tuple[Known, ...]]:
    """Words by the two characters they begin with, the longest first; those of one character by that."""
    found: dict[str, dict[str, Meaning]] = defaultdict(dict)
    for word, meaning in words.items():
        found[word[:2]][word] = meaning
    return {beginning: longest_first(some) for beginning, some in found.items()}


def beginning_at(words: Mapping[str, tuple[Known, ...]], text: str, at: int) -> tuple[Known, ...]:
    """The `words` (see `by_beginning`) that may begin at a place of `text`, the longest first."""
    of_one = words.get(text[at], ())
    return words.get(text[at : at + 2], ()) + of_one if at + 1 < len(text) else of_one


def longest_first(words: dict[str, Meaning]) -> tuple[Known, ...]:
    """Words in the order in which a text is tried for them."""
    return tuple(sorted(words.items(), key=lambda known: len(known[0]), reverse=True))


def by_length(codes: Iterable[str]) -> tuple[str, ...]:
    """Codes in the order in which one is chosen: classes first."""
    return tuple(sorted(codes, key=lambda code: (len(code), code)))


def bare(name: str) -> str:
    """A name as it stands in plain text."""
    return re.sub(r"[\s“”\"'‘’]", "", name).replace("(", "（").replace(")", "）").replace(",", "，").replace("、", "、")


@cache
def said_by_common_words(name: str) -> bool:
    """Whether common words alone cover a function subject's name."""
    reached = {0}
    for at in range(len(name)):
        if at in reached:
            words = beginning_at(_common_by_beginning(), name, at)
            reached |= {at + len(word) for word, _ in words if name.startswith(word, at)}
    return len(name) in reached


@cache
def _common_by_beginning() -> dict[str, tuple[Known, ...]]:
    return by_beginning(_common_words())
