"""A form's money comes from where the projects statement says: fiscal money or money of the unit's own.

In the form, 中央, 省级 and 市县 are fiscal and 单位自筹 and 其他 are not; in the statement, the three budgets are fiscal and 单位资金 is not.
财政专户管理资金 is filed either way, so it is held against what most forms of the same document do. Totals differ in another rule.
Source: 项目支出绩效目标表“项目资金（元）”; 项目支出预算表资金来源各列; DOMAIN §3.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

import msgspec

from budgetbook.checks.cells import Cell
from budgetbook.checks.context import Context
from budgetbook.checks.performance.forms import Form
from budgetbook.checks.performance.funding import stated_parts
from budgetbook.checks.performance.matching import Project, matching
from budgetbook.checks.rule import NotJudged, Said, rule
from budgetbook.checks.wording import amount_words, finding_place, row_words, statement_name
from budgetbook.model.coordinates import Fund
from budgetbook.model.finding import Finding, Severity
from budgetbook.model.money import ZERO, MoneyUnit
from budgetbook.model.performance import Funding
from budgetbook.model.statement import Kind

_FISCAL = (Fund.GENERAL_PUBLIC, Fund.GOVERNMENT_FUND, Fund.STATE_CAPITAL)
_HINT = "请核对该项目的资金来源，改正绩效目标表的来源各栏或项目支出表的资金列。"


class _Split(msgspec.Struct, frozen=True):
    """A project's money in yuan: of the form, fiscal and own; of the statement, fiscal and of the fiscal account; `half` rounding in all."""

    form: Form
    project: Project
    filed_fiscal: Decimal
    filed_own: Decimal
    fiscal: Decimal
    account: Decimal
    half: Decimal
    cells: tuple[Cell, ...]


@rule(
    title="绩效目标表的资金来源与项目支出表一致",
    severity=Severity.WARNING,
    needs=(Kind.PROJECTS, "project_forms"),
    source="项目支出绩效目标表“项目资金（元）”；项目支出预算表（本年预算）资金来源各列",
    hint=_HINT,
)
def check(context: Context) -> Iterable[Said]:
    splits = [split for form, project in matching(context).pairs if (split := _split(context, form, project))]
    if not splits:
        yield NotJudged("绩效目标表或项目支出表没有分来源的金额")
        return
    of_account = [split for split in splits if split.account and not split.fiscal]
    as_own = sum(1 for split in of_account if split.filed_own and not split.filed_fiscal)
    as_fiscal = sum(1 for split in of_account if split.filed_fiscal and not split.filed_own)
    for split in splits:
        if not split.account:
            wrong = abs(split.filed_fiscal - split.fiscal) > split.half
        elif split.fiscal or as_own == as_fiscal:
            continue
        else:
            wrong = bool(split.filed_fiscal) if as_own > as_fiscal else bool(split.filed_own)
        if wrong:
            yield _finding(context, split)


def _split(context: Context, form: Form, project: Project) -> _Split | None:
    funding = form.project.funding.annual
    doubtful = form.doubt or form.damaged.within("funding", "annual")
    if doubtful or funding.total is None or not stated_parts(funding):
        return None
    if _fiscal(funding) + (funding.self_raised or ZERO) + (funding.other or ZERO) != funding.total:
        return None
    if abs(funding.total - project.cell.yuan) > project.cell.half:
        return None
    row = context.row(project.cell.statement, project.cell.row)
    cells = {fund: cell for cell in row if (fund := context.value(cell, "fund")) is not None}
    if Fund.GENERAL_PUBLIC not in cells or len(cells) < 2 or any(not cell.sound for cell in row):
        return None
    return _Split(
        form,
        project,
        _fiscal(funding),
        (funding.self_raised or ZERO) + (funding.other or ZERO),
        sum([cells[fund].yuan for fund in _FISCAL if fund in cells], ZERO),
        cells[Fund.FISCAL_ACCOUNT].yuan if Fund.FISCAL_ACCOUNT in cells else ZERO,
        sum([cell.half for cell in row], ZERO),
        tuple([cell for cell in cells.values() if cell.yuan]),
    )


def _fiscal(funding: Funding) -> Decimal:
    by_level = (funding.central or ZERO) + (funding.provincial or ZERO) + (funding.local or ZERO)
    return by_level or funding.appropriation or ZERO


def _finding(context: Context, split: _Split) -> Finding:
    disclosure, form = context.disclosure, split.form
    statement = disclosure.statements[split.project.cell.statement]
    listed = "、".join(
        f"{statement.columns[cell.column].label.rpartition('/')[2]} {amount_words(statement.unit, cell.yuan)}"
        for cell in split.cells
    )
    filed = "、".join(
        f"{label} {amount_words(MoneyUnit.YUAN, amount)}"
        for label, amount in (
            ("财政资金（中央、省级、市县）", split.filed_fiscal),
            ("单位自筹和其他资金", split.filed_own),
        )
        if amount
    )
    why = "，本文件其他财政专户管理资金项目不是这样填列" if split.account else ""
    where = f"{statement_name(disclosure, split.project.cell.statement)}“{row_words(statement.rows[split.project.cell.row])}”"
    return Finding(
        rule="",
        severity=Severity.WARNING,
        message=f"{form.words}填列{filed}，{where}为{listed}，资金来源不一致{why}",
        places=(form.place(filed), *(finding_place(disclosure, cell) for cell in split.cells)),
        expected=listed,
        found=filed,
        hint=_HINT,
    )
