"""Rows of income by fund, seen together: what one of them means depends on which others are printed."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from budgetbook.model.coordinates import Fund, Period, parent, without
from budgetbook.model.statement import Role, Row
from budgetbook.readers.meaning.drafts import Doubt
from budgetbook.readers.meaning.wording import LEFT_OVER, numbered


class ReadRow(msgspec.Struct, frozen=True, kw_only=True):
    """A row and what isn't sure about it. `said_period`: its words tell this year's money from what is carried over."""

    row: Row
    doubts: tuple[Doubt, ...] = ()
    said_period: bool = False


def seen_together(rows: Sequence[ReadRow]) -> list[ReadRow]:
    """`rows` of one side with what follows from each other: 其他资金 beside other funds of the unit, funds below the year's total, and
    whose money is this year's."""
    return _current_beside_carried_over(_doubted_below_total(_beside_its_parts(rows)))


def _beside_its_parts(rows: Sequence[ReadRow]) -> list[ReadRow]:
    """`rows`, where 其他资金 is not all of the unit's funds but the rest of them: others of them are numbered beside it (广东)."""
    beside = {read.row.coordinates.fund for read in rows if numbered(read.row.label) and any(read.row.amounts)}
    if not any(fund is not None and parent("fund", fund) == Fund.UNIT_FUNDS for fund in beside):
        return list(rows)
    return [
        _moved(read, fund=Fund.OTHER_INCOME)
        if read.row.coordinates.fund is Fund.UNIT_FUNDS and numbered(read.row.label)
        else read
        for read in rows
    ]


def _doubted_below_total(rows: Sequence[ReadRow]) -> list[ReadRow]:
    """`rows`; a fund printed below 本年收入合计 may or may not be in it."""
    found, totalled = [], False
    for read in rows:
        at = read.row.coordinates
        total = read.row.role is Role.TOTAL and read.said_period and at.period is Period.CURRENT
        if (
            totalled
            and at.fund is not None
            and not read.said_period
            and at.period is Period.CURRENT
            and any(read.row.amounts)
        ):
            note = f"“{read.row.label}”印在本年收入合计之后，是否算在其中不清楚"
            doubt = Doubt(what="unclear_group", note=note, place=read.row.place)
            read = msgspec.structs.replace(read, doubts=(*read.doubts, doubt))
        totalled = totalled or total
        found.append(read)
    return found


def _current_beside_carried_over(rows: Sequence[ReadRow]) -> list[ReadRow]:
    """Income is this year's alone where a row tells it from what is carried over (in words that nobody knows too); where none does, it
    may be both."""
    if any(read.said_period or LEFT_OVER.search(read.row.label) for read in rows):
        return list(rows)
    return [
        msgspec.structs.replace(
            read, row=msgspec.structs.replace(read.row, coordinates=without(read.row.coordinates, "period"))
        )
        for read in rows
    ]


def _moved(read: ReadRow, **changes: object) -> ReadRow:
    at = msgspec.structs.replace(read.row.coordinates, **changes)
    return msgspec.structs.replace(read, row=msgspec.structs.replace(read.row, coordinates=at))
