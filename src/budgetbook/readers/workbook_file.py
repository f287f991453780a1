"""An .xlsx file from a stranger, opened with care: size limits, no DTD, no macros looked at, and the cells with their number formats.

openpyxl in read-only mode is slower than calamine (DESIGN §6), but it keeps number formats: without them 95% typed into a cell comes out as
0.95 and a date as a number of days.
"""

from __future__ import annotations

import contextlib
import datetime
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import msgspec

from budgetbook.errors import BudgetbookError, TooLarge, UnreadableFile
from budgetbook.forms.entry import Marker, marker_from
from budgetbook.forms.entry.marker import PROPERTY
from budgetbook.readers.workbook_formulas import uncomputed_formulas

MOST_BYTES = 300 * 2**20  # unpacked
MOST_ROWS = 100_000  # of a sheet
MOST_COLUMNS = 100
_MARKER_ROWS = 3

CellValue = str | int | float | bool | datetime.datetime | datetime.date | datetime.time | datetime.timedelta


class FoundCell(msgspec.Struct, frozen=True, kw_only=True):
    """A cell that isn't empty. `number_format` as in the file (`0%`); `error` marks a formula's error such as #REF!.

    `uncomputed` marks a formula without a result; `value` is then empty.
    """

    value: CellValue
    number_format: str = "General"
    error: bool = False
    uncomputed: bool = False


FoundRow = dict[int, FoundCell]  # by column from 0


def marker_in(path: str | Path) -> Marker | None:
    """The marker of a workbook made by `writers.workbook`, None for any other file. Raises nothing: a broken file has none."""
    try:
        with zipfile.ZipFile(path) as archive:
            # The marker is the first text of the first sheet: first of the shared texts, or in the sheet itself.
            for part in ("docProps/custom.xml", "xl/sharedStrings.xml", "xl/worksheets/sheet1.xml"):
                with contextlib.suppress(KeyError), archive.open(part) as file:
                    found = marker_from(file.read(200_000).decode("utf-8", "replace"))
                    if found is not None:
                        return found
            return _marker_in_cells(path, archive)
    except (OSError, zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError, ValueError, zlib.error):
        return None


def _marker_in_cells(path: str | Path, archive: zipfile.ZipFile) -> Marker | None:
    """The marker where neither property nor the beginning of the texts has it: another program may sort texts its own way."""
    if "xl/sharedStrings.xml" not in archive.namelist():
        return None
    if archive.getinfo("xl/sharedStrings.xml").file_size > MOST_BYTES:
        return None
    with archive.open("xl/sharedStrings.xml") as file:
        tail = b""
        while chunk := file.read(1 << 20):
            found = marker_from((tail + chunk).decode("utf-8", "replace"))
            if found is not None:
                return found
            tail = chunk[-200:]
    return None


def open_workbook(path: str | Path) -> Any:
    """The openpyxl workbook in read-only mode with computed values. Raises UnreadableFile or TooLarge."""
    try:
        with zipfile.ZipFile(path) as archive:
            _guard(path, archive)
    except (zipfile.BadZipFile, OSError, RuntimeError, EOFError, ValueError, zlib.error) as error:
        raise UnreadableFile(
            path, "不是完好的 .xlsx 文件", "请用 Excel 或 WPS 打开后另存为 .xlsx 格式（不要带密码）"
        ) from error
    import openpyxl

    with understood(path):
        # As bytes: given a path, openpyxl judges by the file's name.
        content = BytesIO(Path(path).read_bytes())
        return openpyxl.load_workbook(content, read_only=True, data_only=True, keep_links=False)


def uncomputed_in(path: str | Path) -> dict[str, frozenset[str]]:
    """The cells of each sheet of the .xlsx file at `path` that hold a formula without a result."""
    with understood(path), zipfile.ZipFile(path) as archive:
        return uncomputed_formulas(archive)


@contextlib.contextmanager
def understood(path: str | Path) -> Iterator[None]:
    """Whatever openpyxl raises inside the block, and it raises what it likes, as UnreadableFile."""
    try:
        yield
    except BudgetbookError:
        raise
    except Exception as error:
        raise UnreadableFile(
            path,
            f"工作簿打不开（{type(error).__name__}）",
            "请用 Excel 或 WPS 打开后另存为 .xlsx 格式；仍打不开请用备份",
        ) from error


def _guard(path: str | Path, archive: zipfile.ZipFile) -> None:
    parts = archive.infolist()
    if sum(part.file_size for part in parts) > MOST_BYTES or len(parts) > 2_000:
        raise TooLarge(path, "工作簿展开后过大", "请删去与填报无关的图片、附件和大片空格式后再试")
    for part in parts:
        if part.filename.endswith((".xml", ".rels")):
            with archive.open(part) as file:
                if b"<!DOCTYPE" in file.read(4_096).replace(b"\x00", b""):
                    raise UnreadableFile(path, f"{part.filename} 含有 DTD，不予读取", "请用 Excel 或 WPS 另存后再试")


def rows_of(path: str | Path, sheet: Any, uncomputed: frozenset[str] = frozenset()) -> Iterator[tuple[int, FoundRow]]:
    """The rows of `sheet` that hold anything, with their numbers from 1. Raises TooLarge beyond MOST_ROWS.

    `uncomputed` are the sheet's cells that hold a formula without a result: they come as such and not as blanks.
    """
    # Some programs declare a wrong extent, and openpyxl would stop there.
    sheet.reset_dimensions()
    rows = enumerate(sheet.iter_rows(max_col=MOST_COLUMNS), start=1)
    while True:
        with understood(path):
            number, cells = next(rows, (0, ()))
            found = _row(cells, uncomputed)
        if number == 0:
            return
        if number > MOST_ROWS:
            raise TooLarge(path, f"工作表“{sheet.title}”超过 {MOST_ROWS:,} 行", "请删去表格下方多余的行后再试")
        if found:
            yield number, found


def _row(cells: Iterable[Any], uncomputed: frozenset[str]) -> FoundRow:
    row: FoundRow = {}
    for cell in cells:
        value = cell.value
        if value is None or (isinstance(value, str) and not value.strip()):
            # An empty cell of openpyxl knows no coordinate.
            if uncomputed and getattr(cell, "coordinate", None) in uncomputed:
                row[cell.column - 1] = FoundCell(value="", uncomputed=True)
            continue
        row[cell.column - 1] = FoundCell(
            value=value, number_format=cell.number_format or "General", error=cell.data_type == "e"
        )
    return row


def marker_of_book(book: Any) -> Marker | None:
    """The marker in an open workbook: in a sheet's first rows (what the officer sees goes by it), else in the properties."""
    for sheet in book.worksheets[:3]:
        sheet.reset_dimensions()
        for cells in sheet.iter_rows(max_row=_MARKER_ROWS, max_col=1):
            for cell in cells:
                found = marker_from(cell.value) if isinstance(cell.value, str) else None
                if found is not None:
                    return found
    with contextlib.suppress(KeyError):
        return marker_from(str(book.custom_doc_props[PROPERTY].value))
    return None
