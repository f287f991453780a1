"""All income and all expenditure change by the same amount: both totals balance this year, and balanced last year.

Not judged against last year's outturn (执行数), where income may exceed expenditure.
Source: DOMAIN §5: 收入总计 = 支出总计; 预算法 §12: budgets balance.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from budgetbook.checks.context import Context
from budgetbook.checks.narrative.mentions import Change, Mention, Telling
from budgetbook.checks.narrative.wording import in_unit_of, money_words, section_place, section_words
from budgetbook.checks.rule import Said, rule
from budgetbook.model.coordinates import Flow
from budgetbook.model.disclosure import Phase
from budgetbook.model.finding import Finding, Severity

_SOURCE = "收入总计等于支出总计，上年亦然；《预算法》第十二条：收支平衡"
_HINT = "请核对收入和支出的上年预算数；两者总计应当相等。"
_Known = tuple[Mention, Change]


@rule(
    title="收入总计与支出总计的增减额相同",
    severity=Severity.ERROR,
    needs=("narrative",),
    source=_SOURCE,
    hint=_HINT,
    phases=(Phase.BUDGET,),
)
def check(context: Context) -> Iterable[Said]:
    for telling in context.tellings:
        income, expenditure = (_change(telling, flow) for flow in (Flow.INCOME, Flow.EXPENDITURE))
        if income is None or expenditure is None or income[0].quantity.value != expenditure[0].quantity.value:
            continue
        one, other = _signed(income[1]), _signed(expenditure[1])
        if one == other:
            continue
        like = income[1].amount or expenditure[1].amount
        assert like is not None
        yield Finding(
            rule="",
            severity=Severity.ERROR,
            message=(
                f"{section_words(telling)}：收入总计与支出总计都是 {money_words(like, income[0].quantity.value)}，"
                f"收入比上年增减 {money_words(like, one)}，支出比上年增减 {money_words(like, other)}，应当相同，"
                f"相差 {money_words(like, abs(one - other))}"
            ),
            places=tuple(section_place(telling, change.start, change.end) for _, change in (income, expenditure)),
            expected=str(in_unit_of(like, one)),
            found=str(in_unit_of(like, other)),
            difference=in_unit_of(like, other - one),
            hint=_HINT,
            source=_SOURCE,
        )


def _change(telling: Telling, flow: Flow) -> _Known | None:
    """The grand total of `flow` in a section with the one change that is said of it."""
    found: list[_Known] = []
    for change in telling.changes:
        if change.soft or (not change.same and (change.amount is None or not change.direction)):
            continue
        if "执行" in telling.plain.text[change.start : change.end]:
            return None
        total = next((one for one in change.owners if _is_total(one)), None)
        if total is not None and total.phrase is not None and total.phrase.says.get("flow") == flow:
            found.append((total, change))
    return found[0] if len(found) == 1 else None


def _is_total(mention: Mention) -> bool:
    """Whether a mention is all income or all expenditure: nothing but the flow is said of it."""
    phrase = mention.phrase
    return phrase is not None and set(phrase.says) == {"flow"} and not phrase.functions and phrase.topic is None


def _signed(change: Change) -> Decimal:
    return Decimal(0) if change.same or change.amount is None else change.amount.value * change.direction
