"""Statements as printed: columns and rows with coordinates, amounts as decimals, a place for each row."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum

import msgspec

from budgetbook.model.coordinates import ANYWHERE, Coordinates, Flow
from budgetbook.model.money import MoneyUnit
from budgetbook.model.place import Place


class Kind(StrEnum):
    """What a statement shows, whatever a province calls it (DESIGN §3)."""

    INCOME_EXPENDITURE = "income_expenditure"  # 收支总表
    INCOME = "income"  # 收入总表
    EXPENDITURE = "expenditure"  # 支出总表
    APPROPRIATION = "appropriation"  # 财政拨款收支总表
    GENERAL_PUBLIC_EXPENDITURE = "general_public_expenditure"  # 一般公共预算支出表
    BASIC_EXPENDITURE = "basic_expenditure"  # 基本支出分经济科目表
    GOVERNMENT_FUND_INCOME = "government_fund_income"
    GOVERNMENT_FUND_EXPENDITURE = "government_fund_expenditure"
    STATE_CAPITAL = "state_capital"
    PUBLIC_COSTS = "public_costs"  # “三公”经费
    OPERATING_COSTS = "operating_costs"  # 机关运行经费
    PROJECTS = "projects"
    CARRIED_OVER_PROJECTS = "carried_over_projects"
    OTHER = "other"


class Role(StrEnum):
    """What a row is to the others: a total, a group of rows below it, or an item."""

    TOTAL = "total"
    GROUP = "group"
    ITEM = "item"


class Column(msgspec.Struct, frozen=True, kw_only=True):
    """An amount column. `label` is the header from top to bottom joined by `/`, e.g. `支出/当年预算安排`.

    In a two-sided statement the label begins with its side (`收入/…`, `支出/…`) and the coordinates carry the flow of that side
    only where they say so; `flow` tells the side.
    """

    label: str
    coordinates: Coordinates = ANYWHERE
    flow: Flow | None = None


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """A row: one amount per column of the statement (None = blank, or a column of the other side).

    `flow` tells the side in a two-sided statement, else None. `code` is the printed code. `labels` holds further text cells by
    coordinate name (statement 6: {"government_economic": "工资福利支出"}). `level` is the depth in the row tree: 0 total,
    1 类 or unit, 2 款 or project, 3 项. `cells` are the places of the amounts where the format knows them one by one.
    """

    flow: Flow | None = None
    code: str | None = None
    label: str
    role: Role = Role.ITEM
    level: int = 0
    coordinates: Coordinates = ANYWHERE
    amounts: tuple[Decimal | None, ...]
    labels: dict[str, str] = {}
    place: Place | None = None
    cells: tuple[Place | None, ...] | None = None


class Statement(msgspec.Struct, frozen=True, kw_only=True):
    """One statement. `number` is its place in the form; `unit` what its amounts are printed in; `holder` the name printed above it."""

    kind: Kind
    number: int | None = None
    title: str
    unit: MoneyUnit = MoneyUnit.WAN
    holder: str | None = None
    note: str | None = None
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    place: Place | None = None


def on_one_side(row: Flow | None, column: Flow | None) -> bool:
    """Whether a row and a column of these sides meet in a cell: in a two-sided statement those of different sides don't."""
    return row is None or column is None or row == column
