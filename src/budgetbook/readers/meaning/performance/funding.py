"""Funding of a project by level, for the whole period and the year (block 项目资金（元） of the form)."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from budgetbook.errors import AmountError
from budgetbook.forms.performance_terms import PerformanceTerms
from budgetbook.model.money import MoneyUnit, is_amount, parse_amount
from budgetbook.model.performance import Funding, WholeAndAnnualFunding
from budgetbook.readers.meaning.performance.doubt import Doubt
from budgetbook.readers.meaning.performance.form_rows import FormRow

_SIDES = ("whole", "annual")


class FundingReader:
    """Takes the rows of the block one by one, by their labels: the first amount of a level is the whole period's, the second the year's."""

    def __init__(self, terms: PerformanceTerms, unit: MoneyUnit | None = None) -> None:
        self._terms = terms
        self._labelled: set[tuple[str, str]] = set()
        self._unit = unit or MoneyUnit.YUAN
        self._filled: set[tuple[str, str]] = set()
        self._amounts: dict[tuple[str, str], Decimal | None] = {}
        self._said: set[str | None] = set()
        self._cut = False
        self.doubts: list[Doubt] = []

    def takes(self, row: FormRow) -> bool:
        """Whether `row` holds funding; its amounts are then taken."""
        terms = self._terms
        if row.texts and terms.project_field(row.texts[0]) not in (None, "funding"):
            return False
        if any(terms.project_field(text) == "funding" and MoneyUnit.WAN in terms.label(text) for text in row.texts):
            self._unit = MoneyUnit.WAN
        found = self._rest_of_label(row)
        self._cut = any(terms.is_cut_funding(text) for text in row.texts)
        at: list[tuple[str, str]] = []
        amounts: list[str] = []
        for text in row.texts:
            label, _, rest = text.replace("：", ":").partition(":")
            named = terms.funding(text) or (terms.funding(label) if is_amount(rest) else None)
            if named is not None:
                self._amounts_at(at, amounts, row)
                self._said |= {named[0]} - {None}
                side = named[0] or ("annual" if ("whole", named[1]) in self._labelled else "whole")
                self._labelled.add((side, named[1]))
                at, amounts, found = [*at, (side, named[1])], [], True
                if terms.funding(text) is None:
                    amounts.append(rest)
            elif at and _numeric(text):
                amounts.append(text)
        self._amounts_at(at, amounts, row)
        return found

    def _amounts_at(self, at: list[tuple[str, str]], amounts: list[str], row: FormRow) -> None:
        """The amounts after the last label of `at`. Where it is the row's only one, a second amount is the year's."""
        if not at or not amounts:
            return
        side, level = at[-1]
        self._amount(side, level, amounts[0], row)
        if len(amounts) == 2 and len(at) == 1 and side == "whole":
            self._labelled.add(("annual", level))
            self._amount("annual", level, amounts[1], row)
        elif len(amounts) > 1:
            note = f"“{row.texts[0]}”一行多出金额：{'、'.join(amounts[1:])}"
            self.doubts.append(Doubt(what="extra_cell", note=note, subject=f"/funding/{side}/{level}", place=row.place))

    def _rest_of_label(self, row: FormRow) -> bool:
        """Whether `row` only holds what is missing of the labels above (市县（区）财政资 / 金)."""
        return self._cut and all(self._terms.ends_funding(text) for text in row.texts)

    def _amount(self, side: str, level: str, text: str, row: FormRow) -> None:
        self._filled.add((side, level))
        try:
            amount = parse_amount(text.removesuffix("元"))
            self._amounts[side, level] = amount if amount is None else amount * self._unit.yuan
        except AmountError as error:
            subject = f"/funding/{side}/{level}"
            self.doubts.append(Doubt(what="not_an_amount", note=str(error), subject=subject, place=row.place))

    def result(self) -> WholeAndAnnualFunding:
        """What was read. A form with one side that doesn't say it is the whole period's states the year's."""
        one_side = "whole" not in self._said and not any(("annual", level) in self._filled for _, level in self._filled)
        only_year = one_side or ("whole" not in self._said and self._said == {"annual"})
        sides = {
            side: {level: self._amounts.get((side, level)) for level in self._terms.funding_levels} for side in _SIDES
        }
        if only_year:
            both = {
                level: sides["annual"][level] if sides["annual"][level] is not None else sides["whole"][level]
                for level in self._terms.funding_levels
            }
            sides = {"whole": dict.fromkeys(both), "annual": both}
        return WholeAndAnnualFunding(whole=Funding(**sides["whole"]), annual=Funding(**sides["annual"]))

    def blank_sides(self) -> Iterable[str]:
        """Sides whose labels are printed but none of whose amounts is, while the other side has amounts: cut off in conversion."""
        filled = {side for side, _ in self._filled}
        labelled = {side for side, level in self._labelled if level == "total"}
        return sorted(labelled - filled) if filled else ()


def _numeric(text: str) -> bool:
    """Whether `text` may be an amount: digits with no more words than a money unit (执行率分值（10分） is a heading)."""
    words = sum("一" <= character <= "鿿" for character in text)
    return (any(character.isdigit() for character in text) and words <= 2) or text.strip() in {"-", "—", "–"}
