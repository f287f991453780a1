"""Drafts → rows with coordinates, role and level. What a statement's rows are stands in the lexicon; nothing here knows statements."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import zip_longest

import msgspec

from budgetbook.forms.lexicon import RowTerm, SideTerm, TreeOfRows, key, lexicon
from budgetbook.model.coordinates import Coordinates, Flow, Fund, Period, items
from budgetbook.model.statement import Kind, Role
from budgetbook.readers.meaning import labels
from budgetbook.readers.meaning.drafts import Doubt, Draft
from budgetbook.readers.meaning.fund_rows import ReadRow, seen_together
from budgetbook.readers.meaning.made_rows import made_row, total_term, with_whole_names
from budgetbook.readers.meaning.parts import contains, is_part
from budgetbook.readers.meaning.unit_codes import give_units_their_codes
from budgetbook.readers.meaning.units_of_rows import Names, Units
from budgetbook.readers.meaning.wording import numbered

_CODED = {
    TreeOfRows.FUNCTION: "function",
    TreeOfRows.INCOME: "income",
    TreeOfRows.ECONOMIC: "economic",
    TreeOfRows.GOVERNMENT_ECONOMIC: "government_economic",
}
_DIGITS = (3, 5, 7, 9)  # of a code, by level
_OWNERS_TOTAL = RowTerm(terms=(), role=Role.TOTAL)
# Trees whose rows bear names of their own: only totals are terms there, whatever else a project or unit may be called.
_OWN_NAMES = (TreeOfRows.UNITS, TreeOfRows.PROJECTS, *_CODED)
_YEAR = re.compile(r"^((?:19|20)\d{2})年?度?$")


def is_coded(tree: TreeOfRows) -> bool:
    """Whether rows of `tree` may print codes."""
    return tree in _CODED


def read_rows(
    drafts: Sequence[Draft], side: SideTerm, kind: Kind, flow: Flow | None, year: int, names: Names
) -> list[ReadRow]:
    """The rows that `drafts` are on the side `side` of a statement of `kind` for the fiscal year `year`."""
    if is_coded(side.tree):
        give_units_their_codes(drafts, year)
    rows = list(_Reader(side, kind, flow, year, names, drafts).rows(with_whole_names(drafts, side)))
    if side.tree is TreeOfRows.FIXED and side.coordinates.period is Period.CURRENT:
        return seen_together(rows)
    return rows


class _Reader:
    """Goes down the rows of one side.

    `passed` are coordinates that a row above passes on; `at` those that a column of years gives, until it gives others;
    `above` are the codes that the row stands under, one a level, where names are printed without codes.
    """

    def __init__(
        self, side: SideTerm, kind: Kind, flow: Flow | None, year: int, names: Names, drafts: Sequence[Draft]
    ) -> None:
        self.side, self.kind, self.flow, self.year, self.names = side, kind, flow, year, names
        self.passed: dict[str, object] = {}
        self.at: dict[str, object] = {}
        self.above: list[str] = []
        self.units = Units(kind, names, drafts)
        self.labels = frozenset(key(draft.label) for draft in drafts)
        self.nameless = sum(1 for each in drafts if not (each.label or each.code or each.unit or each.year))
        self.fund: Fund | None = None  # of the row above
        self.bought: Counter[Coordinates] = Counter()  # how often something was bought for the same project

    def rows(self, drafts: Sequence[Draft]) -> Iterator[ReadRow]:
        for draft, below in zip_longest(drafts, drafts[1:]):
            if self.side.tree is TreeOfRows.UNITS and not draft.unit and not draft.code:
                draft.unit, draft.label = draft.label, ""
            if draft.year and not self._turn_to_year(draft):
                yield self._unknown(draft, draft.year)
            elif draft.unit and not draft.code and not draft.label:
                yield self._unit(draft)
            else:
                if draft.unit:
                    self._turn_to_unit(draft)
                elif draft.unit_code and draft.code:  # a unit among the functions that it spends on
                    self.units.turn_to_code(draft)
                elif draft.unit_code and draft.label and total_term(draft.label, self.kind) is None:
                    draft.unit = draft.label
                    yield self._unit(draft)
                    continue
                yield self._labelled(draft, below)

    def _labelled(self, draft: Draft, below: Draft | None) -> ReadRow:
        term = None if draft.code else self._term(draft.label)
        if term is not None:
            return self._by_term(draft, term)
        if not draft.code and not draft.label:
            return self._unnamed(draft)
        if self.side.tree is TreeOfRows.FUNCTION and not draft.code and not self.units.is_one(draft.label):
            return self._named_function(draft, below)
        if draft.code and not draft.unit_code and self.units.is_one(draft.label):
            draft.code = None  # [205]某局 among [20501]… is the department's own number
            return self._named_unit(draft) or self._unknown(draft, draft.label)
        if draft.code or self.side.tree in _CODED:
            return self._coded(draft, below, _CODED.get(self.side.tree, "function"))
        if self.side.tree is TreeOfRows.FUNCTION_CLASSES:
            return self._named_economic(draft) or self._named_function(draft, below)
        return self._named_unit(draft) or self._named_economic(draft) or self._unknown(draft, draft.label)

    def _term(self, label: str) -> RowTerm | None:
        if self.side.tree is not TreeOfRows.UNITS and key(label) in self.names.owners and not self.units.totalled:
            return _OWNERS_TOTAL
        if self.side.tree in _OWN_NAMES and self.flow is None and self.kind is not Kind.OTHER:
            return total_term(label, self.kind)
        return lexicon().row(label, self.kind, beside=self.labels)

    def _by_term(self, draft: Draft, term: RowTerm) -> ReadRow:
        if term.role is Role.TOTAL or term.level == 0:
            self.passed = {}
        if term.role is Role.TOTAL and not draft.unit and self.units.is_everyones(draft.label):
            self.units.be(None)
        level = term.level if term.level is not None else (0 if term.role is Role.TOTAL else 1)
        if term.passes_on:
            self.passed = {name: getattr(term.coordinates, name) for name in term.passes_on}
        changes: dict[str, object] = {**dict(items(term.coordinates)), **dict.fromkeys(term.widens)}
        if is_part(draft.label):
            self._as_part(draft.label, changes)
        row = made_row(draft, self.flow, self._at(changes), term.role, level)
        self.fund = row.coordinates.fund
        return ReadRow(row=row, doubts=tuple(draft.doubts), said_period=term.coordinates.period is not None)

    def _as_part(self, label: str, changes: dict[str, object]) -> None:
        """其中：财政拨款 below 一般公共预算 is a part of that, whatever it is elsewhere."""
        if contains("fund", changes.get("fund"), self.fund):
            changes |= {"fund": self.fund, "of_which": key(label)}

    def _turn_to_year(self, draft: Draft) -> bool:
        """Take the year that stands in a column of its own; False where it says something else."""
        found = lexicon().column(draft.year, self.kind)
        if match := _YEAR.match(draft.year):
            self.at = {**self.at, "year": int(match.group(1)), "phase": None}
        elif found is not None and found.coordinates.phase is not None:
            self.at = {**self.at, "year": None, "phase": found.coordinates.phase}
        else:
            return False
        return True

    def _turn_to_unit(self, draft: Draft) -> bool:
        before = self.units.at
        everyone = self.units.turn_to(draft)
        if self.units.at is not before:
            self.above = []
        return everyone

    def _unit(self, draft: Draft) -> ReadRow:
        everyone = self._turn_to_unit(draft) or self.units.is_printed_total(draft)
        if everyone:
            self.units.be(None)
        role, level = (Role.TOTAL, 0) if everyone else (Role.GROUP, 1)
        if self.side.tree is TreeOfRows.UNITS and not everyone:
            role = Role.ITEM
        row = made_row(draft, self.flow, self._at({}), role, level)
        return ReadRow(row=row, doubts=tuple(draft.doubts))

    def _unnamed(self, draft: Draft) -> ReadRow:
        """A row of amounts alone: the statement's only line, another year of the unit above, or what is bought for a project."""
        if project := draft.labels.pop("project", None):
            draft.label = draft.labels.pop("item", "") or project
            at = self._at({**self.passed, "project": project})
            self.bought[at] += 1
            if self.bought[at] > 1:
                at = msgspec.structs.replace(at, project=f"{project}#{self.bought[at]}")
            row = made_row(draft, self.flow, at, Role.ITEM, 3)
            return ReadRow(row=row, doubts=tuple(draft.doubts))
        row = made_row(draft, self.flow, self._at({}), Role.TOTAL if not self.units.at.get("unit") else Role.ITEM, 0)
        doubts = tuple(draft.doubts)
        if not draft.year and self.nameless > 1:
            note = "这一行有金额，没有读到科目或项目的名称"
            doubts += (Doubt(what="missing_label", note=note, place=draft.place),)
        return ReadRow(row=row, doubts=doubts)

    def _coded(self, draft: Draft, below: Draft | None, tree: str) -> ReadRow:
        code = draft.code
        if code is not None:
            tree = labels.tree_of_code(code) or tree
        elif key(draft.label) not in self.names.units:
            code = self._code_by_name(draft, tree)
        level = None if code is None else labels.level_of_code(tree, code)
        if code is None or level is None:
            return self._named_unit(draft) or self._unknown(draft, draft.label or draft.code or "")
        self.above = [code[:digits] for digits in _DIGITS[:level]]
        changes: dict[str, object] = {tree: code}
        if economic := draft.labels.pop("economic_code", None):
            changes |= {"economic": economic, "project": draft.label or None}
        government, name = draft.labels.pop("government_code", None), draft.labels.get("government_economic")
        if government is not None and labels.tree_of_code(government) == "government_economic":
            changes["government_economic"] = government
        elif name is not None:
            changes["government_economic"] = labels.government_economic_of(name, code, self.year)
        deeper = below is not None and (
            (below.code or "").startswith(code) and below.code != code
            if below.code
            else tree == "economic" and level == 1
        )
        role = Role.GROUP if deeper else Role.ITEM
        if economic or draft.unit_code:
            draft.code = None  # the label names a project or a unit, not the function
        return ReadRow(row=made_row(draft, self.flow, self._at(changes), role, level), doubts=tuple(draft.doubts))

    def _code_by_name(self, draft: Draft, tree: str) -> str | None:
        """The code of a row that prints its name only: a class, or what stands under the class above it."""
        if "government_economic" not in draft.labels:
            group = labels.code_of_name(tree, draft.label, self.year, level=1, under=None)
            if group is not None and self.above != [group]:
                return group
        under = self.above[0] if self.above else None
        found = labels.code_of_name(tree, draft.label, self.year, level=2, under=under)
        # Where no class is printed, the one above is that of the row before only.
        deepest = None if tree == "income" else 2  # funds' incomes are printed without the classes above them
        return found or labels.code_of_name(tree, draft.label, self.year, level=deepest, under=None)

    def _named_function(self, draft: Draft, below: Draft | None) -> ReadRow:
        """A function by its name: a class (numbered wherever others stand below it), a 款 of the class above, a 项 of the 款 above."""
        code = labels.function_class_of(draft.label, self.year) if numbered(draft.label) or not self.above else None
        for under in () if code else reversed(self.above):
            level = labels.level_of_code("function", under)
            code = code or labels.code_of_name("function", draft.label, self.year, level=(level or 0) + 1, under=under)
        code = code or labels.function_class_of(draft.label, self.year)
        if code is None:
            if (
                self.side.tree is TreeOfRows.FUNCTION_CLASSES and not draft.has_amounts()
            ):  # 人行科目: nothing is spent there
                return ReadRow(row=made_row(draft, self.flow, self._at({}), Role.ITEM, 1), doubts=tuple(draft.doubts))
            return self._unknown(draft, draft.label)
        level = labels.level_of_code("function", code) or 1
        self.above = [*self.above[: level - 1], code]
        row = made_row(draft, self.flow, self._at({"function": code}), Role.ITEM, level)
        return ReadRow(row=row, doubts=tuple(draft.doubts))

    def _named_unit(self, draft: Draft) -> ReadRow | None:
        """A unit whose name stands where names of classes stand, the classes it spends on below it."""
        if draft.code or not self.units.is_one(draft.label):
            return None
        self.units.be(draft.label)
        self.above = []
        row = made_row(draft, self.flow, self._at(self.passed), Role.GROUP, 1)
        return ReadRow(row=row, doubts=tuple(draft.doubts))

    def _named_economic(self, draft: Draft) -> ReadRow | None:
        """An economic class by its name, under the nature that stands above it (among classes of functions too: 三、其他支出 is numbered there)."""
        if self.side.tree is TreeOfRows.FUNCTION_CLASSES and numbered(draft.label):
            return None
        if (
            self.side.tree not in (TreeOfRows.FIXED, TreeOfRows.FUNCTION_CLASSES)
            or self.flow is Flow.INCOME
            or not self.passed.get("nature")
        ):
            return None
        code = labels.code_of_name("economic", draft.label, self.year, level=1, under=None)
        if code is None:
            return None
        row = made_row(draft, self.flow, self._at({"economic": code}), Role.ITEM, 2)
        return ReadRow(row=row, doubts=tuple(draft.doubts))

    def _unknown(self, draft: Draft, word: str) -> ReadRow:
        """A row whose label nobody knows keeps its amounts; that it stands at no coordinates is said as damage."""
        row = made_row(draft, self.flow, self._at({}), Role.ITEM, 1)
        note = f"不认识的行名“{word}”，未能确定这一行是什么"
        doubt = Doubt(what="unknown_label", note=note, place=draft.place)
        return ReadRow(row=row, doubts=(*draft.doubts, doubt))

    def _at(self, changes: dict[str, object]) -> Coordinates:
        return msgspec.structs.replace(self.side.coordinates, **{**self.units.at, **self.at, **self.passed, **changes})
