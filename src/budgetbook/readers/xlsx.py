"""Workbooks (XLSX, and XLSB, ODS as far as calamine knows them) as blocks, sheet by sheet.

Hidden sheets, rows and columns stay out: nobody who opens the file sees them. Where they hold anything, that is said.
"""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Iterator
from pathlib import Path

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from budgetbook.errors import TooLarge, UnreadableFile
from budgetbook.model.disclosure import Damage
from budgetbook.readers.blocks import Block, SourceDocument
from budgetbook.readers.shown_sheets import MOST_SHEETS, left_out, shown_cells
from budgetbook.readers.spread import TooManyCells
from budgetbook.readers.xlsx_blocks import Position, SheetCells, blocks
from budgetbook.readers.xlsx_numbers import GENERAL, printed
from budgetbook.readers.xlsx_package import MOST_CELLS, SheetLooks, check_archive, sheet_looks

NAME = "xlsx"
_ODS = b"application/vnd.oasis.opendocument.spreadsheet"
_FEWEST_ENTRIES = 3  # of a contents page
_ADVICE = "请用 Excel 或 WPS 打开，确认内容后另存为新的 xlsx 再读"


def recognises(head: bytes, path: Path) -> bool:
    """Whether the file is a workbook: a zip that holds one."""
    return _format(head, path) is not None


def read(path: Path) -> SourceDocument:
    """The blocks of the workbook at `path`. Raises UnreadableFile, TooLarge."""
    with path.open("rb") as file:
        head = file.read(4096)
        file.seek(0)
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    kind = _format(head, path) or NAME
    looks: dict[str, SheetLooks] = {}
    skipped: list[Damage] = []
    check_archive(path)
    if kind == "xlsx":
        looks = sheet_looks(path)
    try:
        with CalamineWorkbook.from_path(path) as book:
            found = tuple(_blocks(book, looks, path, skipped))
    except PasswordError as error:
        raise UnreadableFile(path, "工作簿加了密码", "请去掉密码后再读") from error
    except TooManyCells as error:
        raise TooLarge(path, "单元格过多", _ADVICE) from error
    except CalamineError as error:
        raise UnreadableFile(path, f"工作簿打不开（{error}）", _ADVICE) from error
    return SourceDocument(name=path.name, sha256=digest, format=kind, blocks=found, damage=tuple(skipped))


def _format(head: bytes, path: Path) -> str | None:
    if not head.startswith(b"PK"):
        return None
    if _ODS in head[:200]:
        return "ods"
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError):
        return None
    if any(name.startswith("xl/workbook") and name.endswith(".bin") for name in names):
        return "xlsb"
    return "xlsx" if any(name.startswith("xl/workbook") for name in names) else None


def _blocks(book: CalamineWorkbook, looks: dict[str, SheetLooks], path: Path, skipped: list[Damage]) -> Iterator[Block]:
    """The blocks of what is shown; what isn't and holds anything is added to `skipped`."""
    if len(book.sheets_metadata) > MOST_SHEETS:
        raise TooLarge(path, f"工作表超过 {MOST_SHEETS} 张", "请拆分后再读")
    for sheet in book.sheets_metadata:
        if sheet.typ != SheetTypeEnum.WorkSheet:
            continue
        found = book.get_sheet_by_name(sheet.name)
        if sheet.visible == SheetVisibleEnum.Visible:
            yield from blocks(_cells(found, looks.get(sheet.name, SheetLooks()), path, skipped))
        elif found.height and found.width:
            skipped.append(left_out(sheet.name, "是隐藏的"))


def _without_contents(texts: dict[Position, str], links: set[Position]) -> dict[Position, str]:
    """`texts` without the rows of a contents page: rows that lead to other sheets and repeat their titles, where a sheet is made of them."""
    linked = {row for row, column in links if (row, column) in texts}
    if len(linked) < _FEWEST_ENTRIES or 2 * len(linked) < len({row for row, _ in texts}):
        return texts
    return {at: text for at, text in texts.items() if at[0] not in linked}


def _cells(sheet: CalamineSheet, looks: SheetLooks, path: Path, skipped: list[Damage]) -> SheetCells:
    if sheet.height * sheet.width > MOST_CELLS:
        raise TooLarge(path, f"工作表“{sheet.name}”的单元格散布过广", _ADVICE)
    top, left = sheet.start or (0, 0)
    texts: dict[Position, str] = {}
    for row, values in enumerate(sheet.to_python(skip_empty_area=True), top):
        for column, value in enumerate(values, left):
            text = "" if value == "" else printed(value, looks.formats.get((row, column), GENERAL))
            if text.strip():
                texts[row, column] = text
    texts |= looks.failed  # calamine leaves such cells blank, which they are not
    texts = _without_contents(texts, looks.links)
    return shown_cells(sheet.name, texts, sheet.merged_cell_ranges or (), looks, skipped)
