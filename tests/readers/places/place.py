"""A made-up place: how its disclosures look, told in a few lines, and the document that follows, with what must be read from it.

A `.place` file has settings (`entity 江河局`; `called 甲 江河局机关` names a unit of the ledger), then statements. A statement begins with `= title ; kind ; coordinates` and goes on with
lines that begin with a word: `above` and `below` (lines around the table), `head` (cells parted by |; < and ^ continue the cell to the
left or above), `columns` (for each column `-` for words, else its coordinates in short; `||` parts two sides), and rows: `row`, or
`left`, `right`, `third` and `fourth` of ones with sides (`--` begins rows that stand level again), each `cells @ coordinates`. `inside` and `foot`
are rows across the whole table, above its head and below its body (`inside =` is the title; what stands behind | is in the last column). `of 乙`: the statement is this unit's own. `each function ...` makes
rows of what the ledger has, with {code}, {name}, {1}, {2}, {3} for the split code; `{numeral}、{name}` for classes.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import zip_longest
from pathlib import Path

import msgspec

from budgetbook.codes import Classification, function_classes, look_up
from budgetbook.model.coordinates import ANYWHERE, Coordinates, lies_at, merged
from budgetbook.model.money import MoneyUnit
from tests.readers.places.money import Line, coordinates, ledger, worth

_TREES = {
    "function": Classification.FUNCTION,
    "economic": Classification.ECONOMIC,
    "government_economic": Classification.GOVERNMENT_ECONOMIC,
}
_SIDES = ("left", "right", "third", "fourth")
_LEVELS: tuple[int, ...] = (3, 5, 7)
Cells = tuple[str, ...]


class Printed(msgspec.Struct, frozen=True):
    """A cell that must be read: the statement's kind, the label, coordinates and amount."""

    kind: str
    at: Coordinates
    amount: Decimal


class Table(msgspec.Struct, frozen=True, kw_only=True):
    """A statement as printed: `head` and `body` as cells, `<` and `^` for what a cell spans."""

    title: str
    kind: str
    unit: MoneyUnit
    above: tuple[str, ...]
    below: tuple[str, ...]
    title_inside: bool
    head: tuple[Cells, ...]
    body: tuple[Cells, ...]
    foot: tuple[str, ...]
    numbers: frozenset[int]
    printed: tuple[Printed, ...]

    @property
    def over(self) -> tuple[str, ...]:
        """The lines over the table, its title before the last one."""
        return self.above if self.title_inside else (*self.above[:-1], self.title, *self.above[-1:])


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """A made-up document and what it says."""

    name: str
    entity: str
    kind: str
    phase: str
    year: int
    cover: tuple[str, ...]
    words: tuple[str, ...]
    tables: tuple[Table, ...]

    @property
    def printed(self) -> tuple[Printed, ...]:
        """Every amount in order."""
        return tuple(cell for table in self.tables for cell in table.printed)


def places() -> tuple[Path, ...]:
    """The places there are."""
    return tuple(sorted(Path(__file__).parent.glob("*.place")))


def load(path: Path) -> Place:
    """The place that `path` tells of."""
    settings: dict[str, list[str]] = {}
    statements: list[list[tuple[str, str]]] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        word, _, rest = line.partition(" ")
        if word == "=":
            statements.append([])
        if statements:
            statements[-1].append((word, rest))
        else:
            settings.setdefault(word, []).append(rest)
    year = int(settings["year"][0])
    called = dict(line.split(" ", 1) for line in settings.get("called", []))
    lines = ledger(settings.get("ledger", ["budget"])[0])
    zero = settings.get("zero", [""])[0]
    return Place(
        name=path.stem,
        entity=settings["entity"][0],
        kind=settings["kind"][0],
        phase=settings.get("phase", ["budget"])[0],
        year=year,
        cover=tuple(settings.get("cover", [])),
        words=tuple(settings.get("words", [])),
        tables=tuple(
            _Statement(told, lines, year, settings.get("unit", ["万元"])[0], zero, called).table()
            for told in statements
        ),
    )


class _Side(msgspec.Struct):
    columns: list[str]
    rows: list[tuple[list[str], str] | None]


