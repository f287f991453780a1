"""Drafts → rows with coordinates, role and level. What a statement's rows are stands in the lexicon; nothing here knows statements."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import zip_longest

import msgspec

from budgetbook.forms.lexicon import RowTerm, SideTerm, TreeOfRows, key, lexicon
from budgetbook.model.coordinates import Coordinates, Flow, Fund, Period, items
from budgetbook.model.statement import Kind, Role, Row
from budgetbook.readers.meaning import labels
from budgetbook.readers.meaning.drafts import Doubt, Draft
from budgetbook.readers.meaning.fund_rows import ReadRow, seen_together
from budgetbook.readers.meaning.parts import contains, is_part
from budgetbook.readers.meaning.unit_codes import give_units_their_codes
from budgetbook.readers.meaning.wording import numbered

_CODED = {
    TreeOfRows.FUNCTION: "function",
    TreeOfRows.INCOME: "income",
    TreeOfRows.ECONOMIC: "economic",
    TreeOfRows.GOVERNMENT_ECONOMIC: "government_economic",
}
# Trees whose rows bear names of their own: only totals are terms there, whatever else a project or unit may be called.
SUBTOTAL = "小计"
_DIGITS = (3, 5, 7, 9)  # of a code, by level
_OWNERS_TOTAL = RowTerm(terms=(), role=Role.TOTAL)
_OWN_NAMES = (TreeOfRows.UNITS, TreeOfRows.PROJECTS, *_CODED)
_YEAR = re.compile(r"^((?:19|20)\d{2})年?度?$")


class Names(msgspec.Struct, frozen=True, kw_only=True):
    """Names of this document as `key`s. `owners`: whose statement it is; many places print the name where others print 合计."""

    owners: frozenset[str] = frozenset()
    units: frozenset[str] = frozenset()


def is_coded(tree: TreeOfRows) -> bool:
    """Whether rows of `tree` may print codes."""
    return tree in _CODED


def read_rows(
    drafts: Sequence[Draft], side: SideTerm, kind: Kind, flow: Flow | None, year: int, names: Names
) -> list[ReadRow]:
    """The rows that `drafts` are on the side `side` of a statement of `kind` for the fiscal year `year`."""
    if is_coded(side.tree):
        give_units_their_codes(drafts, year)
    rows = list(_Reader(side, kind, flow, year, names, drafts).rows(_whole(drafts, side)))
    if side.tree is TreeOfRows.FIXED and side.coordinates.period is Period.CURRENT:
        return seen_together(rows)
    return rows


def made_row(draft: Draft, flow: Flow | None, coordinates: Coordinates, role: Role, level: int) -> Row:
    """`draft` as a row; the fund that stands in a column of its own is the row's."""
    if (fund := fund_of(draft.fund)) is not None:
        coordinates = msgspec.structs.replace(coordinates, fund=fund)
    separate = any(place is not None and place != draft.place for place in draft.cells)
    return Row(
        flow=flow,
        code=draft.code,
        label=draft.label or draft.unit,
        role=role,
        level=level,
        coordinates=coordinates,
        amounts=tuple(draft.amounts),
        labels=draft.labels,
        place=draft.place,
        cells=tuple(draft.cells) if separate else None,
    )


def fund_of(text: str) -> Fund | None:
    """The fund that the words in a column of funds name; None where they are a total or nothing that is known."""
    term = lexicon().row(text, Kind.OTHER) if text else None
    return None if term is None else term.coordinates.fund


def total_term(label: str, kind: Kind) -> RowTerm | None:
    """What `label` means where it is a total, else None."""
    term = lexicon().row(label, kind)
    return term if term is not None and term.role is Role.TOTAL else None


def _whole(drafts: Sequence[Draft], side: SideTerm) -> list[Draft]:
    """`drafts` with names that were broken over two rows put together: the rest of a name has neither code nor amount."""
    whole: list[Draft] = []
    for draft in drafts:
        rest_of_name = (
            side.tree in (TreeOfRows.FUNCTION, TreeOfRows.INCOME, TreeOfRows.PROJECTS)
            and whole
            and not draft.code
            and not draft.has_amounts()
            and not draft.doubts
            and whole[-1].label
            and whole[-1].has_amounts()
            and lexicon().row(draft.label, Kind.OTHER) is None
        )
        if rest_of_name:
            whole[-1].label += draft.label
        else:
            whole.append(draft)
    return whole


