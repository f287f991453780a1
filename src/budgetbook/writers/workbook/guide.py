"""The first sheet, 填写说明: in what order to fill in, what the colours mean, what to run afterwards, and links to every sheet."""

from __future__ import annotations

import re
from typing import Any

from budgetbook.forms.entry import Guide, Marker
from budgetbook.writers.workbook.cells import lines_in
from budgetbook.writers.workbook.formats import Formats
from budgetbook.writers.workbook.grid import Sheet, protect

_WIDTH = 118  # of both columns of text, in characters


def write_guide(
    target: Any, guide: Guide, sheets: dict[str, Sheet], formats: Formats, *, marker: Marker, form_label: str
) -> None:
    """Fill `target`. Row 1 is hidden and holds the marker that `readers.workbook` knows the file by."""

    def filled(text: str) -> str:
        text = re.sub(r"\{rows:(\w+)\}", lambda found: f"{sheets[found[1]].capacity:,}", text)
        return (
            text.replace("{year}", str(marker.fiscal_year))
            .replace("{kind}", marker.kind.word)
            .replace("{form}", form_label)
        )

    target.write_string(0, 0, str(marker))
    target.set_row(0, None, None, {"hidden": True})
    target.set_column(0, 0, 3)
    target.set_column(1, 1, 26)
    target.set_column(2, 2, _WIDTH - 26)
    target.set_row(1, 34)
    target.write_string(1, 1, filled(guide.title), formats.title)
    target.write_string(2, 1, filled(guide.subtitle), formats.hint)
    row = 4
    for part in guide.parts:
        row = _write_heading(target, row, part.heading, formats)
        for line in part.lines:
            text = filled(line)
            target.merge_range(row, 1, row, 2, text, formats.plain)
            # Excel doesn't fit the height of merged cells by itself.
            target.set_row(row, 17 * lines_in(text, _WIDTH))
            row += 1
        row += 1
    row = _write_heading(target, row, "各表一览（点击表名可直接打开）", formats)
    for sheet in sheets.values():
        target.write_url(row, 1, f"internal:'{sheet.entry.name}'!A1", formats.link, sheet.entry.name)
        text = sheet.entry.hint.replace("{kind}", marker.kind.word)
        target.write_string(row, 2, text, formats.explanation)
        row += 1
    target.hide_gridlines(2)
    target.set_paper(9)
    target.set_landscape()
    target.fit_to_pages(1, 0)
    protect(target)


def _write_heading(target: Any, row: int, text: str, formats: Formats) -> int:
    target.set_row(row, 22)
    target.write_string(row, 1, text, formats.heading)
    target.write_blank(row, 2, None, formats.heading)
    return row + 1
