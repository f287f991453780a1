"""A project's performance form is the same in the department's document and in the unit's own.

Source: 项目支出绩效目标表: one form, approved once (财预〔2015〕88号).
"""

from __future__ import annotations

from collections.abc import Iterable

from budgetbook.checks.context import Context
from budgetbook.checks.rule import Said, rule
from budgetbook.checks.shelf.projects import at_place, differences, of_unit
from budgetbook.model.comparison import Change
from budgetbook.model.finding import Finding, Severity

_SOURCE = "项目支出绩效目标表：一个项目只有一份批复的绩效目标（财预〔2015〕88号）"
_HINT = "请以批复的绩效目标表为准，统一两处公开的内容。"


@rule(
    title="同一项目的绩效目标表在部门与单位的文件中一致",
    severity=Severity.WARNING,
    needs=("units", "project_forms"),
    source=_SOURCE,
    hint=_HINT,
)
def check(context: Context) -> Iterable[Said]:
    for unit in context.shelf.units:
        if unit.listed_as is None or not unit.context.disclosure.projects:
            continue
        name = unit.context.disclosure.entity.name
        for change in of_unit(unit):
            said = list(differences(change, "单位", "部门", annual=False))
            if change.change in (Change.CHANGED, Change.RENAMED) and said:
                yield Finding(
                    rule="",
                    severity=Severity.WARNING,
                    message=f"{name}的绩效目标表“{change.name}”在部门与单位的文件中不同：{'；'.join(said)}",
                    places=(
                        at_place(change.new_place, change.name, context.shelf.name),
                        at_place(change.old_place, change.old_name or change.name, unit.name),
                    ),
                    hint=_HINT,
                    source=_SOURCE,
                )
