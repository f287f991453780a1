"""What a sentence template can call: amounts by coordinates, shares, changes, lists, and the officer's own words.

An amount in words is the exact sum at its coordinates rounded as its statement prints it, so words and cells can't differ; shares and
rates are taken from rounded amounts, because that is what a reader divides. Source: DOMAIN §5 (words against statements) and §6.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

import msgspec

from budgetbook.codes import Classification, level_of
from budgetbook.compiler.evaluation import Evaluator
from budgetbook.compiler.mentions import Marks, unmarked
from budgetbook.compiler.rows import code_name
from budgetbook.errors import FormError
from budgetbook.forms.form import Form
from budgetbook.model.coordinates import DIMENSIONS, Coordinates, Flow, Nature, Period
from budgetbook.model.ledger import Ledger, LedgerProject, LedgerUnit, ProjectClass
from budgetbook.model.money import ZERO, MoneyUnit, in_unit, share, with_separators
from budgetbook.model.narrative import Procurement


class Figure(msgspec.Struct, frozen=True):
    """An amount at coordinates, in 万元 as printed; `amount` is None where nothing is printed."""

    coordinates: Coordinates
    amount: Decimal | None


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """This year's figure against last year's, both as printed. `known` False: last year's was not entered.

    `difference` is unsigned with separators; `rate` unsigned with two decimals, None where last year's figure is zero.
    """

    label: str
    known: bool
    same: bool = False
    direction: str = ""
    trend: str = ""
    difference: str = ""
    rate: str | None = None


class ProjectGroup:
    """Projects counted and summed, all or by class, in 万元 (exact yuan rounded once)."""

    def __init__(self, projects: Iterable[tuple[LedgerProject, Decimal]]) -> None:
        self._projects = tuple(projects)

    def count(self, project_class: str | None = None) -> int:
        """How many there are."""
        return len(self._of(project_class))

    def amount(self, project_class: str | None = None) -> Decimal:
        """What they cost this year."""
        return in_unit(sum(self._of(project_class), ZERO), MoneyUnit.WAN)

    def _of(self, project_class: str | None) -> list[Decimal]:
        return [yuan for project, yuan in self._projects if project_class in (None, project.project_class.value)]


class Wording:
    """The functions of one section's template. What the officer has not filled in is gathered in `lacking`."""

    def __init__(self, ledger: Ledger, form: Form, evaluator: Evaluator, lacking: list[str]) -> None:
        self._ledger, self._form, self._evaluator, self._lacking = ledger, form, evaluator, lacking
        self._words = {each.name: each.text for each in ledger.words if each.text.strip()}
        self._previous = {each.name: each.yuan for each in ledger.previous}
        self.marks = Marks()

    def at(self, **coordinates: str) -> Figure:
        """The figure at `coordinates`, e.g. `at(flow="income", period="current")`; a grand total has no flow."""
        where = _coordinates(coordinates)
        yuan = self._evaluator.yuan(where)
        return Figure(where, None if yuan == 0 else in_unit(yuan, MoneyUnit.WAN))

    def wan(self, figure: Figure) -> str:
        """A figure in words: 7,700.83, or 0 for none."""
        return self.marks.mark(self.money(figure.amount), figure.coordinates, figure.amount or ZERO)

    def money(self, amount: Decimal | None) -> str:
        """An amount in 万元 that stands in no statement: 1,753.74, or 0."""
        return with_separators(amount) if amount else "0"

    def plain(self, number: Decimal | None) -> str:
        """A measure as entered, without zeros that say nothing: 3250.5."""
        return f"{number.normalize():f}" if number else "0"

    def share(self, part: Figure | Decimal, whole: Figure | Decimal) -> str:
        """`part` in percent of `whole`: 55.40%, or 0% for none."""
        parts, wholes = _amount(part), _amount(whole)
        rate = share(parts, wholes) if parts else None
        return f"{rate}%" if rate is not None else "0%"

    def change(self, name: str) -> Change:
        """How the figure called `name` in the form's `previous` differs from last year's."""
        form = next((each for each in self._form.previous if each.name == name), None)
        if form is None:
            raise FormError(f"表样 {self._form.name}：没有名为 {name} 的上年数")
        last_yuan = self._previous.get(name)
        if last_yuan is None:
            return Change(label=form.label, known=False)
        now = in_unit(self._evaluator.yuan(form.coordinates), MoneyUnit.WAN)
        last = in_unit(last_yuan, MoneyUnit.WAN)
        rose, difference = now > last, abs(now - last)
        rate = share(difference, abs(last))
        return Change(
            label=form.label,
            known=True,
            same=now == last,
            direction="增加" if rose else "减少",
            trend="增长" if rose else "下降",
            difference=with_separators(difference),
            rate=None if rate is None else str(rate),
        )

    def classes(self, **coordinates: str) -> list[tuple[str, Figure]]:
        """The function classes with money at `coordinates`, by code: (教育支出, its figure)."""
        return self._named(Classification.FUNCTION, 1, coordinates)

    def subjects(self, **coordinates: str) -> list[str]:
        """The names of the economic 款 with money at `coordinates`, by code."""
        return [name for name, _ in self._named(Classification.ECONOMIC, 2, coordinates)]

    def units_at(self, **coordinates: str) -> list[LedgerUnit]:
        """The units with money at `coordinates`, in ledger order."""
        found = self._evaluator.values_at(_coordinates(coordinates), "unit")
        return [unit for unit in self._ledger.units if (unit.name,) in found]

    def has(self, name: str) -> bool:
        """Whether the officer filled in the slot called `name`."""
        self._slot_label(name)
        return name in self._words

    def words(self, name: str) -> str:
        """What the officer wrote in a slot, without punctuation at its ends; a visible gap where nothing was written."""
        label = self._slot_label(name)
        text = self._words.get(name)
        if text is None:
            return self.missing(label)
        return _one_phrase(unmarked(text))

    def missing(self, label: str) -> str:
        """A visible gap for what was not filled in. Validation asks for it, so it never reaches a published document."""
        self._lacking.append(label)
        return f"【待填：{label}】"

    def context(self) -> dict[str, Any]:
        """Everything a template may name."""
        ledger = self._ledger
        costs = [(each, year_cost(each, self._evaluator)) for each in ledger.projects]
        budgeted = [(each, yuan) for each, yuan in costs if yuan != 0]
        present = {each.project_class for each, _ in budgeted}
        usual = (ProjectClass.OPERATION, ProjectClass.SPECIFIC)
        return {
            **{name: getattr(self, name) for name in _FUNCTIONS},
            "year": ledger.fiscal_year,
            "last_year": ledger.fiscal_year - 1,
            "kind": ledger.entity.kind.word,
            "is_department": ledger.entity.kind.value == "department",
            "entity": ledger.entity.name,
            "units": ledger.units,
            "overall": ledger.overall_performance,
            "assets": ledger.assets,
            "procurement": procurement_of(ledger),
            "catalogue": ledger.purchase_catalogue,
            "catalogue_reference": ledger.catalogue_reference,
            "budgeted": ProjectGroup(budgeted),
            "disclosed": ProjectGroup((each, yuan) for each, yuan in budgeted if is_disclosed(each)),
            "project_classes": [each.value for each in ProjectClass if each in usual or each in present],
        }

    def _named(
        self, classification: Classification, level: int, coordinates: dict[str, str]
    ) -> list[tuple[str, Figure]]:
        dimension, where = classification.value, _coordinates(coordinates)
        codes = sorted(key[0] for key in self._evaluator.values_at(where, dimension))
        figures = [
            (
                code_name(classification, code, self._ledger.fiscal_year),
                self.at(**coordinates, **{dimension: code}),
            )
            for code in codes
            if level_of(classification, code) == level
        ]
        # Some yuan that round to 0.00 万元 are nothing that words could say money is spent on.
        return [(name, figure) for name, figure in figures if figure.amount]

    def _slot_label(self, name: str) -> str:
        for slot in self._form.slots:
            if slot.name == name:
                return slot.label
        raise FormError(f"表样 {self._form.name}：没有名为 {name} 的填写项")


