"""The entity's overall form (整体支出绩效目标申报表) → its record: parts by their labels, lists under their headings."""

from __future__ import annotations

import re
from decimal import Decimal

from budgetbook.errors import AmountError
from budgetbook.forms.performance_terms import PerformanceTerms
from budgetbook.model.money import parse_amount
from budgetbook.model.performance import KeyTask, NamedAmount, OverallPerformance
from budgetbook.readers.meaning.performance.cell_texts import paragraphs, unwrapped
from budgetbook.readers.meaning.performance.doubt import Doubt
from budgetbook.readers.meaning.performance.form_rows import FormCell, FormRow
from budgetbook.readers.meaning.performance.indicators import IndicatorReader
from budgetbook.readers.meaning.performance.levels import with_labels_from_below
from budgetbook.readers.meaning.performance.separating import RawForm
from budgetbook.readers.meaning.wording import ends_sentence

_NUMBERED = re.compile(r"\s*[（(]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[)）、.．]|[①-⑳]")
_AMONG = re.compile(r"^其中\s*[：:]\s*")


def read_overall(
    form: RawForm, terms: PerformanceTerms, fiscal_year: int
) -> tuple[OverallPerformance, tuple[Doubt, ...]]:
    """The overall form and what is doubtful in it. A form that prints no year is of the document's `fiscal_year`."""
    reader = _OverallReader(terms)
    for row in form.rows:
        reader.take(row)
    return reader.result(form, fiscal_year)


class _OverallReader:
    """Takes rows in order; the part that the last label in front began goes on until the next."""

    def __init__(self, terms: PerformanceTerms) -> None:
        self._terms = terms
        self._part: str | None = None
        self._entity: str | None = None
        self._facts: list[tuple[FormCell, ...]] = []
        self._duties: list[str] = []
        self._texts: dict[str, list[str]] = {"strategy": [], "objective": []}
        self._amounts: dict[str, list[NamedAmount]] = {"income": [], "expenditure": []}
        self._tasks: list[KeyTask] = []
        self._second_column = 0
        self._indicators = IndicatorReader(terms, sides=("annual",))
        self._doubts: list[Doubt] = []

    def take(self, row: FormRow) -> None:
        """One row: of the part its first label names, else of the part before."""
        cells = row.cells
        part = self._terms.overall_field(cells[0].text) if cells else None
        if part is not None and part != "entity":
            self._part, cells = part, cells[1:]
        if cells and self._terms.overall_field(cells[0].text) == "entity":
            self._part, self._entity = "facts", "".join(unwrapped(cell.text) for cell in cells[1:]) or None
            return
        if self._indicators.takes(row):
            self._part = "indicators"
        elif self._part == "facts":
            self._facts += [cells] if cells else []
        elif self._part == "duties":
            self._duties += [paragraphs(cell.text) for cell in cells]
        elif self._part in self._texts:
            self._texts[self._part] += [paragraphs(cell.text) for cell in cells]
        elif self._part == "budget":
            self._budget(cells, row)
        elif self._part == "key_tasks":
            self._key_tasks(cells)
        elif cells:
            note = f"“{cells[0].text[:20]}”不知属于表中哪一栏"
            self._doubts.append(Doubt(what="unplaced_text", note=note, subject="", place=row.place))

    def _staff(self) -> tuple[tuple[str, str], ...]:
        """Pairs of a label and what stands there. Labels stand in the columns that rows of two whole pairs have them in."""
        columns = {row[at].column for row in self._facts for at in (0, 2) if len(row) == 4}
        pairs: list[tuple[str, str]] = []
        for row in self._facts:
            for at, cell in enumerate(row):
                words = unwrapped(cell.text)
                if cell.column in columns or at == 0 or (not columns and at % 2 == 0):
                    pairs.append((_AMONG.sub("", words).rstrip("：:"), ""))
                else:
                    pairs[-1] = (pairs[-1][0], pairs[-1][1] + words)
        return tuple(pairs)

    def _budget(self, cells: tuple[FormCell, ...], row: FormRow) -> None:
        """Label and amount of income on the left, of expenditure on the right; either side may be shorter."""
        headings = {self._terms.overall_heading(cell.text): cell.column for cell in cells}
        if headings.keys() & {"income", "expenditure"}:
            self._second_column = headings.get("expenditure", 0)
            return
        position = 0
        while position < len(cells):
            label = cells[position]
            following = cells[position + 1] if position + 1 < len(cells) else None
            side = "expenditure" if position > 1 or 0 < self._second_column <= label.column else "income"
            amount: Decimal | None = None
            try:
                amount = parse_amount(following.text) if following is not None else None
                position += 2
            except AmountError as error:
                # A blank amount: the next cell is the other side's label.
                position += 1
                if any(character.isdigit() for character in error.text):
                    subject = f"/{side}/{len(self._amounts[side])}"
                    self._doubts.append(Doubt(what="not_an_amount", note=str(error), subject=subject, place=row.place))
            name = _AMONG.sub("", unwrapped(label.text)).rstrip("：:")
            self._amounts[side].append(NamedAmount(label=name, amount=amount))

    def _key_tasks(self, cells: tuple[FormCell, ...]) -> None:
        headings = {self._terms.overall_heading(cell.text): cell.column for cell in cells}
        if "task" in headings and "function" in headings:
            self._second_column = headings["task"]
            return
        if len(cells) >= 2:
            self._tasks.append(KeyTask(function=paragraphs(cells[0].text), task=paragraphs(cells[1].text)))
        elif cells and cells[0].column >= self._second_column > 0:
            self._tasks.append(KeyTask(task=paragraphs(cells[0].text)))
        elif cells:
            self._tasks.append(KeyTask(function=paragraphs(cells[0].text)))

    def result(self, form: RawForm, fiscal_year: int) -> tuple[OverallPerformance, tuple[Doubt, ...]]:
        """The record and the doubts, once all rows are taken."""
        labelled, below = with_labels_from_below(self._indicators.both(), self._terms)
        doubts = [*self._doubts, *(self._of_one_list(doubt) for doubt in (*self._indicators.doubts(), *below))]
        texts = {part: "\n".join(_joined(lines)) or None for part, lines in self._texts.items()}
        overall = OverallPerformance(
            title=form.title,
            year=form.year or fiscal_year,
            entity=self._entity,
            staff=self._staff(),
            duties=tuple(_joined(self._duties)),
            strategy=texts["strategy"],
            income=tuple(self._amounts["income"]),
            expenditure=tuple(self._amounts["expenditure"]),
            key_tasks=tuple(self._tasks),
            objective=texts["objective"],
            indicators=labelled.annual,
            place=form.place,
        )
        return overall, tuple(doubts)

    def _of_one_list(self, doubt: Doubt) -> Doubt:
        """The overall form has one list of indicators, not one for each column."""
        subject = doubt.subject.replace("/indicators/annual", "/indicators")
        return Doubt(what=doubt.what, note=doubt.note, subject=subject, place=doubt.place)


def _joined(texts: list[str]) -> list[str]:
    """`texts` with one that goes on over the page joined to the one before: no stop there, no numeral here."""
    joined: list[str] = []
    for text in texts:
        if joined and not ends_sentence(joined[-1]) and not _NUMBERED.match(text):
            joined[-1] += text
        else:
            joined.append(text)
    return joined
