"""Mentions held against the statements: which printed cells an amount in words may mean, and whether one of them agrees.

A sentence rarely names every coordinate. What it leaves open may have any of the usual values, and a cell anywhere in the statements that
carries the amount and contradicts no word of the mention is enough: only an amount that nothing printed can explain is held to be wrong.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

import msgspec

from budgetbook.checks.axes import POSITION, Key, moved
from budgetbook.checks.cells import Cell
from budgetbook.checks.index import Book
from budgetbook.checks.narrative.mentions import Mention
from budgetbook.checks.narrative.quantities import Quantity
from budgetbook.model.coordinates import DIMENSIONS, Flow, Fund, Period, ancestors
from budgetbook.model.disclosure import Disclosure
from budgetbook.model.statement import Kind

_OPEN = ("flow", "fund", "period", "nature")  # what a sentence leaves open; any other dimension it must say
_PERIOD = POSITION["period"]
_CURRENT = Period.CURRENT
_ALL_OR_CURRENT, _CURRENT_OR_ALL = (None, _CURRENT), (_CURRENT, None)
_FUNDS_OF_COSTS = (Fund.APPROPRIATION, None, Fund.GENERAL_PUBLIC)


class Match(msgspec.Struct, eq=False):
    """How a mention stands to the statements.

    `cells` are what it may mean, the likeliest first; `agreeing` the one that carries its amount (None where none does); `period` what that
    cell says of the period. `judged` tells that there is something to hold it against.
    """

    mention: Mention
    cells: tuple[Cell, ...] = ()
    agreeing: Cell | None = None
    derived: bool = False
    period: object = None

    @property
    def agrees(self) -> bool:
        """Whether something printed carries the amount."""
        return self.agreeing is not None or self.derived

    @property
    def contradicted(self) -> bool:
        """Whether cells say what it speaks of, and all of them say something else."""
        return bool(self.cells) and not self.agrees


class Matcher:
    """The statements of one disclosure, asked for the cells that a mention may mean."""

    def __init__(self, disclosure: Disclosure, book: Book) -> None:
        self.disclosure, self.book = disclosure, book
        self._matches: dict[Mention, Match] = {}

    def match(self, mention: Mention) -> Match:
        """How `mention` stands to the statements; without cells where it isn't understood or nothing is printed of it."""
        if mention not in self._matches:
            self._matches[mention] = self._match(mention)
        return self._matches[mention]

    def would_be(self, mention: Mention) -> tuple[Cell, ...]:
        """The cells that `mention` would mean if it named this year, or none."""
        if mention.phrase is None or not self._understood(mention, any_year=True):
            return ()
        wanted = self._wanted(mention)
        return tuple(cell for key in self._keys(wanted) for cell in self._printed(key, wanted) if cell.sound)

    def _match(self, mention: Mention) -> Match:
        if not self._understood(mention):
            return Match(mention)
        wanted = self._wanted(mention)
        cells = tuple(dict.fromkeys(cell for key in self._keys(wanted) for cell in self._printed(key, wanted)))
        sound = tuple(cell for cell in cells if cell.sound)
        agreeing = next((cell for cell in sound if agree(mention.quantity, cell)), None)
        if agreeing is None and sound:
            agreeing = self._elsewhere(mention)
        derived = agreeing is None and bool(sound) and self._both_periods(mention, wanted)
        period = agreeing.key[_PERIOD] if agreeing is not None else None
        return Match(mention, sound, agreeing, derived, period)

    def _understood(self, mention: Mention, *, any_year: bool = False) -> bool:
        phrase = mention.phrase
        if phrase is None or phrase.empty or phrase.topic is not None:
            return False
        if not any_year and phrase.year is not None and phrase.year != self.disclosure.fiscal_year:
            return False
        if phrase.says.get("flow") == Flow.CLOSING_BALANCE and not self.book.normal.flow_apart:
            return False
        if mention.parent is None:
            return phrase.sure or not mention.free
        return self._understood(mention.parent)

    def _wanted(self, mention: Mention) -> dict[str, object]:
        """What the mention says together with what it takes over from what it is part of."""
        assert mention.phrase is not None
        wanted = dict(mention.phrase.says)
        if mention.phrase.functions:
            wanted.setdefault("function", mention.phrase.functions)
        for above in mention.ancestors():
            assert above.phrase is not None
            for dimension in ("fund", "nature"):
                if dimension in above.phrase.says and "public_cost" not in wanted:
                    wanted.setdefault(dimension, above.phrase.says[dimension])
            if above.phrase.functions and "function" not in wanted:
                wanted["function"] = above.phrase.functions
            if "period" in above.phrase.says:
                wanted.setdefault("period", above.phrase.says["period"])
        parent = mention.parent
        if parent is not None and "period" not in wanted:
            period = self.match(parent).period
            if period is not None:
                wanted["period"] = period
        return wanted

    def _keys(self, wanted: dict[str, object]) -> list[Key]:
        """The keys of cells that have all that is `wanted`, the likeliest first."""
        normal = self.book.normal
        choices: dict[str, tuple[object, ...]] = {
            name: value if name == "function" and isinstance(value, tuple) else (value,)
            for name, value in wanted.items()
        }
        choices.setdefault("period", _ALL_OR_CURRENT)
        if not normal.flow_apart:
            choices["flow"] = (None,)
        elif wanted.get("flow") is None:
            choices["flow"] = ("income", "expenditure", None)
        if "public_cost" in wanted or "institution" in wanted:
            choices["fund"] = tuple(dict.fromkeys((wanted.get("fund"), *_FUNDS_OF_COSTS)))
            choices["period"] = _CURRENT_OR_ALL if "institution" in wanted else _ALL_OR_CURRENT
        if not normal.periods_apart:  # this year's money is all there is
            periods = (None if period == _CURRENT else period for period in choices["period"])
            choices["period"] = tuple(dict.fromkeys(periods))
        only: list[object] = [None] * len(DIMENSIONS)
        for name, values in choices.items():
            only[POSITION[name]] = values[0]
        keys: list[Key] = [tuple(only)]
        for name, values in choices.items():
            if len(values) > 1:
                at = POSITION[name]
                keys = [moved(key, at, value) for key in keys for value in values]
        return keys

    def _printed(self, key: Key, wanted: dict[str, object]) -> Sequence[Cell]:
        """The cells at `key`; those of the statements of public and operating costs only where such a cost is spoken of."""
        cells = self.book.by_key.get(key, ())
        if "public_cost" in wanted:
            cost = Kind.PUBLIC_COSTS
        elif "institution" in wanted:
            cost = Kind.OPERATING_COSTS
        else:
            return cells
        return [cell for cell in cells if self.disclosure.statements[cell.statement].kind is cost]

    def _elsewhere(self, mention: Mention) -> Cell | None:
        """A cell anywhere that carries the amount and contradicts nothing that the mention itself says."""
        assert mention.phrase is not None
        says, functions = mention.phrase.says, mention.phrase.functions
        for cell in self._near(mention.quantity):
            for name, value in zip(DIMENSIONS, cell.key, strict=True):
                if name == "function" and functions:
                    if value not in functions:
                        break
                elif (name == "flow" and not self.book.normal.flow_apart) or (
                    name == "period" and value is None and not self.book.normal.periods_apart
                ):
                    continue
                elif name in says:
                    if value is None or str(says[name]) not in ancestors(name, str(value)):
                        break
                elif value is not None and name not in _OPEN:
                    break
            else:
                return cell
        return None

    def _near(self, quantity: Quantity) -> Iterator[Cell]:
        """The cells that may carry an amount, exactly or rounded: those of one amount together, in the order of their first cells."""
        near: dict[Decimal, list[Cell]] = {}
        least, most = quantity.value - quantity.step, quantity.value + quantity.step
        for cells in self.book.cells.values():
            for cell in cells:
                if least <= cell.yuan <= most:
                    # A blank counts as zero where it stands, and carries nothing.
                    near.setdefault(cell.yuan, []).extend(() if cell.blank else (cell,))
        if quantity.step <= 100:
            yield from (cell for cell in near.get(quantity.value, ()) if cell.sound)
        for amount, cells in near.items():
            if amount != quantity.value:
                yield from (cell for cell in cells if cell.sound and agree(quantity, cell))

    def _both_periods(self, mention: Mention, wanted: dict[str, object]) -> bool:
        """Whether the year's and the carried-over money, printed apart, add up to the amount (or the amount is what is left of two)."""
        for key in self._keys({name: value for name, value in wanted.items() if name != "period"}):
            if key[_PERIOD] is not None:
                continue
            parts = [
                next(
                    (cell for cell in self.book.by_key.get(moved(key, _PERIOD, period), ()) if cell.sound),
                    None,
                )
                for period in (Period.CURRENT, Period.CARRIED_OVER)
            ]
            if parts[0] is not None and parts[1] is not None:
                total = parts[0].yuan + parts[1].yuan
                allowed = max(mention.quantity.step / 2, parts[0].half) + parts[1].half
                if abs(total - mention.quantity.value) <= allowed:
                    return True
        return False


def agree(quantity: Quantity, cell: Cell) -> bool:
    """Whether an amount in words is the cell's: equal, or equal once the finer of the two is rounded to the digits of the coarser."""
    if quantity.value == cell.yuan:
        return True
    step = cell.half * 2
    return quantity.step != step and abs(quantity.value - cell.yuan) <= max(quantity.step, step) / 2
