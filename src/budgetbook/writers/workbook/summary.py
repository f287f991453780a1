"""The sheet 汇总核对: income against expenditure by fund and period and by unit, projects against expenditure; red where they differ."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal
from itertools import product
from typing import Any

from budgetbook.forms.entry import Entry, Value
from budgetbook.writers.workbook.comparison import AGREED, BALANCED, WIDTH, mark_block, write_comparison
from budgetbook.writers.workbook.formats import Formats
from budgetbook.writers.workbook.grid import References, Sheet, protect
from budgetbook.writers.workbook.lists import PROJECT_COUNT, UNIT_COUNT

NAME = "汇总核对"
_HEADER = 3
_PROJECTS_AT = WIDTH + 1  # column: projects stand beside funds and units
_BOTH = ("收入（元）", "支出（元）", "差额（元）", "核对")
_WIDTHS = (34, 12, 19, 19, 17, 11, 3, 34, 24, 19, 20, 17, 11)
_HINT = (
    "自动计算，不用填写。收入与支出应逐项相等，项目年度资金应等于支出表中的当年合计；“不平衡”“不一致”的请查对应的表。"
)
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


def write_summary(
    target: Any, sheets: dict[str, Sheet], formats: Formats, *, references: References, entry: Entry
) -> None:
    """Fill `target`. Every figure is a formula over the entry sheets, so it follows what is typed."""
    for index, width in enumerate(_WIDTHS):
        target.set_column(index, index, width)
    target.set_row(0, 28)
    target.write_string(0, 0, NAME, formats.title)
    target.write_string(1, 0, _HINT, formats.hint)
    summary = _Summary(target, sheets, formats, references, entry)
    row = summary.write_funds(_HEADER)
    row = summary.write_counts(row + 1)
    summary.write_units(row + 1)
    summary.write_projects(_HEADER)
    target.freeze_panes(_HEADER, 0)
    target.set_paper(9)
    target.set_landscape()
    target.fit_to_pages(1, 0)
    used = max(row + len(sheets["units"].records), _HEADER + len(sheets["projects"].records))
    target.print_area(0, 0, used + 10, len(_WIDTHS) - 1)
    protect(target)


class _Summary:
    """The blocks of the sheet. `row` is where a block's header stands; each that is followed returns the row after it."""

    def __init__(
        self, target: Any, sheets: dict[str, Sheet], formats: Formats, references: References, entry: Entry
    ) -> None:
        self._target, self._sheets, self._formats = target, sheets, formats
        self._column, self._entry = references.column, entry
        self._sums: dict[tuple[str, tuple[str, ...]], dict[tuple[Value, ...], Decimal]] = {}

    def write_funds(self, row: int) -> int:
        """Income against expenditure by fund and period."""
        column, top = self._column, row + 1
        self._write_header(row, 0, ("资金来源", "年度", *_BOTH))
        for period in ("current", "carried_over"):
            year = self._entry.label("period", period)
            for funds in _FUNDS:
                row += 1
                labels = [self._entry.label("fund", fund) for fund in funds]
                self._target.write_string(row, 0, labels[0], self._formats.box)
                self._target.write_string(row, 1, year, self._formats.box)
                formulas = [
                    "="
                    + "+".join(
                        f"SUMIFS({column(sheet, 'amount')},{column(sheet, 'fund')},"
                        f'"{label}",{column(sheet, "period")},"{year}")'
                        for label in labels
                    )
                    for sheet in ("income", "expenditure")
                ]
                values = [self._sum(sheet, fund=funds, period=(period,)) for sheet in ("income", "expenditure")]
                self._compare(row, formulas, values)
        row += 1
        self._target.write_string(row, 0, "总计", self._formats.box)
        self._target.write_blank(row, 1, None, self._formats.box)
        totals = [f"=SUM({letter}{top + 1}:{letter}{row})" for letter in "CD"]
        self._compare(row, totals, [self._sum("income"), self._sum("expenditure")])
        mark_block(self._target, top, 0, row, self._formats)
        return row + 1

    def write_counts(self, row: int) -> int:
        """How much has been entered."""
        counts = (
            ("已登记单位", f"={UNIT_COUNT}", "units"),
            ("已登记项目", f"={PROJECT_COUNT}", "projects"),
            ("支出明细", f"=COUNT({self._column('expenditure', 'amount')})", "expenditure"),
            ("绩效指标", f"=COUNTA({self._column('indicators', 'name')})-1", "indicators"),
        )
        for offset, (label, formula, sheet) in enumerate(counts):
            self._target.write_string(row + offset, 0, label, self._formats.label)
            now = len(self._sheets[sheet].records)
            self._target.write_formula(row + offset, 1, formula, self._formats.label, now)
        return row + len(counts)

    def write_units(self, row: int) -> None:
        """Income against expenditure of each unit typed on 所属单位."""
        column, units = self._column, self._sheets["units"]
        self._write_header(row, 0, ("单位", "", *_BOTH))
        for number in range(units.capacity):
            row += 1
            line = row + 1
            name = str(units.records[number]["name"]) if number < len(units.records) else ""
            self._write_typed(row, 0, column("units", "name"), number, name)
            # A row that names no unit belongs to the only one.
            formulas = [
                f'=IF(A{line}="","",IF({UNIT_COUNT}>1,SUMIFS({column(sheet, "amount")},{column(sheet, "unit")},A{line}),'
                f"SUM({column(sheet, 'amount')})))"
                for sheet in ("income", "expenditure")
            ]
            values = [self._sum(sheet, unit=(name,)) for sheet in ("income", "expenditure")] if name else []
            self._compare(row, formulas, values, framed=False)
        mark_block(self._target, row - units.capacity + 1, 0, row, self._formats)

    def write_projects(self, row: int) -> None:
        """Each project's money of the year against its lines on 支出."""
        column, projects = self._column, self._sheets["projects"]
        headers = ("项目", "实施单位", "年度资金总额（元）", "支出表当年合计（元）", "差额（元）", "核对")
        self._write_header(row, _PROJECTS_AT, headers)
        amount, current = column("expenditure", "amount"), self._entry.label("period", "current")
        for number in range(projects.capacity):
            row += 1
            line = row + 1
            record = projects.records[number] if number < len(projects.records) else {}
            key, unit = str(record.get("key") or record.get("name") or ""), str(record.get("unit") or "")
            keyed, named = (f"INDEX({column('projects', name)},{number + 2})" for name in ("key", "name"))
            formula = f'=IF({keyed}<>"",{keyed},{named}&"")'
            self._target.write_formula(row, _PROJECTS_AT, formula, self._formats.name, key)
            self._write_typed(row, _PROJECTS_AT + 1, column("projects", "unit"), number, unit)
            wanted = f'{column("expenditure", "project")},H{line},{column("expenditure", "period")},"{current}"'
            formulas = [
                f'=IF(H{line}="","",N(INDEX({column("projects", "annual_total")},{number + 2})))',
                f'=IF(H{line}="","",IF({UNIT_COUNT}>1,SUMIFS({amount},{column("expenditure", "unit")},I{line},{wanted}),'
                f"SUMIFS({amount},{wanted})))",
            ]
            funding = record.get("annual_total")
            spent = self._sum("expenditure", unit=(unit,), project=(key,), period=("current",))
            values = [funding if isinstance(funding, Decimal) else Decimal(0), spent] if key else []
            self._compare(row, formulas, values, left=_PROJECTS_AT, words=AGREED, framed=False)
        mark_block(self._target, row - projects.capacity + 1, _PROJECTS_AT, row, self._formats)

    def _write_header(self, row: int, column: int, headers: Iterable[str]) -> None:
        for offset, header in enumerate(headers):
            self._target.write_string(row, column + offset, header, self._formats.header)

    def _write_typed(self, row: int, column: int, source: str, number: int, now: str) -> None:
        """What stands in entry `number` of the column named `source`, blank where nothing does."""
        typed = f"INDEX({source},{number + 2})"  # the column begins with its header
        self._target.write_formula(row, column, f'=IF({typed}<>"",{typed},"")', self._formats.name, now)

    def _compare(
        self,
        row: int,
        formulas: list[str],
        values: list[Decimal],
        *,
        left: int = 0,
        words: tuple[str, str] = BALANCED,
        framed: bool = True,
    ) -> None:
        amount = self._formats.box if framed else self._formats.amount
        word = self._formats.status if framed else self._formats.mark
        write_comparison(self._target, row, left + 2, formulas, values, words=words, amount=amount, word=word)

    def _sum(self, sheet: str, **wanted: tuple[str, ...]) -> Decimal:
        """The money on `sheet` whose columns hold one of the wanted values, as the formulas will find it."""
        columns = tuple(wanted)
        if (sheet, columns) not in self._sums:
            sums: defaultdict[tuple[Value, ...], Decimal] = defaultdict(Decimal)
            for record in self._sheets[sheet].records:
                amount = record["amount"]
                if isinstance(amount, Decimal):
                    sums[tuple(record[column] for column in columns)] += amount
            self._sums[sheet, columns] = dict(sums)
        found = self._sums[sheet, columns]
        return sum((found.get(values, Decimal(0)) for values in product(*wanted.values())), Decimal(0))
