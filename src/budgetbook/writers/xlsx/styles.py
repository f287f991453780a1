"""The looks of a workbook: one cell format for each combination that occurs."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format

from budgetbook.writers.layout import CellKind, TableCell
from budgetbook.writers.xlsx.measure import TABLE_SIZE

BODY_FONT, HEAD_FONT = "宋体", "黑体"
WORDS_SIZE = 12
_HEAD_FILL = "#EEF1F5"  # prints as a faint grey

_KINDS: dict[CellKind, dict[str, Any]] = {
    CellKind.HEAD: {"bold": True, "align": "center", "bg_color": _HEAD_FILL},
    CellKind.FIELD: {"align": "center", "bg_color": _HEAD_FILL},
    CellKind.INDEX: {"align": "center"},
    CellKind.CODE: {"align": "left", "num_format": "@"},
    CellKind.LABEL: {"align": "left"},
    CellKind.TEXT: {"align": "left"},
    CellKind.AMOUNT: {"align": "right", "text_wrap": False},
}

# Lines around and between tables.
_LINES: dict[str, dict[str, Any]] = {
    "entity": {"font_name": HEAD_FONT, "font_size": 20, "align": "center", "text_wrap": True},
    "document": {"font_name": HEAD_FONT, "font_size": 18, "align": "center", "text_wrap": True},
    "part": {"font_name": HEAD_FONT, "font_size": 13, "bold": True},
    "entry": {"font_size": 11, "indent": 1, "font_color": "#1F4E99"},
    "sub_entry": {"font_size": 11, "indent": 3, "font_color": "#1F4E99"},
    "hint": {"font_size": 9, "font_color": "#595959", "text_wrap": True},
    "marker": {"font_size": 10},
    "title": {"font_name": HEAD_FONT, "font_size": 16, "align": "center", "text_wrap": True},
    "subtitle": {"font_size": 11, "align": "center"},
    "left": {"font_size": 10, "align": "left", "text_wrap": True},
    "right": {"font_size": 10, "align": "right"},
    "note": {"font_size": 10, "align": "left", "text_wrap": True, "valign": "top"},
    "heading1": {"font_name": HEAD_FONT, "font_size": 18, "align": "center", "text_wrap": True},
    "heading2": {"font_name": HEAD_FONT, "font_size": 14, "text_wrap": True},
    "heading3": {"font_size": 12, "bold": True, "text_wrap": True},
    "paragraph": {"font_size": WORDS_SIZE, "text_wrap": True, "valign": "top"},
    "strong": {"font_size": WORDS_SIZE, "bold": True},
    "plain": {"font_size": WORDS_SIZE},
}


class Styles:
    """Formats of one workbook, made when first asked for."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._made: dict[tuple[object, ...], Format] = {}

    def line(self, name: str) -> Format:
        """The format of a line outside tables, by its name in _LINES."""
        return self._format(("line", name), _LINES[name])

    def cell(self, cell: TableCell) -> Format:
        """The format of a table cell: bordered, by kind; amounts with as many decimals as they are printed with."""
        places = decimals(cell.amount) if cell.kind is CellKind.AMOUNT else 0
        key = (cell.kind, cell.strong, cell.indent, places, cell.amount is None)
        looks: dict[str, Any] = {"border": 1, "text_wrap": True, **_KINDS[cell.kind]}
        if cell.strong:
            looks["bold"] = True
        if cell.indent:
            looks["indent"] = cell.indent
        if cell.kind is CellKind.AMOUNT and (cell.amount is not None or not cell.text):
            looks["num_format"] = number_format(places if cell.amount is not None else 2)
        return self._format(key, looks)

    def chart_cell(self, looks: str, places: int | None = None) -> Format:
        """A bordered cell of a chart's data: `head`, `label` or `number`."""
        chosen: dict[str, dict[str, Any]] = {
            "head": {**_KINDS[CellKind.HEAD], "border": 1},
            "label": {"border": 1, "text_wrap": True},
            "number": {"border": 1, "align": "right", "num_format": number_format(places or 0)},
        }
        return self._format(("plain", looks, places), chosen[looks])

    def _format(self, key: tuple[object, ...], looks: dict[str, Any]) -> Format:
        if key not in self._made:
            base = {"font_name": BODY_FONT, "font_size": TABLE_SIZE, "valign": "vcenter"}
            self._made[key] = self._book.add_format({**base, **looks})
        return self._made[key]


def decimals(amount: Decimal | None) -> int:
    """How many decimals `amount` is printed with: 2 for 12029.50."""
    exponent = 0 if amount is None else amount.as_tuple().exponent
    assert isinstance(exponent, int)
    return max(0, -exponent)


def number_format(places: int) -> str:
    """The number format that prints an amount with separators and `places` decimals."""
    return "#,##0" + ("." + "0" * places if places else "")