class _Reader:
    """Goes down the rows of one side.

    `passed` are coordinates that a row above passes on; `at` those that a column of units or years gives, until it gives others;
    `above` are the codes that the row stands under, one a level, where names are printed without codes.
    """

    def __init__(
        self, side: SideTerm, kind: Kind, flow: Flow | None, year: int, names: Names, drafts: Sequence[Draft]
    ) -> None:
        self.side, self.kind, self.flow, self.year, self.names = side, kind, flow, year, names
        self.passed: dict[str, object] = {}
        self.at: dict[str, object] = {}
        self.above: list[str] = []
        self.unit_codes = frozenset(draft.unit_code for draft in drafts if draft.unit_code)
        # A unit prints its name in a row of its own, and its code in those of what it spends on.
        self.named = {draft.unit_code: draft.label for draft in drafts if draft.unit_code and not draft.code}
        self.totalled = any(total_term(draft.label or draft.unit, kind) is not None for draft in drafts)
        self.drafts = drafts
        self.labels = frozenset(key(draft.label) for draft in drafts)
        self.nameless = sum(1 for each in drafts if not (each.label or each.code or each.unit or each.year))
        self.fund: Fund | None = None  # of the row above
        words = [each.label or each.unit for each in drafts if not each.code]
        self.totals = Counter(key(word) for word in words if total_term(word, kind) is not None)
        self.totals_seen: Counter[str] = Counter()  # those below a unit
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
                    unit = self.named.get(draft.unit_code) or (draft.label if self._is_unit(draft.label) else None)
                    self.at = {**self.at, "unit": unit}
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
        if self.side.tree is TreeOfRows.FUNCTION and not draft.code and not self._is_unit(draft.label):
            return self._named_function(draft, below)
        if draft.code and not draft.unit_code and self._is_unit(draft.label):
            draft.code = None  # [205]某局 among [20501]… is the department's own number
            return self._named_unit(draft) or self._unknown(draft, draft.label)
        if draft.code or self.side.tree in _CODED:
            return self._coded(draft, below, _CODED.get(self.side.tree, "function"))
        if self.side.tree is TreeOfRows.FUNCTION_CLASSES:
            return self._named_economic(draft) or self._named_function(draft, below)
        return self._named_unit(draft) or self._named_economic(draft) or self._unknown(draft, draft.label)

    def _term(self, label: str) -> RowTerm | None:
        if self.side.tree is not TreeOfRows.UNITS and key(label) in self.names.owners and not self.totalled:
            return _OWNERS_TOTAL
        if self.side.tree in _OWN_NAMES and self.flow is None and self.kind is not Kind.OTHER:
            return total_term(label, self.kind)
        return lexicon().row(label, self.kind, beside=self.labels)

    def _by_term(self, draft: Draft, term: RowTerm) -> ReadRow:
        if term.role is Role.TOTAL or term.level == 0:
            self.passed = {}
        if term.role is Role.TOTAL and not draft.unit and self._is_everyones(draft.label):
            self.at = {**self.at, "unit": None}
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

    def _is_everyones(self, word: str) -> bool:
        """Whether a total below units, called `word`, is that of all of them: the only total, or the last after one for each unit."""
        if self.at.get("unit") is None:
            return True
        self.totals_seen[key(word)] += 1
        count = self.totals[key(word)]
        if key(word) == SUBTOTAL and len(self.totals) > 1:
            return False
        units = {key(other.unit) for other in self.drafts if other.unit and total_term(other.unit, self.kind) is None}
        return count == 1 or (self.totals_seen[key(word)] == count == len(units) + 1)

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
        """Take the unit that stands in a column of its own; returns whether that is everyone, as a total is."""
        below = any(code != draft.unit_code and code.startswith(draft.unit_code) for code in self.unit_codes)
        owner = key(draft.unit) in self.names.owners and not self.totalled and not self.at.get("unit")
        if total_term(draft.unit, self.kind) is not None and not self._is_everyones(draft.unit):
            return False
        everyone = (bool(draft.unit_code) and below) or owner or total_term(draft.unit, self.kind) is not None
        self.at = {**self.at, "unit": None if everyone else draft.unit}
        self.above = []
        return everyone

    def _unit(self, draft: Draft) -> ReadRow:
        everyone = self._turn_to_unit(draft) or self._is_printed_total(draft)
        if everyone:
            self.at = {**self.at, "unit": None}
        role, level = (Role.TOTAL, 0) if everyone else (Role.GROUP, 1)
        if self.side.tree is TreeOfRows.UNITS and not everyone:
            role = Role.ITEM
        row = made_row(draft, self.flow, self._at({}), role, level)
        return ReadRow(row=row, doubts=tuple(draft.doubts))

    def _is_printed_total(self, draft: Draft) -> bool:
        """Whether a department stands above its units with their total, and once more among them with what is its own."""
        same = [other for other in self.drafts if key(other.unit or other.label) == key(draft.unit)]
        totals = (other for other in self.drafts if total_term(other.label or other.unit, self.kind) is not None)
        return (
            len(same) > 1
            and same[0] is draft
            and not draft.fund
            and total_term(draft.unit, self.kind) is None
            and any(other.amounts == draft.amounts for other in totals)
        )

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
        row = made_row(draft, self.flow, self._at({}), Role.TOTAL if not self.at.get("unit") else Role.ITEM, 0)
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
        if draft.code or not self._is_unit(draft.label):
            return None
        self.at, self.above = {**self.at, "unit": draft.label}, []
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

    def _is_unit(self, label: str) -> bool:
        plain = key(label)
        return bool({plain, plain.removesuffix("(本级)"), f"{plain}(本级)"} & (self.names.units | self.names.owners))

    def _unknown(self, draft: Draft, word: str) -> ReadRow:
        """A row whose label nobody knows keeps its amounts; that it stands at no coordinates is said as damage."""
        row = made_row(draft, self.flow, self._at({}), Role.ITEM, 1)
        note = f"不认识的行名“{word}”，未能确定这一行是什么"
        doubt = Doubt(what="unknown_label", note=note, place=draft.place)
        return ReadRow(row=row, doubts=(*draft.doubts, doubt))

    def _at(self, changes: dict[str, object]) -> Coordinates:
        return msgspec.structs.replace(self.side.coordinates, **{**self.at, **self.passed, **changes})
