"""What a form says of the project was not copied from last year's where the money changed.

One notice for all projects: that the same words go with other money is a sign, no proof.
Source: 财预〔2015〕88号: objectives fit the budget (相应匹配).
"""

from __future__ import annotations

from collections.abc import Iterable

from budgetbook.checks.context import Context
from budgetbook.checks.performance.forms import TEXT_FIELDS
from budgetbook.checks.rule import Said, rule
from budgetbook.checks.shelf.continued import Continued, continued, same_text
from budgetbook.checks.shelf.wording import in_file
from budgetbook.model.finding import Finding, FindingPlace, Severity

_SOURCE = "《中央部门预算绩效目标管理办法》（财预〔2015〕88号）：绩效目标与资金规模相应匹配"
_HINT = "资金变了，工作内容通常也变了；请按本年的任务改写。"
_FIELDS = ("summary", "plan")
_MOST_NAMED, _MOST_PLACES = 5, 12


@rule(
    title="资金变了的项目，文字没有照抄上年",
    severity=Severity.NOTICE,
    needs=("previous", "project_forms"),
    source=_SOURCE,
    hint=_HINT,
)
def check(context: Context) -> Iterable[Said]:
    copied = [(one, fields) for one in continued(context) if _changed(one) and (fields := _copied(context, one))]
    if not copied:
        return
    names = "、".join(f"“{one.now.project.name}”" for one, _ in copied[:_MOST_NAMED])
    more = " 等" if len(copied) > _MOST_NAMED else ""
    fields = [name for name in _FIELDS if any(name in own for _, own in copied)]
    words = "、".join(TEXT_FIELDS[name] for name in fields)
    yield Finding(
        rule="",
        severity=Severity.NOTICE,
        message=f"{len(copied)} 个项目的年度资金与上年不同，{words}却与上年一字不差：{names}{more}",
        places=tuple(place for one, _ in copied for place in _places(context, one))[:_MOST_PLACES],
        hint=_HINT,
        source=_SOURCE,
    )


def _changed(one: Continued) -> bool:
    return one.now.annual is not None and one.last.annual is not None and one.now.annual != one.last.annual


def _copied(context: Context, one: Continued) -> list[str]:
    return [field for field in _FIELDS if same_text(context, one, field)]


def _places(context: Context, one: Continued) -> tuple[FindingPlace, FindingPlace]:
    return in_file(one.now.place(), context.shelf.name), in_file(one.last.place(), context.last_year.name)
