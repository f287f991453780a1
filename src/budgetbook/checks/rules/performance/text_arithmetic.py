"""A calculation that a form writes out comes to the result that it states.

Judged: formulas of plain numbers with their result (222*500*2=22.2万元, (500+180)×10×75=51万元), and so many people at so much each month for a
year (3名，每人每月2000元，年需9万元).
Source: 项目支出绩效目标表“项目概况”; DOMAIN §7.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

import msgspec

from budgetbook.checks.context import Context
from budgetbook.checks.parameter import ratio
from budgetbook.checks.performance.forms import forms, unread
from budgetbook.checks.performance.formula import value_of
from budgetbook.checks.performance.money_in_text import amounts
from budgetbook.checks.rule import Said, rule
from budgetbook.checks.wording import amount_words, in_unit_of
from budgetbook.model.finding import Finding, Severity
from budgetbook.model.money import MoneyUnit

_FORMULA = re.compile(
    r"(?P<formula>[\d(](?<![\d.%=*×+\-/)年期人].)[\d.()]*(?:[*×+][\d.()]+)+)=(?P<result>[\d,.]+(?:万元|元))"
)
_MONTHLY = re.compile(
    r"(?P<people>\d+)(?:名|人)[,，]?每人每月(?:工资|补助|补贴|标准)?(?:为|约)?(?P<pay>\d+(?:\.\d+)?)元[,，]?"
    r"(?:全?年(?:共)?需|每年(?:共)?(?:需)?|全年(?:共计|合计)|年度(?:共)?需)(?:经费|资金)?(?P<result>[\d,.]+(?:万元|元))"
)
_YEAR = 12
_ROUNDED = ratio("rounded", "0.01", "相差在结果的多大比例之内，只作提示（多是取整）")
_HINT = "请重新计算，并使测算依据与预算金额一致。"


class _Sum(msgspec.Struct, frozen=True):
    text: str
    comes_to: Decimal
    stated: Decimal
    half: Decimal


@rule(
    title="文字中的计算没有错",
    severity=Severity.WARNING,
    needs=("project_forms",),
    source="项目支出绩效目标表“项目概况”",
    hint=_HINT,
    parameters=(_ROUNDED,),
)
def check(context: Context) -> Iterable[Said]:
    yield from unread(context)
    for form in forms(context):
        for text in form.texts:
            for one in _sums(text.text):
                off = abs(one.comes_to - one.stated)
                if off <= one.half:
                    continue
                yield Finding(
                    rule="",
                    severity=Severity.NOTICE if off <= one.comes_to * context.limit(_ROUNDED) else Severity.WARNING,
                    message=(
                        f"{form.words}{text.label}写“{one.text}”，算得 {amount_words(MoneyUnit.YUAN, one.comes_to)}，"
                        f"相差 {amount_words(MoneyUnit.YUAN, off)}"
                    ),
                    places=(form.place(one.text),),
                    expected=str(in_unit_of(MoneyUnit.YUAN, one.comes_to)),
                    found=str(in_unit_of(MoneyUnit.YUAN, one.stated)),
                    difference=one.stated - one.comes_to,
                    hint=_HINT,
                )


def _sums(text: str) -> Iterator[_Sum]:
    if "=" in text and "元" in text:
        for match in _FORMULA.finditer(text.replace("（", "(").replace("）", ")")):
            value, result = value_of(match["formula"]), _money(match["result"])
            # A formula may count in 万元 throughout (0.8*2=1.6万元).
            if value is not None and result is not None:
                inside = (
                    value * MoneyUnit.WAN.yuan if match["result"].endswith("万元") and value < _LARGEST_WAN else value
                )
                yield _Sum(match.group(), inside, *result)
    if "每人每月" in text:
        for match in _MONTHLY.finditer(text):
            result = _money(match["result"])
            if result is not None:
                yield _Sum(match.group(), int(match["people"]) * Decimal(match["pay"]) * _YEAR, *result)


# Below it a formula whose result is in 万元 has been counted in 万元: nobody's project costs 100 yuan.
_LARGEST_WAN = Decimal(100)


def _money(text: str) -> tuple[Decimal, Decimal] | None:
    found = amounts(text)
    return (found[0].yuan, found[0].half) if len(found) == 1 and found[0].text == text else None
