"""A form has indicators of quantity, cost, benefit and satisfaction.

A form without any indicator, or without one of these kinds, is a warning; without 质量 or 时效 a notice. Judged only where the levels of all
indicators of a side were read for certain.
Source: 财预〔2015〕88号 第十三条 (产出、效益、满意度指标); DOMAIN §7.
"""

from __future__ import annotations

from collections.abc import Iterable

from budgetbook.checks.context import Context
from budgetbook.checks.performance.forms import Form, Measure, forms, levels_of
from budgetbook.checks.rule import NotJudged, Said, rule
from budgetbook.model.finding import Finding, Severity

_NEEDED = {"数量": "数量指标", "成本": "成本指标", "效益": "效益指标", "满意": "满意度指标"}
_USUAL = {"质量": "质量指标", "时效": "时效指标"}
_HINT = "请补充缺少的指标；成本指标可写项目总成本或支出标准。"


@rule(
    title="绩效指标种类齐全",
    severity=Severity.WARNING,
    needs=("project_forms",),
    source="《中央部门预算绩效目标管理办法》（财预〔2015〕88号）第十三条",
    hint=_HINT,
)
def check(context: Context) -> Iterable[Said]:
    skipped = 0
    for form in forms(context):
        measures = form.measures
        # Those of the year come first, then those of the whole period.
        printed = {measures[0].side, measures[-1].side} if measures else set()
        sides = [side for side in form.complete if side in printed]
        if form.doubt or (measures and not sides) or len(form.complete) == 0:
            skipped += 1
            continue
        if not measures:
            if not _any_printed(form):
                yield _finding(form, ["绩效指标"], Severity.WARNING)
            continue
        levels = levels_of(measures if len(sides) == len(printed) else [one for one in measures if one.side in sides])
        if not levels:
            skipped += 1
            continue
        for kinds, severity in ((_NEEDED, Severity.WARNING), (_USUAL, Severity.NOTICE)):
            lacking = [
                words
                for kind, words in kinds.items()
                if not _is(kind, levels) and not any(_elsewhere(kind, one) for one in measures)
            ]
            if lacking:
                yield _finding(form, lacking, severity)
    if skipped:
        yield NotJudged(f"{skipped} 份绩效目标表的绩效指标识别有疑问，未检查种类")


def _any_printed(form: Form) -> bool:
    return bool(form.project.indicators.whole or form.project.indicators.annual)


def _is(kind: str, levels: str) -> bool:
    return kind in levels or (kind == "效益" and "可持续" in levels)


def _elsewhere(kind: str, measure: Measure) -> bool:
    """Whether the indicator is of that kind by what it says, wherever it stands: that is a matter of its place."""
    if kind == "成本":
        return measure.target.money and "效益" not in measure.kind
    return kind == "满意" and "满意" in measure.name


def _finding(form: Form, lacking: list[str], severity: Severity) -> Finding:
    return Finding(
        rule="",
        severity=severity,
        message=f"{form.words}没有{'、'.join(lacking)}",
        places=(form.place(),),
        expected="、".join(lacking),
        hint=_HINT,
    )
