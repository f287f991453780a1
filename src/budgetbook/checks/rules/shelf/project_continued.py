"""The whole-period money of a project over several years fits both years: what both years take is no more than the whole of the same period.

A whole that changed from last year's form is a notice: it may have been adjusted, which the form then says.
Source: 项目支出绩效目标表, 实施期资金总额; 预算法实施条例 §6.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from budgetbook.checks.context import Context
from budgetbook.checks.rule import Said, rule
from budgetbook.checks.shelf.continued import Continued, continued
from budgetbook.checks.shelf.wording import in_file
from budgetbook.checks.wording import amount_words
from budgetbook.model.finding import Finding, Severity
from budgetbook.model.money import MoneyUnit

_SOURCE = "项目支出绩效目标表“实施期资金总额”：一个实施期只有一个总额"
_HINT = "请核对实施期资金总额；有调整的，在项目概况中写明原因和依据。"


@rule(
    title="延续项目的实施期资金与上年的绩效目标表衔接",
    severity=Severity.WARNING,
    needs=("previous", "project_forms"),
    source=_SOURCE,
    hint=_HINT,
)
def check(context: Context) -> Iterable[Said]:
    for one in continued(context):
        now, last = one.now, one.last
        if not (
            one.sure
            and now.several_years
            and now.lasts == last.lasts
            and now.whole is not None
            and last.whole is not None
        ):
            continue
        spent = None if now.annual is None or last.annual is None else now.annual + last.annual
        if spent is not None and now.whole < spent and now.whole <= last.whole:
            yield _finding(context, one, now.whole, last.whole, spent)
        elif now.whole != last.whole:
            yield _finding(context, one, now.whole, last.whole, None)


def _finding(context: Context, one: Continued, now: Decimal, last: Decimal, spent: Decimal | None) -> Finding:
    year = context.last_year.context.disclosure.fiscal_year
    said = f"{one.now.words}实施期资金总额为 {amount_words(MoneyUnit.YUAN, now)}"
    said += "，与上年的表相同" if now == last else f"，上年的表为 {amount_words(MoneyUnit.YUAN, last)}"
    if spent is not None:
        said += f"，而 {year} 年和本年两年的资金已有 {amount_words(MoneyUnit.YUAN, spent)}"
    elif now != last:
        said += f"，{'增加' if now > last else '减少'} {amount_words(MoneyUnit.YUAN, abs(now - last))}，项目期同为 {one.now.lasts} 年"
    expected = last if spent is None else spent
    return Finding(
        rule="",
        severity=Severity.NOTICE if spent is None else Severity.WARNING,
        message=said,
        places=(in_file(one.now.place(), context.shelf.name), in_file(one.last.place(), context.last_year.name)),
        expected=str(expected) if spent is None else f"≥{expected}",
        found=str(now),
        difference=now - expected,
        hint=_HINT,
        source=_SOURCE,
    )
