"""Every statement of the form is there, and where the form isn't known those that every place publishes.

Only where most of them were found: a document may hold words alone, its tables being in another file, and what was not found in a shape nobody
prepared for is not missing (DOMAIN §8, §9). So a table that wasn't understood counts as whatever its title may mean.
Source: 预算法 §14, 实施条例 §6, and the province's form.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from budgetbook import forms
from budgetbook.checks.context import KIND_WORDS, Context
from budgetbook.checks.rule import NotJudged, Said, rule
from budgetbook.forms.form import fill
from budgetbook.model.disclosure import Phase
from budgetbook.model.finding import Finding, FindingPlace, Severity
from budgetbook.model.statement import Kind

# 《地方预决算公开操作规程》 lists these eight for every department; with each the words by which an unknown table may be it.
USUAL = {
    Kind.INCOME_EXPENDITURE: "收支",
    Kind.INCOME: "收入",
    Kind.EXPENDITURE: "支出",
    Kind.APPROPRIATION: "财政拨款",
    Kind.GENERAL_PUBLIC_EXPENDITURE: "一般公共预算",
    Kind.BASIC_EXPENDITURE: "基本支出",
    Kind.PUBLIC_COSTS: "三公",
    Kind.GOVERNMENT_FUND_EXPENDITURE: "政府性基金",
}
_MOST_MISSING = 2
_SOURCE = "《预算法》第十四条；《预算法实施条例》第六条；部门预算公开格式"
_HINT = "请补上缺少的表；没有数据的，公开空表并注明“本表无数据”。"


@rule(
    title="公开格式要求的报表齐全",
    severity=Severity.WARNING,
    needs=("statements",),
    source=_SOURCE,
    hint=_HINT,
)
def check(context: Context) -> Iterable[Said]:
    disclosure = context.disclosure
    if disclosure.form is None:
        yield from _usual(context)
        return
    form = forms.load(disclosure.form)
    printed = Counter(one.kind for one in disclosure.statements)
    missing = [one for one in form.statements if not printed[one.kind]]
    if len(missing) * 2 > len(form.statements) or printed[Kind.OTHER] or context.damaged.note("statements"):
        yield NotJudged("读到的报表太少或有报表未能辨认，无法判断是否齐全")
        return
    for one in missing:
        title = fill(one.title, year=disclosure.fiscal_year, kind=disclosure.entity.kind, entity=disclosure.entity.name)
        yield _finding(f"没有找到表{one.number}《{title}》", title)


def _usual(context: Context) -> Iterator[Said]:
    """Those that every place publishes, in a form that isn't known."""
    disclosure = context.disclosure
    printed = {one.kind for one in disclosure.statements}
    missing = [kind for kind in USUAL if kind not in printed]
    if disclosure.phase is not Phase.BUDGET or len(missing) > _MOST_MISSING or context.damaged.note("statements"):
        yield NotJudged("读到的报表太少或识别有疑问，无法判断是否齐全")
        return
    unknown = ["".join((one.title or "").split()) for one in disclosure.statements if one.kind is Kind.OTHER]
    for kind in missing:
        if not any(USUAL[kind] in title or not title for title in unknown):
            yield _finding(f"没有找到《{KIND_WORDS[kind]}》", KIND_WORDS[kind])


def _finding(message: str, title: str) -> Finding:
    return Finding(
        rule="",
        severity=Severity.WARNING,
        message=message,
        places=(FindingPlace(),),
        expected=title,
        hint=_HINT,
        source=_SOURCE,
    )
