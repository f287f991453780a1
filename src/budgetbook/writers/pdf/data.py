"""A Layout as the JSON that the Typst template takes. Keys are short because a long catalogue has tens of thousands of cells.

A cell is a plain string where it looks like its column, else `[text, column span, row span, alignment, indent, look]`:
alignment 0 left, 1 centre, 2 right; look is the sum of 1 strong and 2 may break over pages.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

import msgspec

from budgetbook.model.disclosure import Disclosure
from budgetbook.writers.chart import pie_svg
from budgetbook.writers.layout import Block, CellKind, Chart, Heading, Layout, Paragraph, Table, TableCell, TableRole
from budgetbook.writers.pdf.columns import balanced, breakable, cover_size, fit
from budgetbook.writers.pdf.fonts import printable_everywhere
from budgetbook.writers.pdf.rows import one_line_rows

_LEFT, _CENTRE, _RIGHT = 0, 1, 2
_PLAIN, _STRONG, _BREAKS = 0, 1, 2
# A text of more than half a page may break; a shorter one stays whole.
_BREAKS_FROM = 400
_MISSING = "〓"  # printed for a character the typefaces don't have (JIS X 0208 calls it the geta mark)

Json = dict[str, Any]


def document_data(layout: Layout, disclosure: Disclosure, day: date) -> Json:
    """`layout` for the template; `day` goes into the document's metadata."""
    shown = _Printable()
    entity = disclosure.entity
    return {
        "entity": shown.whole(layout.entity),
        "cover": [shown.text(layout.entity), shown.text(layout.title)],
        "cover-size": cover_size(layout.entity),
        "title": shown.whole(layout.title),
        "language": layout.language.split("-")[0],
        "region": layout.language.split("-")[-1].lower(),
        "keywords": [
            shown.whole(word)
            for word in (layout.entity, f"{layout.fiscal_year}年度", f"{entity.kind.word}预算", "预算公开")
        ],
        "date": [day.year, day.month, day.day],
        "blocks": list(_blocks(layout.blocks, disclosure, shown)),
    }


class _Shapes(dict[int, str | int]):
    """What is printed for a code point, found out when it first comes: itself, nothing, a blank, or 〓."""

    def __missing__(self, code: int) -> str | int:
        self[code] = shape = code if printable_everywhere(code) else _replaced(chr(code))
        return shape


class _Printable:
    """Text as the typefaces can print it: no control characters, 〓 for what they lack."""

    def __init__(self) -> None:
        self._shapes = _Shapes(dict.fromkeys((*range(32), 0x7F), " ") | {10: "\n"})

    def text(self, words: str) -> str:
        """Words that may break over lines."""
        return breakable(self.whole(words))

    def whole(self, words: str) -> str:
        """What stays on one line: an amount, a code."""
        return words.translate(self._shapes)


def _replaced(char: str) -> str:
    # Joiners and variation selectors have no shape of their own.
    return "" if unicodedata.category(char) in ("Cf", "Mn", "Me") else " " if char.isspace() else _MISSING


def _blocks(blocks: Sequence[Block], disclosure: Disclosure, shown: _Printable) -> Iterator[Json]:
    depth = level = 0
    for block in blocks:
        if isinstance(block, Heading):
            # PDF/UA forbids to skip a level, which a document that was read may do.
            depth = min(block.level, depth + 1) if block.text.strip() else depth
            level = depth if block.of_table and block.text.strip() else 0
            if not block.of_table and block.text.strip():
                yield {"is": "heading", "text": shown.text(block.text), "level": depth, "page": block.new_page}
        elif isinstance(block, Paragraph):
            words = block.text
            yield {
                "is": "paragraph",
                "strong": shown.text(words[: block.strong_until]),
                "text": shown.text(words[block.strong_until :]),
            }
        elif isinstance(block, Chart):
            yield {
                "is": "chart",
                "title": shown.text(block.title),
                "svg": _svg(block, shown),
                "told": shown.whole(block.description),
            }
        else:
            yield _table(block, level, min(depth + 1, 3), disclosure, shown)
            level = 0


def _svg(chart: Chart, shown: _Printable) -> str:
    parts = tuple(msgspec.structs.replace(part, label=shown.whole(part.label)) for part in chart.slices)
    return pie_svg(msgspec.structs.replace(chart, slices=parts, title=shown.whole(chart.title), description=""))


def _table(table: Table, level: int, bookmark_level: int, disclosure: Disclosure, shown: _Printable) -> Json:
    fitted = fit(table)
    aligned = _column_alignment(table)
    header = tuple(tuple(balanced(cell, fitted) for cell in row) for row in table.header)
    bookmark = None
    if table.project is not None:
        bookmark = shown.text(disclosure.projects[table.project].name) or table.title
    elif table.role is TableRole.OVERALL_FORM:
        bookmark = table.title
    return {
        "is": "table",
        "level": level,
        "bookmark": bookmark,
        "bookmark-level": bookmark_level,
        "title": shown.text(table.title or ""),
        "subtitle": shown.text(table.subtitle or ""),
        "marker": shown.text(table.marker or ""),
        "left": shown.text(table.left or ""),
        "right": shown.text(table.right or ""),
        "note": shown.text(table.note or ""),
        "page": table.own_page,
        "landscape": fitted.landscape,
        "paper": fitted.paper,
        "size": fitted.size,
        "widths": fitted.widths,
        "align": aligned,
        "one-line": one_line_rows((*header, *table.body), fitted),
        "header": [_cell(cell, [], shown, strong=cell.kind is CellKind.HEAD) for row in header for cell in row],
        "body": [
            _cell(cell, aligned, shown, strong=cell.strong, breaks=breaks)
            for row in table.body
            for breaks in [any(len(cell.text) > _BREAKS_FROM for cell in row)]
            for cell in row
        ],
    }


def _column_alignment(table: Table) -> list[int]:
    """How most cells of each column are aligned."""
    counts: list[Counter[int]] = [Counter() for _ in table.widths]
    for row in table.body:
        for cell in row:
            counts[cell.column][_alignment(cell)] += 1
    return [count.most_common(1)[0][0] if count else _LEFT for count in counts]


def _alignment(cell: TableCell) -> int:
    kind = cell.kind
    if kind is CellKind.AMOUNT:
        return _RIGHT
    if kind is CellKind.LABEL:
        return _CENTRE if cell.column_span > 1 and cell.strong else _LEFT
    return _LEFT if kind is CellKind.TEXT or kind is CellKind.CODE else _CENTRE


def _cell(
    cell: TableCell, aligned: Sequence[int], shown: _Printable, *, strong: bool, breaks: bool = False
) -> str | list[Any]:
    """`cell` for the template. A row breaks over pages only if all its cells may, a cell merged downwards always may."""
    text = shown.whole(cell.text) if cell.kind in (CellKind.AMOUNT, CellKind.CODE) else shown.text(cell.text)
    alignment = _alignment(cell)
    merged = cell.row_span > 1 and cell.kind is not CellKind.HEAD
    look = _STRONG * strong + _BREAKS * (breaks or merged)
    same = aligned and aligned[cell.column] == alignment
    if same and cell.column_span == cell.row_span == 1 and look == _PLAIN and not cell.indent and text.isprintable():
        return text
    return [text, cell.column_span, cell.row_span, alignment, cell.indent, look]
