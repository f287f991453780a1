"""Every performance form belongs to a project of the projects statement (or of the one on money carried over).

Source: 项目支出预算表; DOMAIN §5, Forms.
"""

from __future__ import annotations

from collections.abc import Iterable

from budgetbook.checks.context import Context
from budgetbook.checks.performance.forms import Form
from budgetbook.checks.performance.matching import carried_over_projects, matching
from budgetbook.checks.rule import NotJudged, Said, rule
from budgetbook.checks.wording import amount_words, statement_name
from budgetbook.codes import name_key
from budgetbook.model.finding import Finding, Severity
from budgetbook.model.money import MoneyUnit
from budgetbook.model.statement import Kind

_HINT = "请核对项目名称；不属于本年预算的项目不应公开绩效目标表，属于的应列入项目支出预算表。"


@rule(
    title="绩效目标表的项目都在项目支出表中",
    severity=Severity.WARNING,
    needs=(Kind.PROJECTS, "project_forms"),
    source="项目支出预算表（本年预算）；项目支出绩效目标表“项目名称”",
    hint=_HINT,
)
def check(context: Context) -> Iterable[Said]:
    surplus = matching(context).surplus
    if surplus:
        context.whole(Kind.PROJECTS)
    carried = _carried_over(context)
    where = statement_name(context.disclosure, context.number(Kind.PROJECTS))
    for form in surplus:
        if form.doubt or form.damaged.note("name"):
            yield NotJudged(f"{form.words}：项目名称识别有疑问")
        elif name_key(form.project.name) not in carried:
            yield _finding(context, form, where)


def _carried_over(context: Context) -> set[str]:
    if context.missing(Kind.CARRIED_OVER_PROJECTS) is not None:
        return set()
    return {one.key for one in carried_over_projects(context)}


def _finding(context: Context, form: Form, where: str) -> Finding:
    amount = f"（年度资金 {amount_words(MoneyUnit.YUAN, form.annual)}）" if form.annual is not None else ""
    return Finding(
        rule="",
        # Other provinces list transfers in a statement of their own.
        severity=Severity.WARNING if context.disclosure.form else Severity.NOTICE,
        message=f"{form.words}{amount}的项目不在{where}中",
        places=(form.place(),),
        found=None if form.annual is None else str(form.annual),
        hint=_HINT,
    )
