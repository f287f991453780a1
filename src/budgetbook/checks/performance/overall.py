"""The indicators of the entity's overall form, made ready as those of projects are."""

from __future__ import annotations

from budgetbook.checks.context import Context
from budgetbook.checks.performance.forms import Measure, measure_of
from budgetbook.checks.wording import placed
from budgetbook.model.finding import FindingPlace


def overall_measures(context: Context) -> list[Measure]:
    """The indicators of the overall form that were read for certain; none where there is no such form."""
    overall = context.disclosure.overall_performance
    if overall is None:
        return []
    return [
        measure_of("annual", indicator)
        for number, indicator in enumerate(overall.indicators)
        if not context.damaged.within("overall_performance", "indicators", number)
    ]


def overall_place(context: Context, measure: Measure) -> FindingPlace:
    """An indicator of the overall form as a finding's place."""
    overall = context.disclosure.overall_performance
    at = measure.indicator.place or (overall.place if overall else None)
    return placed(at, section="十", row="整体支出绩效目标申报表", text=f"{measure.name} {measure.target.text}".strip())
