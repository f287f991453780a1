"""Tables of the DOCX: merged cells, repeated header rows, rows that stay whole."""

from __future__ import annotations

from budgetbook.writers.docx.fitting import FittedTable, PlacedCell, least_row, placed
from budgetbook.writers.docx.markup import Element, paragraph, run, w
from budgetbook.writers.docx.styles import LOOK_OF, cell_style
from budgetbook.writers.layout import CellKind
from budgetbook.writers.printable import printable

# A row that would take more than this much of a page may break; keeping it whole would leave a hole on the page before.
_WHOLE_ROW = 7000


def table_element(fitted: FittedTable, *, description: str) -> Element:
    """`w:tbl`. `description` is read aloud by screen readers."""
    table = fitted.table
    root = w(
        "tbl",
        w(
            "tblPr",
            w("tblStyle", val="BudgetTable"),
            w("tblW", w=sum(fitted.widths), type="dxa"),
            w("jc", val="center"),
            w("tblLayout", type="fixed"),
            w("tblLook", val="0420", firstRow=1, lastRow=0, firstColumn=0, lastColumn=0, noHBand=0, noVBand=1),
            w("tblDescription", val=printable(description)),
        ),
        w("tblGrid", *(w("gridCol", w=width) for width in fitted.widths)),
    )
    rows = (*table.header, *table.body)
    for number, (row, height) in enumerate(zip(placed(rows, len(fitted.widths)), fitted.heights, strict=True)):
        head = number < len(table.header)
        least = least_row(table.role, fitted.half_points)
        properties = w(
            "trPr",
            w("cantSplit") if height <= _WHOLE_ROW else None,
            w("trHeight", val=least, hRule="atLeast") if least else None,
            w("tblHeader") if head else None,
        )
        root.append(w("tr", properties if len(properties) else None, *(_cell(at, fitted) for at in row)))
    return root


def _cell(at: PlacedCell, fitted: FittedTable) -> Element:
    cell = at.cell
    span = fitted.widths[cell.column : cell.column + cell.column_span]
    merge = None
    if at.continues:
        merge = w("vMerge")
    elif cell.row_span > 1:
        merge = w("vMerge", val="restart")
    properties = w(
        "tcPr",
        w("tcW", w=sum(span), type="dxa"),
        w("gridSpan", val=cell.column_span) if cell.column_span > 1 else None,
        merge,
        w("shd", val="clear", color="auto", fill="F2F2F2") if cell.kind is CellKind.HEAD else None,
        w("vAlign", val="center"),
    )
    style = cell_style(LOOK_OF[cell.kind], fitted.half_points)
    if at.continues:
        return w("tc", properties, paragraph(style))
    indent = (w("ind", left=cell.indent * fitted.half_points * 10),) if cell.indent else ()
    paragraphs = [
        paragraph(style, *([run(text, strong=cell.strong)] if text else ()), properties=indent)
        for text in printable(cell.text).split("\n")
    ]
    return w("tc", properties, *paragraphs)
