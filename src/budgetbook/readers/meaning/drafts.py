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
_NO_ROW = frozenset(("无", "—", "-", "/"))  # the name of the only row of a table that has none
_BEFORE_NAME = r"[\]】)）]?[-—:：_、.\s]*(\D.*)$"
_CODE_AND_NAME = re.compile(rf"^[\[【(（]?(\d{{3}}(?:\d{{2}}){{0,4}}){_BEFORE_NAME}")
# Units have six digits (201001), classifications never: three for the 类, two for each level below.
_UNIT_AND_NAME = re.compile(rf"^[\[【(（]?(\d{{6}}){_BEFORE_NAME}")


class Doubt(msgspec.Struct, frozen=True, kw_only=True):
    """What isn't sure in a row: `column` is the place among the statement's columns, None for the row as a whole."""

    what: str
    note: str
    column: int | None = None
    place: Place | None = None


class Draft(msgspec.Struct, kw_only=True):
    """One row of one side. `amounts` has one entry for each column of the statement.

    `unit`, `unit_code`, `year` and `fund` are what stands in columns of their own for them, "" where there is none or nothing in it.
    """

    label: str
    code: str | None
    unit: str = ""
    unit_code: str = ""
    year: str = ""
    fund: str = ""
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
    above: dict[str, list[str]] = {}
    for row in body:
        draft = _draft(row, side, width, above, coded=coded)
        if draft.label in _NO_ROW and not (draft.code or draft.has_amounts() or draft.doubts):
            continue
        if draft.label or draft.code or draft.unit or draft.has_amounts() or draft.doubts:
            yield draft


def _draft(row: Cells, side: SideOfTable, width: int, above: dict[str, list[str]], *, coded: bool) -> Draft:
    place = next((cell.place for cell in row if cell.place is not None), None)
    draft = Draft(label="", code=None, amounts=[None] * width, labels={}, place=place, cells=[None] * width, doubts=[])
    codes: dict[str, list[str]] = {"code": [], "economic_code": [], "government_code": []}
    for column in side.texts:
        text = _text(row, column.position)
        if column.holds in codes:
            codes[column.holds].append(text)
        elif not text or column.holds in ("index", "note"):
            continue
        elif column.holds == "label":
            draft.label = draft.label or text
        elif column.holds in ("unit", "unit_code", "year", "fund"):
            setattr(draft, column.holds, text)
        else:
            draft.labels[column.holds] = text
    if not draft.unit_code and (match := _UNIT_AND_NAME.match(draft.unit or (draft.label if coded else ""))):
        draft.unit_code = match.group(1)
        setattr(draft, "unit" if draft.unit else "label", match.group(2).strip())
    if draft.unit_code and not draft.unit_code.isdigit():
        draft.unit, draft.unit_code = draft.unit or draft.unit_code, ""  # 合计 over both columns
    for holds, parts in codes.items():
        codes[holds] = _with_digits_above(parts, above.get(holds, []))
        if any(part.isdigit() for part in parts):
            above[holds] = codes[holds]
    _sort_out(draft, [code for code in codes["code"] if code], coded=coded)
    for holds in ("economic_code", "government_code"):
        if digits := [part for part in codes[holds] if part.isdigit()]:
            draft.labels[holds] = _joined(digits)
    if match := _CODE_AND_NAME.match(draft.labels.get("government_economic", "")):
        draft.labels |= {"government_code": match.group(1), "government_economic": match.group(2).strip()}
    for position, number in side.amounts:
        cell = row[position] if position < len(row) else None
        if cell is not None:
            _read_amount(draft, cell, number)
    if side.is_last and any(cell.text.strip() for cell in row[side.table_width :]):
        draft.doubts.append(Doubt(what="garbled_row", note="这一行的单元格比表头多，列可能已错位", place=place))
    return draft


def _with_digits_above(parts: list[str], above: list[str]) -> list[str]:
    """A code split over 类, 款 and 项 with the digits filled in that are printed only where they change: `201`, then blank and `08`."""
    first = next((n for n, part in enumerate(parts) if part), 0)
    if first == 0 or len(above) != len(parts) or not (parts[first].isascii() and parts[first].isdigit()):
        return parts
    return [*above[:first], *parts[first:]]


def _sort_out(draft: Draft, codes: list[str], *, coded: bool) -> None:
    """Tell codes from words: a total stands in the code column, a code and its name share a cell, a code is split over three."""
    digits = [code for code in codes if code.isascii() and code.isdigit()]
    words = [code for code in codes if not (code.isascii() and code.isdigit())]
    if digits:
        draft.code = _joined(digits)
    if words and not draft.label:
        draft.label = words[0]
    elif words and not coded:
        draft.label = words[0] + draft.label
    if coded and draft.code is None:
        if _CODE.fullmatch(draft.label):
            draft.code, draft.label = draft.label, ""
        elif match := _CODE_AND_NAME.match(draft.label or next(iter(words), "")):
            draft.code, draft.label = match.group(1), match.group(2).strip()


def _joined(digits: list[str]) -> str:
    """A code from its columns: 301 and 01, or 301 and the whole 30101."""
    return digits[-1] if digits[-1].startswith(digits[0]) else "".join(digits)


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
