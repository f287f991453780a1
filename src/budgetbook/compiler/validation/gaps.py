"""What a project still lacks: one thing is said with its own advice, several in one line that names them all.

A workbook begun from last year's document has every continuing project without money: told field by field, three lines for each would
hide what is really wrong.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from budgetbook.model.ledger import LedgerDefect


class Gap(msgspec.Struct, frozen=True, kw_only=True):
    """A field or part of a project that is not filled in: what it is called, and what is said where nothing else is missing."""

    name: str
    defect: LedgerDefect


def gap_defects(project: str, gaps: Iterable[Gap]) -> Iterator[LedgerDefect]:
    """The defect of the only gap of the project called `project`, or one defect for all, at the first of them."""
    found = list(gaps)
    if len(found) < 2:
        yield from (gap.defect for gap in found)
        return
    names = "、".join(gap.name for gap in found)
    yield LedgerDefect(
        place=found[0].defect.place,
        message=f"项目“{project}”还缺：{names}",
        advice="请补填；今年不再安排的项目，请删去整行和它的绩效指标",
    )
