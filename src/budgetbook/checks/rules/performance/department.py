"""All forms of one disclosure name the same department and code.

Judged where nearly all forms agree: the few others are findings.
Source: 项目支出绩效目标表“主管部门及代码”.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from budgetbook.checks.context import Context
from budgetbook.checks.parameter import count, ratio
from budgetbook.checks.performance.forms import Form, forms, unread
from budgetbook.checks.performance.plain import plain
from budgetbook.checks.rule import Said, rule
from budgetbook.model.finding import Finding, Severity

_NEARLY_ALL = ratio("most", "0.8", "多大比例的表相同，其余的才算不一致")
_LEAST = count("least_forms", 5, "份", "至少几份绩效目标表才比较", least=2)
_HINT = "请核对主管部门及代码；同一部门的项目应填同一个主管部门。"


@rule(
    title="各绩效目标表的主管部门一致",
    severity=Severity.WARNING,
    needs=("project_forms",),
    source="项目支出绩效目标表“主管部门及代码”",
    hint=_HINT,
    parameters=(
        _NEARLY_ALL,
        _LEAST,
    ),
)
def check(context: Context) -> Iterable[Said]:
    yield from unread(context)
    filed: dict[str, list[Form]] = defaultdict(list)
    for form in forms(context):
        doubtful = form.damaged.note("department_code") or form.damaged.note("department")
        if not form.doubt and form.project.department_code and not doubtful:
            filed[plain(form.project.department_code)].append(form)
    counts = Counter({code: len(some) for code, some in filed.items()})
    total = sum(counts.values())
    if total < context.limit(_LEAST) or len(counts) < 2:
        return
    usual, most = counts.most_common(1)[0]
    if most < total * context.limit(_NEARLY_ALL):
        return
    expected = _words(filed[usual][0])
    for code, some in filed.items():
        if code != usual:
            yield Finding(
                rule="",
                severity=Severity.WARNING,
                message=f"{len(some)} 份绩效目标表的主管部门为“{_words(some[0])}”，其余 {most} 份为“{expected}”",
                places=tuple(form.place(_words(form)) for form in some),
                expected=expected,
                found=_words(some[0]),
                hint=_HINT,
            )


def _words(form: Form) -> str:
    return f"{form.project.department_code}-{form.project.department or ''}".rstrip("-")
