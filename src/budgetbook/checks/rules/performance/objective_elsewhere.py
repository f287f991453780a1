"""What an objective says is to be bought appears elsewhere in the form: else it is left from another project.

A notice: judged by words, since the summary may name the same thing otherwise. Only things named in four characters or more, whose last
two (what kind of thing it is: 家具, 设备) stand in no other text, name or indicator.
Source: 项目支出绩效目标表“总体目标”; 相应匹配 (财预〔2015〕88号 第十二条).
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from budgetbook.checks.context import Context
from budgetbook.checks.performance.forms import Form, forms, unread
from budgetbook.checks.performance.plain import plain
from budgetbook.checks.rule import Said, rule
from budgetbook.model.finding import Finding, Severity

_BOUGHT = re.compile(r"(?:购置|采购|购买)(?P<thing>[\u4e00-\u9fff]{4,12}?)(?:项目|工作|等)?(?=[,，。;；、]|$)")
_HEAD = 2
_HINT = "请核对总体目标是否沿用了其他项目或上年的内容。"


@rule(
    title="总体目标与项目内容相符",
    severity=Severity.NOTICE,
    needs=("project_forms",),
    source="《中央部门预算绩效目标管理办法》（财预〔2015〕88号）第十二条（相应匹配）",
    hint=_HINT,
)
def check(context: Context) -> Iterable[Said]:
    yield from unread(context, indicators=True)
    for form in forms(context):
        objective = form.text("objective.annual")
        bought = list(_BOUGHT.finditer(objective))
        rest = _rest(form) if bought else ""
        for match in bought:
            if rest and match["thing"][-_HEAD:] not in rest:
                yield Finding(
                    rule="",
                    severity=Severity.NOTICE,
                    message=f"{form.words}年度目标写“{match.group()}”，项目概况、实施计划和绩效指标中都没有这项内容",
                    places=(form.place(match.group()),),
                    found=match.group(),
                    hint=_HINT,
                )


def _rest(form: Form) -> str:
    """Every other word of the form; empty where too little of it was read to judge."""
    if not form.text("summary") or len(form.complete) < 1:
        return ""
    others = [text.text for text in form.texts if not text.field.startswith("objective")]
    return "".join([*others, plain(form.project.name), *(measure.name for measure in form.measures)])
