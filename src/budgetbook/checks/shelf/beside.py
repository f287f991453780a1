"""What stands on the shelf beside a document under check: the neighbours that shelf rules hold it against."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from budgetbook.model.comparison import Comparison, ProjectChange

if TYPE_CHECKING:
    from budgetbook.checks.context import Context


class Neighbour(msgspec.Struct, frozen=True, eq=False):
    """A related document: its file's name for people, and itself ready to look things up in.

    `projects` are those that differ between it and the document under check (not of versions: their `changes` say everything that does).
    `listed_as` is what a department calls a unit.
    """

    name: str
    context: Context
    projects: tuple[ProjectChange, ...] = ()
    changes: Comparison | None = None
    listed_as: str | None = None


class Beside(msgspec.Struct, frozen=True, kw_only=True, eq=False):
    """The neighbours of one document of the name `name`. `unsure` says (Chinese) why a relation that there is can't be used.

    `complete` tells that every unit which the department lists is here.
    """

    name: str
    previous: Neighbour | None = None
    units: tuple[Neighbour, ...] = ()
    complete: bool = False
    versions: tuple[Neighbour, ...] = ()
    unsure: dict[str, str] = {}

    def has(self, need: str) -> bool:
        """Whether there is a relation of this kind, usable or not."""
        return need in self.unsure or bool(getattr(self, RELATIONS[need]))


RELATIONS = {"previous": "previous", "units": "units", "other_version": "versions"}
"""A rule's word for a relation that it needs, and the field of Beside."""
