"""A sound disclosure with a contents page."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from budgetbook.model.contents import ContentsEntry
from budgetbook.model.disclosure import Disclosure
from budgetbook.model.place import Place
from tests.checks.worded import department

FRONT = 2  # pages before the one that is numbered 1
_PARTS = ("第一部分 概况", "第二部分 2027年部门预算报表", "第三部分 2027年度部门预算情况说明", "第四部分 名词解释")


def listed() -> Disclosure:
    """The department's disclosure as read from a file with pages: each statement on a page of its own, all of them in the contents."""
    made = department()
    statements = tuple(
        replace(one, place=Place(page=page)) for page, one in enumerate(made.statements, start=FRONT + 2)
    )
    parts = [_entry(title, Place(page=FRONT + 1)) for title in _PARTS]
    tables = [_entry(f"{one.number}、{one.title}", one.place) for one in statements]
    return replace(made, statements=statements, contents=(*parts[:2], *tables))


def _entry(title: str, heading: Place | None) -> ContentsEntry:
    assert heading is not None and heading.page is not None
    return ContentsEntry(title=title, page=heading.page - FRONT, place=Place(page=2), heading=heading)


def without_statement(disclosure: Disclosure, title: str) -> Disclosure:
    """`disclosure` without the statement of this title; its heading stands nowhere."""
    lost = next(one for one in disclosure.statements if one.title == title)
    return replace(
        disclosure,
        statements=tuple(one for one in disclosure.statements if one is not lost),
        contents=_changed(disclosure, (one for one in disclosure.contents if one.heading == lost.place), heading=None),
    )


def unlisted(disclosure: Disclosure, title: str) -> Disclosure:
    """`disclosure` without the line of the contents that ends in `title`."""
    return replace(disclosure, contents=tuple(one for one in disclosure.contents if not one.title.endswith(title)))


def with_entry(disclosure: Disclosure, ending: str, **fields: object) -> Disclosure:
    """`disclosure` with other fields in the lines of the contents that end in `ending`."""
    return replace(
        disclosure,
        contents=_changed(disclosure, (one for one in disclosure.contents if one.title.endswith(ending)), **fields),
    )


def _changed(disclosure: Disclosure, entries: Iterable[ContentsEntry], **fields: object) -> tuple[ContentsEntry, ...]:
    wanted = list(entries)
    return tuple(replace(one, **fields) if one in wanted else one for one in disclosure.contents)
