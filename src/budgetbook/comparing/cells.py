"""The cells of a statement under keys that two documents share, whatever their form, their order of columns and their unit of money."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import NamedTuple

import msgspec

from budgetbook.codes import name_key
from budgetbook.comparing.damage import Doubts
from budgetbook.model.coordinates import ANYWHERE, DIMENSIONS, Coordinates
from budgetbook.model.disclosure import Disclosure
from budgetbook.model.facts import Fact
from budgetbook.model.money import ZERO
from budgetbook.model.statement import Role, Row, Statement

Key = tuple[object, ...]
Naming = Callable[[Coordinates], Coordinates]
"""Gives a row's unit and project the names that both documents are compared under."""

_FLOW, _YEAR, _PHASE = DIMENSIONS.index("flow"), DIMENSIONS.index("year"), DIMENSIONS.index("phase")
# Where all of a statement has one fund or one period, one form says so in its columns and another in its title only.
_IMPLIED = tuple(DIMENSIONS.index(name) for name in ("flow", "fund", "period", "nature", "institution", "unit"))


class Printed(NamedTuple):
    """A cell: its fact, its row and the label of its column, its amount in yuan (zero where blank), and one step of its last digit.

    What isn't `sound` keeps its place, so that the other document's cell isn't taken for one that this one lacks.
    """

    fact: Fact
    row: Row
    column: str
    yuan: Decimal
    step: Decimal
    sound: bool


class Side(msgspec.Struct):
    """A statement of one of the documents, its cells ready to be keyed. `doubtful` counts the cells in doubt."""

    disclosure: Disclosure
    number: int
    printed: list[Printed]
    keys: list[Key]
    doubtful: int

    @property
    def statement(self) -> Statement:
        """The statement itself."""
        return self.disclosure.statements[self.number]


def side_of(
    disclosure: Disclosure,
    number: int,
    facts: Sequence[Fact],
    doubts: Doubts,
    naming: Naming,
    *,
    every_year: bool,
) -> Side:
    """Statement `number` of `disclosure`; columns of other years and of changes only with `every_year`."""
    statement = disclosure.statements[number]
    finest = min((fact.step for fact in facts if fact.step is not None), default=statement.unit.yuan / 100)
    side = Side(disclosure, number, [], [], 0)
    doubted = doubts.touches("statements", number)
    for fact in facts:
        at = fact.coordinates
        if at.phase == "change_rate" or not (every_year or _own(disclosure, at)):
            continue
        sound = True
        if doubted and (
            doubts.touches("statements", number, "rows", fact.row, "amounts", fact.column)
            or doubts.covers("statements", number, "columns", fact.column)
        ):
            side.doubtful += 1
            sound = False
        row = statement.rows[fact.row]
        column = statement.columns[fact.column].label
        side.printed.append(Printed(fact, row, column, fact.yuan if fact.yuan is not None else ZERO, finest, sound))
        side.keys.append(_key(disclosure, naming(at), row))
    return side


def _own(disclosure: Disclosure, at: Coordinates) -> bool:
    return at.year in (None, disclosure.fiscal_year) and at.phase in (None, disclosure.phase.value)


def _key(disclosure: Disclosure, at: Coordinates, row: Row) -> Key:
    values: list[object] = list(msgspec.structs.astuple(at))
    if values[_FLOW] is None:
        values[_FLOW] = row.flow
    if at.year is not None:
        values[_YEAR] = at.year - disclosure.fiscal_year or None
    if at.phase == disclosure.phase.value:
        values[_PHASE] = None
    label = name_key(row.label) if row.coordinates == ANYWHERE and row.role is not Role.TOTAL else ""
    return (*values, label)


def aligned(old: Side, new: Side) -> tuple[dict[Key, Printed], dict[Key, Printed]]:
    """The cells of both under keys that mean the same: what each says of all its cells is left out, what repeats is told apart by label."""
    sides = [old, new]
    plain = [[list(key) for key in side.keys] for side in sides]
    for position in _IMPLIED:
        values = [{key[position] for key in keys} for keys in plain]
        if all(len(one) == 1 for one in values):
            for keys in plain:
                for key in keys:
                    key[position] = None
    repeated = {key for keys in plain for key, count in Counter(map(tuple, keys)).items() if count > 1}
    found: list[dict[Key, Printed]] = []
    for side, keys in zip(sides, plain, strict=True):
        under: dict[Key, Printed] = {}
        seen: Counter[Key] = Counter()
        for values_of, cell in zip(keys, side.printed, strict=True):
            at: Key = tuple(values_of)
            if at in repeated:
                at = (*at, name_key(cell.row.label))
            seen[at] += 1
            under[(*at, seen[at])] = cell
        found.append(under)
    return found[0], found[1]
