"""The sheet 汇总核对: income against expenditure by fund and period and by unit, projects against expenditure; red where they differ."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from budgetbook.forms.entry import Entry, Record
from budgetbook.writers.workbook_formats import Formats
from budgetbook.writers.workbook_grid import Sheet, protect
from budgetbook.writers.workbook_lists import PROJECT_COUNT, UNIT_COUNT

NAME = "汇总核对"
_FUNDS_AT = 4  # row, from 0
_PROJECTS_AT = 7  # column: projects stand beside units
_BOTH = ("收入（元）", "支出（元）", "差额（元）", "核对")
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
    """Fill `target`. Every figure is a formula over the entry sheets, so it follows what is typed."""
    target.set_row(0, 28)
    target.write_string(0, 0, "汇总核对", formats.title)
    hint = "自动计算，不用填写。收入与支出应逐项相等，项目年度资金应等于支出表中的当年合计；“不平衡”“不一致”的请查对应的表。"
    target.write_string(1, 0, hint, formats.hint)
    for first, width in ((0, 34), (1, 12), (2, 19), (3, 19), (4, 17), (5, 11), (6, 3), (7, 34), (8, 24), (9, 19)):
        target.set_column(first, first, width)
    target.set_column(10, 11, 18)
    target.set_column(12, 12, 11)
    row = _write_funds(target, sheets, formats, entry)
    units_at = _write_counts(target, row + 1, sheets, formats) + 1
    _write_units(target, units_at, sheets, formats)
    _write_projects(target, _FUNDS_AT - 1, sheets, formats, entry)
    target.freeze_panes(_FUNDS_AT - 1, 0)
    target.set_paper(9)
    target.set_landscape()
    target.fit_to_pages(1, 0)
    used = max(units_at + len(sheets["units"].records), _FUNDS_AT + len(sheets["projects"].records))
    target.print_area(0, 0, used + 10, 12)
    protect(target)


def _write_funds(target: Any, sheets: dict[str, Sheet], formats: Formats, entry: Entry) -> int:
    """Income against expenditure by fund and period; returns the row after it."""
    both = (sheets["income"], sheets["expenditure"])
    _write_header(target, _FUNDS_AT - 1, 0, ("资金来源", "年度", *_BOTH), formats)
    row = _FUNDS_AT
    for period in ("current", "carried_over"):
        period_label = entry.label("period", period)
        for funds in _FUNDS:
            labels = [entry.label("fund", fund) for fund in funds]
            target.write_string(row, 0, labels[0], formats.box)
            target.write_string(row, 1, period_label, formats.box)
            formulas = [
                "="
                + "+".join(
                    f'SUMIFS({sheet.whole("amount")},{sheet.whole("fund")},"{label}",{sheet.whole("period")},"{period_label}")'
                    for label in labels
                )
                for sheet in both
            ]
            values = [_sum(sheet.records, fund=funds, period=(period,)) for sheet in both]
            _write_comparison(target, row, 2, formulas, values, ("平衡", "不平衡"), (formats.box, formats.status))
            row += 1
    target.write_string(row, 0, "总计", formats.box)
    target.write_blank(row, 1, None, formats.box)
    formulas = [f"=SUM({letter}{_FUNDS_AT + 1}:{letter}{row})" for letter in "CD"]
    values = [_sum(sheet.records) for sheet in both]
    _write_comparison(target, row, 2, formulas, values, ("平衡", "不平衡"), (formats.box, formats.status))
    _mark(target, _FUNDS_AT, 0, row, formats)
    return row + 1


def _write_counts(target: Any, row: int, sheets: dict[str, Sheet], formats: Formats) -> int:
    """How much has been entered; returns the row after it."""
    counts = (
        ("已登记单位", f"={UNIT_COUNT}", "units"),
        ("已登记项目", f"={PROJECT_COUNT}", "projects"),
        ("支出明细", f"=COUNT({sheets['expenditure'].whole('amount')})", "expenditure"),
        ("绩效指标", f"=COUNTA({sheets['indicators'].whole('name')})-1", "indicators"),
    )
    for offset, (label, formula, sheet_id) in enumerate(counts):
        target.write_string(row + offset, 0, label, formats.label)
        target.write_formula(row + offset, 1, formula, formats.label, len(sheets[sheet_id].records))
    return row + len(counts)


def _write_units(target: Any, row: int, sheets: dict[str, Sheet], formats: Formats) -> None:
    """Income against expenditure of the units typed on their sheet."""
    units, both = sheets["units"], (sheets["income"], sheets["expenditure"])
    _write_header(target, row, 0, ("单位", "", *_BOTH), formats)
    names = [str(record["name"]) for record in units.records]
    for number in range(units.capacity):
        row += 1
        line = row + 1
        name = names[number] if number < len(names) else ""
        _write_typed(target, row, 0, units.whole("name"), number, name, formats)
        # A row that names no unit belongs to the only one.
        formulas = [
            f'=IF(A{line}="","",IF({UNIT_COUNT}>1,SUMIFS({sheet.whole("amount")},{sheet.whole("unit")},A{line}),SUM({sheet.whole("amount")})))'
            for sheet in both
        ]
        values = [_sum(sheet.records, unit=(name,)) for sheet in both] if name else []
        _write_comparison(target, row, 2, formulas, values, ("平衡", "不平衡"), (formats.amount, formats.mark))
    _mark(target, row - units.capacity + 1, 0, row, formats)


def _write_projects(target: Any, row: int, sheets: dict[str, Sheet], formats: Formats, entry: Entry) -> None:
    """Each project's money of the year against its lines on 支出."""
    projects, lines = sheets["projects"], sheets["expenditure"]
    headers = ("项目", "实施单位", "年度资金总额（元）", "支出表当年合计（元）", "差额（元）", "核对")
    _write_header(target, row, _PROJECTS_AT, headers, formats)
    current = entry.label("period", "current")
    for number in range(projects.capacity):
        row += 1
        line = row + 1
        record = projects.records[number] if number < len(projects.records) else {}
        key = str(record.get("key") or record.get("name") or "")
        unit = str(record.get("unit") or "")
        listed = f"INDEX({projects.whole('key')},{number + 2})"
        named = f"INDEX({projects.whole('name')},{number + 2})"
        target.write_formula(row, 7, f'=IF({listed}<>"",{listed},{named}&"")', formats.name, key)
        _write_typed(target, row, 8, projects.whole("unit"), number, unit, formats)
        of_project = f'{lines.whole("project")},H{line},{lines.whole("period")},"{current}"'
        amount = lines.whole("amount")
        formulas = [
            f'=IF(H{line}="","",N(INDEX({projects.whole("annual_total")},{number + 2})))',
            f'=IF(H{line}="","",IF({UNIT_COUNT}>1,SUMIFS({amount},{lines.whole("unit")},I{line},{of_project}),SUMIFS({amount},{of_project})))',
        ]
        values = []
        if key:
            funding = record.get("annual_total")
            values = [
                funding if isinstance(funding, Decimal) else Decimal(0),
                _sum(lines.records, unit=(unit,), project=(key,), period=("current",)),
            ]
        _write_comparison(target, row, 9, formulas, values, ("一致", "不一致"), (formats.amount, formats.mark))
    _mark(target, row - projects.capacity + 1, _PROJECTS_AT, row, formats)


