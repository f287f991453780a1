"""Header words → columns with coordinates, grouped into the sides of a statement."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

import msgspec

from budgetbook.forms.lexicon import StatementTerm, TreeOfRows, key, lexicon
from budgetbook.model.coordinates import ANYWHERE, Coordinates, Flow, Period, merged, without
from budgetbook.model.money import MoneyUnit, is_amount
from budgetbook.model.statement import Column, Kind
from budgetbook.readers.meaning.classes_in_head import classes_in_head
from budgetbook.readers.meaning.labels import code_of_name
from budgetbook.readers.meaning.money_in_head import money_units, without_money
from budgetbook.readers.meaning.parts import is_part, narrowed
from budgetbook.readers.meaning.table import Table
from budgetbook.readers.meaning.wording import LEFT_OVER, squeezed

_OTHER_CODES = ("economic_code", "government_code")
_CHANGES = ("change", "change_rate")
_AGAINST = re.compile(r"[比较](.*数)")
_CARRIED_OUT = re.compile(r"执行|完成|决算")
_GOVERNMENT = ("government_economic", "government_code")
_OF_GOVERNMENT = {"code": "government_code", "label": "government_economic"}
_SHORTEST_GLUED = 4  # 支出 behind 财政拨款 makes a word of its own
_YEAR = re.compile(r"^((?:19|20)\d{2})年")


class TextColumn(msgspec.Struct, frozen=True, kw_only=True):
    """A column of words at `position`.

    `holds` is code, label, unit, unit_code, year, economic_code, government_code, index, note, or the name of one of `Row.labels`.
    """

    position: int
    holds: str


class SideOfTable(msgspec.Struct, frozen=True, kw_only=True):
    """One side: its text columns, and the positions of its amount columns with their places among the statement's columns.

    `table_width` counts the columns of the whole table; `is_last` says that no side stands to the right. `tree` is what the header
    of the labels says the rows are; None where it says nothing of it. `within` is what a word over the whole side says of its rows.
    """

    flow: Flow | None
    tree: TreeOfRows | None = None
    within: Coordinates = ANYWHERE
    texts: tuple[TextColumn, ...]
    amounts: tuple[tuple[int, int], ...]
    table_width: int
    is_last: bool


class Head(msgspec.Struct, frozen=True, kw_only=True):
    """The head of a statement, understood. `unknown` lists columns whose words the lexicon doesn't have; `money` the units it names."""

    columns: tuple[Column, ...]
    sides: tuple[SideOfTable, ...]
    unknown: tuple[int, ...]
    money: frozenset[MoneyUnit]


class _Meaning(msgspec.Struct, kw_only=True):
    path: tuple[str, ...]
    holds: str | None = None
    tree: TreeOfRows | None = None
    flow: Flow | None = None
    coordinates: Coordinates = ANYWHERE
    within: Coordinates = ANYWHERE
    known: bool = False
    guessed: bool = False  # that it holds words, by what stands in it
    year: int | None = None


def read_head(table: Table, term: StatementTerm, fiscal_year: int) -> Head:
    """The columns and sides of `table`. A side begins where text columns follow amount columns."""
    paths = [tuple(map(without_money, path)) for path in table.paths]
    words = [word for path in paths for word in path]
    heads, classes = frozenset(map(key, words)), classes_in_head(words, fiscal_year)
    meanings = [
        _meaning(path, table, position, term, fiscal_year, heads, classes) for position, path in enumerate(paths)
    ]
    if term.only is None:
        _mark_sides(meanings, term, heads)
    else:
        _mark_blocks(meanings, classes)
    _mark_names(meanings, two_sided=term.income is not None)
    _mark_government_codes(meanings)
    _mark_economic_codes(meanings)
    _mark_current(meanings)
    _mark_changes(meanings, fiscal_year)
    years = {meaning.year for meaning in meanings if meaning.holds is None and meaning.year}
    groups = _groups(meanings)
    two_sided = len(groups) > 1 and (term.income is not None or _names_sides(meanings))
    if not two_sided and groups and not _are_blocks(groups, meanings):
        groups = [[position for group in groups for position in group]]
    columns: list[Column] = []
    sides, unknown = [], []
    for number, group in enumerate(groups):
        flow = _flow_of([meanings[position] for position in group], number) if two_sided else None
        amounts, before = [], len(columns)
        for position in group:
            meaning = meanings[position]
            if meaning.holds is not None:
                continue
            coordinates = merged(term.side(flow).columns, meaning.coordinates)
            if len(years) > 1 and meaning.year:
                coordinates = msgspec.structs.replace(coordinates, year=meaning.year)
            column = Column(label=_label(meaning, flow, term), coordinates=coordinates, flow=flow)
            if column in columns[:before]:
                # Expenditure by function, by nature and by economic class side by side: rows of their own, one column.
                amounts.append((position, columns.index(column)))
                continue
            amounts.append((position, len(columns)))
            if not meaning.known:
                unknown.append(len(columns))
            columns.append(column)
        texts = tuple(
            TextColumn(position=position, holds=holds)
            for position in group
            if (holds := meanings[position].holds) is not None
        )
        sides.append(
            SideOfTable(
                flow=flow,
                tree=_tree_of([meanings[position] for position in group]),
                within=meanings[group[0]].within,
                texts=texts,
                amounts=tuple(amounts),
                table_width=len(meanings),
                is_last=number == len(groups) - 1,
            )
        )
    money = money_units(word for path in table.paths for word in path)
    return Head(columns=tuple(columns), sides=tuple(sides), unknown=tuple(unknown), money=money)


