"""The words over one column → what they say together."""

from __future__ import annotations

import re
from collections.abc import Mapping

import msgspec

from budgetbook.forms.lexicon import StatementTerm, TreeOfRows, key, lexicon
from budgetbook.model.coordinates import ANYWHERE, Coordinates, Flow
from budgetbook.model.money import is_amount
from budgetbook.model.statement import Kind
from budgetbook.readers.meaning.labels import code_of_name
from budgetbook.readers.meaning.parts import narrowed
from budgetbook.readers.meaning.table import Table
from budgetbook.readers.meaning.wording import squeezed

_OTHER_CODES = ("economic_code", "government_code")
_GOVERNMENT = ("government_economic", "government_code")
_OF_GOVERNMENT = {"code": "government_code", "label": "government_economic"}
_SHORTEST_GLUED = 4  # 支出 behind 财政拨款 makes a word of its own
_YEAR = re.compile(r"^((?:19|20)\d{2})年")


class Meaning(msgspec.Struct, kw_only=True):
    """What the words over a column, `path` from top to bottom, say: what it `holds` (None: amounts), and where its amounts stand.

    `within` is what a word over its whole side says of the rows; `known` that the lowest word is; `guessed` that it holds words, by what
    stands in it.
    """

    path: tuple[str, ...]
    holds: str | None = None
    tree: TreeOfRows | None = None
    flow: Flow | None = None
    coordinates: Coordinates = ANYWHERE
    within: Coordinates = ANYWHERE
    known: bool = False
    guessed: bool = False
    year: int | None = None


def meaning_of(
    path: tuple[str, ...],
    table: Table,
    position: int,
    term: StatementTerm,
    fiscal_year: int,
    heads: frozenset[str],
    classes: Mapping[str, Mapping[str, str]],
) -> Meaning:
    """What the words over a column say together: a lower word wins over the one above it."""
    meaning = Meaning(path=path)
    for word in path:
        year = _YEAR.match(word)
        if year:
            meaning.year = int(year.group(1))
        found = lexicon().column(word, term.kind, beside=heads)
        of_class = classes.get(word, {}) if found is None else {}
        meaning.known = found is not None or bool(of_class)  # of the lowest word: what it stands under says too little
        if of_class:
            meaning.holds, meaning.coordinates = None, msgspec.structs.replace(meaning.coordinates, **of_class)
        if found is None:
            continue
        meaning.flow = found.flow or meaning.flow
        # 收入 over 项目 is a side, and 项目 over 合计 is no text column: the lowest word tells what a column holds. Only whose codes
        # 类, 款 and 项 are stands above them.
        if found.holds != "code" or meaning.holds not in _OTHER_CODES:
            # 科目编码 and 科目名称 under 政府预算经济分类 are its own.
            of_government = meaning.holds in _GOVERNMENT and found.holds in _OF_GOVERNMENT
            meaning.holds = _OF_GOVERNMENT[str(found.holds)] if of_government else found.holds
            meaning.tree = found.tree
        if found.years_back is not None:
            meaning.year = fiscal_year - found.years_back
        meaning.coordinates = narrowed(meaning.coordinates, word, found.coordinates)
    if any(_glued(word, term.kind) for word in path):
        meaning.known = False
    if not meaning.known and _holds_words(table, position):
        meaning.holds, meaning.known, meaning.guessed = "note", True, True
    elif meaning.holds is None and meaning.flow is not None and _holds_names(table, position, term.kind, fiscal_year):
        meaning.holds = "label"  # 收入 alone over what is received, its amounts under a word of their own
    return meaning


def _glued(word: str, kind: Kind) -> bool:
    """Whether a word of the head is two of its words that stood too close to each other to be told apart."""
    words, plain = lexicon(), key(word)
    if len(plain) < 2 * _SHORTEST_GLUED or words.column(word, kind) is not None:
        return False
    return any(
        words.column(plain[:at], kind) is not None and words.column(plain[at:], kind) is not None
        for at in range(_SHORTEST_GLUED, len(plain) - _SHORTEST_GLUED + 1)
    )


def _holds_words(table: Table, position: int) -> bool:
    texts = [text for row in table.body if position < len(row) and (text := squeezed(row[position].text))]
    return bool(texts) and not any(is_amount(text) for text in texts)


def _holds_names(table: Table, position: int, kind: Kind, year: int) -> bool:
    """Whether a column holds names of rows and no amount: several, or one that is known. A dash, or a word that says there is none, is none."""
    texts = {text for row in table.body if position < len(row) and (text := squeezed(row[position].text))}
    if any(is_amount(text) for text in texts):
        return False
    return sum(len(text) > 2 for text in texts) > 1 or any(
        lexicon().row(text, kind) or code_of_name("income", text, year, level=None, under=None) for text in texts
    )
