"""No work is planned twice: two projects of a unit don't have the same quantity of the same thing.

Judged where the names of both projects and the indicator share a word of four characters and the target is the same number with a unit.
Source: DOMAIN §7; 预算法 §12 (讲求绩效).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from budgetbook.checks.context import Context
from budgetbook.checks.parameter import count
from budgetbook.checks.performance.forms import Form, Measure, forms, unread
from budgetbook.checks.rule import Said, rule
from budgetbook.codes import name_key
from budgetbook.model.finding import Finding, Severity

_SHARED = count("shared", 4, "字", "两个项目名称与指标名称连续相同几个字，才怀疑是同一工作", least=2)
_LEAST = count("least", 100, "", "指标值不小于多少才比较")
_HINT = "请核对两个项目是否重复安排；不重复的，请在指标中写清各自的范围。"


@rule(
    title="同一工作不在两个项目中重复安排",
    severity=Severity.WARNING,
    needs=("project_forms",),
    source="项目支出绩效目标表“数量指标”",
    hint=_HINT,
    parameters=(
        _SHARED,
        _LEAST,
    ),
)
def check(context: Context) -> Iterable[Said]:
    yield from unread(context, indicators=True)
    least, shared = context.limit(_LEAST), int(context.limit(_SHARED))
    same: dict[tuple[str, str, str], list[tuple[Form, Measure]]] = defaultdict(list)
    for form in forms(context):
        for measure in form.distinct:
            target = measure.target
            if (
                "数量" in measure.kind
                and target.number is not None
                and target.number >= least
                and not target.percent
                and target.unit
            ):
                same[form.project.unit or "", measure.name, f"{target.number}{target.unit}"].append((form, measure))
    for found in same.values():
        for index, (one, measure) in enumerate(found):
            for other, again in found[index + 1 :]:
                if one is not other and _share(one, other, measure.name, shared):
                    yield Finding(
                        rule="",
                        severity=Severity.WARNING,
                        message=f"{one.words}与{other.words}都有{measure.words}，可能重复安排",
                        places=(one.at(measure), other.at(again)),
                        found=again.target.text,
                        hint=_HINT,
                    )


def _share(one: Form, other: Form, name: str, shared: int) -> bool:
    """Whether both project names and the indicator have so many characters in a row in common."""
    left, right = name_key(one.project.name), name_key(other.project.name)
    if left == right:
        return False
    return any(
        name[start : start + shared] in left and name[start : start + shared] in right
        for start in range(len(name) - shared + 1)
    )
