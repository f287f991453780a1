"""Sound project forms for the document of `tests.checks.documents`, and what changes them."""

from __future__ import annotations

from decimal import Decimal

from msgspec.structs import replace

from budgetbook.model.disclosure import Disclosure, EntityKind
from budgetbook.model.performance import (
    Funding,
    Indicator,
    Indicators,
    Objective,
    ProjectPerformance,
    WholeAndAnnualFunding,
)
from tests.checks.documents import document

UNIT = "示例学院"


def funding(total: str, **parts: str) -> Funding:
    """A side's funding: all of it local unless parts are given."""
    given = {name: Decimal(part) for name, part in parts.items()} or {"local": Decimal(total)}
    return Funding(total=Decimal(total), **given)


def indicators(*rows: tuple[str, str, str, str]) -> tuple[Indicator, ...]:
    return tuple(Indicator(level1=one, level2=two, name=name, target=target) for one, two, name, target in rows)


ROWS = (
    ("产出指标", "数量指标", "维修实训楼面积", "≥3600平方米"),
    ("产出指标", "质量指标", "工程验收合格率", "100%"),
    ("产出指标", "时效指标", "完工时间", "2027年8月底前"),
    ("产出指标", "成本指标", "项目总成本", "≤250万元"),
    ("效益指标", "社会效益指标", "实训工位利用率", "≥85%"),
    ("满意度指标", "服务对象满意度指标", "师生满意度", "≥92%"),
)

REPAIR = ProjectPerformance(
    name="实训楼维修",
    year=2027,
    department_code="301",
    department="示例教育局",
    unit=UNIT,
    attribute="一次性项目（1年结束）",
    duration="1年",
    funding=WholeAndAnnualFunding(whole=funding("2500000"), annual=funding("2500000")),
    summary="对实训楼屋面和供暖管道进行维修，总预算250万元。",
    basis="《校舍安全管理办法》（示教发〔2024〕12号）。",
    necessity="实训楼建成十八年，屋面漏水，供暖管道锈蚀，影响实训教学。",
    safeguards="执行学院基建和采购管理制度，工程款按进度支付。",
    plan="3月完成招标，6月1日开工，8月25日完工，9月30日前支付工程款。",
    objective=Objective(
        whole="2027年8月底前完成实训楼屋面防水和供暖管道更换，保证秋季学期正常实训。",
        annual="2027年8月底前完成实训楼屋面防水和供暖管道更换，保证秋季学期正常实训。",
    ),
    indicators=Indicators(whole=indicators(*ROWS), annual=indicators(*ROWS)),
    responsible="甲",
    handler="乙",
    telephone="0",
    filed_at="20261115093000",
)

PURCHASE = replace(
    REPAIR,
    name="学费安排设备购置",
    funding=WholeAndAnnualFunding(
        whole=funding("900000", self_raised="900000"), annual=funding("900000", self_raised="900000")
    ),
    summary="用学费收入购置数控实训设备12台，预算资金90万元。",
    necessity="现有设备台套数不足，学生每人每周实训时间不到四小时。",
    plan="4月完成采购，7月15日前安装调试。",
    objective=Objective(
        whole="新增数控实训设备12台，生均实训时间每周增加两小时。",
        annual="新增数控实训设备12台，生均实训时间每周增加两小时。",
    ),
    indicators=Indicators(
        whole=indicators(
            ("产出指标", "数量指标", "购置设备数量", "12台"),
            ("产出指标", "质量指标", "设备验收合格率", "100%"),
            ("产出指标", "时效指标", "安装完成时间", "2027年7月底前"),
            ("产出指标", "成本指标", "设备购置成本", "≤90万元"),
            ("效益指标", "社会效益指标", "生均每周实训时间增加", "≥2小时"),
            ("满意度指标", "服务对象满意度指标", "学生满意度", "≥90%"),
        ),
    ),
)


def filed(*projects: ProjectPerformance, **fields: object) -> Disclosure:
    """The document with these forms (the two sound ones where none is given)."""
    return replace(document(projects=projects or (REPAIR, PURCHASE)), **fields)


def city(*projects: ProjectPerformance) -> Disclosure:
    """As `filed`, of a city's department."""
    made = filed(*projects)
    return replace(made, entity=replace(made.entity, name="示例市教育局", kind=EntityKind.DEPARTMENT))


def with_target(
    project: ProjectPerformance, name: str, target: str, *, new_name: str | None = None
) -> ProjectPerformance:
    """`project` with another target (and name) of the indicator of this name, on both sides."""

    def changed(some: tuple[Indicator, ...]) -> tuple[Indicator, ...]:
        return tuple(replace(one, target=target, name=new_name or name) if one.name == name else one for one in some)

    sides = project.indicators
    return replace(project, indicators=Indicators(whole=changed(sides.whole), annual=changed(sides.annual)))


def without_level(project: ProjectPerformance, level2: str) -> ProjectPerformance:
    """`project` without the indicators of this level."""

    def kept(some: tuple[Indicator, ...]) -> tuple[Indicator, ...]:
        return tuple(one for one in some if one.level2 != level2)

    sides = project.indicators
    return replace(project, indicators=Indicators(whole=kept(sides.whole), annual=kept(sides.annual)))


def lasting(project: ProjectPerformance, years: int, whole: str) -> ProjectPerformance:
    """`project` over several years with another funding of the whole period."""
    return replace(
        project,
        attribute="延续性项目（阶段开展）",
        duration=f"{years}年",
        funding=WholeAndAnnualFunding(whole=funding(whole), annual=project.funding.annual),
    )
