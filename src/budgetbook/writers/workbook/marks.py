"""What a column of an entry sheet accepts (data validation) and what turns red or yellow while it is filled in."""

from __future__ import annotations

from typing import Any

from budgetbook.forms.entry import UNFINISHED, EntryColumn, Holds, Need
from budgetbook.writers.workbook.formats import Formats
from budgetbook.writers.workbook.grid import FIRST, References, Sheet
from budgetbook.writers.workbook.lists import list_name

_LARGEST = 9_999_999_999_999.99  # 15 digits, what a cell of Excel holds exactly


def validation_of(column: EntryColumn) -> dict[str, Any] | None:
    """The data validation of `column` for XlsxWriter; None where anything goes."""
    header = column.header.replace("\n", "")
    source = list_name(column)
    if source is not None:
        # Codes may be typed without their names, open lists take other words: there the list only advises.
        kind = "warning" if column.holds is Holds.CODE else "information" if column.open else "stop"
        what = (
            f"代码应为 {'、'.join(map(str, column.digits))} 位数字。可以只输入代码，或从下拉列表选取。"
            if column.holds is Holds.CODE
            else "请从下拉列表选取。"
        )
        return {
            "validate": "list",
            "source": f"={source}",
            "error_type": kind,
            "error_title": f"{header}不在列表中"[:32],
            "error_message": what,
        }
    if column.holds is Holds.AMOUNT:
        return {
            "validate": "decimal",
            "criteria": "between",
            "minimum": -_LARGEST,
            "maximum": _LARGEST,
            "error_title": "这里只能填金额",
            "error_message": "只填数字，最多两位小数，不要写“元”“万元”或其他文字。单位见列标题。",
        }
    if column.holds is Holds.COUNT:
        return {
            "validate": "integer",
            "criteria": ">=",
            "value": 0,
            "error_title": "这里只能填整数",
            "error_message": "请填 0 或正整数，不要写单位。",
        }
    if column.holds is Holds.NUMBER:
        return {
            "validate": "decimal",
            "criteria": ">=",
            "value": 0,
            "error_title": "这里只能填数字",
            "error_message": "请填数字，不要写单位。",
        }
    return None


def mark_column(target: Any, sheet: Sheet, column: EntryColumn, formats: Formats, references: References) -> None:
    """Drop-down and colours of one table column over all entry rows."""
    index = sheet.entry.column_ids.index(column.id)
    area = (FIRST, index, sheet.last, index)
    validation = validation_of(column)
    if validation is not None:
        target.data_validation(*area, validation)
    cell = f"{sheet.letter(column.id)}{FIRST + 1}"
    last = sheet.letter(sheet.entry.column_ids[-1])
    begun = f"COUNTA($A{FIRST + 1}:${last}{FIRST + 1})>0"

    def mark(formula: str, look: Any) -> None:
        target.conditional_format(*area, {"type": "formula", "criteria": formula, "format": look})

    if column.need is Need.REQUIRED and column.holds is not Holds.UNIT:
        mark(f"=AND({begun},LEN(TRIM({cell}))=0)", formats.wrong)
    elif column.holds is Holds.UNIT and column.need is Need.REQUIRED:
        mark(f"=AND({begun},LEN(TRIM({cell}))=0,count_units>1)", formats.wrong)
    elif column.need is Need.EXPECTED:
        mark(f"=AND({begun},LEN(TRIM({cell}))=0)", formats.missing)
    if column.holds in (Holds.AMOUNT, Holds.COUNT, Holds.NUMBER):
        mark(f"=AND(LEN({cell})>0,ISTEXT({cell}))", formats.wrong)
    source = list_name(column)
    if column.holds in (Holds.UNIT, Holds.PROJECT, Holds.CHOICE) and not column.open:
        mark(f"=AND(LEN({cell})>0,COUNTIF({source},{cell})=0)", formats.wrong)
    if column.holds is Holds.CODE:
        # The code with its name as listed, or the code alone.
        mark(f'=AND(LEN({cell})>0,COUNTIF({source},{cell})+COUNTIF({source},{cell}&" *")=0)', formats.wrong)
    if column.holds is Holds.AMOUNT:
        mark(f"=AND(ISNUMBER({cell}),ROUND({cell},2)<>{cell})", formats.wrong)
    if column.holds in (Holds.TEXT, Holds.LONG_TEXT):
        mark(f'=LEFT({cell},{len(UNFINISHED)})="{UNFINISHED}"', formats.missing)
    for formula in column.wrong_when:
        mark("=" + references.fill(formula, sheet, FIRST + 1), formats.wrong)
