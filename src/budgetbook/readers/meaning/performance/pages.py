"""Forms that are printed over several pages, each with the form's whole head again → one form."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from budgetbook.forms.performance_terms import PerformanceTerms
from budgetbook.model.performance import Indicator, Indicators, ProjectPerformance
from budgetbook.readers.meaning.performance.doubt import Doubt
from budgetbook.readers.meaning.performance.levels import labels_at_odds, with_labels_from_below
from budgetbook.readers.meaning.performance.project import ReadForm


def joined_pages(forms: Sequence[ReadForm], terms: PerformanceTerms) -> tuple[ReadForm, ...]:
    """`forms` with each one that only goes on with the form before it joined to that form, then completed as a whole."""
    joined: list[ReadForm] = []
    for form in forms:
        if joined and _goes_on(joined[-1], form, terms):
            joined[-1] = _joined(joined[-1], form)
        else:
            joined.append(form)
    return tuple(_labelled(form, terms) for form in joined)


def _labelled(form: ReadForm, terms: PerformanceTerms) -> ReadForm:
    """`form` with labels found from below, and doubts where its two columns disagree about a label."""
    indicators, doubts = with_labels_from_below(form.performance.indicators, terms)
    performance = msgspec.structs.replace(form.performance, indicators=indicators)
    odd = () if form.merged else tuple(labels_at_odds(indicators, terms))
    return msgspec.structs.replace(form, performance=performance, doubts=form.doubts + doubts + odd)


def _goes_on(first: ReadForm, second: ReadForm, terms: PerformanceTerms) -> bool:
    """Same head, the first not signed, and the second's indicators come after the first's in the form's order.

    Project names repeat, within a unit too: two forms of one name are told from two pages of one form by their indicators beginning anew.
    """
    if first.signed or _head(first.performance) != _head(second.performance):
        return False
    begun, going_on = _ranks(first.performance, terms), _ranks(second.performance, terms)
    return not begun or not going_on or going_on[0] >= begun[-1]


def _head(form: ProjectPerformance) -> tuple[object, ...]:
    return (form.name, form.department, form.unit, form.attribute, form.duration, form.funding)


def _ranks(form: ProjectPerformance, terms: PerformanceTerms) -> list[int]:
    levels = [indicator.level2 for indicator in form.indicators.whole or form.indicators.annual]
    return [rank for level2 in levels if level2 is not None and (rank := terms.rank(level2)) is not None]


def _joined(first: ReadForm, second: ReadForm) -> ReadForm:
    before, after = first.performance, second.performance
    fields = {
        name: getattr(after, name)
        for name in ProjectPerformance.__struct_fields__
        if getattr(before, name) in (None, "")
    }
    whole = (*before.indicators.whole, *_carried(before.indicators.whole, after.indicators.whole))
    annual = (*before.indicators.annual, *_carried(before.indicators.annual, after.indicators.annual))
    moved = tuple(_moved(doubt, before.indicators) for doubt in second.doubts)
    performance = msgspec.structs.replace(before, **fields, indicators=Indicators(whole=whole, annual=annual))
    merged = first.merged and second.merged
    return ReadForm(performance=performance, doubts=first.doubts + moved, signed=second.signed, merged=merged)


def _carried(before: tuple[Indicator, ...], after: tuple[Indicator, ...]) -> tuple[Indicator, ...]:
    """`after` with the labels that a merged cell carries over the page."""
    if not before:
        return after
    last = before[-1]
    return tuple(
        msgspec.structs.replace(each, level1=last.level1, level2=last.level2) if each.level2 is None else each
        for each in after
    )


def _moved(doubt: Doubt, before: Indicators) -> Doubt:
    """`doubt` with its indicator counted from the first page on."""
    for side, count in (("whole", len(before.whole)), ("annual", len(before.annual))):
        start = f"/indicators/{side}/"
        if doubt.subject.startswith(start):
            return msgspec.structs.replace(doubt, subject=f"{start}{int(doubt.subject.removeprefix(start)) + count}")
    return doubt
