"""Drafts → rows with coordinates, role and level. What a statement's rows are stands in the lexicon; nothing here knows statements."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest

import msgspec

from budgetbook.forms.lexicon import RowTerm, SideTerm, TreeOfRows, key, lexicon
from budgetbook.model.coordinates import Coordinates, Flow, items
from budgetbook.model.statement import Kind, Role, Row
from budgetbook.readers.meaning import labels
from budgetbook.readers.meaning.drafts import Doubt, Draft

_CODED = {TreeOfRows.FUNCTION: "function", TreeOfRows.INCOME: "income", TreeOfRows.ECONOMIC: "economic"}
# Trees whose rows bear names of their own: only totals are terms there, whatever else a project or unit may be called.
_OWNERS_TOTAL = RowTerm(terms=(), role=Role.TOTAL)
_OWN_NAMES = (TreeOfRows.UNITS, TreeOfRows.PROJECTS, *_CODED)


class ReadRow(msgspec.Struct, frozen=True, kw_only=True):
    """A row and what isn't sure about it."""

    row: Row
    doubts: tuple[Doubt, ...] = ()


def is_coded(tree: TreeOfRows) -> bool:
    """Whether rows of `tree` may print codes."""
    return tree in _CODED


def read_rows(
    drafts: Sequence[Draft], side: SideTerm, kind: Kind, flow: Flow | None, year: int, owners: frozenset[str]
) -> list[ReadRow]:
    """The rows that `drafts` are on the side `side` of a statement of `kind` for the fiscal year `year`.

    `owners` are the keys of names whose statement it is: many places print the name where others print 合计.
    """
    return list(_Reader(side, kind, flow, year, owners).rows(_whole(drafts, side)))


def made_row(draft: Draft, flow: Flow | None, coordinates: Coordinates, role: Role, level: int) -> Row:
    """`draft` as a row."""
    separate = any(place is not None and place != draft.place for place in draft.cells)
    return Row(
        flow=flow,
        code=draft.code,
        label=draft.label,
        role=role,
        level=level,
        coordinates=coordinates,
        amounts=tuple(draft.amounts),
        labels=draft.labels,
        place=draft.place,
        cells=tuple(draft.cells) if separate else None,
    )


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
    """Goes down the rows of one side. `passed` are coordinates that a row above passes on; `group` is the 类 the row is in."""

    def __init__(self, side: SideTerm, kind: Kind, flow: Flow | None, year: int, owners: frozenset[str]) -> None:
        self.side, self.kind, self.flow, self.year, self.owners = side, kind, flow, year, owners
        self.passed: dict[str, object] = {}
        self.group: str | None = None

    def rows(self, drafts: Sequence[Draft]) -> Iterator[ReadRow]:
        for draft, below in zip_longest(drafts, drafts[1:]):
            term = None if draft.code else self._term(draft.label)
            if term is not None:
                yield ReadRow(row=self._by_term(draft, term), doubts=tuple(draft.doubts))
            elif self.side.tree in _CODED:
                yield self._coded(draft, below, _CODED[self.side.tree])
            elif self.side.tree is TreeOfRows.FUNCTION_CLASSES:
                yield self._with(draft, "function", labels.function_class_of(draft.label, self.year))
            elif self.side.tree is TreeOfRows.UNITS:
                yield self._with(draft, "unit", draft.label or None)
            else:
                yield self._with(draft, "", None)

    def _term(self, label: str) -> RowTerm | None:
        if self.side.tree is not TreeOfRows.UNITS and key(label) in self.owners:
            return _OWNERS_TOTAL
        return total_term(label, self.kind) if self.side.tree in _OWN_NAMES else lexicon().row(label, self.kind)

    def _by_term(self, draft: Draft, term: RowTerm) -> Row:
        if term.role is Role.TOTAL:
            self.passed = {}
        level = term.level if term.level is not None else (0 if term.role is Role.TOTAL else 1)
        if term.passes_on:
            self.passed = {name: getattr(term.coordinates, name) for name in term.passes_on}
        changes: dict[str, object] = {**self.passed, **dict(items(term.coordinates)), **dict.fromkeys(term.widens)}
        return made_row(draft, self.flow, self._at(changes), term.role, level)

    def _coded(self, draft: Draft, below: Draft | None, tree: str) -> ReadRow:
        code, doubts = draft.code, list(draft.doubts)
        if code is None:
            code = self._code_by_name(draft, tree)
        level = None if code is None else labels.level_of_code(tree, code)
        if code is None or level is None:
            return self._unknown(draft)
        if level == 1:
            self.group = code
        changes: dict[str, object] = {tree: code}
        if (government := draft.labels.get("government_economic")) is not None:
            changes["government_economic"] = labels.government_economic_of(government, code, self.year)
        deeper = below is not None and (
            (below.code or "").startswith(code) and below.code != code
            if below.code
            else tree == "economic" and level == 1
        )
        role = Role.GROUP if deeper else Role.ITEM
        return ReadRow(row=made_row(draft, self.flow, self._at(changes), role, level), doubts=tuple(doubts))

    def _code_by_name(self, draft: Draft, tree: str) -> str | None:
        """The code of a row that prints its name only: a class, or what stands under the class above it."""
        if "government_economic" not in draft.labels:
            group = labels.code_of_name(tree, draft.label, self.year, level=1, under=None)
            if group is not None:
                return group
        return labels.code_of_name(tree, draft.label, self.year, level=2, under=self.group)

    def _with(self, draft: Draft, dimension: str, value: str | None) -> ReadRow:
        if value is None:
            return self._unknown(draft)
        row = made_row(draft, self.flow, self._at({dimension: value}), Role.ITEM, 1)
        return ReadRow(row=row, doubts=tuple(draft.doubts))

    def _unknown(self, draft: Draft) -> ReadRow:
        """A row whose label nobody knows keeps its amounts; that it stands at no coordinates is said as damage."""
        row = made_row(draft, self.flow, self._at({}), Role.ITEM, 1)
        note = f"不认识的行名“{draft.label or draft.code or ''}”，未能确定这一行是什么"
        doubt = Doubt(what="unknown_label", note=note, place=draft.place)
        return ReadRow(row=row, doubts=(*draft.doubts, doubt))

    def _at(self, changes: dict[str, object]) -> Coordinates:
        return msgspec.structs.replace(self.side.coordinates, **changes)
