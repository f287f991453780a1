"""The published document as blocks, the same for every format: headings, paragraphs, tables with merged cells, charts.

`arrange` (in `arrangement.py`) makes a Layout from a Disclosure and its form; each writer only renders blocks. So a document says the same
in every format, and a performance form is just a table with spans.
"""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum

import msgspec


class CellKind(StrEnum):
    """What a cell holds: decides alignment, typeface and number format."""

    HEAD = "head"
    LABEL = "label"
    CODE = "code"
    AMOUNT = "amount"
    TEXT = "text"  # long text, left aligned, wraps
    FIELD = "field"  # a field's name inside a form (项目概况), centred
    INDEX = "index"  # the row 1 2 3 … under a header


class TableCell(msgspec.Struct, frozen=True, kw_only=True):
    """A printed cell at its upper left position; covered positions are left out of the row.

    `column` is its position from 0. `amount` goes with kind AMOUNT and is printed as `text`. `indent` counts levels of the row tree.
    `sum_of` lists the (row, column) positions of body cells whose printed amounts add up to this one exactly, where the form has a sum.
    """

    column: int
    text: str = ""
    kind: CellKind = CellKind.LABEL
    amount: Decimal | None = None
    row_span: int = 1
    column_span: int = 1
    indent: int = 0
    strong: bool = False
    sum_of: tuple[tuple[int, int], ...] = ()


class TableRole(StrEnum):
    """What a table is, so that writers can give it pages, sheets and file names."""

    STATEMENT = "statement"
    PROJECT_FORM = "project_form"
    OVERALL_FORM = "overall_form"
    CATALOGUE = "catalogue"


class Table(msgspec.Struct, frozen=True, kw_only=True):
    """A table. `header` rows repeat over pages; `body` follows. `widths` are relative, one per column.

    `left`, `right` are printed on the line above it (单位名称：… / 单位：万元); `marker` above the title; `note` below. `own_page` starts a page.
    `statement` is the index into Disclosure.statements, `project` into Disclosure.projects.
    """

    role: TableRole
    title: str | None = None
    subtitle: str | None = None
    marker: str | None = None
    left: str | None = None
    right: str | None = None
    header: tuple[tuple[TableCell, ...], ...]
    body: tuple[tuple[TableCell, ...], ...]
    widths: tuple[float, ...]
    landscape: bool = False
    own_page: bool = True
    note: str | None = None
    statement: int | None = None
    project: int | None = None


class Heading(msgspec.Struct, frozen=True, kw_only=True):
    """A heading in the contents: level 1 part, 2 section or statement, 3 sub-section.

    `of_table`: it is the title of the table that comes next (equal to its `title`) and is printed there, under the marker and on the
    table's page, as a heading of this level; it is not printed a second time.
    """

    text: str
    level: int
    new_page: bool = False
    of_table: bool = False


class Paragraph(msgspec.Struct, frozen=True, kw_only=True):
    """A paragraph of running text; `strong_until` characters at its beginning are bold (a term and its colon)."""

    text: str
    strong_until: int = 0


class ChartSlice(msgspec.Struct, frozen=True, kw_only=True):
    """A slice: label, amount in 万元, share in percent (two decimals)."""

    label: str
    amount: Decimal
    share: Decimal


class Chart(msgspec.Struct, frozen=True, kw_only=True):
    """A pie chart with at least one slice above zero. `description` is its text alternative."""

    title: str
    slices: tuple[ChartSlice, ...]
    description: str


Block = Heading | Paragraph | Table | Chart


class Layout(msgspec.Struct, frozen=True, kw_only=True):
    """A document to print: cover (`entity`, `title`), contents made from the headings, and blocks in order."""

    entity: str
    title: str
    fiscal_year: int
    language: str = "zh-CN"
    blocks: tuple[Block, ...]
