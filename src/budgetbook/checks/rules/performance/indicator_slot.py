"""Indicators stand where they belong: money under cost, dates under time, effects (not activities) under benefit.

Notices, and only where the reader was sure of every level of the form: a row that slipped by one in a conversion looks the same.
Source: 财预〔2015〕88号 第十三条; DOMAIN §7.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from budgetbook.checks.context import Context
from budgetbook.checks.performance.dates import date_target
from budgetbook.checks.performance.forms import Measure, forms, unread
from budgetbook.checks.rule import Said, rule
from budgetbook.model.finding import Finding, Severity

_MONTHS = re.compile(
    r"(?:\d{1,2}|[一二三四五六七八九十]{1,2})月(?:份|底|末|初|中旬|上旬|下旬)?(?:底|末)?(?:之?前)?(?:完成)?"
)
_OUTPUT = re.compile(r"时效|数量|质量")
_BENEFIT = re.compile(r"效益|可持续")
_ACTIVITY = re.compile(r"^(?:开展|组织|举办|召开|购置|采购|印刷|发放|培训|慰问|编制|维修|租赁|签订|支付|聘请)")
_EFFECT = re.compile(r"率|度|水平|能力|影响|保障|促进|提升|提高|改善|带动|减少|增加|效果|效益|作用")
_COUNTED = re.compile(r"次|场|份|期|批|个|台|套|本|人次")
_SPENT = re.compile(r"成本|费用?$|经费|租金|价|预算|投入")
_HINT = "请把指标移到对应的类别；效益指标写实施后的效果，不写要做的事。"


@rule(
    title="指标放在对应的类别下",
    severity=Severity.NOTICE,
    needs=("project_forms",),
    source="《中央部门预算绩效目标管理办法》（财预〔2015〕88号）第十三条",
    hint=_HINT,
)
def check(context: Context) -> Iterable[Said]:
    yield from unread(context, indicators=True)
    for form in forms(context):
        if len(form.complete) < 2:
            continue
        wrong = [(one, why) for one in form.distinct if (why := _wrong(one))]
        if wrong:
            yield Finding(
                rule="",
                severity=Severity.NOTICE,
                message=f"{form.words}{'；'.join(f'{one.words}{why}' for one, why in wrong)}",
                places=tuple(form.at(one) for one, _ in wrong),
                found="、".join(one.name for one, _ in wrong),
                hint=_HINT,
            )


def _wrong(measure: Measure) -> str | None:
    target = measure.target
    if "成本" in measure.kind:
        dated = date_target(target.text) is not None or ("月" in target.text and _MONTHS.fullmatch(target.text))
        return "写的是时间，应属时效指标" if dated else None
    if target.yuan is not None and _OUTPUT.search(measure.kind) and _SPENT.search(measure.name):
        return "写的是支出金额，应属成本指标"
    counted = target.number is not None and _COUNTED.search(target.unit)
    if (
        counted
        and _BENEFIT.search(measure.kind)
        and _ACTIVITY.search(measure.name)
        and not _EFFECT.search(measure.name)
    ):
        return "写的是要做的事，应属产出指标"
    return None
