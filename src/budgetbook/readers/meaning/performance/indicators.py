"""The indicators of a form: rows read one by one, with labels of merged cells carried down each column of indicators."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from budgetbook.forms.performance_terms import PerformanceTerms
from budgetbook.model.performance import Indicator, Indicators
from budgetbook.model.place import Place
from budgetbook.readers.meaning.performance.cell_texts import unwrapped
from budgetbook.readers.meaning.performance.doubt import Doubt
from budgetbook.readers.meaning.performance.form_rows import FormCell, FormRow
from budgetbook.readers.meaning.performance.indicator_cells import (
    ONE_LABEL,
    Head,
    RowReading,
    by_columns,
    by_order,
    head_of,
    whole_boundary,
)


class _Found(msgspec.Struct, kw_only=True):
    """An indicator before its level 1 and a label that stands below it are known."""

    level1: str | None
    level2: str | None
    name: str
    target: str | None
    place: Place | None
    doubts: list[tuple[str, str]]


class IndicatorReader:
    """Takes rows in order. `sides` name the columns of indicators from left to right: ("whole", "annual"), or one of them."""

    def __init__(self, terms: PerformanceTerms, sides: Sequence[str]) -> None:
        self._terms = terms
        self._sides = tuple(sides)
        self._shown = tuple(range(len(sides)))
        self._head: Head | None = None
        self._boundary: int | None = None
        self._begun = False
        self._level1: str | None = None
        self._level2: list[str | None] = [None] * len(sides)
        self._found: list[list[_Found]] = [[] for _ in sides]
        self._lost: list[Doubt] = []

    def takes(self, row: FormRow) -> bool:
        """Whether `row` is one of the indicators' rows (heads included); it is then taken."""
        terms = self._terms
        head = head_of(row, terms)
        texts = row.texts
        if head is None and not self._begun and not self._begins(texts):
            return False
        self._begun = True
        if head is not None:
            self._take_head(row, head)
        elif texts or row.from_above:
            self._take(row)
        return True

    def _begins(self, texts: Sequence[str]) -> bool:
        return any(self._terms.is_level(text) for text in texts)

    def _take_head(self, row: FormRow, head: Head) -> None:
        # Labels of merged cells may have slipped into the head's row.
        labels = [cell.text for cell in row.cells if self._terms.is_level2(cell.text)]
        if labels:
            self._level2 = [self._terms.whole_level2(labels[-1])] * len(self._sides)
        if self._head is not None and not any(kind == "level1" for kind, _ in head.columns.values()):
            note = "本行只印出表头文字，原有指标在转换中丢失"
            self._lost.append(Doubt(what="lost_indicator", note=note, subject="/indicators", place=row.place))
            return
        self._head, self._boundary = head, head.column("level2", 1)
        if head.sides == 1 and len(self._sides) == 2:
            # A form with one column of indicators states the year's.
            self._shown = (1,)

    def _take(self, row: FormRow) -> None:
        terms = self._terms
        known = self._head is not None and self._head.sides == len(self._shown)
        reading = by_columns(row, self._head, terms) if self._head is not None and known else None
        if reading is None:
            cells = self._without_side(row.cells)
            reading = by_order(cells, len(self._shown), self._boundary, terms)
            self._boundary = whole_boundary(cells, terms) or self._boundary
        self._keep(reading, row.place)

    def _without_side(self, cells: tuple[FormCell, ...]) -> tuple[FormCell, ...]:
        """`cells` without what stands beside the indicators (绩效指标, or the part 效指标 that a page break left)."""
        if cells and self._terms.is_side(cells[0].text):
            whole = self._terms.label(cells[0].text) in self._terms.indicator_sides["labels"]
            if whole or cells[0].column == 0:
                return cells[1:]
        words = [cell for cell in cells if not self._terms.is_level(cell.text)]
        if words and words[0] is cells[0] and len(words) % 2 and cells[0].column == 0:
            # The part that a page break left may be misread (双指标 for 效指标); one word too many gives it away.
            plain = self._terms.label(cells[0].text)
            return cells[1:] if len(plain) <= 4 and plain.endswith("指标") else cells
        return cells

    def _keep(self, reading: RowReading, place: Place | None) -> None:
        self._level1 = reading.level1 or self._level1
        if reading.cut:
            note = "行末只有二级指标，其后的单元格在转换中被截去"
            subject = f"/indicators/{self._sides[self._shown[-1]]}"
            self._lost.append(Doubt(what="lost_indicator", note=note, subject=subject, place=place))
        for side, part in zip(self._shown, reading.parts, strict=False):
            if part.doubt == ONE_LABEL and self._terms.whole_level2(part.level2 or "") == self._level2[side]:
                part.doubt = None
            if part.level2 is not None:
                self._level2[side] = self._terms.whole_level2(part.level2) or "".join(part.level2.split())
            for name, target in part.pairs:
                self._found[side].append(
                    _Found(
                        level1=self._level1,
                        level2=self._level2[side],
                        name=unwrapped(name),
                        target=unwrapped(target) if target is not None else None,
                        place=place,
                        doubts=[doubt for doubt in (part.doubt, reading.doubt) if doubt is not None][:1],
                    )
                )

    def both(self) -> Indicators:
        """All indicators read so far. Those above the first label of their column have no level 2."""
        shown = dict(zip(self._sides, (self._listed(found) for found in self._found), strict=True))
        return Indicators(whole=shown.get("whole", ()), annual=shown.get("annual", ()))

    def _listed(self, found: list[_Found]) -> tuple[Indicator, ...]:
        return tuple(
            Indicator(
                level1=(self._terms.level1_of(each.level2) if each.level2 is not None else None) or each.level1,
                level2=each.level2,
                name=each.name,
                target=each.target,
                place=each.place,
            )
            for each in found
        )

    def doubts(self) -> list[Doubt]:
        """What is doubtful, with subjects like /indicators/annual/3."""
        doubts = [
            Doubt(what=what, note=note, subject=f"/indicators/{side}/{index}", place=each.place)
            for side, found in zip(self._sides, self._found, strict=True)
            for index, each in enumerate(found)
            for what, note in each.doubts
        ]
        return doubts + self._lost
