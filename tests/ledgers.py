"""A small invented ledger that is right in every respect, for any test that needs one.

Department 青石市文化和旅游局: its own office (行政) and a cultural centre (事业) with fiscal-account money; a government fund, carry-over,
six projects of which one is disclosed nowhere and two share a name. Amounts are chosen so that rounding to 万元 leaves tails.
"""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal

from budgetbook.model.coordinates import Coordinates, Flow, Fund, Institution, Nature, Period
from budgetbook.model.disclosure import Entity, EntityKind
from budgetbook.model.ledger import (
    Ledger,
    LedgerLine,
    LedgerProject,
    LedgerUnit,
    PreviousFigure,
    ProcurementLine,
    ProjectClass,
    Words,
)
from budgetbook.model.narrative import Assets, Profile, VehicleCount
from budgetbook.model.performance import (
    Funding,
    Indicator,
    Indicators,
    KeyTask,
    NamedAmount,
    Objective,
    OverallPerformance,
    ProjectPerformance,
    WholeAndAnnualFunding,
)
from budgetbook.model.place import Place

BUREAU = "青石市文化和旅游局"
CENTRE = "青石市群众艺术馆"
YEAR = 2027

_GENERAL, _FUND, _ACCOUNT = Fund.GENERAL_PUBLIC, Fund.GOVERNMENT_FUND, Fund.FISCAL_ACCOUNT
_PERSONNEL, _OPERATING, _PROJECT = Nature.PERSONNEL, Nature.OPERATING, Nature.PROJECT
_NOW, _BEFORE = Period.CURRENT, Period.CARRIED_OVER

# unit, fund, period, nature, function 项, economic 款, government 款, project, yuan
_SPENDING: tuple[tuple[str, Fund, Period, Nature, str, str, str, str | None, str], ...] = (
    (BUREAU, _GENERAL, _NOW, _PERSONNEL, "2070101", "30101", "50101", None, "1204356.20"),
    (BUREAU, _GENERAL, _NOW, _PERSONNEL, "2070101", "30102", "50101", None, "856217.44"),
    (BUREAU, _GENERAL, _NOW, _PERSONNEL, "2080505", "30108", "50102", None, "301211.33"),
    (BUREAU, _GENERAL, _NOW, _PERSONNEL, "2101101", "30110", "50102", None, "150605.67"),
    (BUREAU, _GENERAL, _NOW, _PERSONNEL, "2210201", "30113", "50103", None, "225908.50"),
    (BUREAU, _GENERAL, _NOW, _PERSONNEL, "2080501", "30302", "50905", None, "98044.00"),
    (BUREAU, _GENERAL, _NOW, _OPERATING, "2070101", "30201", "50201", None, "86033.00"),
    (BUREAU, _GENERAL, _NOW, _OPERATING, "2070101", "30211", "50201", None, "61000.00"),
    (BUREAU, _GENERAL, _NOW, _OPERATING, "2070101", "30217", "50206", None, "8055.00"),
    (BUREAU, _GENERAL, _NOW, _OPERATING, "2070101", "30231", "50208", None, "40049.99"),
    (BUREAU, _GENERAL, _NOW, _PROJECT, "2070108", "30227", "50205", "文化旅游节专项经费", "1380000.00"),
    (BUREAU, _GENERAL, _NOW, _PROJECT, "2070108", "30201", "50201", "业务费", "70000.00"),
    (BUREAU, _GENERAL, _NOW, _PROJECT, "2070199", "31013", "50303", "文化市场执法车辆更新", "179800.00"),
    (BUREAU, _FUND, _NOW, _PROJECT, "2120803", "31005", "50302", "城市公共文化空间建设", "5000000.00"),
    (BUREAU, _GENERAL, _BEFORE, _PROJECT, "2070108", "30227", "50205", "文化旅游节专项经费", "33500.00"),
    (CENTRE, _GENERAL, _NOW, _PERSONNEL, "2070109", "30101", "50501", None, "1500333.33"),
    (CENTRE, _GENERAL, _NOW, _PERSONNEL, "2070109", "30107", "50501", None, "1100666.67"),
    (CENTRE, _GENERAL, _NOW, _PERSONNEL, "2080505", "30108", "50501", None, "402111.11"),
    (CENTRE, _GENERAL, _NOW, _PERSONNEL, "2101102", "30110", "50501", None, "201055.55"),
    (CENTRE, _GENERAL, _NOW, _PERSONNEL, "2210201", "30113", "50501", None, "301583.33"),
    (CENTRE, _GENERAL, _NOW, _OPERATING, "2070109", "30201", "50502", None, "120034.56"),
    (CENTRE, _GENERAL, _NOW, _OPERATING, "2070109", "30217", "50206", None, "3000.00"),
    (CENTRE, _ACCOUNT, _NOW, _OPERATING, "2070109", "30205", "50502", None, "45000.00"),
    (CENTRE, _GENERAL, _NOW, _PROJECT, "2070109", "30299", "50502", "免费开放补助", "500000.00"),
    (CENTRE, _ACCOUNT, _NOW, _PROJECT, "2070109", "30226", "50502", "业务费", "155000.00"),
    (CENTRE, _GENERAL, _BEFORE, _PROJECT, "2070109", "30299", "50502", "免费开放补助", "26666.66"),
)
_INSTITUTIONS = {BUREAU: Institution.ADMINISTRATIVE, CENTRE: Institution.PUBLIC_INSTITUTION}


