"""Projects of one unit can be told apart by their names.

Names may repeat, in law and in fact; so it is a notice.
Source: DOMAIN §4, a project's key.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from budgetbook.checks.context import Context
from budgetbook.checks.performance.matching import Project, projects
from budgetbook.checks.rule import Said, rule
from budgetbook.checks.wording import amount_words, finding_place, statement_name, unit_of
from budgetbook.model.finding import Finding, Severity
from budgetbook.model.statement import Kind

_HINT = "建议在项目名称中写明各自的用途，以便与绩效目标表一一对应。"


@rule(
    title="同一单位的项目不同名",
    severity=Severity.NOTICE,
    needs=(Kind.PROJECTS,),
    source="项目支出预算表（本年预算）",
    hint=_HINT,
)
def check(context: Context) -> Iterable[Said]:
    same: dict[tuple[str, str], list[Project]] = defaultdict(list)
    for project in projects(context):
        if project.key:
            same[project.unit, project.key].append(project)
    for some in same.values():
        if len(some) > 1:
            first = some[0]
            amounts = "、".join(amount_words(unit_of(context.disclosure, one.cell), one.cell.yuan) for one in some)
            yield Finding(
                rule="",
                severity=Severity.NOTICE,
                message=f"{statement_name(context.disclosure, first.cell.statement)}中{first.unit_name}有 {len(some)} 个项目都叫“{first.name}”（{amounts}）",
                places=tuple(finding_place(context.disclosure, one.cell) for one in some),
                found=first.name,
                hint=_HINT,
            )
