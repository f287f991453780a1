"""What the words of this year's document say of last year, made ready to hold against last year's own document.

Only last year's budget is judged: where a sentence speaks of an outturn, final accounts or an adjusted budget, another figure is meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from budgetbook.checks.cells import Cell
from budgetbook.checks.context import Context
from budgetbook.checks.narrative.intervals import Interval, around, printed
from budgetbook.checks.narrative.matching import Match, Matcher, agree
from budgetbook.checks.narrative.mentions import Change, Mention, Telling
from budgetbook.checks.shelf.cells import Cells, common, coordinates_of
from budgetbook.model.coordinates import Flow

_NOT_THE_BUDGET = re.compile(
    r"执行数|预算执行|执行情况|决算|调整后?(?:的)?预算|预算调整数|调整数|实际(?:支出|完成|发生|执行)|完成数"
)


class Stated(NamedTuple):
    """A change that is said of `mention`: the cells of last year it may mean, and what this year's amount may be."""

    telling: Telling
    change: Change
    mention: Mention
    cells: tuple[Cell, ...]
    now: tuple[Interval, ...]


class LastYear:
    """Last year's statements, asked for what this year's words are about."""

    def __init__(self, context: Context) -> None:
        self.context, self.before = context, context.last_year.context
        self._matcher = self.before.matcher
        self._cells = common(context, self.before) if context.matcher_or_none is not None else None

    def stated(self) -> Iterator[Stated | None]:
        """Every change in words; None for one that can't be held against last year's document."""
        year = self.context.disclosure.fiscal_year
        for telling in self.context.tellings:
            for change in telling.changes:
                if change.base_year not in (None, year - 1) or not speaks_of_budget(telling, change.start, change.end):
                    continue
                owners = [owner for owner in change.owners if self._of(owner)]
                if not owners or owners[0] is not change.owners[0]:
                    yield None
                for owner in owners if owners[:1] == list(change.owners[:1]) else ():
                    yield Stated(telling, change, owner, self._of(owner), tuple(self._now(owner)))

    def amounts(self) -> Iterator[tuple[Telling, Match]]:
        """Amounts in words that name last year's budget, held against last year's statements."""
        for telling in self.context.tellings:
            for mention in telling.mentions:
                phrase = mention.phrase
                if phrase is None or phrase.year != self.before.disclosure.fiscal_year:
                    continue
                if speaks_of_budget(telling, mention.start, mention.end):
                    yield telling, self._matcher.match(mention)

    def _of(self, mention: Mention) -> tuple[Cell, ...]:
        """The cells of last year's document at the coordinates of `mention`: where this year's cell is known, at its coordinates only."""
        matcher = self.context.matcher_or_none
        if matcher is not None and self._cells is not None:
            match = matcher.match(mention)
            found = _at(self._cells, _meant(match))
            if found and mention.phrase is not None:
                # Income and expenditure at the same coordinates are equal; the words name one of them.
                flow = mention.phrase.says.get("flow") or (Flow.EXPENDITURE if "支出" in mention.words else None)
                return tuple(sorted(found, key=lambda cell: flow is not None and self._flow(cell) != flow))
        return self._matcher.would_be(mention)

    def _flow(self, cell: Cell) -> object:
        return coordinates_of(self.before.disclosure, cell).flow if cell.row >= 0 else None

    def _now(self, mention: Mention) -> Iterator[Interval]:
        yield printed(mention.quantity)
        matcher: Matcher | None = self.context.matcher_or_none
        if matcher is not None:
            yield from (around(cell.yuan, cell.half) for cell in matcher.match(mention).cells[:3])


def _meant(match: Match) -> tuple[Cell, ...]:
    """This year's cells that the amount may be: all that carry it, since without money carried over 收入合计 and 收入总计 are one."""
    if match.agreeing is None:
        return match.cells
    agreeing = (cell for cell in match.cells if agree(match.mention.quantity, cell))
    return tuple(dict.fromkeys((match.agreeing, *agreeing)))


def _at(cells: tuple[Cells, ...], ours: tuple[Cell, ...]) -> tuple[Cell, ...]:
    mine, theirs = cells
    statements, before = mine.disclosure.statements, theirs.disclosure.statements
    found: dict[Cell, None] = {}
    for cell in ours:
        key = mine.key_of.get(id(cell))
        if key is not None:
            kind = statements[cell.statement].kind
            here = theirs.at(key)
            found |= dict.fromkeys(sorted(here, key=lambda one: before[one.statement].kind is not kind))
    return tuple(found)


def speaks_of_budget(telling: Telling, start: int, end: int) -> bool:
    """Whether the sentence around `start` to `end` compares with a budget, not with what was spent."""
    text = telling.plain.text
    begin = max(text.rfind(mark, 0, start) for mark in "。；\n") + 1
    return _NOT_THE_BUDGET.search(text, begin, end) is None
