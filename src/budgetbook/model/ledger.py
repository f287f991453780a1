"""The ledger: what an officer enters once, in exact yuan, and everything else is computed from."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import Literal

import msgspec

from budgetbook.model.coordinates import Coordinates, Institution
from budgetbook.model.disclosure import Entity
from budgetbook.model.narrative import Assets, CatalogueEntry, Profile, Term
from budgetbook.model.performance import OverallPerformance, ProjectPerformance
from budgetbook.model.place import Place

LEDGER_SCHEMA = "budgetbook/ledger/1"


class LedgerUnit(msgspec.Struct, frozen=True, kw_only=True):
    """A unit of the entity. `name` is the key that lines and projects use; the department's own office (本级) is a unit too.

    `institution` is administrative (行政), civil_service_managed (参公) or public_institution (事业).
    """

    name: str
    code: str | None = None
    institution: Institution
    staff_quota: int | None = None  # 编制人数
    staff: int | None = None  # 实有人数
    place: Place | None = None


class LedgerLine(msgspec.Struct, frozen=True, kw_only=True):
    """One line of income or expenditure: coordinates as fine as can be, exact yuan, where it was entered.

    Income lines set flow, fund, period, unit (and income code for government funds and state capital). Expenditure lines set flow, fund, period,
    nature (personnel, operating or project), function 项, economic 款 and government_economic 款, unit, institution, public_cost where the economic
    code is one of the three costs, and project for project expenditure.
    """

    coordinates: Coordinates
    yuan: Decimal
    note: str | None = None
    place: Place | None = None


class ProjectClass(StrEnum):
    """项目类别 (DOMAIN §3)."""

    OPERATION = "其他运转类"
    SPECIFIC = "特定目标类"
    PERSONNEL = "人员类"


class LedgerProject(msgspec.Struct, frozen=True, kw_only=True):
    """A project of a unit. `key` is what lines use as their `project` coordinate: unique within the unit (name, or name#2 …).

    `disclosed` False leaves its performance form out of the document (secrets, or another lawful exception, said in `exception`).
    """

    key: str
    name: str
    unit: str
    code: str | None = None
    project_class: ProjectClass
    disclosed: bool = True
    exception: str | None = None
    performance: ProjectPerformance | None = None
    place: Place | None = None


class ProcurementLine(msgspec.Struct, frozen=True, kw_only=True):
    """Procurement budget of a unit in exact yuan; `category` goods (货物), works (工程) or services (服务)."""

    unit: str
    category: Literal["goods", "works", "services"]
    item: str | None = None
    yuan: Decimal
    place: Place | None = None


class PreviousFigure(msgspec.Struct, frozen=True, kw_only=True):
    """A figure of last year's budget, in exact yuan, under the name the form gives it (see `[previous]` of the form).

    Names in use: income_total, expenditure_total, general_public_current, public_costs, overseas, reception, vehicle_purchase,
    vehicle_maintenance, operating_costs.
    """

    name: str
    yuan: Decimal | None
    place: Place | None = None


class Words(msgspec.Struct, frozen=True, kw_only=True):
    """Text for a named slot of the form's sentences: a reason (`reason.income_total`), a remark, a reference."""

    name: str
    text: str
    place: Place | None = None


class Ledger(msgspec.Struct, frozen=True, kw_only=True):
    """Everything entered for one entity and one fiscal year. `form` names the folder of `forms/` it is for.

    `places` says where the workbook has its named fields, blank ones too, so that what is missing has a cell: `words/reason.reception`,
    `assets/vehicles`, `overall/income/事业收入`. Empty where the ledger came from no workbook.
    """

    schema: Literal["budgetbook/ledger/1"] = "budgetbook/ledger/1"
    form: str
    fiscal_year: int
    entity: Entity
    units: tuple[LedgerUnit, ...]
    profile: Profile = Profile()
    lines: tuple[LedgerLine, ...] = ()
    projects: tuple[LedgerProject, ...] = ()
    overall_performance: OverallPerformance | None = None
    procurement: tuple[ProcurementLine, ...] = ()
    assets: Assets | None = None
    purchase_catalogue: tuple[CatalogueEntry, ...] = ()
    catalogue_reference: str | None = None
    glossary: tuple[Term, ...] = ()  # empty: the form's own
    previous: tuple[PreviousFigure, ...] = ()
    words: tuple[Words, ...] = ()
    places: dict[str, Place] = {}


class LedgerDefect(msgspec.Struct, frozen=True, kw_only=True):
    """A mistake in what was entered: where, what, and what to do. Chinese, for the officer."""

    place: Place
    message: str
    advice: str

    def __str__(self) -> str:
        cell = f"{self.place.sheet or ''}!{self.place.cell}" if self.place.cell else (self.place.sheet or "工作簿")
        return f"{cell}：{self.message}。{self.advice}"
