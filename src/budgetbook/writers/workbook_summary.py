"""The sheet 汇总核对: income against expenditure by fund and period and by unit, with a red mark where they differ."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from budgetbook.forms.entry import Entry, Record
from budgetbook.writers.workbook_formats import Formats
from budgetbook.writers.workbook_grid import Sheet, protect
from budgetbook.writers.workbook_lists import PROJECT_COUNT, UNIT_COUNT

NAME = "汇总核对"
_HEADERS = ("收入（元）", "支出（元）", "差额（元）", "核对")
_FIRST = 4
_UNIT_ROWS = 60
# Printed as one line 单位资金 in most places; income may be entered finer than expenditure.
_UNIT_FUNDS = (
    "unit_funds",
    "business_income",
    "operating_income",
    "superior_subsidy",
    "subordinate_payment",
    "other_income",
)
_FUNDS = (("general_public",), ("government_fund",), ("state_capital",), ("fiscal_account",), _UNIT_FUNDS)


def write_summary(target: Any, sheets: dict[str, Sheet], formats: Formats, entry: Entry) -> None:
    """Fill `target`. Every figure is a formula over 收入 and 支出, so it follows what is typed."""
    income, expenditure = sheets["income"], sheets["expenditure"]
    target.set_column(0, 0, 34)
    target.set_column(1, 1, 12)
    target.set_column(2, 4, 20)
    target.set_column(5, 5, 12)
    target.set_row(0, 28)
    target.write_string(0, 0, "汇总核对", formats.title)
    target.write_string(
        1, 0, "自动计算，不用填写。收入与支出应逐项相等；“不平衡”的请查“收入”“支出”两表。", formats.hint
    )
    for index, header in enumerate(("资金来源", "年度", *_HEADERS)):
        target.write_string(_FIRST - 1, index, header, formats.header)
    row = _FIRST
    for period in ("current", "carried_over"):
        for funds in _FUNDS:
            labels = [entry.label("fund", fund) for fund in funds]
            period_label = entry.label("period", period)
            target.write_string(row, 0, labels[0], formats.box)
            target.write_string(row, 1, period_label, formats.box)
            wanted = {"fund": set(funds), "period": {period}}
            for column, sheet in ((2, income), (3, expenditure)):
                parts = (
                    f'SUMIFS({sheet.whole("amount")},{sheet.whole("fund")},"{label}",{sheet.whole("period")},"{period_label}")'
                    for label in labels
                )
                target.write_formula(row, column, "=" + "+".join(parts), formats.box, _sum(sheet.records, wanted))
            _write_difference(target, row, income, expenditure, wanted, formats)
            row += 1
    target.write_string(row, 0, "总计", formats.box)
    target.write_blank(row, 1, None, formats.box)
    for column, sheet in ((2, income), (3, expenditure)):
        letter = "ABCD"[column]
        formula = f"=SUM({letter}{_FIRST + 1}:{letter}{row})"
        target.write_formula(row, column, formula, formats.box, _sum(sheet.records, {}))
    _write_difference(target, row, income, expenditure, {}, formats)
    row = _write_units(target, row + 2, sheets, formats)
    _write_counts(target, row + 2, sheets, formats)
    target.conditional_format(0, 5, row, 5, _cell_is("不平衡", formats.wrong))
    target.conditional_format(0, 5, row, 5, _cell_is("平衡", formats.right))
    target.freeze_panes(_FIRST, 0)
    target.set_paper(9)
    target.set_landscape()
    target.fit_to_pages(1, 0)
    protect(target)


def _write_difference(
    target: Any, row: int, income: Sheet, expenditure: Sheet, wanted: dict[str, set[str]], formats: Formats
) -> None:
    difference = _sum(income.records, wanted) - _sum(expenditure.records, wanted)
    status = "" if not difference and not _sum(income.records, wanted) else "不平衡" if difference else "平衡"
    line = row + 1
    target.write_formula(row, 4, f"=ROUND(C{line}-D{line},2)", formats.box, difference)
    formula = f'=IF(AND(C{line}=0,D{line}=0),"",IF(E{line}=0,"平衡","不平衡"))'
    target.write_formula(row, 5, formula, formats.status, status)


def _write_units(target: Any, row: int, sheets: dict[str, Sheet], formats: Formats) -> int:
    """Income against expenditure by unit, the units as typed on their sheet; returns the row after the last one."""
    income, expenditure, units = sheets["income"], sheets["expenditure"], sheets["units"]
    for index, header in enumerate(("单位", "", *_HEADERS)):
        target.write_string(row, index, header, formats.header)
    names = [str(record["name"]) for record in units.records]
    first = row + 1
    for offset in range(max(_UNIT_ROWS, len(names) + 20)):
        row, line = first + offset, first + offset + 1
        name = names[offset] if offset < len(names) else ""
        typed = f"INDEX({units.whole('name')},{offset + 2})"
        target.write_formula(row, 0, f'=IF({typed}<>"",{typed},"")', formats.box, name)
        target.write_blank(row, 1, None, formats.box)
        wanted = {"unit": {name}}
        for column, sheet in ((2, income), (3, expenditure)):
            # A row that names no unit belongs to the only one.
            formula = (
                f'=IF(A{line}="",0,IF({UNIT_COUNT}>1,SUMIFS({sheet.whole("amount")},{sheet.whole("unit")},A{line}),'
                f"SUM({sheet.whole('amount')})))"
            )
            target.write_formula(row, column, formula, formats.box, _sum(sheet.records, wanted) if name else 0)
        _write_difference(target, row, income, expenditure, wanted, formats)
    return row + 1


def _write_counts(target: Any, row: int, sheets: dict[str, Sheet], formats: Formats) -> None:
    counts = (
        ("已登记单位", f"={UNIT_COUNT}", len(sheets["units"].records)),
        ("已登记项目", f"={PROJECT_COUNT}", len(sheets["projects"].records)),
        (
            "支出明细行数",
            f"=COUNT({sheets['expenditure'].whole('amount')})",
            len(sheets["expenditure"].records),
        ),
        ("绩效指标条数", f"=COUNTA({sheets['indicators'].whole('name')})-1", len(sheets["indicators"].records)),
    )
    for offset, (label, formula, value) in enumerate(counts):
        target.write_string(row + offset, 0, label, formats.label)
        target.write_formula(row + offset, 1, formula, formats.label, value)


def _sum(records: list[Record], wanted: dict[str, set[str]]) -> float:
    """The sum that Excel will show, for programs that show a file without computing it."""
    total = Decimal(0)
    for record in records:
        amount = record["amount"]
        if isinstance(amount, Decimal) and all(record[column] in values for column, values in wanted.items()):
            total += amount
    return float(total)


def _cell_is(text: str, look: Any) -> dict[str, Any]:
    return {"type": "cell", "criteria": "==", "value": f'"{text}"', "format": look}
