"""A city's or county's project doesn't promise for the whole province or country: such a text is copied from above.

Source: 指向明确 (财预〔2015〕88号 第十二条); DOMAIN §7 (copied text).
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from budgetbook.checks.context import Context
from budgetbook.checks.performance.dates import without_references
from budgetbook.checks.performance.forms import forms, unread
from budgetbook.checks.rule import Said, rule
from budgetbook.model.finding import Finding, Severity

_LOCAL = re.compile(r"市|县|区|旗|乡|镇")
_ABOVE = re.compile(r"省(?!会)|国家|中国|中央|全国|自治区")
_PROMISED = re.compile(r"(?:^|[,，。;；])(?:确保|保障|保证|完成|实现|做好)全[省国](?!统一|联网|性|各)[^,，。;；]{4,30}")
_HINT = "请把目标改为本级、本单位负责的范围。"


@rule(
    title="绩效目标写本级的范围",
    severity=Severity.WARNING,
    needs=("project_forms",),
    source="《中央部门预算绩效目标管理办法》（财预〔2015〕88号）第十二条（指向明确）",
    hint=_HINT,
)
def check(context: Context) -> Iterable[Said]:
    yield from unread(context)
    name = context.disclosure.entity.name
    if not _LOCAL.search(name) or _ABOVE.search(name):
        return
    for form in forms(context):
        for text in form.texts:
            if not text.field.startswith("objective") or not ("全省" in text.text or "全国" in text.text):
                continue
            if match := _PROMISED.search(without_references(text.text)):
                quote = match.group().lstrip(",，。;；")
                yield Finding(
                    rule="",
                    severity=Severity.WARNING,
                    message=f"{form.words}{text.label}写“{quote}”，超出{name}负责的范围，可能抄自上级的目标",
                    places=(form.place(quote),),
                    found=quote,
                    hint=_HINT,
                )
                break
