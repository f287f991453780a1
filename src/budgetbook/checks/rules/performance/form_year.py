"""A form's year is the fiscal year of the disclosure.

One form among others that differs is an error. Where most forms differ, it may be the year of the disclosure that was not understood: a
warning on all of them.
Source: 项目支出绩效目标表“（…年度）”; DOMAIN §5, Forms.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from budgetbook.checks.context import Context
from budgetbook.checks.parameter import MOST_PLACES
from budgetbook.checks.performance.forms import Form, forms
from budgetbook.checks.rule import Said, rule
from budgetbook.model.finding import Finding, Severity

_HINT = "请把绩效目标表的年度改为预算年度，并检查表内是否沿用了上年的内容。"


@rule(
    title="绩效目标表的年度就是预算年度",
    severity=Severity.ERROR,
    needs=("project_forms",),
    source="项目支出绩效目标表表头年度",
    hint=_HINT,
    parameters=(MOST_PLACES,),
)
def check(context: Context) -> Iterable[Said]:
    expected = context.disclosure.fiscal_year
    others: dict[int, list[Form]] = defaultdict(list)
    dated = 0
    for form in forms(context):
        year = form.project.year
        if form.doubt or year is None or form.damaged.note("year"):
            continue
        dated += 1
        if year != expected:
            others[year].append(form)
    for year, some in others.items():
        few = len(some) * 2 <= dated
        for group in [[one] for one in some] if few else [some]:
            who = group[0].words if len(group) == 1 else f"{len(group)} 份绩效目标表"
            yield Finding(
                rule="",
                severity=Severity.ERROR if few else Severity.WARNING,
                message=f"{who}的年度是 {year} 年，本文件是 {expected} 年度预算",
                places=tuple(form.place(f"{year}年度") for form in group[: int(context.limit(MOST_PLACES))]),
                expected=str(expected),
                found=str(year),
                hint=_HINT,
            )
