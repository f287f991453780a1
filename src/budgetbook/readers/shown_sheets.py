"""What a workbook shows of its sheets, whatever its format: what is hidden stays out, and where it holds anything that is said."""

from __future__ import annotations

from collections.abc import Sequence

from budgetbook.model.disclosure import SKIPPED, Damage
from budgetbook.model.place import Place
from budgetbook.readers.xlsx_blocks import Position, Range, SheetCells
from budgetbook.readers.xlsx_package import SheetLooks

MOST_SHEETS = 2_000


def left_out(sheet: str, why: str) -> Damage:
    """That something of `sheet` was not read."""
    return Damage(what=SKIPPED, note=f"工作表“{sheet}”{why}，没有读取", place=Place(sheet=sheet))


def shown_cells(
    name: str, texts: dict[Position, str], merged: Sequence[Range], looks: SheetLooks, skipped: list[Damage]
) -> SheetCells:
    """The cells of a sheet without its hidden rows and columns; those that hold any of `texts` are added to `skipped`."""
    rows = {row for row, _ in texts if row in looks.hidden_rows}
    columns = {column for row, column in texts if column in looks.hidden_columns}
    if rows or columns:
        hidden = [f"{len(rows)} 行" if rows else "", f"{len(columns)} 列" if columns else ""]
        skipped.append(left_out(name, f"有 {'、'.join(each for each in hidden if each)}是隐藏的"))
    return SheetCells(name, texts, merged, looks.lined, looks.hidden_rows, looks.hidden_columns)
