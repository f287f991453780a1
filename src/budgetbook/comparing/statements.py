"""Statement by statement: pairs of statements by kind, pairs of cells by coordinates, rows that differ with the biggest change first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from budgetbook.comparing.amounts import amounts, differ
from budgetbook.comparing.cells import Key, Naming, Printed, Side, aligned, side_of
from budgetbook.comparing.damage import Doubts
from budgetbook.comparing.names import likeness, pairs_of
from budgetbook.forms.lexicon import title_key
from budgetbook.model.comparison import Amounts, CellChange, Change, RowChange, StatementChange
from budgetbook.model.coordinates import Flow, items
from budgetbook.model.disclosure import Disclosure
from budgetbook.model.facts import Fact
from budgetbook.model.money import ZERO, MoneyUnit
from budgetbook.model.statement import Kind, Role

_LEAST_LIKE = 0.6
_SIDES = {Flow.INCOME: "收入", Flow.EXPENDITURE: "支出"}


Cells = Sequence[Fact]


class Compared(NamedTuple):
    """The statements with what differs, and how many cells took no part because the reader wasn't sure of them."""

    statements: tuple[StatementChange, ...]
    doubtful: int


class _Pair(NamedTuple):
    old: Printed | None
    new: Printed | None

    @property
    def one(self) -> Printed:
        """The new cell, or the old one where the new document has none."""
        found = self.new or self.old
        assert found is not None
        return found

    @property
    def sound(self) -> bool:
        return all(cell is None or cell.sound for cell in self)

    @property
    def differs(self) -> bool:
        if not self.sound:
            return False
        if self.old is None or self.new is None:
            return bool(self.one.yuan)
        return differ(self.old.yuan, self.new.yuan, self.old.step, self.new.step)

    def amounts(self, unit: MoneyUnit) -> Amounts:
        before, now = (cell.fact.yuan if cell is not None else None for cell in self)
        return amounts(before, now, unit)


def statements_compared(
    old: Disclosure, new: Disclosure, cells: tuple[Cells, Cells], *, naming: tuple[Naming, Naming], every_year: bool
) -> Compared:
    """Every statement of both documents in the new one's order, those that only the old one has at the end.

    `cells` are the facts of both.
    """
    sides = []
    for disclosure, printed, names in zip((old, new), cells, naming, strict=True):
        by_statement: dict[int, list[Fact]] = defaultdict(list)
        for fact in printed:
            by_statement[fact.statement].append(fact)
        doubts = Doubts(disclosure.damage)
        sides.append(
            [
                side_of(disclosure, number, by_statement[number], doubts, names, every_year=every_year)
                for number in range(len(disclosure.statements))
            ]
        )
    found = [_statement(before, after) for before, after in _paired(*sides)]
    return Compared(tuple(found), sum(side.doubtful for both in sides for side in both))


def _paired(old: list[Side], new: list[Side]) -> Iterator[tuple[Side | None, Side | None]]:
    """Statements of one kind: those of equal title and holder, then of like titles, then in order (never where the kind isn't known)."""
    left = list(old)
    partners: dict[int, Side] = {}
    tests = (
        lambda a, b: _title(a) == _title(b) and a.statement.holder == b.statement.holder,
        lambda a, b: _title(a) == _title(b),
        lambda a, b: likeness(pairs_of(_title(a)), pairs_of(_title(b))) >= _LEAST_LIKE,
        lambda a, b: a.statement.kind is not Kind.OTHER,
    )
    for test in tests:
        for after in new:
            if after.number in partners:
                continue
            match = next((one for one in left if one.statement.kind is after.statement.kind and test(one, after)), None)
            if match is not None:
                left.remove(match)
                partners[after.number] = match
    for after in new:
        yield partners.get(after.number), after
    for before in left:
        yield before, None


def _title(side: Side) -> str:
    return title_key(side.statement.title)


def _statement(old: Side | None, new: Side | None) -> StatementChange:
    one = new or old
    assert one is not None
    unit = one.statement.unit
    if old is None or new is None:
        change = Change.ADDED if old is None else Change.REMOVED
        pairs = [_Pair(None, cell) if old is None else _Pair(cell, None) for cell in one.printed]
    else:
        before, after = aligned(old, new)
        keys: Iterable[Key] = dict.fromkeys((*after, *before))
        pairs = [_Pair(before.get(key), after.get(key)) for key in keys]
        change = Change.CHANGED if any(pair.differs for pair in pairs) else Change.SAME
    return StatementChange(
        change=change,
        kind=one.statement.kind,
        title=one.statement.title,
        old_title=None if old is None else old.statement.title,
        unit=unit,
        compared=sum(pair.old is not None and pair.new is not None and pair.sound for pair in pairs),
        differing=sum(pair.differs for pair in pairs),
        rows=tuple(sorted(_rows(pairs, unit), key=_biggest_first)),
    )


def _rows(pairs: list[_Pair], unit: MoneyUnit) -> Iterator[RowChange]:
    """The rows that differ. A cell that only the old document has belongs to the new row of its old row's other cells, where there is one."""
    new_row_of: dict[int, int] = {}
    for pair in pairs:
        if pair.old is not None and pair.new is not None:
            new_row_of.setdefault(pair.old.fact.row, pair.new.fact.row)
    rows: dict[tuple[str, int], list[_Pair]] = defaultdict(list)
    for pair in pairs:
        if pair.new is not None:
            rows["new", pair.new.fact.row].append(pair)
        elif pair.old is not None:
            at = new_row_of.get(pair.old.fact.row)
            rows[("old", pair.old.fact.row) if at is None else ("new", at)].append(pair)
    for row in rows.values():
        differing = [pair for pair in row if pair.differs]
        if differing:
            yield _row(row, differing, unit)


def _row(row: list[_Pair], differing: list[_Pair], unit: MoneyUnit) -> RowChange:
    main = min(row, key=lambda pair: (len(items(pair.one.fact.coordinates)), pair.one.fact.column))
    if not main.differs and main.one.yuan == 0:
        main = differing[0]
    old = next((pair.old for pair in row if pair.old is not None), None)
    new = next((pair.new for pair in row if pair.new is not None), None)
    cell = new or old
    assert cell is not None
    label = "".join(cell.row.label.split())
    old_label = None if old is None else "".join(old.row.label.split())
    change = Change.ADDED if old is None else Change.REMOVED if new is None else Change.CHANGED
    return RowChange(
        change=change,
        code=cell.row.code,
        label=label,
        old_label=old_label if old_label != label else None,
        level=0 if cell.row.role is Role.TOTAL else cell.row.level,
        side=_SIDES.get(cell.row.flow) if cell.row.flow is not None else None,
        main_column=_column(main),
        main=main.amounts(unit),
        cells=tuple(
            CellChange(
                column=_column(pair),
                amounts=pair.amounts(unit),
                old_place=None if pair.old is None else pair.old.fact.place,
                new_place=None if pair.new is None else pair.new.fact.place,
            )
            for pair in differing
        ),
    )


def _column(pair: _Pair) -> str:
    return pair.one.column


def _biggest_first(row: RowChange) -> tuple[bool, object]:
    biggest = max((abs(cell.amounts.change) for cell in row.cells), default=ZERO)
    return row.level != 0, -max(abs(row.main.change), biggest)
