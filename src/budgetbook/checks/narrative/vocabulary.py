"""Phrases understood by covering them with known words: all of a phrase is known, or nothing is said of it.

Numbers are never paired with words that merely stand near them (DOMAIN §9): `2025年社会福利彩票公益金支持的一般公共预算项目支出` holds an unknown
word, so it names no cell, whatever else it holds.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cache

import msgspec

from budgetbook.checks.narrative.words import (
    Meaning,
    bare,
    beginning_at,
    by_beginning,
    by_length,
    said_by_common_words,
    shared_by_beginning,
    shared_words,
    together,
)
from budgetbook.codes import Classification, level_of, name_of
from budgetbook.model.coordinates import is_within
from budgetbook.model.disclosure import Disclosure


class Phrase(msgspec.Struct, frozen=True, gc=False):
    """A phrase all of whose words are known. `says` is what they say together; `functions` are the codes its last subject name may mean.

    `year` is the year it names, None for none; `named` is the function subject's name as in the text; `total` tells that it means all there
    is, `sure` that it says so whatever stands before it.
    """

    says: dict[str, object]
    functions: tuple[str, ...]
    year: int | None
    named: str | None
    topic: str | None
    total: bool
    sure: bool

    @property
    def empty(self) -> bool:
        """Whether it says nothing of what an amount is about."""
        return not (self.says or self.functions or self.topic or self.total)


_FILLER = Meaning()
_DIGITS = {"类": 3, "款": 5, "项": 7}
_LEVEL_MARK = re.compile(r"（([类款项])）")
_YEAR = re.compile(r"(20\d\d)年(?:度)?")
_CODED = re.compile(r"(2\d{6}|2\d{4}|2\d{2})[-—－]?")
_BRACKETED = re.compile(r"（(2\d{6}|2\d{4}|2\d{2})）")
_ECONOMIC = re.compile(r"(?P<name>[^（），、：；。]{2,24})（(?P<code>[35]\d{4}|[35]\d{2})）")
_OURS = re.compile(r"[本我全](?:部门|单位|局|委|院|校|中心|所|处|办|厅|会|馆|站|镇|街道)")
_NUMBER = re.compile(
    r"^(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十\d]+）|\d+[.、]|[\[【]?\d{3,7}[\]】]?[-—]?)"
)
_LONGEST = 60


class Vocabulary:
    """The words known in one disclosure: the common ones, the names of function subjects, and the entity's own names."""

    def __init__(self, disclosure: Disclosure) -> None:
        self._year = disclosure.fiscal_year
        shared = shared_words(self._year)
        own: dict[str, Meaning] = {}
        for name, codes in _printed_functions(disclosure, shared).items():
            known = shared[name].functions if name in shared else ()
            # 国有资本经营预算支出 is class 223, and what money of that budget is spent on as well: the common words say the latter.
            if not codes.issubset(known) and not said_by_common_words(name):
                own[name] = Meaning(functions=by_length(codes.union(known)))
        own.update(dict.fromkeys(map(bare, own_names(disclosure.entity.name)), _FILLER))
        self._by_beginning = {**shared_by_beginning(self._year)}
        for beginning, words in by_beginning(own).items():
            self._by_beginning[beginning] = together(self._by_beginning.get(beginning, ()), words)
        self._known: dict[str, Phrase | None] = {}

    def phrase(self, text: str) -> Phrase | None:
        """What `text` (plain) says, None where any word of it isn't known."""
        if text not in self._known:
            self._known[text] = self._read(text) if len(text) <= _LONGEST else None
        return self._known[text]

    def _read(self, text: str) -> Phrase | None:
        covered = self._cover(text, 0, {})
        return None if covered is None else _together(covered)

    def _cover(self, text: str, at: int, failed: dict[int, bool]) -> list[tuple[str, Meaning | int]] | None:
        """The words of `text` from `at` on, longest first; None where some part isn't known. `failed` remembers dead ends."""
        if at == len(text):
            return []
        if failed.get(at):
            return None
        for length, meaning in self._starting(text, at):
            rest = self._cover(text, at + length, failed)
            if rest is not None:
                return [(text[at : at + length], meaning), *rest]
        failed[at] = True
        return None

    def _starting(self, text: str, at: int) -> Iterable[tuple[int, Meaning | int]]:
        """The known words that start at `at` with their lengths, longest first."""
        char = text[at]
        if char in "，、：；。（）":
            coded = _BRACKETED.match(text, at)
            if coded:
                yield coded.end() - at, Meaning(functions=(coded[1],))
            if char in "，、：":
                yield 1, _FILLER
            return
        if char == "2":
            year = _YEAR.match(text, at)
            if year:
                yield year.end() - at, int(year[1])
            code = _CODED.match(text, at)
            if code:
                yield code.end() - at, Meaning(functions=(code[1],))
            return
        economic = _ECONOMIC.match(text, at) if "（" in text else None
        if economic:
            meaning = _economic(economic["name"], economic["code"], self._year)
            if meaning is not None:
                yield economic.end() - at, meaning
        ours = _OURS.match(text, at) if char in "本我全" else None
        if ours:
            yield ours.end() - at, _FILLER
        for word, meaning in beginning_at(self._by_beginning, text, at):
            if meaning.functions:
                yield from _subject(text, at, word, meaning)
            else:
                yield len(word), meaning


