"""Performance forms: a project's (项目支出绩效目标表) and the whole entity's (整体支出绩效目标申报表)."""

from __future__ import annotations

from decimal import Decimal

import msgspec

from budgetbook.model.place import Place


class Funding(msgspec.Struct, frozen=True, kw_only=True):
    """Money of a project in exact yuan, by level. None is blank. Source: the form's block 项目资金（元）.

    `appropriation` is 财政拨款 where a form doesn't part it by level: it then stands for central, provincial and local.
    """

    total: Decimal | None = None
    central: Decimal | None = None  # 中央财政资金
    provincial: Decimal | None = None  # 省级财政资金
    local: Decimal | None = None  # 市县（区）财政资金
    self_raised: Decimal | None = None  # 单位自筹
    other: Decimal | None = None  # 其他资金
    appropriation: Decimal | None = None  # 财政拨款


class WholeAndAnnualFunding(msgspec.Struct, frozen=True, kw_only=True):
    """Funding of the whole period (实施期) and of the year (年度)."""

    whole: Funding
    annual: Funding


class Objective(msgspec.Struct, frozen=True, kw_only=True):
    """总体目标: what the project is for, in the whole period and in the year."""

    whole: str | None = None
    annual: str | None = None


class Indicator(msgspec.Struct, frozen=True, kw_only=True):
    """One indicator. `level1` 产出指标/效益指标/满意度指标; `level2` 数量指标 …; `name` level 3; `target` as printed (≥95%)."""

    level1: str | None = None
    level2: str | None = None
    name: str
    target: str | None = None
    place: Place | None = None


class Indicators(msgspec.Struct, frozen=True, kw_only=True):
    """Indicators of the whole period and of the year."""

    whole: tuple[Indicator, ...] = ()
    annual: tuple[Indicator, ...] = ()


class ProjectPerformance(msgspec.Struct, frozen=True, kw_only=True):
    """A project's performance form, whole. Texts are as printed, None where blank; `filed_at` has 14 digits (YYYYMMDDhhmmss)."""

    name: str
    year: int | None = None
    title: str | None = None
    department_code: str | None = None
    department: str | None = None
    unit: str | None = None
    attribute: str | None = None  # 项目属性
    duration: str | None = None  # 项目期, e.g. 1年
    funding: WholeAndAnnualFunding
    summary: str | None = None  # 项目概况
    basis: str | None = None  # 立项依据
    necessity: str | None = None  # 项目设立必要性
    safeguards: str | None = None  # 保证项目实施的制度、措施
    plan: str | None = None  # 项目实施计划
    objective: Objective
    indicators: Indicators
    responsible: str | None = None  # 负责人
    handler: str | None = None  # 经办人
    telephone: str | None = None
    filed_at: str | None = None
    place: Place | None = None


class NamedAmount(msgspec.Struct, frozen=True, kw_only=True):
    """A label with an amount in 万元, as the overall form lists them."""

    label: str
    amount: Decimal | None = None


class KeyTask(msgspec.Struct, frozen=True, kw_only=True):
    """A core function (核心职能) and the tasks of the year under it (重点任务)."""

    function: str | None = None
    task: str | None = None


class OverallPerformance(msgspec.Struct, frozen=True, kw_only=True):
    """The entity's overall form. `staff` pairs the printed labels (核定的人员编制数 …) with what stands there (581个)."""

    title: str | None = None
    year: int | None = None
    entity: str | None = None
    staff: tuple[tuple[str, str], ...] = ()
    duties: tuple[str, ...] = ()
    strategy: str | None = None
    income: tuple[NamedAmount, ...] = ()
    expenditure: tuple[NamedAmount, ...] = ()
    key_tasks: tuple[KeyTask, ...] = ()
    objective: str | None = None
    indicators: tuple[Indicator, ...] = ()
    place: Place | None = None
