"""The words that the sentences of every disclosure may use: those of `words.toml`, and the official names of function subjects."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from operator import itemgetter

import msgspec
import tomli

from budgetbook.codes import Classification, all_codes
from budgetbook.model.coordinates import ANYWHERE, Coordinates, items

_DROPPED = re.compile(r"[\s“”\"'‘’]")


class _Word(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    terms: tuple[str, ...]
    says: Coordinates = ANYWHERE
    assumes: Coordinates = ANYWHERE
    topic: str | None = None
    total: bool = False
    sure: bool = False


class _Words(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    word: tuple[_Word, ...]


class Meaning(msgspec.Struct, frozen=True, gc=False):
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

Beginning = tuple[tuple[int, int, dict[str, Known]], ...]
"""The words that begin alike, the longest first: their length, how many characters must stand in a text for them, and the words by these."""


@cache
def shared_words(year: int) -> dict[str, Meaning]:
    """The words that every disclosure of a year may use."""
    return {**_official_words(year), **_common_words()}


@cache
def shared_by_beginning(year: int) -> dict[str, Beginning]:
    """The same by the characters they begin with."""
    return by_beginning(shared_words(year))


def by_beginning(words: dict[str, Meaning]) -> dict[str, Beginning]:
    """Words by the two characters they begin with; those of one character by that."""
    found: dict[str, dict[str, Meaning]] = defaultdict(dict)
    for word, meaning in words.items():
        found[word[:2]][word] = meaning
    return {beginning: _longest_first(some) for beginning, some in found.items()}


def _longest_first(words: dict[str, Meaning]) -> Beginning:
    found: dict[tuple[int, int], dict[str, Known]] = defaultdict(dict)
    for word, meaning in words.items():
        # A subject's name may stand without 支出: 教育（类）.
        least = word.removesuffix("支出") if meaning.functions else word
        found[len(word), len(least)][least] = (word, meaning)
    return tuple((length, least, found[length, least]) for length, least in sorted(found, reverse=True))


def together(one: Beginning, other: Beginning) -> Beginning:
    """The words of both; a word of both says first what it says in the other."""
    return tuple(sorted((*other, *one), key=itemgetter(0, 1), reverse=True))


def beginning_at(words: Mapping[str, Beginning], text: str, at: int) -> Iterator[Known]:
    """The `words` (see `by_beginning`) that a text may have at a place, the longest first."""
    for beginning in (text[at : at + 2], text[at]) if at + 1 < len(text) else (text[at],):
        for _, least, some in words.get(beginning, ()):
            known = some.get(text[at : at + least])
            if known is not None:
                yield known


def by_length(codes: Iterable[str]) -> tuple[str, ...]:
    """Codes in the order in which one is chosen: classes first."""
    return tuple(sorted(codes, key=lambda code: (len(code), code)))


def bare(name: str) -> str:
    """A name as it stands in plain text."""
    if name.isalpha():
        return name  # most are: nothing there to drop or replace
    return _DROPPED.sub("", name).replace("(", "（").replace(")", "）").replace(",", "，").replace("、", "、")


@cache
def said_by_common_words(name: str) -> bool:
    """Whether common words alone cover a function subject's name."""
    reached = {0}
    for at in range(len(name)):
        if at in reached:
            reached.update(at + len(word) for word, _ in beginning_at(_common_by_beginning(), name, at))
    return len(name) in reached


@cache
def _common_by_beginning() -> dict[str, Beginning]:
    return by_beginning(_common_words())
