"""No date in a form is one that the calendar doesn't have.

Source: DOMAIN §7.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from budgetbook.checks.context import Context
from budgetbook.checks.performance.dates import Impossible, misdated
from budgetbook.checks.performance.forms import Form, Text, forms, unread
from budgetbook.checks.rule import Said, rule
from budgetbook.model.finding import Finding, FindingPlace, Severity

_HINT = "请改为实际存在的日期。"


@rule(
    title="绩效目标表中的日期存在",
    severity=Severity.ERROR,
    needs=("project_forms",),
    source="公历",
    hint=_HINT,
)
def check(context: Context) -> Iterable[Said]:
    yield from unread(context)
    for form in forms(context):
        seen: set[str] = set()
        for label, date, place in _dates(form):
            if (day := date.text.rpartition("年")[2]) not in seen:
                seen.add(day)
                yield Finding(
                    rule="",
                    severity=Severity.ERROR,
                    message=f"{form.words}{label}中的日期“{date.text}”不存在{_why(date)}",
                    places=(place,),
                    found=date.text,
                    hint=_HINT,
                )


def _dates(form: Form) -> Iterator[tuple[str, Impossible, FindingPlace]]:
    """The dates of the form that don't exist, each with what it stands in."""
    for date, where in misdated(form):
        if isinstance(where, Text):
            yield where.label, date, form.place(where.label)
        else:
            yield where.words, date, form.at(where)


def _why(date: Impossible) -> str:
    return "" if date.last_day is None else f"，该月只有 {date.last_day} 天"
