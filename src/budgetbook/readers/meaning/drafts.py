"""Rows of a table → drafts: what stands in the cells of one side, amounts parsed, nothing understood yet."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

import msgspec

from budgetbook.errors import AmountError
from budgetbook.model.money import parse_amount
from budgetbook.model.place import Place
from budgetbook.readers.blocks import Cell
from budgetbook.readers.meaning.columns import SideOfTable
from budgetbook.readers.meaning.table import Cells
from budgetbook.readers.meaning.wording import squeezed

_CODE = re.compile(r"[12359]\d{2}(?:\d{2}){0,4}")
_CODE_AND_NAME = re.compile(r"^[\[【(（]?(\d{3}(?:\d{2}){0,4})[\]】)）]?[-—:：_、.\s]*(\D.*)$")


class Doubt(msgspec.Struct, frozen=True, kw_only=True):
    """What isn't sure in a row: `column` is the place among the statement's columns, None for the row as a whole."""

    what: str
    note: str
    column: int | None = None
    place: Place | None = None


class Draft(msgspec.Struct, kw_only=True):
    """One row of one side. `amounts` has one entry for each column of the statement."""

    label: str
    code: str | None
    amounts: list[Decimal | None]
    labels: dict[str, str]
    place: Place | None
    cells: list[Place | None]
    doubts: list[Doubt]

    def has_amounts(self) -> bool:
        """Whether any amount is printed in the row."""
        return any(amount is not None for amount in self.amounts)


def drafts(body: Iterable[Cells], side: SideOfTable, width: int, *, coded: bool) -> Iterator[Draft]:
    """The rows of `side`, those with neither words nor amounts left out. `width` counts the statement's columns.

    `coded` says that rows have codes, so that digits in front of a name are one.
    """
    for row in body:
        draft = _draft(row, side, width, coded=coded)
        if draft.label or draft.code or draft.has_amounts() or draft.doubts:
            yield draft


def _draft(row: Cells, side: SideOfTable, width: int, *, coded: bool) -> Draft:
    place = next((cell.place for cell in row if cell.place is not None), None)
    draft = Draft(label="", code=None, amounts=[None] * width, labels={}, place=place, cells=[None] * width, doubts=[])
    codes: list[str] = []
    for column in side.texts:
        text = _text(row, column.position)
        if not text or column.holds in ("index", "note"):
            continue
        if column.holds == "code":
            codes.append(text)
        elif column.holds == "label":
            draft.label = draft.label or text
        else:
            draft.labels[column.holds] = text
    _sort_out(draft, codes, coded=coded)
    for position, number in side.amounts:
        cell = row[position] if position < len(row) else None
        if cell is not None:
            _read_amount(draft, cell, number)
    if side.is_last and any(cell.text.strip() for cell in row[side.table_width :]):
        draft.doubts.append(Doubt(what="garbled_row", note="这一行的单元格比表头多，列可能已错位", place=place))
    return draft


def _sort_out(draft: Draft, codes: list[str], *, coded: bool) -> None:
    """Tell codes from words: a total stands in the code column, a code and its name share a cell, a code is split over three."""
    digits = [code for code in codes if code.isascii() and code.isdigit()]
    words = [code for code in codes if not (code.isascii() and code.isdigit())]
    if digits:
        whole = digits[-1]
        draft.code = whole if whole.startswith(digits[0]) else "".join(digits)
    if words and not draft.label:
        draft.label = words[0]
    elif words and not coded:
        draft.label = words[0] + draft.label
    if coded and draft.code is None:
        if _CODE.fullmatch(draft.label):
            draft.code, draft.label = draft.label, ""
        elif match := _CODE_AND_NAME.match(draft.label or next(iter(words), "")):
            draft.code, draft.label = match.group(1), match.group(2).strip()


def _read_amount(draft: Draft, cell: Cell, number: int) -> None:
    draft.cells[number] = cell.place
    try:
        draft.amounts[number] = parse_amount(cell.text)
    except AmountError as error:
        draft.doubts.append(Doubt(what="not_an_amount", note=str(error), column=number, place=cell.place))
    if cell.doubtful:
        draft.doubts.append(Doubt(what="doubtful_cell", note=cell.doubtful, column=number, place=cell.place))


def _text(row: Cells, position: int) -> str:
    return squeezed(row[position].text) if position < len(row) else ""
