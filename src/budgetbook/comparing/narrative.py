"""The words, section by section."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from budgetbook.comparing.damage import Doubts
from budgetbook.comparing.forms import text_compared
from budgetbook.comparing.names import likeness, moved_name, pairs_of
from budgetbook.comparing.words import difference, differs
from budgetbook.model.comparison import Change, Piece, PieceKind, SectionChange, TextChange
from budgetbook.model.disclosure import Disclosure
from budgetbook.model.narrative import Section

_LEAST_LIKE = 0.5


def narrative_compared(old: Disclosure, new: Disclosure) -> tuple[tuple[SectionChange, ...], int]:
    """The sections that differ in the new document's order, and the number of those that don't. Sections in doubt take no part."""
    found, same = [], 0
    for before, now in _paired(_sound(old), _sound(new), old.fiscal_year, new.fiscal_year):
        section = now or before
        assert section is not None
        if before is None or now is None:
            change, kind = (Change.ADDED, PieceKind.ADDED) if before is None else (Change.REMOVED, PieceKind.REMOVED)
            pieces: tuple[Piece, ...] = (Piece(kind, section.text),)
        else:
            pieces = difference(before.text, now.text, old_year=old.fiscal_year, new_year=new.fiscal_year)
            change = Change.CHANGED
            if not differs(pieces):
                same += 1
                continue
        found.append(
            SectionChange(
                change=change,
                section=section.section,
                title="".join(section.title.split()),
                old_title=None if before is None else "".join(before.title.split()),
                pieces=pieces,
                old_place=None if before is None else before.place,
                new_place=None if now is None else now.place,
            )
        )
    return tuple(found), same


def profile_compared(old: Disclosure, new: Disclosure) -> Iterator[TextChange]:
    """Duties, structure, the catalogue of services and the terms explained, where both documents have them and they differ."""
    for label, of in _PROFILE:
        before, now = of(old), of(new)
        if before and now:
            yield from text_compared(label, before, now, old.fiscal_year, new.fiscal_year)


_PROFILE: tuple[tuple[str, Callable[[Disclosure], str | None]], ...] = (
    ("主要职责", lambda one: "\n".join(one.profile.duties)),
    ("机构设置", lambda one: one.profile.structure),
    ("政府购买服务目录", lambda one: "\n".join(f"{each.code} {each.name}" for each in one.purchase_catalogue)),
    ("购买服务目录依据", lambda one: one.catalogue_reference),
    ("名词解释", lambda one: "\n".join(f"{each.term}：{each.text}" for each in one.glossary)),
)


def _sound(disclosure: Disclosure) -> list[Section]:
    doubts = Doubts(disclosure.damage)
    return [one for number, one in enumerate(disclosure.narrative) if not doubts.touches("narrative", number)]


def _paired(
    old: list[Section], new: list[Section], old_year: int, new_year: int
) -> Iterator[tuple[Section | None, Section | None]]:
    left = list(old)
    partners: dict[int, Section] = {}

    def like(one: Section, other: Section) -> float:
        return likeness(*(pairs_of("".join(section.title.split())) for section in (one, other)))

    for number, section in enumerate(new):
        key = moved_name(section.title, new_year)
        same = [one for one in left if moved_name(one.title, old_year) == key]
        if same:
            partners[number] = same[0]
            left.remove(same[0])
    for number, section in enumerate(new):
        if number not in partners and left:
            nearest = max(left, key=lambda one: like(one, section))
            if like(nearest, section) >= _LEAST_LIKE:
                partners[number] = nearest
                left.remove(nearest)
    yield from ((partners.get(number), section) for number, section in enumerate(new))
    yield from ((section, None) for section in left)