def _lines() -> tuple[LedgerLine, ...]:
    income: defaultdict[tuple[str, Fund, Period], Decimal] = defaultdict(Decimal)
    spent = []
    for row, (unit, fund, period, nature, function, economic, government, project, yuan) in enumerate(_SPENDING, 5):
        income[unit, fund, period] += Decimal(yuan)
        at = Coordinates(
            flow=Flow.EXPENDITURE, fund=fund, period=period, nature=nature, function=function, economic=economic,
            government_economic=government, unit=unit, project=project,
        )  # fmt: skip
        spent.append(LedgerLine(coordinates=at, yuan=Decimal(yuan), place=Place(sheet="支出", cell=f"A{row}")))
    received = [
        LedgerLine(
            coordinates=Coordinates(
                flow=Flow.INCOME, fund=fund, period=period, unit=unit,
                income="1030148" if fund is Fund.GOVERNMENT_FUND else None,
            ),
            yuan=yuan,
            place=Place(sheet="收入", cell=f"A{row}"),
        )
        for row, ((unit, fund, period), yuan) in enumerate(income.items(), 5)
    ]  # fmt: skip
    return (*received, *spent)


def performance(name: str, unit: str, yuan: str, *, whole: str | None = None) -> ProjectPerformance:
    """A complete performance form of a project whose year costs `yuan` (whole period the same unless given)."""
    annual_total, whole_total = Decimal(yuan), Decimal(whole or yuan)

    def indicators(total: Decimal) -> tuple[Indicator, ...]:
        return (
            Indicator(level1="产出指标", level2="数量指标", name="组织活动场次", target="≥12场"),
            Indicator(level1="产出指标", level2="质量指标", name="活动按方案完成率", target="≥95%"),
            Indicator(level1="产出指标", level2="时效指标", name="完成时间", target=f"{YEAR}年12月前"),
            Indicator(level1="产出指标", level2="成本指标", name="项目总成本", target=f"≤{total / 10000}万元"),
            Indicator(level1="效益指标", level2="社会效益指标", name="服务群众人次", target="≥3万人次"),
            Indicator(level1="满意度指标", level2="服务对象满意度指标", name="群众满意度", target="≥90%"),
        )

    return ProjectPerformance(
        name=name,
        year=YEAR,
        department_code="207",
        department=BUREAU,
        unit=unit,
        attribute="一次性项目（1年结束）" if whole is None else "延续性项目（阶段开展）",
        duration="1年" if whole is None else "3年",
        funding=WholeAndAnnualFunding(
            whole=Funding(total=whole_total, local=whole_total), annual=Funding(total=annual_total, local=annual_total)
        ),
        summary=f"{name}用于{unit}全年的文化惠民工作。",
        basis="青文旅〔2026〕8号",
        necessity="满足群众文化需求。",
        safeguards="专人负责，专账核算，按季通报进度。",
        plan="一季度制定方案，二至四季度实施。",
        objective=Objective(whole="全部活动按期完成。", annual="完成年度全部活动。"),
        indicators=Indicators(whole=indicators(whole_total), annual=indicators(annual_total)),
        responsible="林海",
        handler="周宁",
        telephone="0350-0000000",
        filed_at="20261112093000",
    )


def _project(
    name: str,
    unit: str,
    kind: ProjectClass,
    yuan: str,
    row: int,
    *,
    exception: str | None = None,
    whole: str | None = None,
) -> LedgerProject:
    return LedgerProject(
        key=name,
        name=name,
        unit=unit,
        project_class=kind,
        disclosed=exception is None,
        exception=exception,
        performance=performance(name, unit, yuan, whole=whole),
        place=Place(sheet="项目", cell=f"A{row}"),
    )


