"""XLSX: contents with links, a sheet for each statement and form, the words with native charts; sums stay sums."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from budgetbook.model.disclosure import Disclosure
from budgetbook.writers.layout import Heading, Layout
from budgetbook.writers.xlsx.measure import height_of
from budgetbook.writers.xlsx.page import set_up_page
from budgetbook.writers.xlsx.plan import CONTENTS, Part, TableSheet, plan
from budgetbook.writers.xlsx.styles import BODY_FONT, Styles
from budgetbook.writers.xlsx.table import write_table
from budgetbook.writers.xlsx.words import cell_link, write_words

_CONTENTS_WIDTH = 72.0
# The default font of Chinese Excel and what it makes of a column and a row, in pixels.
_DEFAULTS = {
    "default_format_properties": {"font_name": BODY_FONT, "font_size": 11},
    "default_column_width": 72,
    "default_row_height": 18,
}


def write_xlsx(layout: Layout, disclosure: Disclosure, path: Path) -> None:
    """Write the document as a workbook to `path`. Raises PublishError where a text is too long for a cell."""
    parts = plan(layout, disclosure)
    whole = BytesIO()
    with Workbook(whole, {**_DEFAULTS, "in_memory": True}) as book:
        book.set_properties(
            {
                "title": f"{layout.entity}{layout.title}",
                "author": layout.entity,
                "company": layout.entity,
                "subject": f"{layout.fiscal_year}年度",
                # As in the PDF: the date of the run would make every run another file.
                "created": datetime(min(max(layout.fiscal_year, 1900), 9999), 1, 1, tzinfo=UTC),
            }
        )
        styles = Styles(book)
        contents = book.add_worksheet(CONTENTS)
        entries = [(part, _write_part(book, part, styles, layout.entity)) for part in parts]
        _write_contents(contents, layout, entries, styles)
    path.write_bytes(whole.getvalue())


def _write_part(book: Workbook, part: Part, styles: Styles, entity: str) -> list[tuple[str, str, str]]:
    """Write the sheets of a part; its lines in the contents as (look, text, link)."""
    back = cell_link(CONTENTS)
    lines: list[tuple[str, str, str]] = []
    for planned in part.sheets:
        sheet = book.add_worksheet(planned.name)
        if isinstance(planned, TableSheet):
            write_table(sheet, planned.table, styles, entity=entity, back=back)
            lines.append(("entry", planned.entry, cell_link(planned.name)))
            continue
        headings = write_words(book, sheet, planned.words, styles, entity=entity, back=back)
        for index, row in headings.items():
            heading = planned.words[index]
            assert isinstance(heading, Heading)
            lines.append(("entry", heading.text, cell_link(planned.name, row)))
        if not headings:
            lines.append(("entry", planned.name, cell_link(planned.name)))
    return lines


def _write_contents(
    sheet: Worksheet, layout: Layout, entries: list[tuple[Part, list[tuple[str, str, str]]]], styles: Styles
) -> None:
    sheet.set_column(0, 0, _CONTENTS_WIDTH)
    row = 0
    for look, text, size in (("entity", layout.entity, 20.0), ("document", layout.title, 18.0)):
        sheet.set_row(row, height_of(text, _CONTENTS_WIDTH, size) + 14)
        sheet.write_string(row, 0, text, styles.line(look))
        row += 1
    sheet.write_string(row, 0, "目　录", styles.line("subtitle"))
    row += 1
    for part, lines in entries:
        if part.heading:
            sheet.set_row(row, 24)
            if part.sheets:
                link = cell_link(part.sheets[0].name)
                sheet.write_url(row, 0, link, styles.line("part"), string=part.heading)
            else:
                sheet.write_string(row, 0, part.heading, styles.line("part"))
            row += 1
        for look, text, link in lines:
            sheet.write_url(row, 0, link, styles.line(look), string=text)
            row += 1
    sheet.write_string(row, 0, "点击条目转到相应工作表；点击各工作表的标题返回本目录", styles.line("hint"))
    set_up_page(sheet, landscape=False, last_row=row, last_column=0, entity=layout.entity)
    sheet.activate()
