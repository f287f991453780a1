"""A form was filed at a time when the budget was compiled.

A date that doesn't exist, or lies before the second half of the year before the fiscal year, or after the fiscal year, is a warning: the
form is likely to be last year's. Filed in the fiscal year itself: one notice for all. Not 14 digits: a notice.
Source: 项目支出绩效目标表“填报日期”; 二上二下 (DOMAIN §1).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from budgetbook.checks.context import Context
from budgetbook.checks.parameter import MOST_PLACES, count
from budgetbook.checks.performance.forms import Form, forms, unread
from budgetbook.checks.performance.plain import plain
from budgetbook.checks.rule import Said, rule
from budgetbook.model.finding import Finding, Severity

_DIGITS = 14
_FIRST_MONTH = count("first_month", 6, "月", "上年几月起开始编制预算，早于它的怀疑是旧表")
_HINT = "请核对该表是否为本年度填报；沿用以前年度的，应重新填报。"


@rule(
    title="填报日期在预算编制期间",
    severity=Severity.WARNING,
    needs=("project_forms",),
    source="项目支出绩效目标表“填报日期”",
    hint=_HINT,
    parameters=(
        _FIRST_MONTH,
        MOST_PLACES,
    ),
)
def check(context: Context) -> Iterable[Said]:
    yield from unread(context)
    year = context.disclosure.fiscal_year
    late: list[Form] = []
    first_month = int(context.limit(_FIRST_MONTH))
    for form in forms(context):
        filed = plain(form.project.filed_at)
        if form.doubt or not filed or form.damaged.note("filed_at"):
            continue
        if not filed.isdigit() or len(filed) != _DIGITS:
            yield _finding(form, filed, f"不是 {_DIGITS} 位数字（年月日时分秒）", Severity.NOTICE)
            continue
        day = _day(filed)
        if day is None:
            yield _finding(form, filed, "不是存在的日期", Severity.WARNING)
        elif (day.year, day.month) < (year - 1, first_month):
            yield _finding(form, filed, f"早于 {year} 年度预算的编制时间，可能沿用了以前年度的表", Severity.WARNING)
        elif day.year > year:
            yield _finding(form, filed, f"晚于 {year} 年", Severity.WARNING)
        elif day.year == year:
            late.append(form)
    if late:
        yield Finding(
            rule="",
            severity=Severity.NOTICE,
            message=f"{len(late)} 份绩效目标表在 {year} 年才填报，预算编制应在上年完成",
            places=tuple(form.place(form.project.filed_at) for form in late[: int(context.limit(MOST_PLACES))]),
            hint="预算调整后重新填报的可以不改；否则请核对填报日期。",
        )


def _day(filed: str) -> datetime | None:
    try:
        return datetime.fromisoformat(f"{filed[:8]}T{filed[8:]}")
    except ValueError:
        return None


def _finding(form: Form, filed: str, wrong: str, severity: Severity) -> Finding:
    return Finding(
        rule="",
        severity=severity,
        message=f"{form.words}填报日期 {filed} {wrong}",
        places=(form.place(filed),),
        found=filed,
        hint=_HINT,
    )
