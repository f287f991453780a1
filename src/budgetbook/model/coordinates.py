"""Coordinates: what an amount is about. Statements are views of one ledger, and a cell is a place in this space.

A coordinate that is None means "all". A column has coordinates, a row has coordinates, a cell has both together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from enum import StrEnum

import msgspec


class Flow(StrEnum):
    """Which way money moves. A grand total that balances (收入总计, 支出总计) has no flow."""

    INCOME = "income"
    EXPENDITURE = "expenditure"
    CLOSING_BALANCE = "closing_balance"  # 年终结转: income of this year left for the next
    DISTRIBUTION = "distribution"  # 结余分配: income of this year put into funds of the unit


class Fund(StrEnum):
    """Fund sources (资金来源), a tree: fiscal appropriation ⊃ its three; general public ⊃ two in some provinces; unit funds ⊃ their five."""

    APPROPRIATION = "appropriation"  # 财政拨款
    GENERAL_PUBLIC = "general_public"  # 一般公共预算
    TAX_FUNDED = "tax_funded"  # 经费拨款
    NON_TAX = "non_tax"  # 纳入一般公共预算管理的非税收入拨款
    GOVERNMENT_FUND = "government_fund"  # 政府性基金预算
    STATE_CAPITAL = "state_capital"  # 国有资本经营预算
    FISCAL_ACCOUNT = "fiscal_account"  # 财政专户管理资金
    UNIT_FUNDS = "unit_funds"  # 单位资金
    BUSINESS_INCOME = "business_income"  # 事业收入
    OPERATING_INCOME = "operating_income"  # 事业单位经营收入
    SUPERIOR_SUBSIDY = "superior_subsidy"  # 上级补助收入
    SUBORDINATE_PAYMENT = "subordinate_payment"  # 附属单位上缴收入
    OTHER_INCOME = "other_income"  # 其他收入


class Period(StrEnum):
    """Whether money is this year's (当年预算安排), carried over from earlier ones (上年结转), or drawn from balances (使用非财政拨款结余)."""

    CURRENT = "current"
    CARRIED_OVER = "carried_over"
    BALANCES_USED = "balances_used"


class Nature(StrEnum):
    """Nature of expenditure, a tree: basic ⊃ personnel, operating; project ⊃ its classes. The last three stand beside the two."""

    BASIC = "basic"  # 基本支出
    PERSONNEL = "personnel"  # 人员经费
    OPERATING = "operating"  # 公用经费
    PROJECT = "project"  # 项目支出
    OPERATIONS = "operations"  # 事业单位经营支出
    PAYMENT_TO_SUPERIOR = "payment_to_superior"  # 上缴上级支出
    SUBSIDY_TO_SUBORDINATES = "subsidy_to_subordinates"  # 对附属单位补助支出


class PublicCost(StrEnum):
    """The three public costs (“三公”经费), a tree under `all`."""

    ALL = "all"
    OVERSEAS = "overseas"  # 因公出国（境）费
    RECEPTION = "reception"  # 公务接待费
    VEHICLES = "vehicles"  # 公务用车购置及运行费
    VEHICLE_PURCHASE = "vehicle_purchase"  # ①公务用车购置费
    VEHICLE_MAINTENANCE = "vehicle_maintenance"  # ②公务用车运行维护费


class Procurement(StrEnum):
    """Government procurement (政府采购), a tree under `all`: what of the expenditure is bought by its rules."""

    ALL = "all"
    GOODS = "goods"  # 货物
    WORKS = "works"  # 工程
    SERVICES = "services"  # 服务


class Institution(StrEnum):
    """What kind of unit spends, a tree: agency ⊃ administrative, civil_service_managed. Agencies have operating costs of their own."""

    AGENCY = "agency"  # 机关（行政及参公单位）
    ADMINISTRATIVE = "administrative"  # 行政
    CIVIL_SERVICE_MANAGED = "civil_service_managed"  # 参公
    PUBLIC_INSTITUTION = "public_institution"  # 事业


