"""A project's attribute fits its duration and its work: building, buying and last instalments don't go on for good.

An attribute that says one thing and a duration that says another are a warning (一次性项目 over three years). A project without end that builds,
buys or pays what is left of a finished contract is a notice.
Source: 项目支出绩效目标表“项目属性”“项目期”.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from budgetbook.checks.context import Context
from budgetbook.checks.parameter import count
from budgetbook.checks.performance.forms import Form, forms, unread
from budgetbook.checks.performance.plain import plain
from budgetbook.checks.rule import Said, rule
from budgetbook.model.finding import Finding, Severity

_FOR_GOOD = count("for_good", 50, "年", "项目期达到多少年，算长期项目")
_FINITE = re.compile(r"(?:工程|购置|搬迁|改造|建设|配套)(?:项目|经费|费|资金)?(?:[(（].{1,8}[)）])?$")
_ONGOING = re.compile(r"运维|维护|运行|保障|服务")
_FINISHED = re.compile(r"尾款|未支付\d[\d.,]*万?元|剩余资金|竣工决算|已完[成工]")
_HINT = "有明确完成时间的项目应填一次性项目或延续性项目，并写明项目期。"


@rule(
    title="项目属性与项目期、项目内容相符",
    severity=Severity.NOTICE,
    needs=("project_forms",),
    source="项目支出绩效目标表“项目属性”“项目期”",
    hint=_HINT,
    parameters=(_FOR_GOOD,),
)
def check(context: Context) -> Iterable[Said]:
    yield from unread(context)
    for form in forms(context):
        if form.doubt or form.damaged.note("attribute") or form.damaged.note("duration"):
            continue
        if found := _wrong(form, int(context.limit(_FOR_GOOD))):
            wrong, severity = found
            stated = f"{form.project.attribute or ''} {form.project.duration or ''}".strip()
            yield Finding(
                rule="",
                severity=severity,
                message=f"{form.words}项目属性为“{form.project.attribute}”，项目期为“{form.project.duration}”，{wrong}",
                places=(form.place(stated),),
                found=stated,
                hint=_HINT,
            )


def _wrong(form: Form, for_good: int) -> tuple[str, Severity] | None:
    attribute = plain(form.project.attribute)
    if not attribute or form.lasts is None or not plain(form.project.duration):
        return None
    if "一次性" in attribute and form.lasts != 1:
        return "一次性项目应在一年内结束", Severity.WARNING
    if "经常性" in attribute and form.lasts == 1:
        return "经常性项目不止一年", Severity.WARNING
    name = plain(form.project.name)
    if form.lasts >= for_good:
        if _FINITE.search(name) and not _ONGOING.search(name):
            return "从名称看不是长期项目", Severity.NOTICE
        if match := _FINISHED.search(form.text("summary")):
            return f"但概况中说“{match.group()}”，不是长期项目", Severity.NOTICE
    return None
