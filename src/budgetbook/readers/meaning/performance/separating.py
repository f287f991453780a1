"""Blocks → forms: which rows belong to one form, whatever stands between them (page breaks, repeated titles, page numbers).

A form begins at its title or at its first row, goes on over any number of grids, and ends at the next form, at a heading, or at a grid
that has none of the form's words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from enum import StrEnum

import msgspec

from budgetbook.forms.performance_terms import PerformanceTerms
from budgetbook.model.money import MoneyUnit
from budgetbook.model.place import Place
from budgetbook.readers.blocks import Block, Grid, Line
from budgetbook.readers.meaning.margin import read_margin
from budgetbook.readers.meaning.performance.form_rows import FormRow, form_rows

_YEAR = re.compile(r"[（(]?\s*(\d{4})\s*年度?\s*[)）]?")
_LOOK_AHEAD = 6


class Which(StrEnum):
    """A project's form or the whole entity's."""

    PROJECT = "project"
    OVERALL = "overall"


class RawForm(msgspec.Struct, kw_only=True):
    """The rows of one printed form (or of one page of it), with the title, year and money unit above it. Filled while blocks are read."""

    which: Which
    title: str | None = None
    year: int | None = None
    unit: MoneyUnit | None = None
    rows: list[FormRow] = []
    place: Place | None = None


def separated(blocks: Iterable[Block], terms: PerformanceTerms) -> tuple[RawForm, ...]:
    """The forms in `blocks`, in order. A form whose head is repeated on its next page comes as two."""
    return _Separation(terms).over(blocks)


class _Separation:
    """The state between blocks: what was announced (title, year) and which form is open."""

    def __init__(self, terms: PerformanceTerms) -> None:
        self._terms = terms
        self._open: RawForm | None = None
        self._announced: Which | None = None
        self._title: str | None = None
        self._year: int | None = None
        self._unit: MoneyUnit | None = None
        self._place: Place | None = None

    def over(self, blocks: Iterable[Block]) -> tuple[RawForm, ...]:
        """The forms that have rows."""
        done: list[RawForm] = []
        for block in blocks:
            if isinstance(block, Line):
                self._line(block)
            else:
                self._grid(block, done)
        return tuple(form for form in done if form.rows)

    def _line(self, line: Line) -> None:
        if not self._announces(line.text, line.place) and line.heading:
            self._open = None
            self._forget()
        self._unit = read_margin([line]).unit or self._unit

    def _announces(self, text: str, place: Place | None) -> bool:
        """Whether `text` is a title or the year under it; remembered for the form that follows."""
        which = (
            Which.OVERALL
            if self._terms.is_overall_title(text)
            else Which.PROJECT
            if self._terms.is_project_title(text)
            else None
        )
        if which is not None:
            self._announced, self._title, self._place = which, text.strip(), place
            return True
        year = _YEAR.fullmatch(text.strip())
        if year is not None:
            self._year = int(year[1])
        return year is not None

    def _forget(self) -> None:
        self._announced, self._title, self._year, self._unit, self._place = None, None, None, None, None

    def _grid(self, grid: Grid, done: list[RawForm]) -> None:
        rows = list(form_rows(grid))
        if self._open is not None and self._announced is None and not self._speaks(rows):
            self._open = None
        for position, row in enumerate(rows):
            if len(set(row.texts)) == 1 and (
                self._announces(row.texts[0], row.place) or self._terms.is_remark(row.texts[0])
            ):
                continue
            which = self._beginning(rows[position : position + _LOOK_AHEAD])
            if which is not None and (self._open is None or self._open.which is not which or which is Which.PROJECT):
                place = self._place or row.place
                self._open = RawForm(
                    which=which, title=self._title, year=self._year, unit=self._unit, rows=[], place=place
                )
                self._forget()
                done.append(self._open)
            if self._open is not None:
                self._open.rows.append(row)

    def _beginning(self, rows: Sequence[FormRow]) -> Which | None:
        """Which form begins with the first of `rows`, if one does; the rows below it must look like that form's."""
        texts = rows[0].texts
        if not texts:
            return None
        if self._terms.project_field(texts[0]) == "name" and len(texts) <= 4:
            fields = [{self._terms.project_field(text) for text in row.texts} for row in rows]
            return (
                Which.PROJECT if any(each & {"department", "unit", "attribute", "funding"} for each in fields) else None
            )
        parts = {self._terms.overall_field(text) for text in texts[:2]}
        if parts & {"entity", "facts"} and (self._announced is Which.OVERALL or "facts" in parts):
            return Which.OVERALL
        return None

    def _speaks(self, rows: Sequence[FormRow]) -> bool:
        """Whether any of `rows` has a word of the forms."""
        terms = self._terms
        asked = (terms.is_level2, terms.heading, terms.project_field, terms.overall_field, terms.is_level1)
        return any(question(text) for row in rows for text in row.texts for question in asked)
