"""XLS (and ET, which WPS writes in the same way) as blocks, sheet by sheet: what is shown, to the printed digit."""

from __future__ import annotations

import hashlib
import io
import struct
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import xlrd  # type: ignore[import-untyped]
from xlrd.compdoc import CompDoc, CompDocError  # type: ignore[import-untyped]
from xlrd.formula import FormulaError  # type: ignore[import-untyped]

from budgetbook.errors import TooLarge, UnreadableFile
from budgetbook.model.disclosure import Damage
from budgetbook.readers.blocks import Block, SourceDocument
from budgetbook.readers.shown_sheets import MOST_SHEETS, left_out, shown_cells
from budgetbook.readers.spread import TooManyCells
from budgetbook.readers.xlsx_blocks import Position, SheetCells, blocks
from budgetbook.readers.xlsx_numbers import GENERAL, printed
from budgetbook.readers.xlsx_package import SheetLooks

NAME = "xls"
_OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_STREAMS = ("Workbook", "Book")  # of Excel 97 and 95
_MOST_BYTES = 64 * 2**20
_ADVICE = "请用 Excel 或 WPS 打开，确认内容后另存为新的 xlsx 再读"
# What xlrd raises for files that are not as they should be.
_BROKEN = (
    xlrd.XLRDError,
    CompDocError,
    FormulaError,
    AssertionError,
    struct.error,
    LookupError,
    ValueError,
    TypeError,
    AttributeError,
    OverflowError,
    RecursionError,
)


def recognises(head: bytes, path: Path) -> bool:
    """Whether the file is an OLE2 file whose own stream is a workbook: Word and others use the same container."""
    if not head.startswith(_OLE2) or path.stat().st_size > _MOST_BYTES:
        return False
    try:
        container = CompDoc(path.read_bytes(), logfile=io.StringIO(), ignore_workbook_corruption=True)
        return any(container.get_named_stream(name) for name in _STREAMS)
    except _BROKEN:
        return False


def read(path: Path) -> SourceDocument:
    """The blocks of the workbook at `path`. Raises UnreadableFile, TooLarge."""
    content = path.read_bytes()
    skipped: list[Damage] = []
    try:
        with xlrd.open_workbook(
            file_contents=content,
            formatting_info=True,
            ragged_rows=True,
            ignore_workbook_corruption=True,
            logfile=io.StringIO(),
        ) as book:
            if book.nsheets > MOST_SHEETS:
                raise TooLarge(path, f"工作表超过 {MOST_SHEETS} 张", "请拆分后再读")
            found = tuple(_blocks(book, skipped))
    except TooManyCells as error:
        raise TooLarge(path, "单元格过多", _ADVICE) from error
    except _BROKEN as error:
        if "encrypted" in str(error):
            raise UnreadableFile(path, "工作簿加了密码", "请去掉密码后再读") from error
        raise UnreadableFile(path, "工作簿已损坏或不完整，打不开", _ADVICE) from error
    digest = hashlib.sha256(content).hexdigest()
    return SourceDocument(name=path.name, sha256=digest, format=NAME, blocks=found, damage=tuple(skipped))


def _blocks(book: xlrd.Book, skipped: list[Damage]) -> Iterator[Block]:
    styles = [_style(book, style) for style in book.xf_list]
    for sheet in book.sheets():
        if sheet.visibility == 0:
            yield from blocks(_cells(book, sheet, styles, skipped))
        elif sheet.nrows:
            skipped.append(left_out(sheet.name, "是隐藏的"))


def _cells(
    book: xlrd.Book, sheet: xlrd.sheet.Sheet, styles: list[tuple[str, bool]], skipped: list[Damage]
) -> SheetCells:
    looks = SheetLooks(
        hidden_rows={row for row, told in sheet.rowinfo_map.items() if told.hidden},
        hidden_columns={column for column, told in sheet.colinfo_map.items() if told.hidden},
    )
    texts: dict[Position, str] = {}
    for row in range(sheet.nrows):
        for column, cell in enumerate(sheet.row(row)):
            if cell.ctype == xlrd.XL_CELL_EMPTY:
                continue
            code, lined = styles[cell.xf_index]
            if lined:
                looks.lined.add((row, column))
            if (text := _printed(book, cell, code)).strip():
                texts[row, column] = text
    merged = [((top, left), (bottom - 1, right - 1)) for top, bottom, left, right in sheet.merged_cells]
    return shown_cells(sheet.name, texts, merged, looks, skipped)


def _printed(book: xlrd.Book, cell: xlrd.sheet.Cell, code: str) -> str:
    value: object = cell.value
    if cell.ctype == xlrd.XL_CELL_ERROR:
        return str(xlrd.error_text_from_code.get(cell.value, "#ERR"))
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        value = bool(cell.value)
    elif cell.ctype == xlrd.XL_CELL_DATE:
        with suppress(ValueError, OverflowError):  # else a number that no calendar has
            value = xlrd.xldate_as_datetime(cell.value, book.datemode)
    return "" if value == "" else printed(value, code)


def _style(book: xlrd.Book, style: xlrd.formatting.XF) -> tuple[str, bool]:
    """The number format of a style, and whether a line stands at a side of its cells."""
    told = book.format_map.get(style.format_key)
    border = style.border
    return (told.format_str if told else GENERAL), bool(border.left_line_style or border.right_line_style)
