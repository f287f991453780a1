"""A unit whose own document names this department is among the units that the department lists.

Source: 预算法 §8: a department's budget is made of the budgets of its units; 部门预算公开格式, 机构设置.
"""

from __future__ import annotations

from collections.abc import Iterable

from budgetbook.checks.context import Context
from budgetbook.checks.rule import Said, rule
from budgetbook.checks.shelf.wording import in_file
from budgetbook.checks.wording import form_place
from budgetbook.model.finding import Finding, FindingPlace, Severity

_HINT = "请核对部门的报表是否漏列该单位；单位已划出的，请单位改正主管部门名称。"


@rule(
    title="所属单位都列入部门的文件",
    severity=Severity.WARNING,
    needs=("units",),
    source="《预算法》第八条：部门预算由本部门及其所属各单位预算组成",
    hint=_HINT,
)
def check(context: Context) -> Iterable[Said]:
    for unit in context.shelf.units:
        if unit.listed_as is None:
            disclosure = unit.context.disclosure
            yield Finding(
                rule="",
                severity=Severity.WARNING,
                message=(
                    f"{disclosure.entity.name}的绩效目标表写明主管部门是“{context.disclosure.entity.name}”，"
                    "但部门的报表和绩效目标表中都没有这个单位"
                ),
                places=(
                    FindingPlace(file=context.shelf.name),
                    *(in_file(form_place(form), unit.name) for form in disclosure.projects[:1]),
                ),
                found=disclosure.entity.name,
                hint=_HINT,
            )
