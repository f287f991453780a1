"""A ledger workbook back into a Ledger, with every mistake at once, each with its sheet, its cell and what to do."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec

from budgetbook.errors import LedgerInvalid, UnknownVersion, UnreadableFile
from budgetbook.forms.entry import EnteredSheet, Marker, Mistakes, ledger_from
from budgetbook.model.ledger import LEDGER_SCHEMA, Ledger, LedgerDefect
from budgetbook.model.place import Place
from budgetbook.readers.workbook_file import marker_in, marker_of_book, open_workbook, understood
from budgetbook.readers.workbook_sheets import sheets_in


class WorkbookReading(msgspec.Struct, frozen=True, kw_only=True):
    """What a workbook says: the ledger of all rows that are whole, and the defects of those that aren't, in workbook order.

    `ledger` is None where sheets or columns are missing: what would be left says nothing.
    """

    ledger: Ledger | None
    defects: tuple[LedgerDefect, ...] = ()


def is_workbook(path: str | Path) -> bool:
    """Whether `path` is an entry workbook (of any version), told by its marker and never by its name."""
    return marker_in(path) is not None


def read_workbook(path: str | Path) -> Ledger:
    """The ledger in `path`. Every line, project and figure carries the cell it was entered in.

    Raises UnreadableFile for what is no entry workbook, UnknownVersion for one of a newer program, TooLarge beyond the limits, and
    LedgerInvalid with all defects where something can't be read. Whether codes exist and sums agree is checked later (`compiler`).
    """
    reading = survey_workbook(path)
    if reading.defects or reading.ledger is None:
        raise LedgerInvalid(path, reading.defects, ledger=reading.ledger)
    return reading.ledger


def survey_workbook(path: str | Path) -> WorkbookReading:
    """As `read_workbook`, but gives what could be read beside the defects, so that later checks can add theirs to one list.

    Sums over the ledger mean nothing while there are defects: rows that aren't whole are left out of it.
    """
    book = open_workbook(path)
    try:
        with understood(path):
            marker = marker_of_book(book)
        if marker is None:
            raise UnreadableFile(
                path,
                "不是 budgetbook 的填报工作簿（没有标识）",
                "请用 budgetbook new 新建工作簿填写，或检查是否选错了文件",
            )
        if marker.schema != LEDGER_SCHEMA:
            raise UnknownVersion(
                path, f"工作簿的格式是 {marker.schema}，本程序只认识 {LEDGER_SCHEMA}", "请升级 budgetbook"
            )
        mistakes = Mistakes()
        sheets, whole = sheets_in(path, book, mistakes, year=marker.fiscal_year)
    finally:
        book.close()
    ledger = None
    if whole:
        _compare_with_marker(sheets["entity"], marker, mistakes)
        ledger = ledger_from(
            sheets, form=marker.form, fiscal_year=marker.fiscal_year, kind=marker.kind, mistakes=mistakes
        )
    order = {sheet.name: number for number, sheet in enumerate(sheets.values())}
    defects = sorted(mistakes.found, key=lambda defect: _position(defect.place, order))
    return WorkbookReading(ledger=ledger, defects=tuple(defects))


def _compare_with_marker(sheet: EnteredSheet, marker: Marker, mistakes: Mistakes) -> None:
    """Report year and kind that no longer are those the workbook was made for: lists and sentences would be the wrong ones."""
    wanted = {"fiscal_year": marker.fiscal_year, "kind": marker.kind.word}
    for row in sheet.rows:
        name, value = str(row.values["id"]), row.values.get("value")
        if name in wanted and value != wanted[name]:
            mistakes.add(
                sheet.place(row, "value"),
                f"这个工作簿是为 {marker.fiscal_year} 年度{marker.kind.word}预算建立的，“{row.values['label']}”却是“{value}”",
                f"请改回 {wanted[name]}；要编别的年度或主体，请用 budgetbook new 新建（--from 可以带入上年内容）",
            )


def _position(place: Place, order: dict[str, int]) -> tuple[int, int, int, str]:
    letters, digits = re.fullmatch(r"([A-Z]*)(\d*)", place.cell or "").groups()  # type: ignore[union-attr]
    return order.get(place.sheet or "", -1), int(digits or 0), len(letters), letters
