"""Every statement of the form is there.

Only where the form is known and most of its statements were found: a document may hold words alone, its tables being in another file, and what
was not found in a shape nobody prepared for is not missing (DOMAIN §8, §9).
Source: 预算法 §14, 实施条例 §6, and the province's form.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from budgetbook import forms
from budgetbook.checks.context import Context
from budgetbook.checks.rule import NotJudged, Said, rule
from budgetbook.forms.form import fill
from budgetbook.model.finding import Finding, FindingPlace, Severity
from budgetbook.model.statement import Kind

_SOURCE = "《预算法》第十四条；《预算法实施条例》第六条；部门预算公开格式"
_HINT = "请补上缺少的表；没有数据的，公开空表并注明“本表无数据”。"


@rule(
    title="公开格式要求的报表齐全",
    severity=Severity.WARNING,
    needs=("statements",),
    source=_SOURCE,
    hint=_HINT,
    forms=("shanxi", "national"),
)
def check(context: Context) -> Iterable[Said]:
    disclosure = context.disclosure
    assert disclosure.form is not None
    form = forms.load(disclosure.form)
    printed = Counter(one.kind for one in disclosure.statements)
    missing = [one for one in form.statements if not printed[one.kind]]
    if len(missing) * 2 > len(form.statements) or printed[Kind.OTHER] or context.damaged.note("statements"):
        yield NotJudged("读到的报表太少或有报表未能辨认，无法判断是否齐全")
        return
    for one in missing:
        title = fill(one.title, year=disclosure.fiscal_year, kind=disclosure.entity.kind, entity=disclosure.entity.name)
        yield Finding(
            rule="",
            severity=Severity.WARNING,
            message=f"没有找到表{one.number}《{title}》",
            places=(FindingPlace(),),
            expected=title,
            hint=_HINT,
            source=_SOURCE,
        )
