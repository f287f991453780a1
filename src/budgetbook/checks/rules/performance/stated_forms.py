"""The number and the amount of published forms that the tenth section states are those of the forms that follow.

Source: 情况说明 十 (项目绩效目标); DOMAIN §5, 十.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from budgetbook.checks.context import Context
from budgetbook.checks.performance.disclosed import disclosed
from budgetbook.checks.performance.forms import forms
from budgetbook.checks.rule import NotJudged, Said, rule
from budgetbook.checks.wording import placed
from budgetbook.model.finding import Finding, Severity
from budgetbook.model.money import ZERO, MoneyUnit, in_unit, with_separators

_HINT = "请按实际公开的绩效目标表改正第十部分的个数和金额，或补上缺少的绩效目标表。"


@rule(
    title="公开的绩效目标个数与金额同绩效目标表一致",
    severity=Severity.WARNING,
    needs=("narrative.十", "project_forms"),
    source="情况说明第十部分；项目支出绩效目标表",
    hint=_HINT,
)
def check(context: Context) -> Iterable[Said]:
    said = disclosed(context)
    if said is None:
        yield NotJudged("第十部分没有写明公开的项目绩效目标个数")
        return
    filed = forms(context)
    place = placed(said.place, section="十", text=said.text)
    if said.count != len(filed):
        yield Finding(
            rule="",
            severity=Severity.WARNING,
            message=f"第十部分说公开项目绩效目标 {said.count} 个，文件中有 {len(filed)} 份项目支出绩效目标表，相差 {abs(said.count - len(filed))} 个",
            places=(place,),
            expected=str(len(filed)),
            found=str(said.count),
            difference=Decimal(said.count - len(filed)),
            hint=_HINT,
        )
    if said.amount is None:
        return
    totals = [form.annual for form in filed]
    if any(total is None for total in totals):
        yield NotJudged("有的绩效目标表没有年度资金总额，无法核对第十部分的金额")
        return
    total = in_unit(sum((one for one in totals if one is not None), ZERO), MoneyUnit.WAN)
    if abs(total - said.amount) > Decimal("0.01") * (len(filed) + 1) / 2:
        yield Finding(
            rule="",
            severity=Severity.WARNING,
            message=(
                f"第十部分说公开的项目绩效目标涉及 {with_separators(said.amount)} 万元，"
                f"{len(filed)} 份绩效目标表的年度资金合计 {with_separators(total)} 万元，"
                f"相差 {with_separators(abs(said.amount - total))} 万元"
            ),
            places=(place,),
            expected=str(total),
            found=str(said.amount),
            difference=said.amount - total,
            hint=_HINT,
        )
