"""The contents page held against the body: which statement each of its lines means, and what is left over on either side."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

import msgspec

from budgetbook.checks.context import Context
from budgetbook.checks.once import once
from budgetbook.forms.lexicon import lexicon, title_key
from budgetbook.model.contents import ContentsEntry
from budgetbook.model.disclosure import Disclosure
from budgetbook.model.statement import Kind, Statement

_TABLE = re.compile(r"表(?:[（(][^（）()]*[）)])*$")
_COLLECTIVE = re.compile(r"(?:预算|公开|附|报)表$")  # 五、单位预算表 is over all statements, and no title of one
_LIKE = 0.6


class Matched(msgspec.Struct, frozen=True, kw_only=True):
    """Lines of the contents that mean statements, and the statements they mean.

    `tables` are all lines that name a table, `pairs` those whose statement was found, by the number of the line in the contents. `absent`
    are lines that no statement and no heading of the body answers to, `unlisted` statements that no line means.
    """

    tables: tuple[ContentsEntry, ...]
    pairs: dict[int, Statement]
    absent: tuple[ContentsEntry, ...]
    unlisted: tuple[Statement, ...]


def names_table(entry: ContentsEntry) -> bool:
    """Whether a line of the contents names a table, not a part or a section."""
    return _TABLE.search(entry.title) is not None


@once
def matched(context: Context) -> Matched:
    """Which line means which statement: by place, by title, by kind, and at last by likeness of titles."""
    disclosure = context.disclosure
    tables = {
        number: entry
        for number, entry in enumerate(disclosure.contents)
        if names_table(entry) and not _is_collective(entry)
    }
    left = list(disclosure.statements)
    pairs: dict[int, Statement] = {}
    surely: set[int] = set()
    for means in (_same_place, _same_title, _same_kind, _alike):
        for number, entry in tables.items():
            found = None if number in pairs else next((one for one in left if means(entry, one)), None)
            if found is not None:
                pairs[number] = found
                left.remove(found)
                if means in (_same_place, _same_title):
                    surely.add(number)
    # One line may stand for two statements, or two lines for one; a kind with an unsure pair says nothing more.
    unsure = {statement.kind for number, statement in pairs.items() if number not in surely}
    taken = [statement.place for statement in pairs.values()]
    absent = tuple(
        entry
        for number, entry in tables.items()
        if number not in pairs
        and (entry.heading is None or entry.heading in taken)
        and _kind(entry) not in unsure
        and not _is_form(entry, disclosure)
    )
    return Matched(
        tables=tuple(tables.values()),
        pairs=pairs,
        absent=absent,
        unlisted=tuple(one for one in left if one.kind is not Kind.OTHER and one.kind not in unsure),
    )


def _kind(entry: ContentsEntry) -> Kind | None:
    term = lexicon().statement(entry.title)
    return term.kind if term else None


def _is_collective(entry: ContentsEntry) -> bool:
    return _COLLECTIVE.search(entry.title) is not None and _kind(entry) is None


def _is_form(entry: ContentsEntry, disclosure: Disclosure) -> bool:
    """Whether a line means performance forms, and there are some: they have titles of their own."""
    return "绩效" in entry.title and bool(disclosure.projects or disclosure.overall_performance)


def _same_place(entry: ContentsEntry, statement: Statement) -> bool:
    return entry.heading is not None and entry.heading == statement.place


def _same_title(entry: ContentsEntry, statement: Statement) -> bool:
    return _plain(entry.title) == _plain(statement.title)


def _same_kind(entry: ContentsEntry, statement: Statement) -> bool:
    return statement.kind is not Kind.OTHER and _kind(entry) is statement.kind


def _alike(entry: ContentsEntry, statement: Statement) -> bool:
    return SequenceMatcher(None, _plain(entry.title), _plain(statement.title), autojunk=False).ratio() >= _LIKE


def _plain(title: str) -> str:
    return re.sub(r"\W", "", title_key(title))
