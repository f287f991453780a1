"""What changed between two documents, as values. JSON: `budgetbook/comparison/1`.

`old` and `new` are the two sides throughout: last year's and this year's, the first and the second version, or one body's and another's.
"""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import Literal

import msgspec

from budgetbook.model.disclosure import Entity, Phase, Source
from budgetbook.model.money import MoneyUnit
from budgetbook.model.place import Place
from budgetbook.model.statement import Kind

COMPARISON_SCHEMA = "budgetbook/comparison/1"


class Standing(StrEnum):
    """How two documents stand to each other."""

    YEARS = "years"  # one entity, two years
    VERSIONS = "versions"  # one entity, one year, one phase
    PHASES = "phases"  # one entity, one year: budget and final accounts
    ENTITIES = "entities"  # two bodies


class Change(StrEnum):
    """What became of a thing from the old document to the new one."""

    SAME = "same"
    CHANGED = "changed"
    RENAMED = "renamed"
    ADDED = "added"
    REMOVED = "removed"


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """One of the two documents."""

    source: Source | None = None
    entity: Entity
    fiscal_year: int
    phase: Phase


class Amounts(msgspec.Struct, frozen=True, kw_only=True):
    """An amount in both documents. None: blank, or not printed there. `change` takes None for zero; `rate` is in percent, None where nothing was before."""

    old: Decimal | None
    new: Decimal | None
    change: Decimal
    rate: Decimal | None = None


class Figure(msgspec.Struct, frozen=True, kw_only=True):
    """One of the main figures (收支总计, 项目支出 …) in `unit`."""

    name: str
    unit: MoneyUnit
    amounts: Amounts
    old_place: Place | None = None
    new_place: Place | None = None


class CellChange(msgspec.Struct, frozen=True, kw_only=True):
    """An amount that differs. `column` is the header of the new document, or of the old one where the new one has no such cell."""

    column: str
    amounts: Amounts
    old_place: Place | None = None
    new_place: Place | None = None


class RowChange(msgspec.Struct, frozen=True, kw_only=True):
    """A row with what differs in it. `main` is its most comprehensive amount, `cells` every amount that differs (`main` too where it does)."""

    change: Change
    code: str | None
    label: str
    old_label: str | None = None
    level: int = 0
    side: str | None = None
    main_column: str
    main: Amounts
    cells: tuple[CellChange, ...]


class StatementChange(msgspec.Struct, frozen=True, kw_only=True):
    """A statement. `compared` counts the cells that both print, `rows` are those that differ, the biggest change first; amounts are in `unit`."""

    change: Change
    kind: Kind
    title: str
    old_title: str | None = None
    unit: MoneyUnit
    compared: int = 0
    differing: int = 0
    rows: tuple[RowChange, ...] = ()


class PieceKind(StrEnum):
    """A piece of text that both documents have, or one of them."""

    EQUAL = "equal"
    REMOVED = "removed"
    ADDED = "added"


class Piece(msgspec.Struct, frozen=True):
    """A run of text. Equal text is as the new document prints it; a year that only moved on with the fiscal year is equal."""

    kind: PieceKind
    text: str


class TextChange(msgspec.Struct, frozen=True, kw_only=True):
    """A text that differs, word by word."""

    name: str
    change: Change
    pieces: tuple[Piece, ...]


class SectionChange(msgspec.Struct, frozen=True, kw_only=True):
    """A section of the words that differs."""

    change: Change
    section: str
    title: str
    old_title: str | None = None
    pieces: tuple[Piece, ...]
    old_place: Place | None = None
    new_place: Place | None = None


class IndicatorChange(msgspec.Struct, frozen=True, kw_only=True):
    """An indicator whose target differs, or that one document lacks. `side` is whole or annual."""

    change: Change
    side: Literal["whole", "annual"]
    level: str
    name: str
    old: str | None = None
    new: str | None = None


class ItemChange(msgspec.Struct, frozen=True, kw_only=True):
    """Something counted or measured (vehicles, area, procurement) that differs."""

    name: str
    unit: str
    amounts: Amounts


class ProjectChange(msgspec.Struct, frozen=True, kw_only=True):
    """A project with what differs. Amounts are in yuan: `annual` of the projects statement or the form, `whole` and `parts` of the form.

    `form` tells whether one document only has its performance form, where both have forms at all; `evidence` says (Chinese) why two projects of different names are taken for one; `likeness` 0 … 1 is how sure that is.
    """

    change: Change
    name: str
    old_name: str | None = None
    unit: str | None = None
    old_unit: str | None = None
    annual: Amounts
    whole: Amounts | None = None
    parts: tuple[ItemChange, ...] = ()
    form: Change = Change.SAME
    evidence: tuple[str, ...] = ()
    likeness: Decimal | None = None
    texts: tuple[TextChange, ...] = ()
    indicators: tuple[IndicatorChange, ...] = ()
    old_place: Place | None = None
    new_place: Place | None = None


class FormChange(msgspec.Struct, frozen=True, kw_only=True):
    """The overall performance form, where it differs."""

    change: Change
    texts: tuple[TextChange, ...] = ()
    indicators: tuple[IndicatorChange, ...] = ()


class Comparison(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that differs between two documents. `projects` holds those that differ; `projects_same` counts the others.
    `profile` is duties, structure, the catalogue of services and the terms explained.

    `identical`: nothing that both could say differs. `remarks` (Chinese) say what the reader should know before the figures.
    """

    schema: Literal["budgetbook/comparison/1"] = "budgetbook/comparison/1"
    old: Document
    new: Document
    standing: Standing
    identical: bool
    remarks: tuple[str, ...] = ()
    figures: tuple[Figure, ...] = ()
    statements: tuple[StatementChange, ...] = ()
    projects: tuple[ProjectChange, ...] = ()
    projects_same: int = 0
    profile: tuple[TextChange, ...] = ()
    narrative: tuple[SectionChange, ...] = ()
    sections_same: int = 0
    overall: FormChange | None = None
    assets: tuple[ItemChange, ...] = ()
    procurement: tuple[ItemChange, ...] = ()