def _groups(meanings: Sequence[_Meaning]) -> list[list[int]]:
    """The positions of each side: its codes and names follow the amounts of the one before, its own numbers of lines (行次) among them."""
    groups: list[list[int]] = []
    for position, each in enumerate(meanings):
        lines = position  # where the numbers of lines right before it begin
        while lines and meanings[lines - 1].holds == "index":
            lines -= 1
        after_amounts = lines > 0 and meanings[lines - 1].holds is None
        if not groups:
            groups.append([])
        elif each.holds in ("code", "label", "unit") and after_amounts:
            groups[-1] = groups[-1][: len(groups[-1]) - (position - lines)]
            groups.append(list(range(lines, position)))
        groups[-1].append(position)
    return groups


def _are_blocks(groups: Sequence[Sequence[int]], meanings: Sequence[_Meaning]) -> bool:
    """Whether a one-sided table goes on to the right of itself: the same words and amounts once more, as basic expenditure does
    that prints 301 on the left, 302 in the middle and 310 on the right."""
    shapes = {tuple(meanings[position].holds for position in group) for group in groups}
    (shape, *others) = shapes
    return not others and len(groups) > 1 and "label" in shape


def _tree_of(group: Sequence[_Meaning]) -> TreeOfRows | None:
    """What the header of a side's labels says its rows are; a column of units says it where no names or codes stand beside it."""
    labelled = [meaning for meaning in group if meaning.holds in ("label", "code")]
    units = [meaning for meaning in group if meaning.holds == "unit"]
    return next((meaning.tree for meaning in labelled or units if meaning.tree), None)


def _mark_names(meanings: Sequence[_Meaning], *, two_sided: bool) -> None:
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


def _mark_sides(meanings: Sequence[_Meaning], term: StatementTerm, heads: frozenset[str]) -> None:
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


def _mark_blocks(meanings: Sequence[_Meaning], classes: Mapping[str, Mapping[str, str]]) -> None:
    """A class over names and amounts (工资福利支出 over 科目名称 and 预算数) is what the rows of its block are within: they say themselves
    which part of it they are, all but its total."""
    blocks = {word for meaning in meanings if meaning.holds in ("code", "label") for word in meaning.path[:-1]}
    for meaning in meanings:
        for word in blocks.intersection(meaning.path, classes):
            meaning.path = tuple(each for each in meaning.path if each != word)
            meaning.within = msgspec.structs.replace(meaning.within, **classes[word])
            meaning.coordinates = without(meaning.coordinates, *classes[word])


def _mark_changes(meanings: Sequence[_Meaning], fiscal_year: int) -> None:
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


def _mark_government_codes(meanings: Sequence[_Meaning]) -> None:
    """Codes in front of the names of government economic classes are theirs, whatever their own header (科目编码, 类, 款)."""
    owner: str | None = None
    for meaning in reversed(meanings):
        if meaning.holds == "code" and owner == "government_economic":
            meaning.holds = "government_code"
        elif meaning.holds != "government_code":
            owner = meaning.holds


def _mark_economic_codes(meanings: Sequence[_Meaning]) -> None:
    """Economic codes are the rows' own where no other codes stand."""
    if not any(meaning.holds == "code" for meaning in meanings):
        for meaning in meanings:
            meaning.holds = "code" if meaning.holds == "economic_code" else meaning.holds


def _mark_current(meanings: Sequence[_Meaning]) -> None:
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


def _is_left_over(meaning: _Meaning) -> bool:
    return not meaning.known and any(LEFT_OVER.search(word) for word in meaning.path)


def _meaning(
    path: tuple[str, ...],
    table: Table,
    position: int,
    term: StatementTerm,
    fiscal_year: int,
    heads: frozenset[str],
    classes: Mapping[str, Mapping[str, str]],
) -> _Meaning:
    """What the words over a column say together: a lower word wins over the one above it."""
    meaning = _Meaning(path=path)
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


def _names_sides(meanings: Sequence[_Meaning]) -> bool:
    return {meaning.flow for meaning in meanings} >= {Flow.INCOME, Flow.EXPENDITURE}


def _flow_of(meanings: Sequence[_Meaning], number: int) -> Flow:
    """The side a group of columns is: what most of its headers say, else income stands left."""
    said = [meaning.flow for meaning in meanings if meaning.flow is not None]
    if said:
        return max(set(said), key=said.count)
    return Flow.EXPENDITURE if number else Flow.INCOME


def _label(meaning: _Meaning, flow: Flow | None, term: StatementTerm) -> str:
    """The words over a column, its side first. Words of the other side are a merged cell's that conversion moved."""
    words = [word for word in dict.fromkeys(meaning.path) if flow is None or not _of_other_side(word, flow, term)]
    side = {Flow.INCOME: "收入", Flow.EXPENDITURE: "支出"}.get(flow) if flow else None
    if side is not None and (not words or side not in words[0]):
        words.insert(0, side)
    return "/".join(words)


def _of_other_side(word: str, flow: Flow, term: StatementTerm) -> bool:
    found = lexicon().column(word, term.kind)
    return found is not None and found.flow is not None and found.flow is not flow
