"""Every project of the projects statement has a performance form.

Where the words say that all targets are published (or say nothing of it), a missing form is a warning; where they say that only a part is,
a notice. One finding for each unit.
Source: 预算法实施条例 §6; DOMAIN §5, Forms.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from budgetbook.checks.context import Context
from budgetbook.checks.performance.disclosed import all_disclosed
from budgetbook.checks.performance.forms import forms
from budgetbook.checks.performance.matching import Project, matching
from budgetbook.checks.performance.plain import plain
from budgetbook.checks.rule import NotJudged, Said, rule
from budgetbook.checks.wording import finding_place, statement_name
from budgetbook.model.finding import Finding, Severity
from budgetbook.model.statement import Kind

_MOST_NAMED = 3
_LEAST_NAME = 2
_NAME = re.compile(r"[\u4e00-\u9fff]")
_HINT = "请补充公开这些项目的绩效目标表；按规定不公开的，请在情况说明第十部分说明。"


@rule(
    title="每个项目都有绩效目标表",
    severity=Severity.WARNING,
    needs=(Kind.PROJECTS, "project_forms"),
    source="预算公开要求“项目支出绩效目标表”；项目支出预算表（本年预算）",
    hint=_HINT,
)
def check(context: Context) -> Iterable[Said]:
    if any(form.doubt and not form.project.name for form in forms(context)):
        yield NotJudged("有的绩效目标表没有读到项目名称，无法判断哪些项目缺表")
        return
    by_unit: dict[str, list[Project]] = defaultdict(list)
    words = "".join(plain(one.text) for one in context.disclosure.narrative if one.section == "十")
    for project in matching(context).missing:
        if plain(project.name) in words:  # named among the stated exceptions
            continue
        if len(_NAME.findall(project.name)) < _LEAST_NAME:
            yield NotJudged("项目支出表的项目名称未能全部识别")
            return
        by_unit[project.unit_name].append(project)
    # Other provinces publish forms of chosen projects only.
    expected = context.disclosure.form is not None and all_disclosed(context) is not False
    for unit, missing in by_unit.items():
        names = "、".join(f"“{one.name}”" for one in missing[:_MOST_NAMED]) + (
            "等" if len(missing) > _MOST_NAMED else ""
        )
        where = statement_name(context.disclosure, missing[0].cell.statement)
        yield Finding(
            rule="",
            severity=Severity.WARNING if expected else Severity.NOTICE,
            message=f"{where}中{unit}有 {len(missing)} 个项目没有绩效目标表：{names}",
            places=tuple(finding_place(context.disclosure, one.cell) for one in missing),
            hint=_HINT,
        )
