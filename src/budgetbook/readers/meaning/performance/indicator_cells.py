"""One row of indicators → what each column of indicators (whole period, year) says in it.

Two ways, and the first that fits is taken: by the head's columns, when every cell stands where its kind belongs; else by order and
labels, for rows whose cells conversion shifted after a merged cell was dropped.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from budgetbook.forms.performance_terms import PerformanceTerms
from budgetbook.readers.meaning.performance.form_rows import FormCell, FormRow

WhatAndNote = tuple[str, str]
Segment = tuple[str | None, list[FormCell]]
_KINDS = ("level1", "level2", "name", "target", "comparison", "measure", "other")
ONE_LABEL: WhatAndNote = ("missing_label", "只印出另一列的二级指标，本列按同一指标理解")


class Part(msgspec.Struct, kw_only=True):
    """One column's share of a row: the second-level label printed (or reaching) there, and (name, target) pairs, mostly one.

    `doubt` says what is doubtful in this share alone.
    """

    level2: str | None = None
    pairs: list[tuple[str, str | None]] = []
    doubt: WhatAndNote | None = None


class RowReading(msgspec.Struct, kw_only=True):
    """A row as read: a part for each column of indicators, and what is doubtful in the whole row.

    `cut` says that the row ends with a label, what stood behind it being lost.
    """

    level1: str | None = None
    parts: tuple[Part, ...]
    cut: bool = False
    doubt: WhatAndNote | None = None


class Head(msgspec.Struct, frozen=True, kw_only=True):
    """Where the head puts each kind of cell: column → (kind, side), kinds as `_KINDS`, sides from 0."""

    columns: dict[int, tuple[str, int]]
    sides: int

    def column(self, kind: str, side: int) -> int | None:
        """The column of a kind of cell."""
        return next((column for column, at in self.columns.items() if at == (kind, side)), None)


def head_of(row: FormRow, terms: PerformanceTerms) -> Head | None:
    """The head that `row` is, if it is one: at least 三级指标 and 指标值."""
    columns: dict[int, tuple[str, int]] = {}
    seen: dict[str, int] = {}
    for cell in row.cells:
        kind = terms.heading(cell.text) or terms.listing_column(cell.text)
        if kind is None and "name" in seen and row.merged:
            kind = "other"  # 分值权重, 是否核心: no part of an indicator
        if kind in _KINDS:
            columns[cell.column] = (kind, seen.get(kind, 0) if kind != "other" else 0)
            seen[kind] = seen.get(kind, 0) + 1
    return Head(columns=columns, sides=seen["name"]) if {"name", "target"} <= seen.keys() else None


def by_columns(row: FormRow, head: Head, terms: PerformanceTerms) -> RowReading | None:
    """`row` by the head's columns; None where a cell stands where its kind doesn't belong."""
    parts = tuple(Part() for _ in range(head.sides))
    names: dict[int, str] = {}
    targets: dict[int, str] = {}
    beside: dict[tuple[str, int], str] = {}
    level1 = None
    first = min(head.columns)
    for cell in row.cells:
        kind, side = head.columns.get(cell.column, ("", 0))
        level = terms.is_level(cell.text)
        if side >= head.sides:  # a head with more columns of this kind than of names
            return None
        if kind == "level1" and (terms.is_level1(cell.text) or row.merged):
            level1 = cell.text
        elif kind == "level2" and (terms.is_level2(cell.text) or row.merged):
            parts[side].level2 = cell.text
        elif kind == "name" and (row.merged or not level):
            names[side] = cell.text
        elif kind == "target" and (row.merged or not level):
            targets[side] = cell.text
        elif kind in ("comparison", "measure"):
            beside[kind, side] = cell.text
        elif kind == "other":
            continue
        elif not (cell.column < first and terms.is_side(cell.text)):
            return None
    for column, (kind, side) in head.columns.items():
        above = row.from_above.get(column) if side < head.sides else None
        if above is not None and kind == "level2" and parts[side].level2 is None:
            parts[side].level2 = above
        elif above is not None and kind == "level1" and level1 is None:
            level1 = above
    for side, part in enumerate(parts):
        if side in names:
            target = targets.get(side)
            if target is not None:
                target = f"{beside.get(('comparison', side), '')}{target}{beside.get(('measure', side), '')}"
            part.pairs = [(names[side], target)]
            # In a table that knows spans a blank target is what the document prints, not what conversion lost.
            part.doubt = None if side in targets or row.merged else _no_target(names[side])
        elif side in targets:
            return None
    return RowReading(level1=level1, parts=parts)


def by_order(cells: Sequence[FormCell], sides: int, boundary: int | None, terms: PerformanceTerms) -> RowReading:
    """`cells` by order and labels. `boundary` is the column from which cells belonged to the second side in the last whole row."""
    level1, segments = _segments(cells, terms)
    reading = RowReading(level1=level1, parts=tuple(Part() for _ in range(sides)))
    filled = [segment for segment in segments if segment[1]]
    labels = [label for label, _ in segments if label is not None]
    if len(filled) >= sides:
        _share(reading, filled)
    elif filled:
        _one_segment(reading, segments, filled[0], boundary)
    elif labels:
        for side, part in enumerate(reading.parts):
            part.level2 = labels[min(side, len(labels) - 1)]
    if filled and max(len(labels), len(filled)) > sides:
        reading.doubt = ("extra_label", f"一行有 {len(labels)} 个二级指标，不能确定指标各属哪一个")
    elif filled and len(segments) > 1 and not segments[-1][1]:
        reading.cut = True
    return reading


def _segments(cells: Sequence[FormCell], terms: PerformanceTerms) -> tuple[str | None, list[Segment]]:
    """(level 1, [(level 2, texts under it)]): the row cut before each second-level label; texts before the first have no label."""
    level1 = None
    segments: list[Segment] = []
    for position, cell in enumerate(cells):
        following = cells[position + 1].text if position + 1 < len(cells) else ""
        # 成本指标 is of the first level where a second-level label of its own follows (national form).
        first = terms.is_level1(cell.text) and (
            not terms.is_level2(cell.text) or terms.level1_of(following) == terms.label(cell.text)
        )
        if first:
            level1 = cell.text
        elif terms.is_level2(cell.text):
            if not segments or segments[-1] != (cell.text, []):
                segments.append((cell.text, []))
        elif segments:
            segments[-1][1].append(cell)
        else:
            segments.append((None, [cell]))
    return level1, segments


def _share(reading: RowReading, filled: list[Segment]) -> None:
    """A segment for each side; more of them are repeated or moved cells."""
    for part, (label, texts) in zip(reading.parts, filled, strict=False):
        part.level2 = label
        part.pairs, part.doubt = _pairs([cell.text for cell in texts])
    given = next((part.level2 for part in reading.parts if part.level2 is not None), None)
    for part in reading.parts:
        if part.level2 is None and given is not None:
            part.level2, part.doubt = given, part.doubt or ONE_LABEL


def _one_segment(reading: RowReading, segments: list[Segment], filled: Segment, boundary: int | None) -> None:
    """All texts stand under one label or none: both sides' texts, or one side's."""
    label, texts = filled
    words, repeated = _without_repeats([cell.text for cell in texts], 2 * len(reading.parts))
    first, second = reading.parts
    first.level2 = second.level2 = label
    if len(words) >= 4 and len(words) % 4 == 0:
        half = len(words) // 2
        first.pairs, second.pairs = _pairs(words[:half])[0], _pairs(words[half:])[0]
        if half > 2:
            reading.doubt = ("extra_cell", "一行有几条指标，不能确定各属哪一列")
        elif label is not None:
            second.doubt = ONE_LABEL
    elif len(words) > 2:
        first.pairs, _ = _pairs(words[:2])
        second.pairs, second.doubt = _pairs(words[2:] if len(words) == 3 else words[-2:])
        if len(words) > 3:
            reading.doubt = ("extra_cell", f"一行多出单元格：{'、'.join(words)}")
    else:
        labels = [each for each, _ in segments if each is not None]
        if len(labels) == len(reading.parts):
            first.level2, second.level2 = labels
        part = reading.parts[_side_of(segments, texts, boundary)]
        part.pairs, part.doubt = _pairs(words)
    if repeated and reading.doubt is None:
        reading.doubt = ("repeated_cell", "同一单元格内容重复出现")


def _side_of(segments: list[Segment], texts: list[FormCell], boundary: int | None) -> int:
    """Which side a lone (name, target) belongs to: an empty label on the other side of it tells, else its column."""
    position = next(index for index, segment in enumerate(segments) if segment[1])
    if position == 0 and len(segments) > 1:
        return 0
    if position > 0 and segments[0][1] == [] and len(segments) == 2:
        return 1
    return int(boundary is not None and texts[0].column >= boundary)


def _pairs(words: list[str]) -> tuple[list[tuple[str, str | None]], WhatAndNote | None]:
    """(name, target) pairs of one side's words, and the doubt where they aren't just two."""
    words, repeated = _without_repeats(words, 2)
    if len(words) == 2:
        return [(words[0], words[1])], ("repeated_cell", f"“{words[0]}”重复出现") if repeated else None
    if len(words) == 1:
        return [(words[0], None)], _no_target(words[0])
    if len(words) == 3:
        # The cell of another row was printed in front of this one's name.
        return [(words[1], words[2])], ("extra_cell", f"多出“{words[0]}”")
    pairs = [(words[index], words[index + 1] if index + 1 < len(words) else None) for index in range(0, len(words), 2)]
    return pairs, ("extra_cell", f"一列多出单元格：{'、'.join(words)}")


def _no_target(name: str) -> WhatAndNote:
    return "missing_target", f"“{name}”没有指标值"


def _without_repeats(words: list[str], expected: int) -> tuple[list[str], bool]:
    """Words without neighbours that repeat, where there are more than the `expected` ones; else as they are."""
    kept = [word for at, word in enumerate(words) if at == 0 or words[at - 1] != word]
    return (kept, len(kept) < len(words)) if len(words) > expected and len(kept) >= 2 else (words, False)


def whole_boundary(cells: Sequence[FormCell], terms: PerformanceTerms) -> int | None:
    """The column where the second side begins in a row that holds both sides whole, else None."""
    texts = [cell for cell in cells if not terms.is_level(cell.text)]
    if len(texts) != 4:
        return None
    labels = [
        cell.column for cell in cells if terms.is_level2(cell.text) and texts[1].column < cell.column < texts[2].column
    ]
    return labels[0] if labels else texts[2].column
