"""Several files, one document: words in one, tables in another."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import msgspec

from budgetbook.errors import UsageError
from budgetbook.forms.lexicon import key
from budgetbook.model.disclosure import Damage, Disclosure, Entity, Source
from budgetbook.model.narrative import Profile
from budgetbook.model.place import Place
from budgetbook.model.statement import Statement

_LISTS = ("statements", "narrative", "projects", "purchase_catalogue", "glossary", "contents")
_ONCE = ("overall_performance", "procurement", "assets", "catalogue_reference")
T = TypeVar("T")


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """One of the files: what it is called, and what it says."""

    file: str
    disclosure: Disclosure


def disclosures_merged(parts: Sequence[Part]) -> Disclosure:
    """The parts as one disclosure: lists joined in the order given, every place with its file, subjects of damage renumbered.

    What two files print alike stands once. Raises UsageError where they differ in entity, year, or budget and final accounts.
    """
    if len(parts) == 1:
        return parts[0].disclosure
    _must_agree(parts)
    first = parts[0].disclosure
    lists: dict[str, list[Any]] = {name: [] for name in _LISTS}
    once: dict[str, Any] = {}
    damage: list[Damage] = []
    entity = _entity([part.disclosure for part in parts])
    for part in parts:
        disclosure = _located(part.disclosure, part.file)
        moved = {name: _joined(lists[name], getattr(disclosure, name)) for name in _LISTS}
        taken = {name for name in _ONCE if name not in once and getattr(disclosure, name) is not None}
        once |= {name: getattr(disclosure, name) for name in taken}
        for each in disclosure.damage:
            if each.subject == "/entity/name" and entity.name:
                continue  # another file names it
            damage.append(msgspec.structs.replace(each, subject=_moved(each.subject, moved, taken)))
    return msgspec.structs.replace(
        first,
        source=_source(parts),
        entity=entity,
        form=next((part.disclosure.form for part in parts if part.disclosure.form), None),
        profile=_profile([part.disclosure.profile for part in parts]),
        damage=tuple(damage),
        **{name: tuple(each) for name, each in lists.items()} | {"statements": _numbered(lists["statements"])},
        **once,
    )


def _must_agree(parts: Sequence[Part]) -> None:
    advice = "不能合成一份。请分别读取，或检查是否选错了文件"
    first = parts[0]
    for part in parts[1:]:
        ours, theirs = first.disclosure, part.disclosure
        if ours.fiscal_year != theirs.fiscal_year:
            raise UsageError(
                f"{first.file} 是 {ours.fiscal_year} 年度的，{part.file} 是 {theirs.fiscal_year} 年度的，{advice}"
            )
        if ours.phase != theirs.phase:
            raise UsageError(f"{first.file} 和 {part.file} 一份是预算、一份是决算，{advice}")
    named = [part for part in parts if part.disclosure.entity.name]
    for part in named[1:]:
        ours, theirs = named[0].disclosure, part.disclosure
        if key(ours.entity.name) != key(theirs.entity.name):
            raise UsageError(
                f"{named[0].file} 是“{ours.entity.name}”的，{part.file} 是“{theirs.entity.name}”的，{advice}"
            )
        if ours.entity.kind != theirs.entity.kind and ours.statements and theirs.statements:
            raise UsageError(
                f"{named[0].file} 是{ours.entity.kind.word}预算，{part.file} 是{theirs.entity.kind.word}预算，{advice}"
            )


def _entity(disclosures: Sequence[Disclosure]) -> Entity:
    entities = [each.entity for each in disclosures]
    named = next((each for each in entities if each.name), entities[0])
    return msgspec.structs.replace(named, code=next((each.code for each in entities if each.code), None))


def _profile(profiles: Sequence[Profile]) -> Profile:
    return Profile(
        duties=next((each.duties for each in profiles if each.duties), ()),
        structure=next((each.structure for each in profiles if each.structure), None),
    )


def _source(parts: Sequence[Part]) -> Source:
    sources = [part.disclosure.source for part in parts]
    digests = "".join(source.sha256 for source in sources if source)
    return Source(
        name=" + ".join(part.file for part in parts),
        sha256=hashlib.sha256(digests.encode()).hexdigest(),
        format="several",
        pages=sum(source.pages or 0 for source in sources if source) or None,
    )


def _joined(whole: list[Any], more: Sequence[Any]) -> dict[int, int]:
    """Append to `whole` what it hasn't yet; returns where each of `more` stands in it now."""
    known = [_without_places(each) for each in whole]
    at: dict[int, int] = {}
    for number, each in enumerate(more):
        plain = _without_places(each)
        if plain in known:
            at[number] = known.index(plain)
        else:
            at[number] = len(whole)
            whole.append(each)
    return at


def _numbered(statements: Sequence[Statement]) -> tuple[Statement, ...]:
    """Numbers as printed; in order where two files count from one."""
    numbers = [statement.number for statement in statements]
    if len(set(numbers)) == len(numbers):
        return tuple(statements)
    return tuple(msgspec.structs.replace(each, number=number) for number, each in enumerate(statements, 1))


def _moved(subject: str | None, moved: dict[str, dict[int, int]], taken: set[str]) -> str | None:
    """The pointer `subject` into a part as one into the whole; None where the whole has it from another part."""
    if subject is None:
        return None
    name, _, rest = subject.removeprefix("/").partition("/")
    if name in _ONCE:
        return subject if name in taken else None
    if name not in moved:
        return subject
    number, slash, inside = rest.partition("/")
    if not number.isdecimal() or int(number) not in moved[name]:
        return subject
    return f"/{name}/{moved[name][int(number)]}{slash}{inside}"


def _located(value: T, file: str) -> T:
    return _changed(value, lambda place: msgspec.structs.replace(place, file=file))


def _without_places(value: T) -> T:
    """Without places, and without the number that a statement has in its own file."""
    plain = _changed(value, lambda _: None)
    return msgspec.structs.replace(plain, number=None) if isinstance(plain, Statement) else plain


def _changed(value: T, change: Callable[[Place], Place | None]) -> T:
    """`value` with `change` made to every place in it."""
    made: Any = value
    if isinstance(value, Place):
        made = change(value)
    elif isinstance(value, tuple):
        made = tuple(_changed(each, change) for each in value)
    elif isinstance(value, msgspec.Struct):
        fields = {name: getattr(value, name) for name in value.__struct_fields__}
        changes = {
            name: new
            for name, old in fields.items()
            if isinstance(old, tuple | msgspec.Struct) and (new := _changed(old, change)) is not old
        }
        made = msgspec.structs.replace(value, **changes) if changes else value
    return made  # type: ignore[no-any-return]
