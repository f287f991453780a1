"""Running text on a worksheet: headings, paragraphs, and pie charts over the small table that they are drawn from."""

from __future__ import annotations

import math
from collections.abc import Sequence

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from budgetbook.writers.layout import Chart, Heading, Paragraph
from budgetbook.writers.xlsx_measure import TALLEST, height_of
from budgetbook.writers.xlsx_page import set_up_page
from budgetbook.writers.xlsx_plan import Words
from budgetbook.writers.xlsx_styles import WORDS_SIZE, Styles, decimals

_WIDTHS = (26.0, 16.0, 11.0, 39.0)  # label, amount, share of a chart's data; the chart beside them
_LAST = len(_WIDTHS) - 1
_HEADING_SIZES = {1: 18.0, 2: 14.0, 3: 12.0}
_CHART_ROWS, _ROW_POINTS = 15, 19.5
_PIXELS_PER_POINT = 96 / 72
_LONGEST_TEXT = 32767


def write_words(
    book: Workbook, sheet: Worksheet, words: Sequence[Words], styles: Styles, *, entity: str, back: str
) -> dict[int, int]:
    """Write `words` down `sheet`; where each heading of level 2 (by its index in `words`) has come to stand."""
    for column, width in enumerate(_WIDTHS):
        sheet.set_column(column, column, width)
    row = 0
    headings: dict[int, int] = {}
    for index, block in enumerate(words):
        if isinstance(block, Chart):
            row = _chart(book, sheet, block, styles, row)
            continue
        if isinstance(block, Heading):
            look, size = f"heading{min(block.level, 3)}", _HEADING_SIZES[min(block.level, 3)]
            if block.level == 2:
                headings[index] = row
        else:
            look, size = "paragraph", WORDS_SIZE
        for text in _cut(block.text):
            row = _write(sheet, row, text, block, styles, look, size)
        if index == 0:
            sheet.write_url(0, 0, back, styles.line(look), string=block.text, tip="点击返回目录")
    set_up_page(sheet, landscape=False, last_row=max(0, row - 1), last_column=_LAST, entity=entity)
    return headings


def _write(
    sheet: Worksheet, row: int, text: str, block: Heading | Paragraph, styles: Styles, look: str, size: float
) -> int:
    """Write a line over the whole width, over several rows where it is too tall for one; the row after it."""
    shown = f"　　{text}" if isinstance(block, Paragraph) else text
    height = height_of(shown, sum(_WIDTHS), size) + (6 if isinstance(block, Heading) else 2)
    parts = max(1, math.ceil(height / TALLEST))
    for part in range(parts):
        sheet.set_row(row + part, round(height / parts, 1))
    sheet.merge_range(row, 0, row + parts - 1, _LAST, "", styles.line(look))
    strong = block.strong_until if isinstance(block, Paragraph) else 0
    if 0 < strong < len(text) and text == block.text:
        bold, plain = styles.line("strong"), styles.line("plain")
        sheet.write_rich_string(row, 0, bold, shown[: strong + 2], plain, shown[strong + 2 :], styles.line(look))
    else:
        sheet.write_string(row, 0, shown, styles.line(look))
    return row + parts


def _cut(text: str) -> list[str]:
    """`text` in pieces that a cell can hold; a heading or a paragraph is one piece unless it is longer than any paragraph should be."""
    longest = _LONGEST_TEXT - 2
    return [text[at : at + longest] for at in range(0, len(text), longest)] or [""]


def _chart(book: Workbook, sheet: Worksheet, chart: Chart, styles: Styles, row: int) -> int:
    """A chart's data as a table, and the chart beside it; the row after both."""
    for column, head in enumerate(("项目", "金额（万元）", "占比（%）")):
        sheet.write_string(row, column, head, styles.plain_cell("head"))
    for at, part in enumerate(chart.slices, row + 1):
        sheet.write_string(at, 0, part.label, styles.plain_cell("label"))
        sheet.write_number(at, 1, part.amount, styles.plain_cell("number", decimals(part.amount)))
        sheet.write_number(at, 2, part.share, styles.plain_cell("number", decimals(part.share)))
    rows = max(_CHART_ROWS, len(chart.slices) + 2)
    for at in range(row, row + rows):
        sheet.set_row(at, _ROW_POINTS)
    pie = book.add_chart({"type": "pie"})
    first, last = row + 1, row + len(chart.slices)
    pie.add_series(
        {
            "name": chart.title,
            "categories": [sheet.get_name(), first, 0, last, 0],
            "values": [sheet.get_name(), first, 1, last, 1],
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
    pie.set_size({"width": 300, "height": int(rows * _ROW_POINTS * _PIXELS_PER_POINT) - 12})
    sheet.insert_chart(
        row,
        _LAST,
        pie,
        {"x_offset": 6, "y_offset": 6, "object_position": 1, "description": chart.description},
    )
    return row + rows


def cell_link(sheet: str, row: int = 0) -> str:
    """A link to a row of a sheet of the same workbook."""
    quoted = sheet.replace("'", "''")
    return f"internal:'{quoted}'!{xl_rowcol_to_cell(row, 0)}"
