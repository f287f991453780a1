"""Header words → columns with coordinates, grouped into the sides of a statement."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from budgetbook.forms.lexicon import StatementTerm, TreeOfRows, key, lexicon
from budgetbook.model.coordinates import ANYWHERE, Coordinates, Flow, merged
from budgetbook.model.money import MoneyUnit
from budgetbook.model.statement import Column
from budgetbook.readers.meaning.classes_in_head import classes_in_head
from budgetbook.readers.meaning.head_marks import mark
from budgetbook.readers.meaning.head_words import Meaning, meaning_of
from budgetbook.readers.meaning.money_in_head import money_units, without_money
from budgetbook.readers.meaning.table import Table


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


def read_head(table: Table, term: StatementTerm, fiscal_year: int) -> Head:
    """The columns and sides of `table`. A side begins where text columns follow amount columns."""
    paths = [tuple(map(without_money, path)) for path in table.paths]
    words = [word for path in paths for word in path]
    heads, classes = frozenset(map(key, words)), classes_in_head(words, fiscal_year)
    meanings = [
        meaning_of(path, table, position, term, fiscal_year, heads, classes) for position, path in enumerate(paths)
    ]
    mark(meanings, term, heads, classes, fiscal_year)
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


def _groups(meanings: Sequence[Meaning]) -> list[list[int]]:
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


def _are_blocks(groups: Sequence[Sequence[int]], meanings: Sequence[Meaning]) -> bool:
    """Whether a one-sided table goes on to the right of itself: the same words and amounts once more, as basic expenditure does
    that prints 301 on the left, 302 in the middle and 310 on the right."""
    shapes = {tuple(meanings[position].holds for position in group) for group in groups}
    (shape, *others) = shapes
    return not others and len(groups) > 1 and "label" in shape


def _tree_of(group: Sequence[Meaning]) -> TreeOfRows | None:
    """What the header of a side's labels says its rows are; a column of units says it where no names or codes stand beside it."""
    labelled = [meaning for meaning in group if meaning.holds in ("label", "code")]
    units = [meaning for meaning in group if meaning.holds == "unit"]
    return next((meaning.tree for meaning in labelled or units if meaning.tree), None)


def _names_sides(meanings: Sequence[Meaning]) -> bool:
    return {meaning.flow for meaning in meanings} >= {Flow.INCOME, Flow.EXPENDITURE}


def _flow_of(meanings: Sequence[Meaning], number: int) -> Flow:
    """The side a group of columns is: what most of its headers say, else income stands left."""
    said = [meaning.flow for meaning in meanings if meaning.flow is not None]
    if said:
        return max(set(said), key=said.count)
    return Flow.EXPENDITURE if number else Flow.INCOME


def _label(meaning: Meaning, flow: Flow | None, term: StatementTerm) -> str:
    """The words over a column, its side first. Words of the other side are a merged cell's that conversion moved."""
    words = [word for word in dict.fromkeys(meaning.path) if flow is None or not _of_other_side(word, flow, term)]
    side = {Flow.INCOME: "收入", Flow.EXPENDITURE: "支出"}.get(flow) if flow else None
    if side is not None and (not words or side not in words[0]):
        words.insert(0, side)
    return "/".join(words)


def _of_other_side(word: str, flow: Flow, term: StatementTerm) -> bool:
    found = lexicon().column(word, term.kind)
    return found is not None and found.flow is not None and found.flow is not flow