class _Statement:
    def __init__(
        self,
        told: list[tuple[str, str]],
        lines: tuple[Line, ...],
        year: int,
        unit: str,
        zero: str,
        called: dict[str, str],
    ) -> None:
        self.told, self.lines, self.year, self.zero, self.called = told, lines, year, zero, called
        if only := next((rest for word, rest in told if word == "of"), None):
            self.lines = tuple(line for line in lines if line.at.unit == only)
        title, self.kind, base = (part.strip() for part in told[0][1].split(";"))
        self.title, self.base = title, coordinates(base)
        self.unit = MoneyUnit(next((rest for word, rest in told if word == "unit"), unit))

    def table(self) -> Table:
        """The statement as printed, and what must be read from it."""
        columns = [part.strip() for part in self._one("columns").split("||")]
        sides = [_Side([column.strip() for column in part.split("|")], []) for part in columns]
        for word, rest in self.told:
            if word == "row":
                sides[0].rows.append(_row(rest))
            elif word in _SIDES:
                sides[_SIDES.index(word)].rows.append(_row(rest))
            elif word == "each":
                sides[0].rows += self._each(rest)
            elif word == "each-right":
                sides[1].rows += self._each(rest)
            elif word == "--":
                longest = max(len(side.rows) for side in sides)
                for side in sides:
                    side.rows += [None] * (longest - len(side.rows))
        body, printed = [], []
        for rows in zip_longest(*(side.rows for side in sides)):
            cells: list[str] = []
            for side, row in zip(sides, rows, strict=True):
                for text, found in self._cells(side, row):
                    cells.append(text)
                    if found:
                        printed.append((side, found))
            body.append(tuple(cells))
        ordered = [found for side in sides for of, found in printed if of is side]
        width = len(body[0]) if body else len(self._one("head").split("|"))
        inside, foot = (
            [self._across(rest, width) for each, rest in self.told if each == word] for word in ("inside", "foot")
        )
        numbers = frozenset(n for n, told in enumerate(t for side in sides for t in side.columns) if told != "-")
        return Table(
            title=self.title,
            kind=self.kind,
            unit=self.unit,
            above=tuple(rest for word, rest in self.told if word == "above"),
            below=tuple(rest for word, rest in self.told if word == "below"),
            title_inside=("inside", "=") in self.told,
            head=(*inside, *(tuple(rest.split("|")) for word, rest in self.told if word == "head")),
            body=(*body, *foot),
            foot=tuple(cells[0] for cells in foot),
            numbers=numbers,
            printed=tuple(ordered),
        )

    def _across(self, text: str, width: int) -> Cells:
        first, *last = (self.title if text == "=" else text).split("|")
        return (first, *["<"] * (width - 1 - len(last)), *last)

    def _one(self, word: str) -> str:
        return next(rest for each, rest in self.told if each == word)

    def _cells(self, side: _Side, row: tuple[list[str], str] | None) -> Iterator[tuple[str, Printed | None]]:
        texts = iter(row[0] if row else ())
        for column in side.columns:
            if column == "-":
                yield next(texts, ""), None
                continue
            if row is None or row[1] == "-":
                yield "", None
                continue
            at = merged(coordinates(row[1], self.base), coordinates(column))
            gone = {word[1:]: None for word in column.split() if word.startswith("-")}
            at = msgspec.structs.replace(at, **gone)
            value = worth(self.lines, at, self.year)
            value = value if at.phase == "change_rate" else value / self.unit.yuan
            text = f"{value:.2f}" if value else self.zero
            amount = Decimal(text) if text not in ("", "-", "—") else None
            if at.unit is not None:
                at = msgspec.structs.replace(at, unit=self.called.get(at.unit, at.unit))
            yield text, None if amount is None else Printed(self.kind, at, amount)

    def _each(self, rest: str) -> list[tuple[list[str], str] | None]:
        tree, _, pattern = rest.partition(" ")
        if tree == "classes":
            return [
                (pattern.format(numeral=each.numeral, name=each.name, code=each.code).split("|"), f"out f{each.code}")
                for each in function_classes(self.year)
            ]
        tree, _, unit = tree.partition(":")
        if tree == "unit":  # the finest functions of one unit
            tree, depth = "function", _LEVELS[-1:]
        else:
            depth = _LEVELS
        columns = [column for column in self._one("columns").split("|") if column.strip() != "-"]
        codes = sorted(
            {
                str(code)[:level]
                for line in self.lines
                if (code := getattr(line.at, tree))
                and any(self._shows(line, column) for column in columns)
                and unit in ("", line.at.unit)
                for level in depth
                if len(str(code)) >= level
            }
        )
        return [(self._named(tree, code, pattern), f"{tree[0]}{code}" + f" unit:{unit}" * bool(unit)) for code in codes]

    def _shows(self, line: Line, column: str) -> bool:
        at = merged(self.base, coordinates(column))
        at = msgspec.structs.replace(at, year=None, phase=None, flow=at.flow or line.at.flow)
        return lies_at(line.at, at)

    def _named(self, tree: str, code: str, pattern: str) -> list[str]:
        entry = look_up(_TREES[tree], code, self.year)
        assert entry is not None, code
        split = [code[:3], code[3:5], code[5:7]]
        return [
            cell.format(code=code, name=entry.name, c1=split[0], c2=split[1], c3=split[2])
            for cell in pattern.split("|")
        ]


def _row(rest: str) -> tuple[list[str], str]:
    cells, _, at = f" {rest}".partition(" @")
    return cells.strip().split("|"), at.strip() or "-"


__all__ = ["ANYWHERE", "Place", "Printed", "Table", "load", "places"]
