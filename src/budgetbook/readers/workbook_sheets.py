"""The entry sheets of a workbook found by their hidden ids, and their rows as typed values."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from budgetbook.forms.entry import (
    EnteredRow,
    EnteredSheet,
    EntryColumn,
    EntrySheet,
    Mistakes,
    Record,
    column_letter,
    load_entry,
)
from budgetbook.model.place import Place
from budgetbook.readers.workbook_file import FoundCell, FoundRow, rows_of, uncomputed_in
from budgetbook.readers.workbook_values import CellMistake, value_of

_ID = re.compile(r"([a-z_]+)\.([a-z0-9_]+)")
_ID_ROWS = 40  # the row of ids stands within the first rows, wherever it was pushed


def sheets_in(path: str | Path, book: Any, mistakes: Mistakes, *, year: int) -> tuple[dict[str, EnteredSheet], bool]:
    """Every entry sheet by id, and whether all of them are there once with all their columns. Those that aren't come back empty.

    `year` is the fiscal year, whose names the codes bear.
    """
    entry = load_entry()
    uncomputed = uncomputed_in(path)
    found: dict[str, list[tuple[Any, int, FoundRow]]] = {}
    for sheet in book.worksheets:
        ids = _id_row(path, sheet)
        if ids is not None:
            found.setdefault(ids[0], []).append((sheet, *ids[1:]))
    sheets, whole = {}, True
    for data in entry.sheets:
        copies = found.get(data.id, [])
        if not copies:
            mistakes.add(
                Place(sheet=data.name),
                f"找不到“{data.name}”表（被删除，或隐藏的标识行被删除）",
                "请从备份恢复这张表，或用 budgetbook new 新建工作簿再把内容粘贴过去",
            )
        elif len(copies) > 1:
            names = "”“".join(sheet.title for sheet, *_ in copies)
            mistakes.add(
                Place(sheet=copies[-1][0].title),
                f"“{names}”是同一张表的几个副本，不知以哪个为准",
                "请只留一个，删去其余",
            )
        sheet, at, ids_found = copies[0] if len(copies) == 1 else (None, 0, {})
        rows: tuple[EnteredRow, ...] = ()
        name = sheet.title if sheet is not None else data.name
        if sheet is not None and _columns_stand(data, name, ids_found, mistakes):
            cells = rows_of(path, sheet, uncomputed.get(name, frozenset()))
            rows = (
                _fields(cells, at, data, name, mistakes)
                if data.layout == "fields"
                else _rows(cells, at, data, name, mistakes, year)
            )
        else:
            whole = False
        sheets[data.id] = EnteredSheet(entry=data, name=name, rows=rows)
    return sheets, whole


def _id_row(path: str | Path, sheet: Any) -> tuple[str, int, FoundRow] | None:
    """(sheet id, row number, cells) of the hidden row of ids; None where `sheet` is none of ours."""
    for number, row in rows_of(path, sheet):
        if number > _ID_ROWS:
            return None
        names = [_ID.fullmatch(str(cell.value)) for cell in row.values()]
        known = {match[1] for match in names if match}
        if len(known) == 1 and all(names):
            return known.pop(), number, row
    return None


def _columns_stand(data: EntrySheet, name: str, ids: FoundRow, mistakes: Mistakes) -> bool:
    """Whether every column is where it was written, so that places of findings are right."""
    at = {str(cell.value): column for column, cell in ids.items()}
    whole = True
    for index, column_id in enumerate(data.column_ids):
        now = at.get(f"{data.id}.{column_id}")
        if now == index:
            continue
        whole = False
        header = data.column(column_id).header.replace("\n", "") if data.columns else column_id
        what = f"“{header}”列被删除" if now is None else f"“{header}”列被移到了 {column_letter(now)} 列"
        mistakes.add(
            Place(sheet=name, cell=f"{column_letter(index)}1"),
            f"{what}，应在 {column_letter(index)} 列",
            "请撤销对列的删除、插入或移动；整列内容可以在新建的工作簿里粘贴",
        )
        break  # one column gone moves all that follow
    return whole


def _rows(
    cells: Iterable[tuple[int, FoundRow]], ids_at: int, data: EntrySheet, name: str, mistakes: Mistakes, year: int
) -> tuple[EnteredRow, ...]:
    """The entries below the header, which is the row after the ids. `name` is the sheet's."""
    rows = []
    for number, found in cells:
        if number <= ids_at + 1 or not any(index < len(data.columns) for index in found):
            continue
        values: Record = {}
        broken: set[str] = set()
        for index, column in enumerate(data.columns):
            cell = found.get(index)
            if cell is not None:
                place = Place(sheet=name, cell=f"{column_letter(index)}{number}")
                _take(values, broken, column.id, cell, column, place, mistakes, year)
        if broken or any(value is not None for value in values.values()):
            rows.append(EnteredRow(number=number, values=values, broken=frozenset(broken)))
    return tuple(rows)


def _fields(
    cells: Iterable[tuple[int, FoundRow]], ids_at: int, data: EntrySheet, sheet_name: str, mistakes: Mistakes
) -> tuple[EnteredRow, ...]:
    """The fields below the header: the id in A, the label in B, the value in C."""
    holds = {field.id: field.holds for field in data.fields}
    seen: dict[str, int] = {}
    rows = []
    for number, found in cells:
        if number <= ids_at + 1:
            continue
        place = Place(sheet=sheet_name, cell=f"C{number}")
        name_cell, label_cell, value_cell = found.get(0), found.get(1), found.get(2)
        if name_cell is None:
            if value_cell is not None:
                mistakes.add(place, "这一行不是本表的项目", "请把内容填到已有的项目里；自己的备注写在说明右侧的空白列")
            continue
        name = str(name_cell.value)
        if name in seen and name != data.repeated:
            mistakes.add(place, f"与第 {seen[name]} 行是同一个项目", "请删去重复的一行")
            continue
        seen[name] = number
        label = str(label_cell.value).strip().removeprefix("＊") if label_cell else None
        values: Record = {"id": name, "label": label}
        broken: set[str] = set()
        column = EntryColumn(id=name, header=label or name, holds=holds.get(name, data.value_holds))
        if value_cell is not None:
            _take(values, broken, "value", value_cell, column, place, mistakes)
            if name == data.repeated and label is None and values.get("value") is not None:
                mistakes.add(place, "填了数，但没有填左边的名称", "请补填名称，或清空这个数")
        rows.append(EnteredRow(number=number, values=values, broken=frozenset(broken)))
    return tuple(rows)


def _take(
    values: Record,
    broken: set[str],
    name: str,
    cell: FoundCell,
    column: EntryColumn,
    place: Place,
    mistakes: Mistakes,
    year: int | None = None,
) -> None:
    try:
        values[name] = value_of(cell, column, year)
    except CellMistake as mistake:
        if mistake.value is None:
            broken.add(name)
        else:
            values[name] = mistake.value
        mistakes.add(place, mistake.message, mistake.advice)