class Coordinates(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A place in the space of the budget; None means "all".

    Codes are digits as printed: function 3, 5 or 7 (支出功能分类), economic and government_economic 3 or 5
    (部门/政府预算支出经济分类), income 3, 5, 7 or 9. `unit` and `project` are names (a repeated project name carries
    `#2`, `#3` … within its unit). `phase` and `year` are set only where a statement prints several; `phase` is then
    also `change` (增减额) or `change_rate` (增减%), neither of which is money of any year. `of_which` names a part that a statement shows
    without showing the rest (其中：预留给中小企业, 专项资金列入部门预算的项目): such parts never add up to anything.
    """

    flow: Flow | None = None
    fund: Fund | None = None
    period: Period | None = None
    nature: Nature | None = None
    function: str | None = None
    economic: str | None = None
    government_economic: str | None = None
    income: str | None = None
    public_cost: PublicCost | None = None
    procurement: Procurement | None = None
    institution: Institution | None = None
    unit: str | None = None
    project: str | None = None
    phase: str | None = None
    year: int | None = None
    of_which: str | None = None


ANYWHERE = Coordinates()
DIMENSIONS: tuple[str, ...] = Coordinates.__struct_fields__

_FUND_PARENT = {
    Fund.TAX_FUNDED: Fund.GENERAL_PUBLIC,
    Fund.NON_TAX: Fund.GENERAL_PUBLIC,
    Fund.GENERAL_PUBLIC: Fund.APPROPRIATION,
    Fund.GOVERNMENT_FUND: Fund.APPROPRIATION,
    Fund.STATE_CAPITAL: Fund.APPROPRIATION,
    Fund.BUSINESS_INCOME: Fund.UNIT_FUNDS,
    Fund.OPERATING_INCOME: Fund.UNIT_FUNDS,
    Fund.SUPERIOR_SUBSIDY: Fund.UNIT_FUNDS,
    Fund.SUBORDINATE_PAYMENT: Fund.UNIT_FUNDS,
    Fund.OTHER_INCOME: Fund.UNIT_FUNDS,
}
_PARENTS: dict[str, dict[str, str]] = {
    "fund": {child.value: parent.value for child, parent in _FUND_PARENT.items()},
    "nature": {"personnel": "basic", "operating": "basic"},
    "public_cost": {
        "overseas": "all",
        "reception": "all",
        "vehicles": "all",
        "vehicle_purchase": "vehicles",
        "vehicle_maintenance": "vehicles",
    },
    "procurement": {"goods": "all", "works": "all", "services": "all"},
    "institution": {"administrative": "agency", "civil_service_managed": "agency"},
}
_CODED = frozenset({"function", "economic", "government_economic", "income"})


def _shorter(code: str) -> str | None:
    return code[:-2] if len(code) > 3 else None


def parents(dimension: str) -> Callable[[str], str | None]:
    """What tells the value one level above a value of `dimension`: None where only "all" is above."""
    return _shorter if dimension in _CODED else _PARENTS.get(dimension, {}).get


def parent(dimension: str, value: str) -> str | None:
    """The value one level above `value` along `dimension`; None where only "all" is above."""
    return parents(dimension)(value)


def ancestors(dimension: str, value: str) -> Iterator[str]:
    """`value` and every value above it along `dimension`, nearest first ("all" not included)."""
    at: str | None = value
    while at is not None:
        yield at
        at = parent(dimension, at)


def is_within(dimension: str, value: object, wide: object) -> bool:
    """Whether `value` lies below `wide` along `dimension`, or is the same; neither may be "all"."""
    return isinstance(value, str) and isinstance(wide, str) and wide in ancestors(dimension, value)


def items(at: Coordinates) -> tuple[tuple[str, object], ...]:
    """The coordinates that are set, as (dimension, value), in the order of DIMENSIONS."""
    return tuple((name, value) for name in DIMENSIONS if (value := getattr(at, name)) is not None)


def merged(row: Coordinates, column: Coordinates) -> Coordinates:
    """A cell's coordinates: the row's and the column's together; the column wins where both speak of one dimension.

    Example: row 本年收入合计 (income, current) and column 金额 (nothing) give (income, current).
    """
    return msgspec.structs.replace(row, **dict(items(column)))


def without(at: Coordinates, *dimensions: str) -> Coordinates:
    """`at` with the named dimensions widened to "all"."""
    return msgspec.structs.replace(at, **dict.fromkeys(dimensions))


def lies_at(fine: Coordinates, coarse: Coordinates) -> bool:
    """Whether `fine` lies at `coarse`: along every dimension that `coarse` sets, equal to it or below it in its tree."""
    for name, wanted in items(coarse):
        value = getattr(fine, name)
        if value is None:
            return False
        if value != wanted and not (isinstance(value, str) and str(wanted) in ancestors(name, value)):
            return False
    return True
