"""Which amounts of a section are said to make up which: the items of a sentence's list, and the numbered paragraphs below an amount.

What is part of what in a sentence stands in the mentions; numbered paragraphs nest by the style of their numbers, whatever their words are.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from budgetbook.checks.narrative.mentions import Mention, Telling
from budgetbook.checks.narrative.segments import enumeration, style

_OPEN = re.compile(r"等|以及其他")
_PARTLY = re.compile(r"主要(?:包括|用于|是|为|有)|重点|如")
_SENTENCE = re.compile(r"[。；\n]")


class Listed(NamedTuple):
    """An amount and the amounts that are listed as its parts, in their order."""

    whole: Mention
    parts: tuple[Mention, ...]


def listings(telling: Telling) -> Iterator[Listed]:
    """Every list of two or more amounts of money below an amount that doesn't say that it leaves something out."""
    if len(telling.mentions) <= 2:
        return
    lines = _Lines(telling.plain.text)
    found = dict.fromkeys((*_in_sentences(lines, telling.mentions), *_in_paragraphs(lines, telling.mentions)))
    yield from (one for one in found if len(one.parts) > 1 and not _leaves_out(telling, one))


def _in_sentences(lines: _Lines, said: Iterable[Mention]) -> Iterator[Listed]:
    """Items that follow what they are part of, in its paragraph or in paragraphs of their own without numbers. A name that returns begins anew."""
    below: dict[Mention, list[Mention]] = defaultdict(list)
    for one in said:
        if one.parent is not None and (lines.at(one) == lines.at(one.parent) or not lines.numbers[lines.at(one)]):
            below[one.parent].append(one)
    for whole, parts in below.items():
        names = [part.words for part in parts]
        if len(set(names)) == len(names):
            yield Listed(whole, tuple(parts))


def _in_paragraphs(lines: _Lines, said: Iterable[Mention]) -> Iterator[Listed]:
    """The first amounts of numbered paragraphs below the amount that heads the paragraph above them."""
    if not any(lines.numbers):
        return
    heads: dict[int, Mention] = {}
    for one in said:
        heads.setdefault(lines.at(one), one)
    open_lists: list[tuple[str, Mention, list[Mention]]] = []  # style of numbers, whole, parts so far
    above: Mention | None = None  # what heads the last paragraph
    done: list[Listed] = []
    for line, number in enumerate(lines.numbers):
        head = heads.get(line)
        if not number:
            if lines.blank(line):
                continue
            done += [Listed(whole, tuple(parts)) for _, whole, parts in open_lists]
            open_lists, above = [], head
            continue
        while any(kind == number for kind, _, _ in open_lists) and open_lists[-1][0] != number:
            _, whole, parts = open_lists.pop()
            done.append(Listed(whole, tuple(parts)))
        if (not open_lists or open_lists[-1][0] != number) and above is not None:
            open_lists.append((number, above, []))
        if head is not None and open_lists and open_lists[-1][0] == number:
            open_lists[-1][2].append(head)
        above = head
    yield from done
    yield from (Listed(whole, tuple(parts)) for _, whole, parts in open_lists)


class _Lines:
    """The paragraphs of a plain text: where each begins, and the style of its number (empty for none)."""

    def __init__(self, text: str) -> None:
        self._texts = text.split("\n")
        self._starts = [0]
        for one in self._texts[:-1]:
            self._starts.append(self._starts[-1] + len(one) + 1)
        self.numbers = [style(enumeration(one)) for one in self._texts]

    def at(self, mention: Mention) -> int:
        """The index of the paragraph that `mention` stands in."""
        return bisect_right(self._starts, mention.start) - 1

    def blank(self, line: int) -> bool:
        """Whether there is nothing in a paragraph."""
        return not self._texts[line].strip()


def _leaves_out(telling: Telling, listed: Listed) -> bool:
    """Whether a list says that it isn't complete: 等 behind its last item, or 主要包括 before its first."""
    text = telling.plain.text
    rest = _SENTENCE.split(text[listed.parts[-1].end :], maxsplit=1)[0]
    between = text[listed.whole.end : listed.parts[0].start + len(listed.parts[0].words)]
    return bool(_OPEN.match(rest) or _PARTLY.search(_SENTENCE.split(between)[-1]))
