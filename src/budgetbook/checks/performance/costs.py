"""The cost indicators of a form."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from budgetbook.checks.once import once
from budgetbook.checks.performance.forms import Form, Measure

_WAN = Decimal(10_000)
_SAVING = re.compile(r"节约|节支|结余|增收|收入|收益|减少|降低")
_PRICE = re.compile(r"[人户亩次日月平]均|均价|单[^位独项]|单位[^总]{0,6}成本|每|标准")
_TOTAL = re.compile(r"(?:年度|本年|全年)?(?:项目|工程)?(?:运行|建设|实施|资金)?总(?:成本|费用|投资|经费|价|支出)")


@once
def costs(form: Form) -> tuple[Measure, ...]:
    """Cost indicators that limit money in total, no saving and no price; of both sides without repetition."""
    return tuple([one for one in form.distinct if "成本" in one.kind and _limits_money(one)])


def costs_of(form: Form, side: str) -> Iterator[Measure]:
    """The same of one side."""
    return (one for one in form.measures if one.side == side and "成本" in one.kind and _limits_money(one))


def _limits_money(measure: Measure) -> bool:
    """Whether a cost indicator is one of those."""
    return (
        measure.target.yuan is not None
        and not measure.target.floor
        and not _SAVING.search(measure.name)
        and not is_price(measure)
    )


def is_price(measure: Measure) -> bool:
    """Whether the indicator is money for one person, thing or time, by its unit (元/人) or its name (人均支出)."""
    return measure.target.price or _PRICE.search(measure.name) is not None


def names_whole(measure: Measure) -> bool:
    """Whether the indicator is the cost of the whole project by its name (项目总成本), not of a part (复印纸总成本)."""
    return _TOTAL.fullmatch(measure.name) is not None


def wrong_unit(form: Form, measure: Measure) -> bool:
    """Whether the target is the budget in the other unit: 140000万元 for 140000元, 14元 for 14万元."""
    return measure.target.yuan is not None and measure.target.yuan in _in_other_units(form)


@once
def _in_other_units(form: Form) -> list[Decimal]:
    """What the budgets of a form would be in the wrong unit."""
    budgets = (form.annual,) if form.annual == form.whole else (form.annual, form.whole)
    return [wrong for budget in budgets if budget for wrong in (budget * _WAN, budget / _WAN)]
