"""Performance forms printed as tables: a project a row (with its objective), or an indicator a row (Zhejiang, Hunan and others).

What a column holds is told by the words over it. Merged cells reach down; a page that begins with the last project again goes on with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

import msgspec

from budgetbook.errors import AmountError
from budgetbook.forms.performance_terms import PerformanceTerms
from budgetbook.model.money import MoneyUnit, parse_amount
from budgetbook.model.performance import (
    Funding,
    Indicator,
    Indicators,
    NamedAmount,
    Objective,
    OverallPerformance,
    ProjectPerformance,
    WholeAndAnnualFunding,
)
from budgetbook.model.place import Place
from budgetbook.readers.blocks import Block, Cell, Grid, Line
from budgetbook.readers.meaning.margin import read_margin
from budgetbook.readers.meaning.performance.cell_texts import paragraphs, unwrapped
from budgetbook.readers.meaning.performance.doubt import Doubt

_QUALITATIVE = "定性"


class ListedProject(msgspec.Struct, kw_only=True):
    """A project of a listing, filled row by row."""

    performance: ProjectPerformance
    doubts: list[Doubt]


class Listings(msgspec.Struct, kw_only=True):
    """What the listings of a document hold, and the blocks that are none."""

    projects: list[ListedProject]
    overall: OverallPerformance | None
    rest: list[Block]


class _Column(msgspec.Struct, frozen=True):
    """The words over a column, top to bottom, and what the lowest of them says it holds."""

    path: tuple[str, ...]
    holds: str | None


class _BodyRow(msgspec.Struct, frozen=True):
    """A row's texts by column, those of merged cells handed down; `fresh` are the columns that begin in it."""

    texts: tuple[str, ...]
    fresh: frozenset[int]
    place: Place | None


def listings(blocks: Iterable[Block], terms: PerformanceTerms, fiscal_year: int) -> Listings:
    """The projects and the overall form in tables that list them; other blocks are handed back in order."""
    found = Listings(projects=[], overall=None, rest=[])
    lines: list[Line] = []
    for block in blocks:
        columns = _columns(block, terms) if isinstance(block, Grid) else None
        if not isinstance(block, Grid) or columns is None:
            found.rest.append(block)
            lines = [*lines, block] if isinstance(block, Line) else []
            continue
        unit = read_margin(lines).unit or MoneyUnit.WAN
        title = next((line.text.strip() for line in reversed(lines) if _is_title(line.text, terms)), None)
        rows = _body(block, columns)
        if all(column.holds != "name" for column in columns):
            found.overall = _overall(found.overall, columns, rows, title, fiscal_year)
        else:
            _Projects(found.projects, columns, unit, title, fiscal_year).take(rows)
        lines = []
    return found


def _is_title(text: str, terms: PerformanceTerms) -> bool:
    return terms.is_project_title(text) or terms.is_overall_title(text)


def _columns(grid: Grid, terms: PerformanceTerms) -> tuple[_Column, ...] | None:
    """The columns of a listing; None for another table."""
    if not grid.rows:
        return None
    depth = max((cell.row_span for cell in grid.rows[0]), default=1)
    head = _spread(grid.rows[:depth])
    paths = [tuple(dict.fromkeys(text for row in head if (text := row.texts[c]))) for c in range(len(grid.rows[0]))]
    columns = tuple(_Column(path, terms.listing_column(path[-1]) if path else None) for path in paths)
    held = [column.holds for column in columns if column.holds is not None]
    if "objective" not in held or not {"name", "unit"} & set(held) or len(set(held)) < len(held) - 1:
        return None
    return columns


def _spread(rows: Sequence[Sequence[Cell]]) -> list[_BodyRow]:
    """Rows with every text at all positions that its cell spans."""
    width = max((len(row) for row in rows), default=0)
    texts = [[""] * width for _ in rows]
    fresh: list[set[int]] = [set() for _ in rows]
    for r, row in enumerate(rows):
        for c, cell in enumerate(row):
            if cell.covered:
                continue
            fresh[r].add(c)
            for down in range(min(cell.row_span, len(rows) - r)):
                for right in range(min(cell.column_span, width - c)):
                    texts[r + down][c + right] = cell.text.strip()
    return [
        _BodyRow(tuple(texts[r]), frozenset(fresh[r]), next((cell.place for cell in row if cell.place), None))
        for r, row in enumerate(rows)
    ]


def _body(grid: Grid, columns: Sequence[_Column]) -> list[_BodyRow]:
    depth = max((cell.row_span for cell in grid.rows[0]), default=1)
    return [row for row in _spread(grid.rows[depth:]) if any(row.texts) and len(row.texts) == len(columns)]


def _named(columns: Sequence[_Column], row: _BodyRow) -> dict[str, str]:
    return {column.holds: text for column, text in zip(columns, row.texts, strict=True) if column.holds and text}


