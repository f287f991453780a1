"""Tables of the DOCX: merged cells, repeated header rows, rows that stay whole."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from budgetbook.writers.docx.fitting import FittedTable, PlacedCell, least_row, placed
from budgetbook.writers.docx.markup import Element, parsed, run_content, tag, w
from budgetbook.writers.docx.styles import LOOK_OF, cell_style
from budgetbook.writers.layout import CellKind
from budgetbook.writers.printable import printable

# A row that would take more than this much of a page may break; keeping it whole would leave a hole on the page before.
_WHOLE_ROW = 7000
_MERGED, _MERGED_FROM_HERE = tag("vMerge"), tag("vMerge", val="restart")
_SHADED, _MIDDLE = tag("shd", val="clear", color="auto", fill="F2F2F2"), tag("vAlign", val="center")


def table_element(fitted: FittedTable, *, description: str) -> Element:
    """`w:tbl`. `description` is read aloud by screen readers."""
    table = fitted.table
    rows = (*table.header, *table.body)
    heads = len(table.header)
    root = parsed(
        "tbl",
        *_frame(fitted),
        *(
            _row(row, fitted, height, head=number < heads)
            for number, (row, height) in enumerate(zip(placed(rows, len(fitted.widths)), fitted.heights, strict=True))
        ),
    )
    root[0].append(w("tblDescription", val=printable(description)))
    return root


def _frame(fitted: FittedTable) -> tuple[str, str]:
    properties = tag(
        "tblPr",
        tag("tblStyle", val="BudgetTable"),
        tag("tblW", w=sum(fitted.widths), type="dxa"),
        tag("jc", val="center"),
        tag("tblLayout", type="fixed"),
        tag("tblLook", val="0420", firstRow=1, lastRow=0, firstColumn=0, lastColumn=0, noHBand=0, noVBand=1),
    )
    return properties, tag("tblGrid", *(tag("gridCol", w=width) for width in fitted.widths))


def _row(row: Sequence[PlacedCell], fitted: FittedTable, height: int, *, head: bool) -> str:
    least = least_row(fitted.table.role, fitted.half_points)
    properties = [
        tag("cantSplit") if height <= _WHOLE_ROW else "",
        tag("trHeight", val=least, hRule="atLeast") if least else "",
        tag("tblHeader") if head else "",
    ]
    return tag("tr", tag("trPr", *properties) if any(properties) else "", *(_cell(at, fitted) for at in row))


def _cell(at: PlacedCell, fitted: FittedTable) -> str:
    cell = at.cell
    span = fitted.widths[cell.column : cell.column + cell.column_span]
    merge = ""
    if at.continues:
        merge = _MERGED
    elif cell.row_span > 1:
        merge = _MERGED_FROM_HERE
    properties = tag(
        "tcPr",
        tag("tcW", w=sum(span), type="dxa"),
        tag("gridSpan", val=cell.column_span) if cell.column_span > 1 else "",
        merge,
        _SHADED if cell.kind is CellKind.HEAD else "",
        _MIDDLE,
    )
    style = _style(cell.kind, fitted.half_points)
    if at.continues:
        return tag("tc", properties, tag("p", tag("pPr", style)))
    indent = tag("ind", left=cell.indent * fitted.half_points * 10) if cell.indent else ""
    paragraphs = [
        tag("p", tag("pPr", style, indent), tag("r", run_content(text, strong=cell.strong)) if text else "")
        for text in printable(cell.text).split("\n")
    ]
    return tag("tc", properties, *paragraphs)


@cache
def _style(kind: CellKind, half_points: int) -> str:
    return tag("pStyle", val=cell_style(LOOK_OF[kind], half_points))
