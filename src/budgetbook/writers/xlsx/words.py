"""Running text on a worksheet: headings, paragraphs, and pie charts beside the small table that they are drawn from."""

from __future__ import annotations

import math
from collections.abc import Sequence

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from budgetbook.writers.layout import Chart, Heading, Paragraph
from budgetbook.writers.xlsx.measure import TALLEST, height_of
from budgetbook.writers.xlsx.page import PAGE_HEIGHT, set_up_page
from budgetbook.writers.xlsx.plan import Words
from budgetbook.writers.xlsx.styles import WORDS_SIZE, Styles, decimals

# label, amount, share of a chart's data; the chart beside them. Together an upright A4 page.
_WIDTHS = (24.0, 15.0, 10.0, 36.0)
_LAST = len(_WIDTHS) - 1
_HEADING_SIZES = {1: 18.0, 2: 14.0, 3: 12.0}
_LOOKS = {1: "heading1", 2: "heading2", 3: "heading3"}
_CHART_ROWS, _ROW_POINTS = 15, 19.5
_PIXELS_PER_POINT = 96 / 72
_LONGEST_TEXT = 32767


class _Sheet:
    """A worksheet written row by row, that knows how much of the printed page is used and sets every page break itself."""

    def __init__(self, sheet: Worksheet) -> None:
        self.sheet, self.row, self._used = sheet, 0, 0.0
        self._breaks: list[int] = []

    def keep_together(self, height: float) -> None:
        """Begin a new page where `height` points are not left on this one."""
        if self._used + height > PAGE_HEIGHT and self.row:
            self._breaks.append(self.row)
            self.sheet.set_h_pagebreaks(self._breaks)
            self._used = 0.0

    def take(self, heights: Sequence[float]) -> int:
        """Give the next rows these heights; the first of them."""
        first = self.row
        for height in heights:
            self.sheet.set_row(self.row, round(height, 1))
            self.keep_together(height)
            self._used += height
            self.row += 1
        return first


def write_words(
    book: Workbook, worksheet: Worksheet, words: Sequence[Words], styles: Styles, *, entity: str, back: str
) -> dict[int, int]:
    """Write `words` down `worksheet`; where each heading of level 2 (by its index in `words`) has come to stand."""
    for column, width in enumerate(_WIDTHS):
        worksheet.set_column(column, column, width)
    sheet = _Sheet(worksheet)
    headings: dict[int, int] = {}
    for index, block in enumerate(words):
        if isinstance(block, Heading):
            level = min(block.level, 3)
            if level == 2:
                sheet.keep_together(90)
                headings[index] = sheet.row
            _text(sheet, block.text, styles, _LOOKS[level], _HEADING_SIZES[level])
            if index == 0:
                worksheet.write_url(0, 0, back, styles.line(_LOOKS[level]), string=block.text, tip="点击返回目录")
        elif isinstance(block, Paragraph):
            _paragraph(sheet, block, styles)
        else:
            _chart(book, sheet, block, styles)
    set_up_page(worksheet, landscape=False, last_row=max(0, sheet.row - 1), last_column=_LAST, entity=entity)
    return headings


def _paragraph(sheet: _Sheet, paragraph: Paragraph, styles: Styles) -> None:
    longest = _LONGEST_TEXT - 2
    for at in range(0, len(paragraph.text), longest):  # longer than any paragraph should be, but nothing is lost
        text = f"　　{paragraph.text[at : at + longest]}"
        row = _text(sheet, text, styles, "paragraph", WORDS_SIZE)
        strong = paragraph.strong_until + 2
        if at == 0 and 2 < strong < len(text):
            bold, plain = styles.line("strong"), styles.line("plain")
            sheet.sheet.write_rich_string(row, 0, bold, text[:strong], plain, text[strong:], styles.line("paragraph"))


def _text(sheet: _Sheet, text: str, styles: Styles, look: str, size: float) -> int:
    """A text over the whole width, over several rows where it is too tall for one; its first row."""
    height = height_of(text, sum(_WIDTHS), size) + (6 if look != "paragraph" else 2)
    parts = max(1, math.ceil(height / TALLEST))
    row = sheet.take([height / parts] * parts)
    sheet.sheet.merge_range(row, 0, row + parts - 1, _LAST, "", styles.line(look))
    sheet.sheet.write_string(row, 0, text, styles.line(look))
    return row


def _chart(book: Workbook, sheet: _Sheet, chart: Chart, styles: Styles) -> None:
    """A chart's data as a table, and the chart beside it."""
    rows = max(_CHART_ROWS, len(chart.slices) + 2)
    sheet.keep_together(rows * _ROW_POINTS)
    first = sheet.take([_ROW_POINTS] * rows)
    worksheet = sheet.sheet
    for column, head in enumerate(("项目", "金额（万元）", "占比（%）")):
        worksheet.write_string(first, column, head, styles.chart_cell("head"))
    for at, part in enumerate(chart.slices, first + 1):
        worksheet.write_string(at, 0, part.label, styles.chart_cell("label"))
        worksheet.write_number(at, 1, part.amount, styles.chart_cell("number", decimals(part.amount)))
        worksheet.write_number(at, 2, part.share, styles.chart_cell("number", decimals(part.share)))
    last = first + len(chart.slices)
    pie = book.add_chart({"type": "pie"})
    pie.add_series(
        {
            "name": chart.title,
            "categories": [worksheet.get_name(), first + 1, 0, last, 0],
            "values": [worksheet.get_name(), first + 1, 1, last, 1],
            "data_labels": {
                "percentage": True,
                "num_format": "0.00%",
                "leader_lines": True,
                "position": "best_fit",
                "font": {"size": 9},
            },
        }
    )
    pie.set_title({"name": chart.title, "name_font": {"size": 12, "bold": True}})
    pie.set_legend({"position": "bottom", "font": {"size": 9}})
    pie.set_size({"width": 280, "height": int(rows * _ROW_POINTS * _PIXELS_PER_POINT) - 12})
    worksheet.insert_chart(
        first, _LAST, pie, {"x_offset": 6, "y_offset": 6, "object_position": 1, "description": chart.description}
    )


def cell_link(sheet: str, row: int = 0) -> str:
    """A link to a row of a sheet of the same workbook."""
    quoted = sheet.replace("'", "''")
    return f"internal:'{quoted}'!{xl_rowcol_to_cell(row, 0)}"
