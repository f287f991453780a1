"""The projects under performance targets are those of the projects statement: their number and their amount.

Source: DOMAIN §5, 十: counts and amounts = S12; 预算法 §32 and 中发〔2018〕34号: all project expenditure has targets.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from budgetbook.checks.context import Context
from budgetbook.checks.narrative.targets import Targets, targets
from budgetbook.checks.narrative.wording import section_place, section_words
from budgetbook.checks.rule import NotJudged, Said, rule
from budgetbook.checks.wording import amount_words, cell_words, finding_place, placed, statement_words
from budgetbook.model.coordinates import Coordinates, Flow, Nature, Period
from budgetbook.model.finding import Finding, Severity
from budgetbook.model.money import MoneyUnit, with_separators
from budgetbook.model.statement import Kind

_AT = Coordinates(flow=Flow.EXPENDITURE, nature=Nature.PROJECT, period=Period.CURRENT)
_SOURCE = "情况说明第十部分；项目支出预算表（本年预算）"
_HINT = "请按项目支出表改正项目个数和金额：金额用本年预算，不用项目全周期资金；不在本部门（单位）预算中的项目不计入。"


@rule(
    title="绩效管理项目的个数与金额同项目支出表一致",
    severity=Severity.ERROR,
    needs=("narrative", Kind.PROJECTS),
    source=_SOURCE,
    hint=_HINT,
)
def check(context: Context) -> Iterable[Said]:
    found = [one for one in targets(context) if one.all is not None]
    if not found:
        yield NotJudged("情况说明中没有写明纳入绩效目标管理的项目")
    for one in found:
        yield from _count(context, one)
        yield from _amount(context, one)


def _count(context: Context, one: Targets) -> Iterable[Said]:
    statement = context.whole(Kind.PROJECTS)
    listed = sum(1 for row in statement.rows if row.coordinates.project is not None)
    assert one.all is not None
    if not listed or one.all.number == listed:
        return
    yield Finding(
        rule="",
        severity=Severity.ERROR,
        message=(
            f"{section_words(one.telling)}：纳入绩效目标管理的项目 {one.all.number} 个，"
            f"{statement_words(statement)}列有 {listed} 个，相差 {abs(one.all.number - listed)} 个"
        ),
        places=(
            section_place(one.telling, one.all.start, one.all.end),
            placed(statement.place, statement=statement_words(statement)),
        ),
        expected=str(listed),
        found=str(one.all.number),
        difference=Decimal(one.all.number - listed),
        hint=_HINT,
        source=_SOURCE,
    )


def _amount(context: Context, one: Targets) -> Iterable[Said]:
    cell = context.cell(Kind.PROJECTS, _AT)
    assert one.all is not None
    said = one.all.amount * MoneyUnit.WAN.yuan
    off = said - cell.yuan
    if abs(off) <= cell.half:
        return
    yield Finding(
        rule="",
        severity=Severity.ERROR,
        message=(
            f"{section_words(one.telling)}：纳入绩效目标管理的项目共计 {with_separators(one.all.amount)} 万元，"
            f"{cell_words(context.disclosure, cell)}为 {amount_words(MoneyUnit.WAN, cell.yuan)}，"
            f"相差 {amount_words(MoneyUnit.WAN, abs(off))}"
        ),
        places=(
            section_place(one.telling, one.all.start, one.all.end),
            finding_place(context.disclosure, cell),
        ),
        expected=str(cell.yuan / MoneyUnit.WAN.yuan),
        found=str(one.all.amount),
        difference=off / MoneyUnit.WAN.yuan,
        hint=_HINT,
        source=_SOURCE,
    )
