"""Projects of different names have objectives of their own.

The same objective word for word in projects of different names is a warning, one that is nearly the same a notice (a warning from three
projects on). The same project in several units may say the same. Two projects of one amount with nearly the same objective and
summary are likely one project listed twice: a warning.
Source: 项目支出绩效目标表“总体目标”; 指向明确 (财预〔2015〕88号); DOMAIN §7.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from budgetbook.checks.context import Context
from budgetbook.checks.parameter import MOST_PLACES, alike, count
from budgetbook.checks.performance.forms import Form, forms, unread
from budgetbook.checks.performance.likeness import groups_alike, likeness, pairs_of
from budgetbook.checks.rule import Said, rule
from budgetbook.checks.wording import amount_words
from budgetbook.codes import name_key
from budgetbook.model.finding import Finding, Severity
from budgetbook.model.money import MoneyUnit

_LEAST = alike("0.9", "两个目标有多像，算几乎相同")
_TWICE = alike("0.8", "同单位、同金额的两个项目概况有多像，算同一项目", name="alike_summary")
_LEAST_LENGTH = count("shortest", 10, "字", "多长的目标才比较")
_DOZENS = count("many", 3, "个", "几个项目的目标几乎相同，作为警告", least=2)
_MOST_NAMED = 4
_MOST_QUOTED = 30
_HINT = "请为每个项目写它自己的目标；确为同一项目重复列报的，请合并。"


@rule(
    title="不同项目的绩效目标不雷同",
    severity=Severity.WARNING,
    needs=("project_forms",),
    source="项目支出绩效目标表“总体目标”；《中央部门预算绩效目标管理办法》（财预〔2015〕88号）",
    hint=_HINT,
    parameters=(
        _LEAST,
        _TWICE,
        _LEAST_LENGTH,
        _DOZENS,
        MOST_PLACES,
    ),
)
def check(context: Context) -> Iterable[Said]:
    yield from unread(context)
    shortest, alike_summary = context.limit(_LEAST_LENGTH), float(context.limit(_TWICE))
    told: list[tuple[Form, str]] = []
    for form in forms(context):
        objective = form.text("objective.annual") or form.text("objective.whole")
        if len(objective) >= shortest:
            told.append((form, objective.rstrip("。;；")))
    for group in groups_alike([text for _, text in told], float(context.limit(_LEAST))):
        yield from _judged(context, [told[index] for index in group], alike_summary)


def _judged(context: Context, group: list[tuple[Form, str]], alike_summary: float) -> Iterator[Finding]:
    names = {name_key(form.project.name) for form, _ in group}
    twice = _one_project_twice([form for form, _ in group], alike_summary)
    shortest = min(names, key=len)
    if all(shortest in name for name in names) and not twice:  # 遗属补助 and 某中心遗属补助
        return
    exact = len({text for _, text in group}) == 1
    many = len(names) >= context.limit(_DOZENS)
    listed = "、".join(f"“{form.project.name}”" for form, _ in group[:_MOST_NAMED]) + (
        "等" if len(group) > _MOST_NAMED else ""
    )
    quote = group[0][1][:_MOST_QUOTED] + ("…" if len(group[0][1]) > _MOST_QUOTED else "")
    if twice and group[0][0].annual is not None:
        amount = amount_words(MoneyUnit.YUAN, group[0][0].annual)
        wrong = f"金额同为 {amount}、内容几乎相同，可能是同一项目重复列报"
    else:
        wrong = f"的年度目标{'完全' if exact else '几乎'}相同：“{quote}”"
    yield Finding(
        rule="",
        severity=Severity.WARNING if exact or many or twice else Severity.NOTICE,
        message=f"{len(group)} 个项目{listed}{wrong}",
        places=tuple(form.place(text[:_MOST_QUOTED]) for form, text in group[: int(context.limit(MOST_PLACES))]),
        found=quote,
        hint=_HINT,
    )


def _one_project_twice(filed: list[Form], least: float) -> bool:
    """Whether these are two projects of one unit, one amount and nearly one summary."""
    one, other = filed[0], filed[-1]
    if len(filed) != 2 or one.annual is None or one.annual != other.annual or one.project.unit != other.project.unit:
        return False
    return likeness(pairs_of(one.text("summary")), pairs_of(other.text("summary"))) >= least
