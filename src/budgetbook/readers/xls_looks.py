"""How the sheets of an XLS look: number formats, borders, what is hidden, and errors, all of which calamine leaves out."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import xlrd  # type: ignore[import-untyped]
from xlrd.compdoc import CompDocError  # type: ignore[import-untyped]

from budgetbook.readers.xlsx_blocks import Position
from budgetbook.readers.xlsx_numbers import GENERAL
from budgetbook.readers.xlsx_package import MOST_CELLS, SheetLooks

_MOST_BYTES = 64 * 2**20
# What xlrd raises for files that are not as they should be.
_BROKEN = (
    xlrd.XLRDError,
    CompDocError,
    AssertionError,
    struct.error,
    LookupError,
    ValueError,
    TypeError,
    AttributeError,
)


def xls_looks(path: Path) -> dict[str, SheetLooks] | None:
    """The looks of each sheet by its name; None of a file that calamine may read and xlrd doesn't."""
    if path.stat().st_size > _MOST_BYTES:
        return None
    with suppress(*_BROKEN), xlrd.open_workbook(str(path), formatting_info=True, logfile=io.StringIO()) as book:
        return {sheet.name: _looks(book, sheet) for sheet in book.sheets()}
    return None


def _looks(book: xlrd.Book, sheet: xlrd.sheet.Sheet) -> SheetLooks:
    looks = SheetLooks(
        hidden_rows={row for row, told in sheet.rowinfo_map.items() if told.hidden},
        hidden_columns={column for column, told in sheet.colinfo_map.items() if told.hidden},
    )
    styles = [_style(book, style) for style in book.xf_list]
    for at, kind, value, style in _cells(sheet):
        code, lined = styles[style]
        if lined:
            looks.lined.add(at)
        if code != GENERAL:
            looks.formats[at] = code
        if kind == xlrd.XL_CELL_ERROR:
            looks.failed[at] = xlrd.error_text_from_code.get(value, "#ERR")
    return looks


def _cells(sheet: xlrd.sheet.Sheet) -> Iterator[tuple[Position, int, object, int]]:
    """Position, kind, value and style of each cell that has any."""
    if sheet.nrows * sheet.ncols > MOST_CELLS:
        return
    for row in range(sheet.nrows):
        kinds, values = sheet.row_types(row), sheet.row_values(row)
        for column, (kind, value) in enumerate(zip(kinds, values, strict=True)):
            if kind != xlrd.XL_CELL_EMPTY:
                yield (row, column), kind, value, sheet.cell_xf_index(row, column)


def _style(book: xlrd.Book, style: xlrd.formatting.XF) -> tuple[str, bool]:
    """The number format, and whether a line stands at a side of the cell."""
    told = book.format_map.get(style.format_key)
    border = style.border
    return (told.format_str if told else GENERAL), bool(border.left_line_style or border.right_line_style)
