"""The share of project expenditure whose targets are published is their amount by the project total of the statements.

Source: DOMAIN §5, 十: share = disclosed / S12 total.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from budgetbook.checks.cells import Cell
from budgetbook.checks.context import Context
from budgetbook.checks.narrative.intervals import Interval, around
from budgetbook.checks.narrative.targets import Share, Targets, targets
from budgetbook.checks.narrative.wording import section_place, section_words
from budgetbook.checks.rule import NotJudged, Said, rule
from budgetbook.checks.wording import amount_words, cell_words, finding_place
from budgetbook.model.coordinates import Coordinates, Flow, Nature, Period
from budgetbook.model.finding import Finding, Severity
from budgetbook.model.money import MoneyUnit, last_digit, share, with_separators
from budgetbook.model.statement import Kind

_AT = Coordinates(flow=Flow.EXPENDITURE, nature=Nature.PROJECT, period=Period.CURRENT)
_ALL = Coordinates(flow=Flow.EXPENDITURE, nature=Nature.PROJECT)
_SOURCE = "情况说明第十部分；项目支出预算表（本年预算）合计"
_HINT = "请用公开绩效目标的项目金额除以本年项目支出合计，重新计算占比。"


@rule(
    title="公开绩效目标的项目占比与金额相符",
    severity=Severity.ERROR,
    needs=("narrative", Kind.PROJECTS),
    source=_SOURCE,
    hint=_HINT,
)
def check(context: Context) -> Iterable[Said]:
    found = [one for one in targets(context) if one.share is not None and one.published is not None]
    if not found:
        yield NotJudged("情况说明中没有写明公开绩效目标的项目占比")
    for one in found:
        yield from _judge(context, one)


def _judge(context: Context, one: Targets) -> Iterator[Finding]:
    assert one.share is not None and one.published is not None
    wholes = list(_wholes(context))
    amount = one.published.amount * MoneyUnit.WAN.yuan
    part = around(amount, last_digit(one.published.amount) * MoneyUnit.WAN.yuan / 2)
    rates = [rate for cell in wholes if (rate := part.percent_of(around(cell.yuan, cell.half))) is not None]
    stated = _stated(one.share)
    if not rates or any(rate.meets(stated) for rate in rates):
        return
    whole = wholes[0]
    wanted = share(amount, whole.yuan)
    assert wanted is not None
    yield Finding(
        rule="",
        severity=Severity.ERROR,
        message=(
            f"{section_words(one.telling)}：公开绩效目标的项目 {with_separators(one.published.amount)} 万元，"
            f"{cell_words(context.disclosure, whole)}为 {amount_words(MoneyUnit.WAN, whole.yuan)}，"
            f"占比应为 {wanted}%，文中为 {one.share.rate}%"
        ),
        places=(
            section_place(one.telling, one.published.start, one.share.end),
            finding_place(context.disclosure, whole),
        ),
        expected=f"{wanted}%",
        found=f"{one.share.rate}%",
        difference=one.share.rate - wanted,
        hint=_HINT,
        source=_SOURCE,
    )


def _wholes(context: Context) -> Iterator[Cell]:
    """What 项目支出总额 may mean: the year's projects, or all project expenditure with what was carried over."""
    yield context.cell(Kind.PROJECTS, _AT)
    if context.missing(Kind.EXPENDITURE) is None:
        yield from context.cells(Kind.EXPENDITURE, _ALL)


def _stated(one: Share) -> Interval:
    return around(one.rate, last_digit(one.rate) / 2)
