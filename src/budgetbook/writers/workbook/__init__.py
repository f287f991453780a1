"""The entry workbook: a Ledger, empty or full, as an .xlsx file that Excel, WPS and LibreOffice open and keep."""

from __future__ import annotations

import tempfile
from io import BytesIO
from pathlib import Path

from budgetbook.errors import UsageError, os_reason
from budgetbook.forms.entry import EntrySheet, empty_ledger, load_entry, load_guide, marker_of, records_of
from budgetbook.forms.entry.marker import PROPERTY
from budgetbook.forms.form import Form
from budgetbook.model.ledger import Ledger
from budgetbook.writers.workbook.grid import Sheet

__all__ = ["empty_ledger", "write_workbook"]


def write_workbook(ledger: Ledger, path: str | Path, *, form: Form) -> None:
    """Write the entry workbook for `ledger` to `path`, whole or not at all.

    Raises UsageError where the form isn't the ledger's, a line can't be shown on the sheets, or the file can't be written;
    PublishError for a text longer than a cell takes (32,767 characters).
    """
    path = Path(path)
    if ledger.form != form.name:
        raise UsageError(f"账目用的格式是 {ledger.form}，不能按 {form.name} 写工作簿")
    records = records_of(ledger, form)
    sheets = {
        sheet.id: Sheet(
            entry=sheet,
            records=records[sheet.id],
            capacity=_capacity(sheet, len(records[sheet.id])),
        )
        for sheet in load_entry().sheets
    }
    try:
        with tempfile.TemporaryDirectory(dir=path.parent, prefix=".budgetbook-") as folder:
            written = Path(folder) / "workbook.xlsx"
            _write(written, ledger, form, sheets)
            written.replace(path)
    except OSError as error:
        raise UsageError(
            f"{path.name}：不能写入（{os_reason(error)}）。请检查文件夹是否存在、可写、有空间，文件是否正被打开"
        ) from error


def _capacity(sheet: EntrySheet, entries: int) -> int:
    """How many rows get drop-downs: the usual number, or what is there already and a quarter more."""
    return max(sheet.capacity, entries + entries // 4 + 20) if sheet.layout == "table" else 0


def _write(path: Path, ledger: Ledger, form: Form, sheets: dict[str, Sheet]) -> None:
    import xlsxwriter

    from budgetbook.writers.workbook.fields import write_fields
    from budgetbook.writers.workbook.formats import Formats
    from budgetbook.writers.workbook.grid import References
    from budgetbook.writers.workbook.guide import write_guide
    from budgetbook.writers.workbook.lists import SHEET, Lists
    from budgetbook.writers.workbook.summary import NAME, write_summary
    from budgetbook.writers.workbook.tables import write_table

    entry, guide, marker = load_entry(), load_guide(), marker_of(ledger)
    # Made in memory: on a full disk the library leaves its archive open, and the interpreter complains of that as it ends.
    whole = BytesIO()
    book = xlsxwriter.Workbook(whole, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    formats, references = Formats(book), References(sheets)
    kind_word = ledger.entity.kind.word
    write_guide(book.add_worksheet(guide.name), guide, sheets, formats, marker=marker, form_label=form.label)
    write_summary(book.add_worksheet(NAME), sheets, formats, references=references, entry=entry)
    for sheet in sheets.values():
        target = book.add_worksheet(sheet.entry.name)
        if sheet.entry.layout == "table":
            write_table(target, sheet, formats, references, entry=entry, year=ledger.fiscal_year, kind_word=kind_word)
        else:
            write_fields(target, sheet, formats)
    hidden = book.add_worksheet(SHEET)
    lists = Lists(book, hidden)
    lists.add_all(entry, ledger.fiscal_year)
    projects = sheets["projects"]
    lists.add_typed(
        units=sheets["units"].area("name"),
        names=projects.area("name"),
        keys=projects.area("key"),
        rows=projects.capacity,
        unit_values=[unit.name for unit in ledger.units],
        keys_now=[project.key for project in ledger.projects],
    )
    hidden.hide()
    references.define(book)
    book.set_custom_property(PROPERTY, str(marker))
    book.set_properties({"title": f"{ledger.fiscal_year}年度{kind_word}预算填报工作簿", "author": ledger.entity.name})
    book.close()
    path.write_bytes(whole.getvalue())
