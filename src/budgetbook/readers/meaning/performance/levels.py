"""Second-level labels that stand where conversion or a page break put them, not beside their indicators."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from budgetbook.forms.performance_terms import PerformanceTerms
from budgetbook.model.performance import Indicator, Indicators
from budgetbook.readers.meaning.performance.doubt import Doubt

_SIDES = ("whole", "annual")


def with_labels_from_below(indicators: Indicators, terms: PerformanceTerms) -> tuple[Indicators, tuple[Doubt, ...]]:
    """Indicators above the first label of their column get that label: a merged cell may be printed in its middle row."""
    doubts: list[Doubt] = []
    sides = {}
    for side in _SIDES:
        listed: tuple[Indicator, ...] = getattr(indicators, side)
        first = next((each.level2 for each in listed if each.level2 is not None), None)
        sides[side] = tuple(
            each
            if each.level2 is not None or first is None
            else msgspec.structs.replace(each, level1=terms.level1_of(first), level2=first)
            for each in listed
        )
        for index, each in enumerate(listed):
            if each.level2 is None and first is not None:
                note = f"“{each.name}”的二级指标没有印在其上方，按下方第一个理解"
                subject = f"/indicators/{side}/{index}/level2"
                doubts.append(Doubt(what="missing_label", note=note, subject=subject, place=each.place))
    return Indicators(whole=sides["whole"], annual=sides["annual"]), tuple(doubts)


def labels_at_odds(indicators: Indicators, terms: PerformanceTerms) -> Iterator[Doubt]:
    """An indicator that both columns print, with one target, under different labels: in one of them the label slipped.

    Only worth asking where cells were not merged (text): in a table with spans the document itself says so.
    """
    for side, other in (_SIDES, _SIDES[::-1]):
        twins: tuple[Indicator, ...] = getattr(indicators, other)
        for index, each in enumerate(getattr(indicators, side)):
            labels = [twin.level2 for twin in twins if _same(each, twin)]
            ranks = {terms.rank(label or "") for label in labels}
            if labels and terms.rank(each.level2 or "") not in ranks:
                note = f"“{each.name}”在两列中的二级指标不一致（{each.level2}、{labels[0]}），可能错行"
                subject = f"/indicators/{side}/{index}/level2"
                yield Doubt(what="shifted_label", note=note, subject=subject, place=each.place)


def _same(one: Indicator, other: Indicator) -> bool:
    """Whether two indicators are one in two columns; a narrow column may have cut the end of the name off."""
    shorter, longer = sorted((one.name, other.name), key=len)
    return one.target == other.target and (shorter == longer or (len(shorter) > 4 and longer.startswith(shorter)))