def _write_header(target: Any, row: int, column: int, headers: Iterable[str], formats: Formats) -> None:
    for offset, header in enumerate(headers):
        target.write_string(row, column + offset, header, formats.header)


def _write_typed(target: Any, row: int, column: int, source: str, number: int, now: str, formats: Formats) -> None:
    """What stands in entry `number` of the range `source`, blank where nothing does."""
    typed = f"INDEX({source},{number + 2})"  # the range begins with the header
    target.write_formula(row, column, f'=IF({typed}<>"",{typed},"")', formats.name, now)


def _write_comparison(
    target: Any,
    row: int,
    column: int,
    formulas: list[str],
    values: list[Decimal],
    words: tuple[str, str],
    looks: tuple[Any, Any],
) -> None:
    """Two formulas, their difference and what it means. `values` are what they come to now, empty where the row is.

    The values are stored with the formulas for programs that show a file without computing it.
    """
    box, status = looks
    for offset, formula in enumerate(formulas):
        target.write_formula(row, column + offset, formula, box, float(values[offset]) if values else "")
    left, right, between = (f"{'ABCDEFGHIJKLM'[column + offset]}{row + 1}" for offset in range(3))
    difference = values[0] - values[1] if values else Decimal(0)
    target.write_formula(
        row, column + 2, f'=IF({left}="","",ROUND({left}-{right},2))', box, float(difference) if values else ""
    )
    same, different = words
    now = "" if not any(values) else different if difference else same
    formula = f'=IF(OR({left}="",AND({left}=0,{right}=0)),"",IF({between}=0,"{same}","{different}"))'
    target.write_formula(row, column + 3, formula, status, now)


def _mark(target: Any, top: int, left: int, bottom: int, formats: Formats) -> None:
    """Red and green in the last of six columns from `left`, and lines around the rows that are in use.

    The rules of the last column stand together and apart from the others': LibreOffice shows only one of two that overlap.
    """
    right = left + 5
    for text, look in (
        ("不平衡", formats.wrong),
        ("不一致", formats.wrong),
        ("平衡", formats.right),
        ("一致", formats.right),
    ):
        rule = {"type": "cell", "criteria": "==", "value": f'"{text}"', "format": look}
        target.conditional_format(top, right, bottom, right, rule)
    cell = f"${'ABCDEFGHIJKLM'[left]}{top + 1}"
    rule = {"type": "formula", "criteria": f'={cell}<>""', "format": formats.filled}
    target.conditional_format(top, left, bottom, right - 1, rule)
    target.conditional_format(top, right, bottom, right, rule)


def _sum(records: list[Record], **wanted: tuple[str, ...]) -> Decimal:
    total = Decimal(0)
    for record in records:
        amount = record["amount"]
        if isinstance(amount, Decimal) and all(record[column] in values for column, values in wanted.items()):
            total += amount
    return total
