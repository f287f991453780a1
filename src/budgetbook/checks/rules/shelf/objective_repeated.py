"""The objective of the year is this year's own, not last year's again.

One notice for all projects; of projects that go on for good the objective may well stay.
Source: 项目支出绩效目标表“年度目标”; 财预〔2015〕88号: 指向明确, 细化量化.
"""

from __future__ import annotations

from collections.abc import Iterable

from budgetbook.checks.context import Context
from budgetbook.checks.rule import Said, rule
from budgetbook.checks.shelf.continued import continued, same_text
from budgetbook.checks.shelf.wording import in_file
from budgetbook.model.finding import Finding, Severity

_SOURCE = "项目支出绩效目标表“年度目标”；《中央部门预算绩效目标管理办法》（财预〔2015〕88号）"
_HINT = "请写明本年度要做到什么，与上年有何不同。"
_MOST_NAMED, _MOST_PLACES = 5, 12


@rule(
    title="年度目标没有照抄上年",
    severity=Severity.NOTICE,
    needs=("previous", "project_forms"),
    source=_SOURCE,
    hint=_HINT,
)
def check(context: Context) -> Iterable[Said]:
    same = [one for one in continued(context) if same_text(context, one, "objective.annual")]
    if same:
        names = "、".join(f"“{one.now.project.name}”" for one in same[:_MOST_NAMED])
        more = " 等" if len(same) > _MOST_NAMED else ""
        yield Finding(
            rule="",
            severity=Severity.NOTICE,
            message=f"{len(same)} 个项目的年度目标与上年一字不差：{names}{more}",
            places=tuple(
                place
                for one in same
                for place in (
                    in_file(one.now.place(), context.shelf.name),
                    in_file(one.last.place(), context.last_year.name),
                )
            )[:_MOST_PLACES],
            hint=_HINT,
            source=_SOURCE,
        )