def _projects() -> tuple[LedgerProject, ...]:
    specific, operation = ProjectClass.SPECIFIC, ProjectClass.OPERATION
    return (
        _project("文化旅游节专项经费", BUREAU, specific, "1380000", 5, whole="4200000"),
        _project("业务费", BUREAU, operation, "70000", 6),
        _project("文化市场执法车辆更新", BUREAU, operation, "179800", 7, exception="涉及执法办案安排"),
        _project("城市公共文化空间建设", BUREAU, specific, "5000000", 8),
        _project("免费开放补助", CENTRE, specific, "500000", 9),
        _project("业务费", CENTRE, operation, "155000", 10),
    )


def small_ledger() -> Ledger:
    """The department's ledger, balanced and complete: `compiler.defects` finds nothing in it."""
    return Ledger(
        form="shanxi",
        fiscal_year=YEAR,
        entity=Entity(name=BUREAU, kind=EntityKind.DEPARTMENT, code="207"),
        units=(
            LedgerUnit(name=BUREAU, code="207001", institution=_INSTITUTIONS[BUREAU], staff_quota=32, staff=30),
            LedgerUnit(name=CENTRE, code="207002", institution=_INSTITUTIONS[CENTRE], staff_quota=45, staff=41),
        ),
        profile=Profile(
            duties=("1. 拟订全市文化和旅游发展规划并组织实施。", "2. 指导公共文化服务体系建设。"),
            structure=f"本部门由局机关和{CENTRE}组成。",
        ),
        lines=_lines(),
        projects=_projects(),
        overall_performance=OverallPerformance(
            title=f"{BUREAU}整体支出绩效目标申报表",
            year=YEAR,
            entity=BUREAU,
            staff=(("核定的人员编制数", "77个"), ("实际在职人员总数", "71个")),
            duties=("1. 拟订全市文化和旅游发展规划并组织实施。",),
            strategy="建成现代公共文化服务体系。",
            income=(NamedAmount(label="合计", amount=Decimal("1405.02")),),
            expenditure=(NamedAmount(label="合计", amount=Decimal("1405.02")),),
            key_tasks=(KeyTask(function="公共文化服务", task="办好文化旅游节。"),),
            objective="全面完成年度文化惠民任务。",
            indicators=(Indicator(level1="产出指标", level2="数量指标", name="惠民演出场次", target="≥60场"),),
        ),
        procurement=(
            ProcurementLine(unit=BUREAU, category="goods", item="执法车辆", yuan=Decimal("179800")),
            ProcurementLine(unit=BUREAU, category="services", item="活动策划执行", yuan=Decimal("960000")),
            ProcurementLine(unit=CENTRE, category="works", item="展厅修缮", yuan=Decimal("250000")),
        ),
        assets=Assets(
            as_of="2026年12月31日",
            vehicle_quota=3,
            vehicles=2,
            vehicle_kinds=(VehicleCount(kind="机要通信用车", count=1), VehicleCount(kind="其他公务用车", count=1)),
            office_area=Decimal("3250.5"),
            devices_over_500k=2,
            devices_over_1m=0,
        ),
        catalogue_reference="《青石市政府购买服务指导性目录》（青财综〔2025〕3号）",
        previous=(
            PreviousFigure(name="income_total", yuan=Decimal("12955000.00")),
            PreviousFigure(name="expenditure_total", yuan=Decimal("12955000.00")),
            PreviousFigure(name="general_public_current", yuan=Decimal("9100000.00")),
            PreviousFigure(name="public_costs", yuan=Decimal("55000.00")),
            PreviousFigure(name="overseas", yuan=Decimal("0")),
            PreviousFigure(name="reception", yuan=Decimal("12000.00")),
            PreviousFigure(name="vehicle_purchase", yuan=Decimal("0")),
            PreviousFigure(name="vehicle_maintenance", yuan=Decimal("43000.00")),
            PreviousFigure(name="operating_costs", yuan=Decimal("201000.00")),
        ),
        words=(
            Words(name="reason.income_total", text="新增城市公共文化空间建设项目"),
            Words(name="reason.expenditure_total", text="新增城市公共文化空间建设项目。"),
            Words(name="reason.public_costs", text="更新执法车辆一辆"),
            Words(name="reason.reception", text="从严控制接待"),
            Words(name="reason.vehicle_purchase", text="更新超过使用年限的执法车辆一辆"),
            Words(name="reason.vehicle_maintenance", text="旧车报废，维修减少"),
            Words(name="reason.operating_costs", text="压减一般性支出"),
        ),
    )