_ENDS = "。；，、;,. \u3000"
_FUNCTIONS = ("at", "wan", "money", "plain", "share", "change", "classes", "subjects", "units_at", "has", "words", "missing")  # fmt: skip


def procurement_of(ledger: Ledger) -> Procurement:
    """The procurement budget in 万元: each category and the total, each rounded once."""

    def total(*categories: str) -> Decimal:
        return in_unit(
            sum((each.yuan for each in ledger.procurement if each.category in categories), ZERO), MoneyUnit.WAN
        )

    return Procurement(
        total=total("goods", "works", "services"),
        goods=total("goods"),
        works=total("works"),
        services=total("services"),
    )


def year_cost(project: LedgerProject, evaluator: Evaluator) -> Decimal:
    """What a project is given this year, in exact yuan: its row in the statement of projects."""
    return evaluator.yuan(
        Coordinates(
            flow=Flow.EXPENDITURE, nature=Nature.PROJECT, period=Period.CURRENT, unit=project.unit, project=project.key
        )
    )


def is_disclosed(project: LedgerProject) -> bool:
    """Whether the project's performance form is published."""
    return project.disclosed and project.performance is not None


def _one_phrase(text: str) -> str:
    """What an officer typed, fit to stand inside a sentence: one line, no punctuation at its ends, no second “主要原因是”."""
    lines = [line.strip().rstrip(_ENDS) for line in text.splitlines()]
    return "；".join(line for line in lines if line).strip(_ENDS).removeprefix("主要原因是").lstrip(_ENDS + "：:")


def _amount(value: Figure | Decimal) -> Decimal:
    return value if isinstance(value, Decimal) else value.amount or ZERO


def _coordinates(given: dict[str, str]) -> Coordinates:
    unknown = given.keys() - set(DIMENSIONS)
    if unknown:
        raise FormError(f"文字模板用了不存在的坐标：{'、'.join(sorted(unknown))}")
    try:
        return msgspec.convert(given, Coordinates)
    except msgspec.ValidationError as error:
        raise FormError(f"文字模板用了不存在的坐标值：{error}") from error