@cache
def _economic(name: str, code: str, year: int) -> Meaning | None:
    """An economic subject's name with its code in brackets: 3 is the department's class, 5 the government's. None where the two don't fit."""
    ours = code.startswith("3")
    official = name_of(Classification.ECONOMIC if ours else Classification.GOVERNMENT_ECONOMIC, code, year)
    if official is None or bare(official).removesuffix("支出") != name.removesuffix("支出"):
        return None
    return Meaning(says=(("economic" if ours else "government_economic", code),))


def _subject(text: str, at: int, name: str, meaning: Meaning) -> Iterable[tuple[int, Meaning]]:
    """A function subject's name with the mark of its level where it has one (教育支出（类）, 一般公共服务（类）支出).

    A short name (水利, 司法) is one only with its mark; without, it is a word like any other.
    """
    for printed in (name, name.removesuffix("支出")):
        if not text.startswith(printed, at):
            continue
        end = at + len(printed)
        mark = _LEVEL_MARK.match(text, end)
        if mark:
            digits = _DIGITS[mark[1]]
            codes = tuple(code for code in meaning.functions if len(code) == digits)
            if codes:
                yield mark.end() - at, Meaning(functions=codes)
        elif printed == name and len(name) > 2:
            yield len(name), meaning
        if not name.endswith("支出"):
            return


def own_names(name: str) -> set[str]:
    """The names a body goes by in its own words: whole, without its place, without a remark in brackets."""
    found = set()
    bare = re.sub(r"（[^）]*）|\([^)]*\)", "", name).strip()
    for one in (name.strip(), bare):
        if len(one) >= 2:
            found.add(one)
        inner = re.sub(r"^.{2,6}?(?:省|市|自治区|县|区)", "", one)
        if len(inner) >= 3:
            found |= {inner, f"市{inner}", f"省{inner}", f"区{inner}", f"县{inner}"}
    return found


def _printed_functions(disclosure: Disclosure, shared: dict[str, Meaning]) -> dict[str, set[str]]:
    """The names of function subjects in the statements, with those of their codes that `shared` words don't give."""
    # One subject stands in many rows, under every unit.
    printed = {
        (code, row.label)
        for one in disclosure.statements
        for row in one.rows
        if (code := row.coordinates.function) is not None
    }
    found: dict[str, set[str]] = defaultdict(set)
    for code, label in printed:
        name = _named_in_statement(label)
        if name in shared and code in shared[name].functions:
            continue
        if name and level_of(Classification.FUNCTION, code):
            found[name].add(code)
    return found


def _named_in_statement(label: str) -> str:
    return label if label.isalpha() else _NUMBER.sub("", bare(label))


def _together(covered: list[tuple[str, Meaning | int]]) -> Phrase | None:
    """The meaning of all words of a phrase; None where they contradict each other."""
    says: dict[str, object] = {}
    assumed: dict[str, object] = {}
    functions: tuple[str, ...] = ()
    named: str | None = None
    year: int | None = None
    topic: str | None = None
    total = sure = False
    for word, meaning in covered:
        if isinstance(meaning, int):
            if year is not None and year != meaning:
                return None
            year = meaning
            continue
        for dimension, value in meaning.says:
            known = says.get(dimension)
            if known is None or _refines(dimension, value, known):
                says[dimension] = value
            elif known != value and not _refines(dimension, known, value):
                return None
        assumed.update(meaning.assumes)
        total, sure = total or meaning.total, sure or meaning.sure
        if meaning.topic is not None and (topic is None or meaning.topic.startswith(topic)):
            topic = meaning.topic
        if meaning.functions:
            below = tuple(code for code in meaning.functions if not functions or code.startswith(functions))
            if functions and not below:
                return None
            functions, named = below, word
    for dimension, value in assumed.items():
        says.setdefault(dimension, value)
    return Phrase(says, functions, year, named, topic, total, sure)


def _refines(dimension: str, fine: object, coarse: object) -> bool:
    return fine != coarse and is_within(dimension, fine, coarse)
