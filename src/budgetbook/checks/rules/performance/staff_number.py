"""No indicator counts more staff in post than the overall form of the entity has.

Judged in a unit's disclosure, for indicators that name those in post (在岗, 在职) and count them by 人.
Source: 整体支出绩效目标申报表“实际在职人员数”; 项目支出绩效目标表“数量指标”.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from budgetbook.checks.context import Context
from budgetbook.checks.performance.forms import forms, unread
from budgetbook.checks.performance.plain import plain
from budgetbook.checks.rule import NotJudged, Said, rule
from budgetbook.checks.wording import placed
from budgetbook.model.disclosure import EntityKind
from budgetbook.model.finding import Finding, Severity

_IN_POST = re.compile(r"在[岗职编]")
_PEOPLE = re.compile(r"职工|人员|教师|干部")
_OTHERS = re.compile(r"外聘|聘用|临时|学生|学员|退休|次")
_ACTUAL = re.compile(r"实际在职|在职人员|实有人数|实有人员")
_COUNT = re.compile(r"(\d+)[人名个]?")
_HINT = "请核对在职人数；包括外聘等人员的，请在指标名称中写明。"


@rule(
    title="指标中的在职人数不超过整体表的在职人数",
    severity=Severity.WARNING,
    needs=("overall_performance", "project_forms"),
    source="整体支出绩效目标申报表；项目支出绩效目标表“数量指标”",
    hint=_HINT,
)
def check(context: Context) -> Iterable[Said]:
    yield from unread(context, indicators=True)
    overall = context.disclosure.overall_performance
    if overall is None or context.disclosure.entity.kind is not EntityKind.UNIT:
        yield NotJudged("部门的整体表不与单位项目的人数核对")
        return
    staff = [
        (label, count)
        for label, value in overall.staff
        if _ACTUAL.search(plain(label)) and (count := _COUNT.fullmatch(plain(value)))
    ]
    if len(staff) != 1:
        yield NotJudged("整体支出绩效目标申报表中没有实际在职人数")
        return
    label, count = staff[0]
    actual = Decimal(count[1])
    for form in forms(context):
        for measure in form.distinct:
            number = measure.target.number
            counted = (
                _IN_POST.search(measure.name) and _PEOPLE.search(measure.name) and not _OTHERS.search(measure.name)
            )
            if (
                counted
                and "数量" in measure.kind
                and number is not None
                and measure.target.unit in ("人", "名")
                and number > actual
            ):
                yield Finding(
                    rule="",
                    severity=Severity.WARNING,
                    message=f"{form.words}{measure.words}多于整体支出绩效目标申报表的{label} {actual} 人",
                    places=(
                        form.at(measure),
                        placed(overall.place, section="十", row="整体支出绩效目标申报表", text=label),
                    ),
                    expected=str(actual),
                    found=measure.target.text,
                    difference=number - actual,
                    hint=_HINT,
                )
