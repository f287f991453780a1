"""Grade the quality of a project's performance targets, with reasons, against the usual standard.

Each aspect starts with 25 points and loses some for every reason. The weights are this program's; the aspects are those of
《中央部门预算绩效目标管理办法》（财预〔2015〕88号）第十二条.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from budgetbook.checks.damaged import SOUND, Damaged
from budgetbook.checks.performance.costs import costs, wrong_unit
from budgetbook.checks.performance.dates import misdated, past
from budgetbook.checks.performance.direction import misdirections
from budgetbook.checks.performance.forms import OBJECTIVES, TEXT_FIELDS, Form, Measure, levels_of, prepared
from budgetbook.checks.performance.measurable import out_of_reach, vague
from budgetbook.checks.performance.naming import only_names
from budgetbook.checks.performance.plain import plain
from budgetbook.checks.performance.settled import pays_a_part
from budgetbook.codes import name_key
from budgetbook.model.finding import Severity
from budgetbook.model.grading import Aspect, AspectGrade, Grade, Level
from budgetbook.model.performance import ProjectPerformance

_POINTS = 25
_LEVELS = ((90, Level.EXCELLENT), (80, Level.GOOD), (60, Level.FAIR), (0, Level.POOR))
_SHORT_OBJECTIVE = 15
_KINDS = {"数量": "数量指标", "质量": "质量指标", "时效": "时效指标", "成本": "成本指标", "满意": "满意度指标"}
_MOST_NAMED = 3


class _Reason(NamedTuple):
    points: int
    words: str


def grade(project: ProjectPerformance, *, fiscal_year: int | None = None, damaged: Damaged = SOUND) -> Grade:
    """The grade of `project`. `fiscal_year` (else the form's own year) tells dates that are over; `damaged` as in `prepared`."""
    return graded(prepared(project, damaged), fiscal_year or project.year)


def graded(form: Form, year: int | None) -> Grade:
    """The grade of a form made ready before."""
    aspects = (
        _aspect(Aspect.CLEAR, _clear(form)),
        _aspect(Aspect.MEASURABLE, _measurable(form)),
        _aspect(Aspect.FEASIBLE, _feasible(form, year)),
        _aspect(Aspect.MATCHING, _matching(form)),
    )
    points = sum([aspect.points for aspect in aspects])
    level = next(level for least, level in _LEVELS if points >= least)
    return Grade(
        project=form.project.name,
        unit=form.project.unit,
        points=points,
        level=level,
        aspects=aspects,
        judged=not form.doubt and bool(form.complete),
    )


def _aspect(aspect: Aspect, reasons: Iterator[_Reason]) -> AspectGrade:
    left, words = _POINTS, []
    for reason in reasons:
        left -= reason.points
        words.append(reason.words)
    return AspectGrade(aspect=aspect, points=max(0, left), reasons=tuple(words))


def _clear(form: Form) -> Iterator[_Reason]:
    objective = form.text("objective.annual") or form.text("objective.whole")
    name = name_key(plain(form.project.name))
    if not objective:
        yield _Reason(15, "没有填写总体目标")
    elif only_names(objective.rstrip("。"), name):
        yield _Reason(15, "总体目标只写了项目名称")
    elif len(objective) < _SHORT_OBJECTIVE:
        yield _Reason(5, "总体目标过于笼统")
    if form.several_years and objective and objective == form.text("objective.whole"):
        yield _Reason(5, f"{OBJECTIVES['annual']}照搬{OBJECTIVES['whole']}")
    empty = [label for field, label in TEXT_FIELDS.items() if not (getattr(form.project, field) or "").strip()]
    if empty:
        yield _Reason(min(3 * len(empty), 10), f"没有填写{'、'.join(empty)}")


def _measurable(form: Form) -> Iterator[_Reason]:
    measures = form.distinct
    if not measures:
        yield _Reason(_POINTS, "没有绩效指标")
        return
    for severity, points in ((Severity.WARNING, 8), (Severity.NOTICE, 3)):
        some = [one for one, bad in vague(form) if bad is severity]
        if some:
            yield _Reason(min(points * len(some), 15), f"{_listed(some)}没有可以核对的数")
    timely = [one for one in measures if "时效" in one.kind]
    if timely and all(one.target.number is None and "及时" in one.target.text for one in timely):
        yield _Reason(4, "时效指标只写“及时”，没有时间")
    outputs = [one.target.number is not None for one in measures if one.levels.output]
    if (numbered := sum(outputs)) * 2 < len(outputs):
        yield _Reason(6, f"产出指标 {len(outputs)} 项中只有 {numbered} 项有数")


def _feasible(form: Form, year: int | None) -> Iterator[_Reason]:
    for found, points, words in (
        (
            [one for one, wrong in misdirections(form) if wrong.severity is Severity.WARNING],
            8,
            "上下限方向不合理",
        ),
        ([one for one, _ in out_of_reach(form)], 6, "无法达到"),
        ([] if year is None else past(form, year), 10, "早于预算年度"),
    ):
        if found:
            yield _Reason(min(points * len(found), 20), f"{_listed(found)}{words}")
    if wrong := misdated(form):
        yield _Reason(8, f"日期“{wrong[0].date.text}”不存在")


def _matching(form: Form) -> Iterator[_Reason]:
    measures = form.distinct
    if form.complete and (levels := levels_of(measures)):
        lacking = [words for kind, words in _KINDS.items() if kind not in levels]
        if "效益" not in levels and "可持续" not in levels:
            lacking.append("效益指标")
        if lacking:
            yield _Reason(min(6 * len(lacking), 18), f"没有{'、'.join(lacking)}")
    limits = costs(form)
    if any(wrong_unit(form, one) for one in limits):
        yield _Reason(15, "成本指标的金额单位与预算不符")
    elif form.annual is not None and not form.several_years:
        above = [
            one for one in limits if one.target.yuan is not None and one.target.yuan - one.target.half > form.annual
        ]
        if above and not pays_a_part(form):
            yield _Reason(10, f"{_listed(above)}高于年度资金")


def _listed(measures: list[Measure]) -> str:
    return "、".join(one.words for one in measures[:_MOST_NAMED]) + ("等" if len(measures) > _MOST_NAMED else "")
