"""The sheets that are fields: a label, a cell to fill in, an explanation."""

from __future__ import annotations

from typing import Any

from budgetbook.forms.entry import UNFINISHED, EntryColumn, EntryField, Holds, Need, Record
from budgetbook.writers.workbook.cells import lines_in, write_value
from budgetbook.writers.workbook.formats import Formats
from budgetbook.writers.workbook.grid import FIRST, HEADER, Sheet, open_sheet
from budgetbook.writers.workbook.marks import validation_of

_LABEL, _VALUE, _EXPLANATION = 1, 2, 3
_EXPLANATION_WIDTH = 56
_TALLEST = 400  # Excel's limit is 409 points


def write_fields(target: Any, sheet: Sheet, formats: Formats) -> None:
    """Fill `target` with the fields of `sheet`, one a row; column A holds their hidden ids."""
    data = sheet.entry
    open_sheet(target, sheet, formats, title=data.title, hint=data.hint, title_column=_LABEL)
    target.set_column(0, 0, 4, None, {"hidden": True})
    target.set_column(_LABEL, _LABEL, 34)
    target.set_column(_VALUE, _VALUE, data.value_width)
    target.set_column(_EXPLANATION, _EXPLANATION, _EXPLANATION_WIDTH)
    target.set_row(HEADER, 24)
    for index, header in ((_LABEL, "项目"), (_VALUE, data.value_header), (_EXPLANATION, "说明")):
        target.write_string(HEADER, index, header, formats.header)
    for row, record in enumerate(sheet.records, start=FIRST):
        name = str(record["id"])
        field = _field(sheet, name)
        target.set_row(row, _height(record, field, data.value_width))
        star = "＊" if field.need is Need.REQUIRED else ""
        label = record["label"]
        target.write_string(row, 0, name)
        own = name == data.repeated
        if label is None:
            target.write_blank(row, _LABEL, None, formats.open_label)
        else:
            target.write_string(row, _LABEL, star + str(label), formats.open_label if own else formats.label)
        look = formats.label if field.locked else formats.cell(field.holds, wraps=True)
        write_value(target, row, _VALUE, record["value"], field.holds, look)
        target.write_string(row, _EXPLANATION, str(record["comment"] or ""), formats.explanation)
        _mark(target, row, field, formats)
    target.freeze_panes(FIRST, 0)


def _height(record: Record, field: EntryField, width: float) -> float:
    """Height for what stands in the row, in points; long texts get room to be typed in."""
    lines = max(
        lines_in(str(record["comment"] or ""), _EXPLANATION_WIDTH),
        lines_in(str(record["value"] or ""), width),
        3 if field.holds is Holds.LONG_TEXT else 1,
    )
    return min(6 + 15 * lines, _TALLEST)


def _field(sheet: Sheet, name: str) -> EntryField:
    for field in sheet.entry.fields:
        if field.id == name:
            return field
    return EntryField(id=name, label="", holds=sheet.entry.value_holds, need=sheet.entry.value_need)


def _mark(target: Any, row: int, field: EntryField, formats: Formats) -> None:
    if field.locked:
        return
    as_column = EntryColumn(id=field.id, header=field.label[:20], holds=field.holds)
    validation = validation_of(as_column)
    if validation is not None:
        target.data_validation(row, _VALUE, row, _VALUE, validation)
    cell = f"C{row + 1}"
    rules = [(f'=LEFT({cell},{len(UNFINISHED)})="{UNFINISHED}"', formats.missing)]
    if validation is not None:
        rules.append((f"=AND(LEN({cell})>0,ISTEXT({cell}))", formats.wrong))
    if field.need is not Need.OPTIONAL:
        look = formats.wrong if field.need is Need.REQUIRED else formats.missing
        rules.append((f"=LEN(TRIM({cell}))=0", look))
    for formula, look in rules:
        target.conditional_format(row, _VALUE, row, _VALUE, {"type": "formula", "criteria": formula, "format": look})
