"""Lines between two rulings, which are a row of a table where nothing stands there twice."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise

from budgetbook.readers.pdf.alignment.pieces import TableLine
from budgetbook.readers.pdf.rulings import Segment

LONG_RULING = 100.0  # points


def banded(lines: Sequence[TableLine], across: Sequence[Segment]) -> list[list[TableLine]]:
    """`lines` in groups that lie between the same two rulings, unless amounts stand there one under the other."""
    edges = sorted({one.at for one in across if one.end - one.start > LONG_RULING})
    bands: list[list[TableLine]] = []
    last = -1
    for line in lines:
        number = bisect_right(edges, (line.top + line.bottom) / 2)
        if number == last and 0 < number < len(edges):
            bands[-1].append(line)
        else:
            bands.append([line])
        last = number
    return [part for band in bands for part in ([[one] for one in band] if _amounts_below_each_other(band) else [band])]


def whole_band(band: Sequence[TableLine]) -> TableLine:
    """The lines of a band as one."""
    if len(band) == 1:
        return band[0]
    pieces = sorted(piece for line in band for piece in line.pieces)
    return TableLine(band[0].top, max(line.bottom for line in band), max(line.size for line in band), pieces)


def _amounts_below_each_other(band: Sequence[TableLine]) -> bool:
    if len(band) == 1:
        return False
    amounts = sorted(piece for line in band for piece in line.pieces if piece.is_amount)
    return any(before.right > after.left for before, after in pairwise(amounts))
