"""What is worth a look and forbids nothing: judgement calls, so that the officer decides."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from budgetbook.codes import Classification, government_codes_for, name_of
from budgetbook.compiler.validation.entered import Defects, Entered, cell_in, line_place, sheet_place
from budgetbook.model.coordinates import Coordinates, Flow, Fund, Institution, Nature, Period, lies_at
from budgetbook.model.ledger import LedgerDefect, LedgerProject
from budgetbook.model.money import with_separators

_CARRIED_OVER_APPROPRIATION = Coordinates(fund=Fund.APPROPRIATION, period=Period.CARRIED_OVER)
_PERSONNEL_CLASSES = ("301", "303")  # 工资福利支出, 对个人和家庭的补助
# Kinds of indicator that every form should have, by the word its level-2 name holds. Source: DOMAIN §7.
_KINDS = ("数量", "成本", "满意度")


def line_advice(entered: Entered) -> Defects:
    """Pairs of economic classes that the ministry's table doesn't have; wages called operating costs; carried-over appropriation spent
    on basic expenditure."""
    year = entered.ledger.fiscal_year
    for line in entered.lines:
        at = line.coordinates
        if at.flow is Flow.EXPENDITURE and at.nature is not Nature.PROJECT and lies_at(at, _CARRIED_OVER_APPROPRIATION):
            yield LedgerDefect(
                place=line_place(line, "nature"),
                message="上年结转的财政拨款用于基本支出，不列入上年结转的项目支出表",
                advice="公开的项目支出表（上年结转）一般与财政拨款收支总表的上年结转相等，请核对支出性质",
            )
        if at.nature is Nature.OPERATING and (at.economic or "")[:3] in _PERSONNEL_CLASSES:
            yield LedgerDefect(
                place=line_place(line, "nature"),
                message=f"{at.economic} {name_of(Classification.ECONOMIC, at.economic or '', year) or ''}列作公用经费",
                advice="工资福利支出和对个人和家庭的补助一般是人员经费，请核对支出性质",
            )
        if at.flow is not Flow.EXPENDITURE or at.economic is None or at.government_economic is None:
            continue
        usual = government_codes_for(at.economic, public_institution=at.institution is Institution.PUBLIC_INSTITUTION)
        if usual and at.government_economic not in usual:
            names = "、".join(
                f"{code} {name_of(Classification.GOVERNMENT_ECONOMIC, code, year) or ''}" for code in usual
            )
            yield LedgerDefect(
                place=line_place(line, "government_economic"),
                message=f"部门经济分类 {at.economic} 一般不对应政府经济分类 {at.government_economic}",
                advice=f"对照表中是：{names}。确有依据的可以不改",
            )


def project_advice(entered: Entered) -> Defects:
    """Forms without one of the usual kinds of indicators; forms that will not be printed."""
    current = {
        (line.coordinates.unit, line.coordinates.project)
        for line in entered.lines
        if line.coordinates.nature is Nature.PROJECT and line.coordinates.period is Period.CURRENT
    }
    for project in entered.ledger.projects:
        if project.performance is None or not project.disclosed:
            continue
        if (project.unit, project.key) not in current:
            yield LedgerDefect(
                place=cell_in(project.place, "projects", "name"),
                message=f"项目“{project.name}”本年没有预算，它的绩效目标表不列入公开文本",
                advice="只有上年结转的项目不在本年项目支出表中",
            )
        else:
            yield from _kinds(project)


def _kinds(project: LedgerProject) -> Iterator[LedgerDefect]:
    assert project.performance is not None
    for column, title in (("whole", "实施期"), ("annual", "年度")):
        indicators = getattr(project.performance.indicators, column)
        present = "".join(f"{each.level1 or ''}{each.level2 or ''}" for each in indicators)
        lacking = [kind for kind in _KINDS if kind not in present]
        if indicators and lacking:
            yield LedgerDefect(
                place=cell_in(project.place, "projects", "name"),
                message=f"项目“{project.name}”的{title}指标没有{'、'.join(lacking)}指标",
                advice="财政部门审核绩效目标时一般要求数量、成本、满意度指标齐全",
            )


def entity_advice(entered: Entered) -> Defects:
    """Vehicles beyond the quota; units that buy for more than they spend."""
    bought: defaultdict[str, Decimal] = defaultdict(Decimal)
    for each in entered.ledger.procurement:
        bought[each.unit] += each.yuan
    for unit, yuan in bought.items():
        spent = entered.evaluator.yuan(Coordinates(flow=Flow.EXPENDITURE, unit=unit))
        if yuan > spent:
            yield LedgerDefect(
                place=sheet_place("procurement"),
                message=f"{unit}的政府采购预算 {with_separators(yuan)} 元，超过它的全部支出 {with_separators(spent)} 元",
                advice="政府采购是支出的一部分，请核对金额，单位是元",
            )
    assets = entered.ledger.assets
    if assets and assets.vehicle_quota is not None and (assets.vehicles or 0) > assets.vehicle_quota:
        yield LedgerDefect(
            place=sheet_place("assets"),
            message=f"车辆实有 {assets.vehicles} 辆，超过编制 {assets.vehicle_quota} 辆",
            advice="请核对；确实超编的，公开后要能说明",
        )
