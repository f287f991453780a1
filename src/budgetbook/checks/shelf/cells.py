"""The cells of two documents under keys that mean the same in both, whatever is left open in one of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from weakref import ref

from budgetbook.checks.axes import POSITION, Key
from budgetbook.checks.cells import Cell, cell_without_data
from budgetbook.checks.context import Context
from budgetbook.checks.normal import Normal
from budgetbook.checks.without_data import TOTAL_OF, says_no_data
from budgetbook.model.coordinates import Coordinates, merged
from budgetbook.model.disclosure import Disclosure
from budgetbook.model.statement import Kind

UNIT, PROJECT, PERIOD = POSITION["unit"], POSITION["project"], POSITION["period"]


class Cells:
    """The sound cells of one document by key. Years and phases that are the document's own are left out of keys."""

    def __init__(self, context: Context, normal: Normal) -> None:
        self._context, self.normal = ref(context), normal
        self.by_key: dict[Key, list[Cell]] = defaultdict(list)
        self.key_of: dict[int, Key] = {}
        for key, cell in _keyed(context, normal):
            if cell.sound:
                self.by_key[key].append(cell)
                self.key_of[id(cell)] = key

    @property
    def context(self) -> Context:
        """The document with everything to look up in it. Whoever holds the cells holds it too."""
        context = self._context()
        assert context is not None
        return context

    @property
    def disclosure(self) -> Disclosure:
        """The document."""
        return self.context.disclosure

    def at(self, key: Key, kind: Kind | None = None) -> list[Cell]:
        """The cells at `key`, of statements of `kind` only where one is named."""
        statements = self.disclosure.statements
        return [cell for cell in self.by_key.get(key, ()) if kind is None or statements[cell.statement].kind is kind]


def common(*contexts: Context) -> tuple[Cells, ...]:
    """The cells of each document. NotJudged where one holds several sets of statements (see `Context.book`)."""
    normals = [context.book.normal for context in contexts]
    flow_apart = any(normal.flow_apart for normal in normals)
    periods_apart = any(normal.periods_apart for normal in normals)

    def cells(context: Context) -> Cells:
        own = context.book.normal
        normal = Normal(flow_apart, periods_apart, own.one_unit, own.year, own.phase)
        made: Cells | None = context.remembered.get((Cells, normal))  # a department is held against each of its units
        if made is None:
            made = context.remembered[Cells, normal] = Cells(context, normal)
        return made

    return tuple(cells(context) for context in contexts)


def _keyed(context: Context, normal: Normal) -> Iterator[tuple[Key, Cell]]:
    for number, cells in context.book.cells.items():
        statement = context.disclosure.statements[number]
        for cell in cells:
            if cell.row >= 0:
                row = statement.rows[cell.row]
                at = merged(row.coordinates, statement.columns[cell.column].coordinates)
                yield normal.key(at, two_sided=row.flow is not None), cell
        if says_no_data(statement):
            printed = {cell.key for cell in cells if cell.row >= 0}
            step = next((cell.half * 2 for cell in cells), statement.unit.yuan / 100)
            for at in TOTAL_OF.get(statement.kind, ()):
                if context.book.normal.key(at, two_sided=False) not in printed:
                    key = normal.key(at, two_sided=False)
                    yield key, cell_without_data(number, key, step)


def coordinates_of(disclosure: Disclosure, cell: Cell) -> Coordinates:
    """The coordinates printed for `cell`."""
    statement = disclosure.statements[cell.statement]
    return merged(statement.rows[cell.row].coordinates, statement.columns[cell.column].coordinates)


def agree(one: Cell, other: Cell) -> bool:
    """Whether two cells show one amount: equal, or within the rounding of the coarser where they are printed with other digits."""
    off = abs(one.yuan - other.yuan)
    return not off or (one.half != other.half and off <= max(one.half, other.half))
