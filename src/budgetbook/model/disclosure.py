"""`Disclosure`: everything said by one entity for one fiscal year in one document. The waist of the house."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

import msgspec

from budgetbook.model.contents import ContentsEntry
from budgetbook.model.narrative import Assets, CatalogueEntry, Procurement, Profile, Section, Term
from budgetbook.model.performance import OverallPerformance, ProjectPerformance
from budgetbook.model.place import Place
from budgetbook.model.statement import Statement

SCHEMA = "budgetbook/disclosure/1"
SKIPPED = "skipped"  # `Damage.what` of a part that was left out on purpose: no doubt, but the reader of it should know


class EntityKind(StrEnum):
    """Department (部门) or unit (单位): the two disclosures differ in every kind word (DOMAIN §1)."""

    DEPARTMENT = "department"
    UNIT = "unit"

    @property
    def word(self) -> str:
        """部门 or 单位."""
        return "部门" if self is EntityKind.DEPARTMENT else "单位"


class Entity(msgspec.Struct, frozen=True, kw_only=True):
    """Whose budget it is."""

    name: str
    kind: EntityKind
    code: str | None = None


class Phase(StrEnum):
    """Budget (预算) or final accounts (决算)."""

    BUDGET = "budget"
    FINAL_ACCOUNTS = "final_accounts"


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """The file a disclosure was read or compiled from. `format` is what its content is, not what its name says.

    Read from several files, `name` joins their names by ` + `, `sha256` is that of their digests one after the other, and `format` is
    `several`.
    """

    name: str
    sha256: str
    format: str
    pages: int | None = None


class Damage(msgspec.Struct, frozen=True, kw_only=True):
    """What the reader isn't sure of. Rules that rest on `subject` are not checked.

    `what` names the kind of damage (e.g. `garbled_row`, `shifted_indicator`, `not_an_amount`; SKIPPED for what was left out); `note` says it in Chinese for a person;
    `subject` is a JSON pointer into the disclosure (`/statements/3/rows/5/amounts/1`, `/projects/0/indicators/annual/4`), None where
    nothing in it corresponds.
    """

    what: str
    note: str
    place: Place | None = None
    subject: str | None = None


class Disclosure(msgspec.Struct, frozen=True, kw_only=True):
    """One document of one entity for one year. `schema` comes first in JSON; `form` is a folder of `forms/` or None.

    `catalogue_reference` is the document that a purchase-of-services catalogue is cited by where it isn't printed.
    `contents` is what the contents page says; a compiled disclosure has none, since writers make it.
    """

    schema: Literal["budgetbook/disclosure/1"] = "budgetbook/disclosure/1"
    source: Source | None = None
    entity: Entity
    fiscal_year: int
    phase: Phase = Phase.BUDGET
    form: str | None = None
    profile: Profile = Profile()
    statements: tuple[Statement, ...] = ()
    narrative: tuple[Section, ...] = ()
    overall_performance: OverallPerformance | None = None
    projects: tuple[ProjectPerformance, ...] = ()
    procurement: Procurement | None = None
    assets: Assets | None = None
    purchase_catalogue: tuple[CatalogueEntry, ...] = ()
    catalogue_reference: str | None = None
    glossary: tuple[Term, ...] = ()
    damage: tuple[Damage, ...] = ()
    contents: tuple[ContentsEntry, ...] = ()
