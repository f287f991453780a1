"""Projects: unique, with money, disclosed or excepted, and with a performance form that fits the ledger.

Source: DOMAIN §7; 预算法实施条例 §6 and the rules on performance targets: every project of statement 12 has one form or is excepted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from budgetbook.compiler.validation.entered import Defects, Entered, cell_in
from budgetbook.compiler.validation.gaps import Gap, gap_defects
from budgetbook.model.coordinates import Coordinates, Flow, Nature, Period
from budgetbook.model.ledger import LedgerDefect, LedgerProject
from budgetbook.model.money import ZERO, with_separators
from budgetbook.model.performance import Funding, ProjectPerformance

# A form in yuan may stand against a statement in 万元 with two decimals: half a step is 50 yuan. Source: DOMAIN §5, forms.
_STEP = Decimal(50)
_HORIZONS = (("whole", "实施期"), ("annual", "年度"))
_PARTS = ("central", "provincial", "local", "self_raised", "other")


def project_defects(entered: Entered) -> Defects:
    """Everything wrong with projects and their forms."""
    for (unit, key), count in Counter((each.unit, each.key) for each in entered.ledger.projects).items():
        if count > 1:
            again = [each for each in entered.ledger.projects if (each.unit, each.key) == (unit, key)][-1]
            yield _at(again, "key", f"{unit}的项目“{key}”登记了 {count} 次", "同名项目请填不同的项目标识，重复的请删去")
    for project in entered.ledger.projects:
        if project.unit not in entered.units and "units" not in entered.unread:
            yield _at(project, "unit", f"没有登记过单位“{project.unit}”", "请从下拉列表选取，或先在“所属单位”表登记")
        else:
            yield from _project(project, entered)


def _project(project: LedgerProject, entered: Entered) -> Iterator[LedgerDefect]:
    current, carried_over = (_cost(project, period, entered) for period in (Period.CURRENT, Period.CARRIED_OVER))
    yield from gap_defects(project.name, _gaps(project, current, carried_over, entered))
    if not project.disclosed:
        if not (project.exception or "").strip():
            yield _at(
                project, "exception", f"项目“{project.name}”不公开绩效目标，但没有写理由", "请填写依法不公开的理由"
            )
        return
    if project.performance is not None:
        yield from _form(project, project.performance, current or carried_over, entered)


def _gaps(project: LedgerProject, current: Decimal, carried_over: Decimal, entered: Entered) -> Iterator[Gap]:
    """What is missing: money, the form, or fields of the form."""

    def gap(column: str, name: str, advice: str, *, verb: str = "没有") -> Gap:
        return Gap(name=name, defect=_at(project, column, f"项目“{project.name}”{verb}{name}", advice))

    # Where nothing is spent at all, that is said once.
    spends = any(line.coordinates.flow is Flow.EXPENDITURE for line in entered.ledger.lines)
    if current == ZERO and carried_over == ZERO and spends and "expenditure" not in entered.unread:
        yield gap("name", "支出", "请在“支出”表填它的支出，或删去该项目")
    form = project.performance
    if not project.disclosed:
        return
    if form is None:
        if current != ZERO:
            yield gap("annual_total", "绩效目标", "请填写绩效目标，或选不公开并写明理由")
        return
    for column, title in _HORIZONS:
        if getattr(form.funding, column).total is None:
            yield gap(f"{column}_total", f"{title}资金总额", "请填写，单位：元", verb="没有填")
    for column, title in _HORIZONS:
        if not getattr(form.indicators, column) and "indicators" not in entered.unread:
            yield gap("name", f"{title}绩效指标", "请在“绩效指标”表至少填数量、成本、满意度各一条")
    if not (form.objective.annual or "").strip():
        yield gap("objective_annual", "年度总体目标", "请用一两句话写明全年要达到的结果", verb="没有填")


def _form(project: LedgerProject, form: ProjectPerformance, cost: Decimal, entered: Entered) -> Iterator[LedgerDefect]:
    name, whole, annual = project.name, form.funding.whole, form.funding.annual
    yield from _parts(project, "whole", "实施期", whole)
    yield from _parts(project, "annual", "年度", annual)
    if annual.total is not None and abs(annual.total - cost) > _STEP and "expenditure" not in entered.unread:
        yield _at(
            project,
            "annual_total",
            f"项目“{name}”绩效目标的年度资金 {_yuan(annual.total)} 元，支出表中是 {_yuan(cost)} 元，"
            f"相差 {_yuan(annual.total - cost)} 元",
            "两处应当一致，请核对",
        )
    if whole.total is not None and annual.total is not None:
        amounts = f"实施期资金 {_yuan(whole.total)} 元，年度资金 {_yuan(annual.total)} 元"
        if _is_one_year(form) and whole.total != annual.total:
            yield _at(project, "whole_total", f"一次性项目“{name}”{amounts}，两者不等", "一年结束的项目两者应当相等")
        elif whole.total < annual.total:
            yield _at(project, "whole_total", f"项目“{name}”{amounts}，实施期反而少", "实施期资金包含本年，请核对")
    if form.year is not None and form.year != entered.ledger.fiscal_year:
        yield _at(
            project, "name", f"项目“{name}”绩效目标的年度是 {form.year} 年", f"请改为 {entered.ledger.fiscal_year} 年"
        )
    for column, title in _HORIZONS:
        for indicator in getattr(form.indicators, column):
            if not (indicator.target or "").strip():
                yield LedgerDefect(
                    place=cell_in(indicator.place or project.place, "indicators", "target")
                    if indicator.place
                    else cell_in(project.place, "projects", "name"),
                    message=f"项目“{name}”的{title}指标“{indicator.name}”没有指标值",
                    advice="请填写指标值，如 ≥95%",
                )


def _parts(project: LedgerProject, prefix: str, title: str, funding: Funding) -> Iterator[LedgerDefect]:
    column = f"{prefix}_total"
    if funding.total is None:
        return  # told as a gap
    given = [getattr(funding, part) for part in _PARTS]
    if any(amount is not None and amount < ZERO for amount in (funding.total, *given)):
        yield _at(project, column, f"项目“{project.name}”的{title}资金有负数", "资金不能为负，请改正")
    total = sum((amount for amount in given if amount is not None), ZERO)
    if total != funding.total:
        yield _at(
            project,
            column,
            f"项目“{project.name}”的{title}资金总额 {_yuan(funding.total)} 元，各级资金相加 {_yuan(total)} 元，"
            f"相差 {_yuan(funding.total - total)} 元",
            "总额应等于中央、省级、市县、自筹和其他资金之和",
        )


def _is_one_year(form: ProjectPerformance) -> bool:
    return (form.attribute or "").startswith("一次性") or (form.duration or "").strip() == "1年"


def _cost(project: LedgerProject, period: Period, entered: Entered) -> Decimal:
    at = Coordinates(
        flow=Flow.EXPENDITURE, nature=Nature.PROJECT, period=period, unit=project.unit, project=project.key
    )
    return entered.evaluator.yuan(at)


def _yuan(amount: Decimal) -> str:
    return with_separators(amount.quantize(Decimal("0.01")) if amount % 1 else amount.quantize(Decimal(1)))


def _at(project: LedgerProject, column: str, message: str, advice: str) -> LedgerDefect:
    return LedgerDefect(place=cell_in(project.place, "projects", column), message=message, advice=advice)
