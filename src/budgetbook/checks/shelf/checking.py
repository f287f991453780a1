"""Check documents that may belong together: each by itself, and against those it is related to."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

import msgspec

from budgetbook.checks.context import Context
from budgetbook.checks.engine import check
from budgetbook.checks.index import index
from budgetbook.checks.shelf.beside import Beside, Neighbour
from budgetbook.checks.shelf.relations import Relations, Unit, relations, units_listed
from budgetbook.codes import name_key
from budgetbook.model.comparison import Comparison, ProjectChange
from budgetbook.model.disclosure import Disclosure
from budgetbook.model.finding import Related, Report
from budgetbook.model.policy import NO_POLICY, Policy


class Comparing(NamedTuple):
    """How two documents are compared: in everything, and in their projects alone."""

    whole: Callable[[Disclosure, Disclosure], Comparison]
    projects: Callable[[Disclosure, Disclosure], tuple[ProjectChange, ...]]


def check_shelf(
    documents: Sequence[Disclosure], *, names: Sequence[str], comparing: Comparing, policy: Policy = NO_POLICY
) -> list[Report]:
    """A report for each of `documents`, in their order. `names` are their files' names for people; `comparing` tells what changed between two.

    A finding between two documents stands in the report of the one to look at: this year's, the department's, or the later version.
    """
    shelf = _Shelf(documents, names, comparing)
    found = relations(documents)
    return [
        msgspec.structs.replace(
            check(document, policy, beside=shelf.beside(number, found[number])),
            related=tuple(shelf.related(number, found[number])),
        )
        for number, document in enumerate(documents)
    ]


class _Shelf:
    """The documents with what is made of them once."""

    def __init__(self, documents: Sequence[Disclosure], names: Sequence[str], comparing: Comparing) -> None:
        self.documents, self.names, self._comparing = documents, names, comparing
        self._contexts: dict[int, Context] = {}
        self._compared: dict[tuple[int, int], Comparison] = {}

    def beside(self, number: int, found: Relations) -> Beside | None:
        """What stands beside document `number`; None where nothing does."""
        if not (found.previous or found.units or found.earlier):
            return None
        unsure: dict[str, str] = {}
        previous = self._one_of(found.previous)
        if found.previous and previous is None:
            unsure["previous"] = f"上年的文件有 {len(found.previous)} 个不同的版本，无法判断以哪一份为准"
        units = [
            msgspec.structs.replace(self._neighbour(unit.document, number), listed_as=unit.listed_as)
            for unit in self._single(found.units)
        ]
        listed = set(units_listed(self.documents[number]))
        present = {name_key(unit.listed_as) for unit in units if unit.listed_as}
        return Beside(
            name=self.names[number],
            previous=None if previous is None else self._neighbour(previous, number),
            units=tuple(units),
            complete=bool(listed) and listed <= present and all(unit.listed_as for unit in units),
            versions=tuple(self._version(other, number) for other in found.earlier),
            unsure=unsure,
        )

    def related(self, number: int, found: Relations) -> Iterator[Related]:
        """The relations of document `number`, for the report."""
        kinds: tuple[tuple[str, Sequence[int]], ...] = (
            ("previous", found.previous),
            ("following", found.following),
            ("unit", [unit.document for unit in found.units]),
            ("department", found.departments),
            ("other_version", (*found.earlier, *found.later)),
            ("other_part", found.parts),
        )
        for kind, others in kinds:
            for other in others:
                document = self.documents[other]
                version = kind == "other_version"
                yield Related(
                    kind=kind,  # type: ignore[arg-type]
                    name=self.names[other],
                    entity=document.entity.name,
                    fiscal_year=document.fiscal_year,
                    identical=self._changes(*sorted((number, other))).identical if version else None,
                )

    def _one_of(self, others: Sequence[int]) -> int | None:
        """The only one of several versions, or the first where all say the same; None where there is none to rely on."""
        first = others[0] if others else None
        if first is not None and all(self._changes(first, other).identical for other in others[1:]):
            return first
        return None

    def _single(self, units: Sequence[Unit]) -> Iterator[Unit]:
        """The units of which there is one document, or several that say the same."""
        by_name: dict[str, list[Unit]] = {}
        for unit in units:
            by_name.setdefault(name_key(self.documents[unit.document].entity.name), []).append(unit)
        for versions in by_name.values():
            chosen = self._one_of([unit.document for unit in versions])
            if chosen is not None:
                yield versions[0]

    def _neighbour(self, other: int, number: int) -> Neighbour:
        projects = self._comparing.projects(self.documents[other], self.documents[number])
        return Neighbour(self.names[other], self._context(other), projects)

    def _version(self, other: int, number: int) -> Neighbour:
        return Neighbour(self.names[other], self._context(other), changes=self._changes(other, number))

    def _context(self, other: int) -> Context:
        if other not in self._contexts:
            self._contexts[other] = Context(index(self.documents[other]))
        return self._contexts[other]

    def _changes(self, old: int, new: int) -> Comparison:
        if (old, new) not in self._compared:
            self._compared[old, new] = self._comparing.whole(self.documents[old], self.documents[new])
        return self._compared[old, new]
