"""One printed project form → its record and what is doubtful in it: fields by their labels, whatever column they stand in."""

from __future__ import annotations

import re
from collections.abc import Mapping

import msgspec

from budgetbook.forms.performance_terms import PerformanceTerms
from budgetbook.model.money import MoneyUnit
from budgetbook.model.performance import Funding, Indicators, Objective, ProjectPerformance, WholeAndAnnualFunding
from budgetbook.readers.meaning.performance.cell_texts import paragraphs, unwrapped
from budgetbook.readers.meaning.performance.doubt import Doubt
from budgetbook.readers.meaning.performance.form_rows import FormCell, FormRow
from budgetbook.readers.meaning.performance.funding import FundingReader
from budgetbook.readers.meaning.performance.indicators import IndicatorReader
from budgetbook.readers.meaning.performance.separating import RawForm

_LONG = frozenset({"summary", "basis", "necessity", "safeguards", "plan"})
_OBJECTIVES = frozenset({"objective", "objective_whole", "objective_annual"})
_SIGNATURE = frozenset({"responsible", "handler", "telephone", "filed_at"})
_DEPARTMENT = re.compile(r"([0-9A-Za-z]{1,12})\s*[-—–－_]\s*(.+)", re.DOTALL)


class ReadForm(msgspec.Struct, frozen=True, kw_only=True):
    """A form as read. `signed` says that its last row (负责人 … 填报日期) is printed, so that it doesn't go on over the page;
    `merged` that its table knows spans."""

    performance: ProjectPerformance
    doubts: tuple[Doubt, ...]
    signed: bool
    merged: bool


def read_project(form: RawForm, terms: PerformanceTerms, fiscal_year: int) -> ReadForm:
    """The project of `form`. A form that prints no year is of the document's `fiscal_year`."""
    reader = _ProjectReader(terms, form.unit)
    for row in form.rows:
        reader.take(row)
    return reader.result(form, fiscal_year)


class _ProjectReader:
    """Takes a form's rows in order."""

    def __init__(self, terms: PerformanceTerms, unit: MoneyUnit | None) -> None:
        self._terms = terms
        self._fields: dict[str, str] = {}
        self._objective: dict[str, str] = {}
        self._funding = FundingReader(terms, unit)
        self._indicators = IndicatorReader(terms, sides=("whole", "annual"))
        self._last: str | None = None
        self._annual_column = 0
        self._signed = False
        self._doubts: list[Doubt] = []

    def take(self, row: FormRow) -> None:
        """One row: of the indicators, the funding, or fields."""
        signature = bool(row.cells) and self._field(row.cells[0].text) in _SIGNATURE
        if (not signature and self._indicators.takes(row)) or self._funding.takes(row):
            self._last = None
        elif row.cells:
            self._fields_of(row)

    def _field(self, text: str) -> str | None:
        return self._terms.project_field(text) or self._with_value(text)[0]

    def _with_value(self, text: str) -> tuple[str | None, str]:
        """(field, value) of a cell that holds both: 联系电话：0000-0000000."""
        label, colon, value = text.replace(":", "：").partition("：")
        field = self._terms.project_field(label) if colon and value.strip() else None
        return (field, value) if field in _SIGNATURE | {"name", "unit", "department"} else (None, "")

    def _fields_of(self, row: FormRow) -> None:
        field: str | None = None
        values: list[FormCell] = []
        named = False
        for cell in row.cells:
            here = self._field(cell.text)
            # A long text has its row for itself, even where it begins with a label's word.
            if here is None or field in _LONG:
                values.append(cell)
                continue
            self._set(field, values, row)
            named, field, values = True, here, []
            if self._terms.project_field(cell.text) is None:
                values.append(FormCell(cell.column, self._with_value(cell.text)[1]))
            if here == "objective_annual":
                self._annual_column = cell.column
        self._set(field if named else self._last, values, row)
        if named:
            # Only a long text goes on over the page. Under two headings in one row the column tells whose text it is.
            headed = field in _OBJECTIVES and not values
            self._last = "objective" if headed else field if field in _LONG | _OBJECTIVES else None

    def _set(self, field: str | None, values: list[FormCell], row: FormRow) -> None:
        if field is None:
            for cell in values:
                note = f"“{cell.text[:20]}”不知属于表中哪一栏"
                self._doubts.append(Doubt(what="unplaced_text", note=note, subject="", place=row.place))
            return
        self._signed = self._signed or field in _SIGNATURE
        if field in _OBJECTIVES:
            self._set_objective(field, values, row)
        elif values:
            text = (paragraphs if field in _LONG else unwrapped)("".join(cell.text for cell in values))
            self._fields[field] = self._fields.get(field, "") + text

    def _set_objective(self, field: str, values: list[FormCell], row: FormRow) -> None:
        if field != "objective" and len(values) > 1:
            field = "objective"
        if field != "objective":
            for cell in values:
                self._extend_objective(field.removeprefix("objective_"), cell.text)
            return
        for position, cell in enumerate(values):
            second = position > 0 or (len(values) == 1 and 0 < self._annual_column <= cell.column)
            self._extend_objective("annual" if second else "whole", cell.text)
            if position > 1:
                note = f"总体目标一行多出“{cell.text[:20]}”"
                self._doubts.append(Doubt(what="extra_cell", note=note, subject="/objective/annual", place=row.place))

    def _extend_objective(self, side: str, text: str) -> None:
        self._objective[side] = self._objective.get(side, "") + paragraphs(text)

    def result(self, form: RawForm, fiscal_year: int) -> ReadForm:
        """The record, once all rows are taken."""
        fields = {field: text for field, text in self._fields.items() if text}
        department = _DEPARTMENT.fullmatch(fields.get("department", ""))
        if "filed_at" in fields:
            fields["filed_at"] = re.sub(r"\s+", "", fields["filed_at"])
        merged = any(row.merged for row in form.rows)
        for side in () if merged else self._funding.blank_sides():
            note = "资金金额全部缺失，转换时可能被截去"
            self._doubts.append(Doubt(what="missing_amounts", note=note, subject=f"/funding/{side}", place=form.place))
        funding, indicators = self._funding.result(), self._indicators.both()
        performance = ProjectPerformance(
            name=fields.get("name", ""),
            year=form.year or fiscal_year,
            title=form.title,
            department_code=department[1] if department else None,
            department=department[2] if department else fields.get("department"),
            funding=funding,
            objective=_objective(self._objective, funding, indicators),
            indicators=indicators,
            place=form.place,
            **{field: fields.get(field) for field in ("unit", "attribute", "duration", *sorted(_LONG | _SIGNATURE))},
        )
        doubts = (*self._doubts, *self._funding.doubts, *self._indicators.doubts())
        return ReadForm(performance=performance, doubts=doubts, signed=self._signed, merged=merged)


def _objective(told: Mapping[str, str], funding: WholeAndAnnualFunding, indicators: Indicators) -> Objective:
    """The objectives; the only one of a form that has money and indicators of the year alone is the year's (总体目标 in many places)."""
    only_annual = funding.whole == Funding() and not indicators.whole
    if only_annual and "annual" not in told and (funding.annual != Funding() or indicators.annual):
        return Objective(annual=told.get("whole"))
    return Objective(whole=told.get("whole"), annual=told.get("annual"))
