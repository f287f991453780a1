"""A unit's projects stand in its department's document, and what the department lists for the unit in the unit's own.

Source: 部门预算公开格式: 项目支出预算表 lists the projects of every unit.
"""

from __future__ import annotations

from collections.abc import Iterable

from budgetbook.checks.context import Context
from budgetbook.checks.rule import NotJudged, Said, rule
from budgetbook.checks.shelf.beside import Neighbour
from budgetbook.checks.shelf.projects import at_place, lists_projects, of_unit
from budgetbook.checks.wording import amount_words
from budgetbook.model.comparison import Change, ProjectChange
from budgetbook.model.finding import Finding, Severity
from budgetbook.model.money import MoneyUnit

_SOURCE = "部门预算公开格式：项目支出预算表列出各单位的全部项目"
_HINT = "请核对部门和单位的项目支出预算表，补列或改正名称。"
_WORDS = {
    Change.REMOVED: "只在单位的文件中有，部门的文件中没有",
    Change.ADDED: "只在部门的文件中有，单位自己的文件中没有",
}


@rule(
    title="单位的项目在部门与单位的文件中都有",
    severity=Severity.WARNING,
    needs=("units",),
    source=_SOURCE,
    hint=_HINT,
)
def check(context: Context) -> Iterable[Said]:
    for unit in context.shelf.units:
        if unit.listed_as is None:
            continue
        lacks = next((one for one in (context, unit.context) if not lists_projects(one)), None)
        if lacks is not None:
            yield NotJudged(f"{lacks.disclosure.entity.name}的文件中没有可用的项目支出预算表")
            continue
        for change in of_unit(unit):
            if change.change in _WORDS or change.change is Change.RENAMED:
                yield _finding(context, unit, change)


def _finding(context: Context, unit: Neighbour, change: ProjectChange) -> Finding:
    name = unit.context.disclosure.entity.name
    yuan = change.annual.new if change.annual.new is not None else change.annual.old
    amount = "" if yuan is None else f"（{amount_words(MoneyUnit.WAN, yuan)}）"
    if change.change is Change.RENAMED:
        message = f"{name}的项目：单位的文件中叫“{change.old_name}”，部门的文件中叫“{change.name}”{amount}：{'，'.join(change.evidence)}"
    else:
        message = f"{name}的项目“{change.name}”{amount}{_WORDS[change.change]}"
    places = [at_place(change.new_place, change.name, context.shelf.name)]
    places.append(at_place(change.old_place, change.old_name or change.name, unit.name))
    return Finding(
        rule="",
        severity=Severity.NOTICE if change.change is Change.RENAMED else Severity.WARNING,
        message=message,
        places=tuple(places),
        expected=change.old_name,
        found=change.name,
        hint=_HINT,
        source=_SOURCE,
    )
