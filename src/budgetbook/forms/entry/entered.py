"""What was found on an entry sheet: rows of typed values that know their cells. The reader makes it, `assembly` uses it."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator

import msgspec

from budgetbook.forms.entry.records import Record, Value
from budgetbook.forms.entry.sheets import EntrySheet, Need, load_entry
from budgetbook.model.ledger import LedgerDefect
from budgetbook.model.place import Place

_BRACKETS = str.maketrans("（）【】", "()[]")


class EnteredRow(msgspec.Struct, frozen=True, kw_only=True):
    """A row that isn't empty: its number on the sheet, its values by column id, and the ids of cells that couldn't be read."""

    number: int
    values: Record
    broken: frozenset[str] = frozenset()


class EnteredSheet(msgspec.Struct, frozen=True, kw_only=True):
    """An entry sheet as found. `name` is what the officer calls it now."""

    entry: EntrySheet
    name: str
    rows: tuple[EnteredRow, ...] = ()

    def place(self, row: EnteredRow, column: str) -> Place:
        """The cell of `column` in `row`."""
        return Place(sheet=self.name, cell=f"{column_letter(self.entry.column_ids.index(column))}{row.number}")

    def complete_rows(self, mistakes: Mistakes, *, also: Iterable[str] = ()) -> Iterator[EnteredRow]:
        """The rows that have all they need; the others are reported. `also` are ids that needn't be filled here."""
        return (row for row, complete in self.reported_rows(mistakes, also=also) if complete)

    def reported_rows(self, mistakes: Mistakes, *, also: Iterable[str] = ()) -> Iterator[tuple[EnteredRow, bool]]:
        """Every row, and whether it has all it needs; what lacks is reported as in `complete_rows`."""
        needed = [column for column in self.entry.columns if column.need is Need.REQUIRED and column.id not in also]
        for row in self.rows:
            missing = [column for column in needed if row.values.get(column.id) is None and column.id not in row.broken]
            if missing:
                headers = "、".join(column.header.replace("\n", "") for column in missing)
                mistakes.add(
                    self.place(row, missing[0].id), f"本行还缺：{headers}", "请补填；如果这一行不要了，请清空整行"
                )
            yield row, not missing and not any(column.id in row.broken for column in needed)


class Mistakes:
    """Collects defects. The same one in many cells of a column is said once, with the cells counted."""

    def __init__(self) -> None:
        self._found: dict[tuple[str, str, str, str], list[Place]] = {}

    def add(self, place: Place, message: str, advice: str) -> None:
        """One more defect."""
        column = (place.cell or "").rstrip("0123456789")
        self._found.setdefault((place.sheet or "", column, message, advice), []).append(place)

    @property
    def found(self) -> list[LedgerDefect]:
        """Every defect, at the first cell that has it."""
        defects = []
        for (_, _, message, advice), places in self._found.items():
            cells = [place.cell or "" for place in places]
            said = f"{message}（本列共 {len(cells)} 处：{_listed(cells)}）" if len(cells) > 1 else message
            defects.append(LedgerDefect(place=places[0], message=said, advice=advice))
        return defects


_MOST_CELLS = 20


def _listed(cells: list[str]) -> str:
    return "、".join(cells[:_MOST_CELLS]) + (" 等" if len(cells) > _MOST_CELLS else "")


def column_letter(index: int) -> str:
    """The letters of the column at `index` from 0: 0 is A, 26 is AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def beside(place: Place, sheet: str, column: str) -> Place:
    """The cell of `column` in the row that `place` points into, on the entry sheet with the id `sheet`.

    A ledger record carries one place; a check that finds fault with another cell of its row points there. A place without a cell (a ledger
    that didn't come from a workbook) is given back as it is.
    """
    row = re.search(r"\d+$", place.cell or "")
    if row is None:
        return place
    letter = column_letter(load_entry().sheet(sheet).column_ids.index(column))
    return msgspec.structs.replace(place, cell=f"{letter}{row.group()}")


def same_words(text: str) -> str:
    """`text` as a key for comparing names: without blanks, brackets of one width."""
    return re.sub(r"\s+", "", text).translate(_BRACKETS)


def nearest(text: str, known: Iterable[str]) -> str:
    """`是不是“X”？` where one of `known` looks like `text`, else empty."""
    found = difflib.get_close_matches(text, list(known), n=1, cutoff=0.6)
    return f"是不是“{found[0]}”？" if found else ""


def as_text(value: Value) -> str | None:
    """A value that the reader made text, for the type checker."""
    assert value is None or isinstance(value, str)
    return value
