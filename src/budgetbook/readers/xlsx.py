"""Workbooks (XLSX, and XLS, XLSB, ODS as far as calamine knows them) as blocks, sheet by sheet.

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
from budgetbook.model.disclosure import SKIPPED, Damage
from budgetbook.model.place import Place
from budgetbook.readers.blocks import Block, SourceDocument
from budgetbook.readers.spread import TooManyCells
from budgetbook.readers.xlsx_blocks import Position, SheetCells, blocks
from budgetbook.readers.xlsx_numbers import GENERAL, printed
from budgetbook.readers.xlsx_package import MOST_CELLS, SheetLooks, check_archive, sheet_looks

NAME = "xlsx"
_OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ODS = b"application/vnd.oasis.opendocument.spreadsheet"
_MOST_SHEETS = 2_000
_FEWEST_ENTRIES = 3  # of a contents page
_WITHOUT_LOOKS = (
    "没有读出单元格的显示格式：金额可能比显示的位数多，隐藏的行和列、出错的公式可能当作普通内容。请另存为 xlsx 再读"
)
_ADVICE = "请用 Excel 或 WPS 打开，确认内容后另存为新的 xlsx 再读"


def recognises(head: bytes, path: Path) -> bool:
    """Whether the file is a workbook: a zip that holds one, or an OLE2 file that calamine can open."""
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
    if kind != "xls":
        check_archive(path)
    if kind == "xlsx":
        looks = sheet_looks(path)
    elif kind == "xls":
        from budgetbook.readers.xls_looks import xls_looks

        told = xls_looks(path)
        if told is None:
            skipped.append(Damage(what="unknown_looks", note=_WITHOUT_LOOKS))
        looks = told or {}
    try:
        with CalamineWorkbook.from_path(path) as book:
            found = tuple(_blocks(book, looks, path, skipped))
    except PasswordError as error:
        raise UnreadableFile(path, "工作簿加了密码", "请去掉密码后再读") from error
    except TooManyCells as error:
        raise TooLarge(path, "合并的单元格过多", _ADVICE) from error
    except CalamineError as error:
        raise UnreadableFile(path, f"工作簿打不开（{error}）", _ADVICE) from error
    return SourceDocument(name=path.name, sha256=digest, format=kind, blocks=found, damage=tuple(skipped))


def _format(head: bytes, path: Path) -> str | None:
    if head.startswith(_OLE2):
        return "xls" if _opens(path) else None
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


def _opens(path: Path) -> bool:
    """Whether an OLE2 file is a workbook: Word and others use the same container."""
    try:
        CalamineWorkbook.from_path(path).close()
    except PasswordError:
        return True  # an encrypted workbook: reading it says so
    except CalamineError:
        return False
    return True


def _blocks(book: CalamineWorkbook, looks: dict[str, SheetLooks], path: Path, skipped: list[Damage]) -> Iterator[Block]:
    """The blocks of what is shown; what isn't and holds anything is added to `skipped`."""
    if len(book.sheets_metadata) > _MOST_SHEETS:
        raise TooLarge(path, f"工作表超过 {_MOST_SHEETS} 张", "请拆分后再读")
    for sheet in book.sheets_metadata:
        if sheet.typ != SheetTypeEnum.WorkSheet:
            continue
        found = book.get_sheet_by_name(sheet.name)
        if sheet.visible == SheetVisibleEnum.Visible:
            yield from blocks(_cells(found, looks.get(sheet.name, SheetLooks()), path, skipped))
        elif found.height and found.width:
            skipped.append(_skipped(sheet.name, "是隐藏的"))


def _skipped(sheet: str, why: str) -> Damage:
    return Damage(what=SKIPPED, note=f"工作表“{sheet}”{why}，没有读取", place=Place(sheet=sheet))


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
    rows = {row for row, _ in texts if row in looks.hidden_rows}
    columns = {column for row, column in texts if column in looks.hidden_columns}
    if rows or columns:
        hidden = [f"{len(rows)} 行" if rows else "", f"{len(columns)} 列" if columns else ""]
        skipped.append(_skipped(sheet.name, f"有 {'、'.join(each for each in hidden if each)}是隐藏的"))
    return SheetCells(
        sheet.name, texts, sheet.merged_cell_ranges or (), looks.lined, looks.hidden_rows, looks.hidden_columns
    )