def _indicator(named: dict[str, str], row: _BodyRow) -> Indicator | None:
    if not named.get("indicator"):
        return None
    comparison = named.get("comparison", "")
    parts = ("" if comparison == _QUALITATIVE else comparison, named.get("target", ""), named.get("measure", ""))
    return Indicator(
        level1=unwrapped(named.get("level1", "")) or None,
        level2=unwrapped(named.get("level2", "")) or None,
        name=unwrapped(named["indicator"]),
        target="".join(map(unwrapped, parts)) or None,
        place=row.place,
    )


class _Projects:
    """Takes the rows of one table; `projects` is what was found before it, on earlier pages too."""

    def __init__(
        self, projects: list[ListedProject], columns: Sequence[_Column], unit: MoneyUnit, title: str | None, year: int
    ) -> None:
        self._projects, self._columns, self._money, self._title, self._year = projects, columns, unit, title, year
        self._unit: str | None = projects[-1].performance.unit if projects else None

    def take(self, rows: Sequence[_BodyRow]) -> None:
        """All rows of the table. A row with neither objective nor indicator is a total, or the unit of those below."""
        at = next((n for n, column in enumerate(self._columns) if column.holds == "name"), None)
        for number, row in enumerate(rows):
            named = _named(self._columns, row)
            if "objective" not in named and "indicator" not in named:
                self._unit = unwrapped(named["name"]) if "name" in named else self._unit
                continue
            if at is not None and at in row.fresh and row.texts[at] and not (number == 0 and self._goes_on(named)):
                self._begin(named, row)
            indicator = _indicator(named, row)
            if indicator is not None and self._projects:
                self._add(indicator)

    def _goes_on(self, named: dict[str, str]) -> bool:
        """Whether a page's first row repeats the project that the page before ended with."""
        if not self._projects or "indicator" not in named:
            return False
        last = self._projects[-1].performance
        amount, _ = self._amount(named)
        return (last.name, last.funding.annual.total) == (unwrapped(named["name"]), amount)

    def _amount(self, named: dict[str, str]) -> tuple[Decimal | None, list[Doubt]]:
        try:
            amount = parse_amount(named.get("amount", ""))
        except AmountError as error:
            return None, [Doubt(what="not_an_amount", note=str(error), subject="/funding/annual/total")]
        return (None if amount is None else amount * self._money.yuan), []

    def _begin(self, named: dict[str, str], row: _BodyRow) -> None:
        amount, doubts = self._amount(named)
        performance = ProjectPerformance(
            name=unwrapped(named["name"]),
            year=self._year,
            title=self._title,
            unit=unwrapped(named["unit"]) if "unit" in named else self._unit,
            funding=WholeAndAnnualFunding(whole=Funding(), annual=Funding(total=amount)),
            objective=Objective(annual=paragraphs(named["objective"]) if "objective" in named else None),
            indicators=Indicators(),
            place=row.place,
        )
        if all(column.holds != "indicator" for column in self._columns):
            note = "这张表只列项目、金额和绩效目标，没有绩效指标栏"
            doubts.append(Doubt(what="no_indicators_printed", note=note, subject="/indicators", place=row.place))
        self._projects.append(ListedProject(performance=performance, doubts=doubts))

    def _add(self, indicator: Indicator) -> None:
        last = self._projects[-1]
        annual = (*last.performance.indicators.annual, indicator)
        last.performance = msgspec.structs.replace(last.performance, indicators=Indicators(annual=annual))


def _overall(
    before: OverallPerformance | None,
    columns: Sequence[_Column],
    rows: Sequence[_BodyRow],
    title: str | None,
    year: int,
) -> OverallPerformance | None:
    """The entity's form as a table; `before` is what an earlier page holds of it."""
    if not rows:
        return before
    named = _named(columns, rows[0])
    indicators = tuple(each for row in rows if (each := _indicator(_named(columns, row), row)) is not None)
    if before is not None:
        return msgspec.structs.replace(before, indicators=(*before.indicators, *indicators))
    return OverallPerformance(
        title=title,
        year=year,
        entity=unwrapped(named["unit"]) if "unit" in named else None,
        income=_parts(columns, rows[0], "按收入"),
        expenditure=_parts(columns, rows[0], "按支出"),
        objective=paragraphs(named["objective"]) if "objective" in named else None,
        indicators=indicators,
        place=rows[0].place,
    )


def _parts(columns: Sequence[_Column], row: _BodyRow, side: str) -> tuple[NamedAmount, ...]:
    """The amounts under a heading such as 按收入性质分, each with the lowest word over it."""
    parts = []
    for column, text in zip(columns, row.texts, strict=True):
        if any(word.startswith(side) for word in column.path[:-1]):
            try:
                parts.append(NamedAmount(label=column.path[-1], amount=parse_amount(text)))
            except AmountError:
                parts.append(NamedAmount(label=column.path[-1]))
    return tuple(parts)
