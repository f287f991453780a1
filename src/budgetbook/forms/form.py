"""What a form is: the records that a folder under `forms/` is loaded into. Forms know looks; code knows coordinates.

Texts of a form may hold `{year}`, `{last_year}`, `{kind}` (部门/单位) and `{entity}`; `fill` puts them in.
"""

from __future__ import annotations

from enum import StrEnum

import msgspec

from budgetbook.model.coordinates import ANYWHERE, Coordinates, Flow
from budgetbook.model.disclosure import EntityKind
from budgetbook.model.money import MoneyUnit
from budgetbook.model.narrative import Term
from budgetbook.model.statement import Kind, Role


class Tree(StrEnum):
    """Rows that depend on the data: which rows a generator makes, in code order, only those with money unless said otherwise."""

    FUNCTION = "function"  # 类, 款, 项 with money
    FUNCTION_CLASSES = "function_classes"  # all 30 classes in the fixed order, numbered 一、 …
    ECONOMIC = "economic"  # department 类, then 款, one row for each government 款 it is paid from
    INCOME = "income"  # income class tree with money
    PROJECTS = "projects"  # department: each unit, then its projects; unit: its projects
    AGENCIES = "agencies"  # units that are 行政 or 参公, with operating costs


class LabelColumn(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A text column. `holds` is code, label, or the name of one of `Row.labels`; `header` from top to bottom."""

    holds: str
    header: tuple[str, ...]
    width: float = 1.0


class AmountColumn(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An amount column. `header` from top to bottom: equal neighbours on a level are printed merged."""

    header: tuple[str, ...]
    coordinates: Coordinates = ANYWHERE
    width: float = 1.0


class FormRow(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A fixed row (`label`) or a generator of rows (`tree`).

    `beside` names the row of the other side that stands on the same printed line. `departments_only` leaves the row out of a unit's
    statement. `level` of a tree is the level of its uppermost rows.
    """

    label: str | None = None
    tree: Tree | None = None
    role: Role = Role.ITEM
    level: int = 0
    coordinates: Coordinates = ANYWHERE
    beside: str | None = None
    departments_only: bool = False


class Side(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One side of a statement; most have one. `heading` (收入 / 支出) is the uppermost header over it in a two-sided one."""

    flow: Flow | None = None
    heading: str | None = None
    labels: tuple[LabelColumn, ...]
    columns: tuple[AmountColumn, ...]
    rows: tuple[FormRow, ...]
    coordinates: Coordinates = ANYWHERE


class FormStatement(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One statement of a form. `coordinates` hold for every cell. `marker` is printed above the title (预算公开表1)."""

    kind: Kind
    number: int
    title: str
    marker: str | None = None
    unit: MoneyUnit = MoneyUnit.WAN
    places: int = 2
    landscape: bool = False
    sides: tuple[Side, ...]
    coordinates: Coordinates = ANYWHERE
    numbered_columns: bool = False  # a row 1 2 3 … under the header
    note: str | None = None
    empty_note: str = "注：本表无数据"


class Slice(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One slice of a pie chart: a label and coordinates, or one slice per value of `tree`."""

    label: str | None = None
    coordinates: Coordinates = ANYWHERE
    tree: Tree | None = None


class ChartForm(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A pie chart: title, slices, and the statement kind whose cells hold the amounts."""

    title: str
    kind: Kind
    slices: tuple[Slice, ...]


class FormSection(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A section of the narrative. `template` is a file in `narrative/` (Jinja; what it can call stands in `compiler/wording.py`).

    `after` lists what follows the words: `overall_performance`, `project_performance`, `purchase_catalogue`.
    """

    section: str
    title: str
    template: str
    chart: ChartForm | None = None
    after: tuple[str, ...] = ()


class Slot(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Something the officer enters for the words: a reason, a remark, or last year's figure. `required` says when it must be filled:
    `always`, `on_change` (the figure named in `figure` differs from last year's) or `never`."""

    name: str
    label: str
    comment: str
    required: str = "never"
    figure: str | None = None


class PreviousForm(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A figure of last year that the words compare with: its name, label and this year's coordinates (institution included)."""

    name: str
    label: str
    kind: Kind
    coordinates: Coordinates


class Form(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A form, whole. `parts` are the headings of the document's parts by key: profile, duties, structure, statements, narrative, glossary.

    `document_title` stands on the cover under the entity's name. `project_form_title`, `overall_form_title` head the performance forms.
    """

    name: str
    label: str
    first_year: int
    last_year: int | None = None
    document_title: str
    holder: str = "{kind}名称：{entity}"
    parts: dict[str, str]
    statements: tuple[FormStatement, ...]
    sections: tuple[FormSection, ...]
    project_form_title: str | None = None
    overall_form_title: str | None = None
    catalogue_title: str | None = None
    glossary: tuple[Term, ...] = ()
    previous: tuple[PreviousForm, ...] = ()
    slots: tuple[Slot, ...] = ()


def fill(text: str, *, year: int, kind: EntityKind, entity: str) -> str:
    """`text` of a form with year, kind word and entity put in."""
    return (
        text.replace("{year}", str(year))
        .replace("{last_year}", str(year - 1))
        .replace("{kind}", kind.word)
        .replace("{entity}", entity)
    )
