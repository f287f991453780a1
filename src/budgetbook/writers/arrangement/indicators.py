"""Indicators in rows: levels merged downwards, the whole period and the year side by side."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

import msgspec

from budgetbook.model.performance import Indicator
from budgetbook.writers.layout import CellKind, TableCell

Key = tuple[str, str]


class Band(msgspec.Struct, frozen=True):
    """Rows of one level 2: its indicators in each half, top aligned."""

    key: Key
    halves: tuple[tuple[Indicator, ...], ...]

    @property
    def height(self) -> int:
        """Printed rows it takes."""
        return max(len(half) for half in self.halves)


def indicator_rows(
    halves: Sequence[Sequence[Indicator]], *, level1_column: int, half_columns: Sequence[int]
) -> list[tuple[TableCell, ...]]:
    """Rows of `halves` (one list of indicators each), printed from `half_columns` on: level 2, level 3, target.

    Level 1 stands once, at `level1_column`. The order within each half is kept. No indicators give one blank row.
    """
    bands = _bands(halves) or [Band(("", ""), tuple(() for _ in halves))]
    rows: list[list[TableCell]] = []
    for level1, group in groupby(bands, key=lambda band: band.key[0]):
        within = list(group)
        height = sum(max(band.height, 1) for band in within)
        first = len(rows)
        for band in within:
            rows += _band_rows(band, half_columns)
        rows[first].insert(0, _named(level1, level1_column, height))
    return [tuple(sorted(row, key=lambda cell: cell.column)) for row in rows]


def _band_rows(band: Band, half_columns: Sequence[int]) -> list[list[TableCell]]:
    height = max(band.height, 1)
    rows: list[list[TableCell]] = [[] for _ in range(height)]
    for half, column in zip(band.halves, half_columns, strict=True):
        rows[0].append(_named(band.key[1] if half else "", column, height))
        for at in range(height):
            indicator = half[at] if at < len(half) else None
            rows[at].append(_text(indicator.name if indicator else "", column + 1))
            rows[at].append(_text((indicator.target or "") if indicator else "", column + 2))
    return rows


def _bands(halves: Sequence[Sequence[Indicator]]) -> list[Band]:
    """Runs of one level 1 and 2, those of the halves beside each other where they are the same, in an order that fits all."""
    runs = [[(key, tuple(run)) for key, run in groupby(half, key=_key)] for half in halves]
    bands: list[Band] = []
    while any(runs):
        key = _next_key(runs)
        taken = []
        for run in runs:
            taken.append(run.pop(0)[1] if run and run[0][0] == key else ())
        bands.append(Band(key, tuple(taken)))
    return bands


def _next_key(runs: Sequence[Sequence[tuple[Key, tuple[Indicator, ...]]]]) -> Key:
    """The first key at the head of a half that no other half still has further down; else the first half's."""
    heads = [run[0][0] for run in runs if run]
    for head in heads:
        if not any(head in [key for key, _ in run[1:]] for run in runs if run and run[0][0] != head):
            return head
    return heads[0]


def _key(indicator: Indicator) -> Key:
    return indicator.level1 or "", indicator.level2 or ""


def _named(name: str, column: int, down: int) -> TableCell:
    return TableCell(column=column, text=name, kind=CellKind.FIELD, row_span=down)


def _text(words: str, column: int) -> TableCell:
    return TableCell(column=column, text=words, kind=CellKind.TEXT)
