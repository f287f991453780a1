"""What columns are by those beside them: sides, blocks, names, codes of others, this year's money, changes. Each goes over all of a head."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

import msgspec

from budgetbook.forms.lexicon import StatementTerm, lexicon
from budgetbook.model.coordinates import ANYWHERE, Period, without
from budgetbook.readers.meaning.head_words import Meaning
from budgetbook.readers.meaning.parts import is_part, narrowed
from budgetbook.readers.meaning.wording import LEFT_OVER

_CHANGES = ("change", "change_rate")
_AGAINST = re.compile(r"[比较](.*数)")
_CARRIED_OUT = re.compile(r"执行|完成|决算")


def mark(
    meanings: Sequence[Meaning],
    term: StatementTerm,
    heads: frozenset[str],
    classes: Mapping[str, Mapping[str, str]],
    fiscal_year: int,
) -> None:
    """Put right what each of `meanings` says by itself. `heads` are the `key`s of all words of the head, `classes` those that name classes."""
    if term.only is None:
        _mark_sides(meanings, term, heads)
    else:
        _mark_blocks(meanings, classes)
    _mark_names(meanings, two_sided=term.income is not None)
    _mark_government_codes(meanings)
    _mark_economic_codes(meanings)
    _mark_current(meanings)
    _mark_changes(meanings, fiscal_year)


def _mark_names(meanings: Sequence[Meaning], *, two_sided: bool) -> None:
    """Words of an unknown header name the rows where nothing else does: right behind codes, or in front of the amounts of a side."""
    named = any(meaning.holds == "label" for meaning in meanings)
    for before, meaning in pairwise(meanings):
        if not named and before.holds == "code" and meaning.holds == "note":
            meaning.holds = "label"
    naming = False  # whether a column of this side names its rows
    for at, meaning in enumerate(meanings):
        begins = two_sided and at > 0 and meanings[at - 1].holds is None and meaning.holds is not None
        naming = naming and not begins
        before_amounts = at + 1 < len(meanings) and meanings[at + 1].holds is None
        if meaning.guessed and meaning.holds == "note" and before_amounts and not naming:
            meaning.holds = "label"
        naming = naming or meaning.holds not in (None, "note", "index")


def _mark_sides(meanings: Sequence[Meaning], term: StatementTerm, heads: frozenset[str]) -> None:
    """A word over the labels of a side and its amounts (财政拨款收入, 本年收入) names the side: what its rows are about, they say themselves."""
    sides = dict.fromkeys(meaning.path[0] for meaning in meanings if meaning.holds == "label" and len(meaning.path) > 1)
    if len(sides) < 2:
        return
    for meaning in meanings:
        if meaning.holds is None and len(meaning.path) > 1 and meaning.path[0] in sides:
            meaning.coordinates = ANYWHERE
            for word in meaning.path[1:]:
                found = lexicon().column(word, term.kind, beside=heads)
                meaning.coordinates = (
                    meaning.coordinates if found is None else narrowed(meaning.coordinates, word, found.coordinates)
                )


def _mark_blocks(meanings: Sequence[Meaning], classes: Mapping[str, Mapping[str, str]]) -> None:
    """A class over names and amounts (工资福利支出 over 科目名称 and 预算数) is what the rows of its block are within: they say themselves
    which part of it they are, all but its total."""
    blocks = {word for meaning in meanings if meaning.holds in ("code", "label") for word in meaning.path[:-1]}
    for meaning in meanings:
        for word in blocks.intersection(meaning.path, classes):
            meaning.path = tuple(each for each in meaning.path if each != word)
            meaning.within = msgspec.structs.replace(meaning.within, **classes[word])
            meaning.coordinates = without(meaning.coordinates, *classes[word])


def _mark_changes(meanings: Sequence[Meaning], fiscal_year: int) -> None:
    """A change against what was carried out last year is another than one against what was planned: the head says it, or prints only the
    former of the two."""
    amounts = [meaning for meaning in meanings if meaning.holds is None and meaning.coordinates.phase not in _CHANGES]
    earlier = [meaning.coordinates.phase for meaning in amounts if meaning.year not in (None, fiscal_year)]
    for meaning in meanings:
        if meaning.coordinates.phase not in _CHANGES:
            continue
        against = next((said for word in reversed(meaning.path) if (said := _AGAINST.search(word))), None)
        carried_out = (
            _CARRIED_OUT.search(against.group(1)) is not None if against else None not in earlier and bool(earlier)
        )
        if carried_out:
            meaning.coordinates = msgspec.structs.replace(meaning.coordinates, of_which="against_execution")


def _mark_government_codes(meanings: Sequence[Meaning]) -> None:
    """Codes in front of the names of government economic classes are theirs, whatever their own header (科目编码, 类, 款)."""
    owner: str | None = None
    for meaning in reversed(meanings):
        if meaning.holds == "code" and owner == "government_economic":
            meaning.holds = "government_code"
        elif meaning.holds != "government_code":
            owner = meaning.holds


def _mark_economic_codes(meanings: Sequence[Meaning]) -> None:
    """Economic codes are the rows' own where no other codes stand."""
    if not any(meaning.holds == "code" for meaning in meanings):
        for meaning in meanings:
            meaning.holds = "code" if meaning.holds == "economic_code" else meaning.holds


def _mark_current(meanings: Sequence[Meaning]) -> None:
    """A column that names a fund is of this year's money where another column says which money it is of; elsewhere it may be of both.

    其中：上年结转 is a part of what stands before it, so nothing stands apart from it. What is left over and not known more closely does.
    """
    if any(
        (meaning.coordinates.period in (Period.CARRIED_OVER, Period.CURRENT) or _is_left_over(meaning))
        and not any(map(is_part, meaning.path))
        for meaning in meanings
    ):
        for meaning in meanings:
            if meaning.coordinates.fund is not None and meaning.coordinates.period is None:
                meaning.coordinates = msgspec.structs.replace(meaning.coordinates, period=Period.CURRENT)


def _is_left_over(meaning: Meaning) -> bool:
    return not meaning.known and any(LEFT_OVER.search(word) for word in meaning.path)
