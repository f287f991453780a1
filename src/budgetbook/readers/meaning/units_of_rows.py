"""Whose the rows of a side are: units in a column or in rows of their own, and totals of one or of all of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

import msgspec

from budgetbook.forms.lexicon import key
from budgetbook.model.statement import Kind
from budgetbook.readers.meaning.drafts import Draft
from budgetbook.readers.meaning.made_rows import total_term

SUBTOTAL = "小计"


class Names(msgspec.Struct, frozen=True, kw_only=True):
    """Names of this document as `key`s. `owners`: whose statement it is; many places print the name where others print 合计."""

    owners: frozenset[str] = frozenset()
    units: frozenset[str] = frozenset()


class Units:
    """Goes down the rows with their reader. `at` is the unit of the rows from here on, by its dimension: nothing before any was named, None
    for all of them."""

    def __init__(self, kind: Kind, names: Names, drafts: Sequence[Draft]) -> None:
        self._kind, self._names, self._drafts = kind, names, drafts
        self.at: dict[str, object] = {}
        self._codes = frozenset(draft.unit_code for draft in drafts if draft.unit_code)
        # A unit prints its name in a row of its own, and its code in those of what it spends on.
        self._named = {draft.unit_code: draft.label for draft in drafts if draft.unit_code and not draft.code}
        words = [each.label or each.unit for each in drafts if not each.code]
        self._totals = Counter(key(word) for word in words if total_term(word, kind) is not None)
        self._totals_seen: Counter[str] = Counter()  # those below a unit
        self._all_totals = [each for each in drafts if total_term(each.label or each.unit, kind) is not None]
        self.totalled = bool(self._all_totals)
        self._called: dict[str, list[Draft]] = defaultdict(list)
        for each in drafts:
            self._called[key(each.unit or each.label)].append(each)

    def be(self, unit: str | None) -> None:
        """Let the rows from here on be those of `unit`; None for all."""
        self.at = {"unit": unit}

    def turn_to_code(self, draft: Draft) -> None:
        """Take the unit whose code stands beside a function that it spends on."""
        self.be(self._named.get(draft.unit_code) or (draft.label if self.is_one(draft.label) else None))

    def turn_to(self, draft: Draft) -> bool:
        """Take the unit that stands in a column of its own; returns whether that is everyone, as a total is."""
        below = any(code != draft.unit_code and code.startswith(draft.unit_code) for code in self._codes)
        owner = key(draft.unit) in self._names.owners and not self.totalled and not self.at.get("unit")
        if total_term(draft.unit, self._kind) is not None and not self.is_everyones(draft.unit):
            return False
        everyone = (bool(draft.unit_code) and below) or owner or total_term(draft.unit, self._kind) is not None
        self.be(None if everyone else draft.unit)
        return everyone

    def is_everyones(self, word: str) -> bool:
        """Whether a total below units, called `word`, is that of all of them: the only total, or the last after one for each unit."""
        if self.at.get("unit") is None:
            return True
        self._totals_seen[key(word)] += 1
        count = self._totals[key(word)]
        if key(word) == SUBTOTAL and len(self._totals) > 1:
            return False
        units = {key(other.unit) for other in self._drafts if other.unit and total_term(other.unit, self._kind) is None}
        return count == 1 or (self._totals_seen[key(word)] == count == len(units) + 1)

    def is_printed_total(self, draft: Draft) -> bool:
        """Whether a department stands above its units with their total, and once more among them with what is its own."""
        same = self._called.get(key(draft.unit), [])
        return (
            len(same) > 1
            and same[0] is draft
            and not draft.fund
            and total_term(draft.unit, self._kind) is None
            and any(other.amounts == draft.amounts for other in self._all_totals)
        )

    def is_one(self, label: str) -> bool:
        """Whether the document calls a unit so."""
        plain = key(label)
        return bool({plain, plain.removesuffix("(本级)"), f"{plain}(本级)"} & (self._names.units | self._names.owners))
