"""A project has one name in its form and in the projects statement.

Judged where exactly one form and one project of the same amount are left over and their names differ by a few characters.
Source: 项目支出绩效目标表“项目名称”; DOMAIN §4, a project's key.
"""

from __future__ import annotations

from collections.abc import Iterable

from budgetbook.checks.context import Context
from budgetbook.checks.performance.matching import matching
from budgetbook.checks.rule import Said, rule
from budgetbook.checks.wording import finding_place, statement_name
from budgetbook.model.finding import Finding, Severity
from budgetbook.model.statement import Kind

_HINT = "请以批复的项目名称为准，统一两处的名称。"


@rule(
    title="项目名称在两处一致",
    severity=Severity.WARNING,
    needs=(Kind.PROJECTS, "project_forms"),
    source="项目支出绩效目标表“项目名称”；项目支出预算表（本年预算）",
    hint=_HINT,
)
def check(context: Context) -> Iterable[Said]:
    for form, project in matching(context).renamed:
        where = statement_name(context.disclosure, project.cell.statement)
        yield Finding(
            rule="",
            severity=Severity.WARNING,
            message=f"{form.words}与{where}“{project.name}”金额相同、名称不同，应为同一项目",
            places=(form.place(form.project.name), finding_place(context.disclosure, project.cell)),
            expected=project.name,
            found=form.project.name,
            hint=_HINT,
        )
