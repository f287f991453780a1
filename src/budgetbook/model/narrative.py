"""Words of a disclosure: sections, terms, profile, and what is stated once outside the statements."""

from __future__ import annotations

from decimal import Decimal

import msgspec

from budgetbook.model.place import Place


class Section(msgspec.Struct, frozen=True, kw_only=True):
    """A section of part three (情况说明). `section` is its numeral 一 … 十二; paragraphs of `text` are separated by one newline.

    Sub-headings such as （一）… stand as paragraphs of their own. Forms and catalogues inside the section are not part of the text.
    `places` are those of the paragraphs' first lines, one each; empty where the section was not read from a file.
    """

    section: str
    title: str
    text: str
    place: Place | None = None
    places: tuple[Place | None, ...] = ()


class Term(msgspec.Struct, frozen=True, kw_only=True):
    """A term of part four (名词解释) and what it means."""

    term: str
    text: str
    place: Place | None = None


class Profile(msgspec.Struct, frozen=True, kw_only=True):
    """Part one (概况): duties, one entry each with its number as printed, and the structure in words."""

    duties: tuple[str, ...] = ()
    structure: str | None = None


class Procurement(msgspec.Struct, frozen=True, kw_only=True):
    """Government procurement (政府采购预算) in 万元. None where not stated."""

    total: Decimal | None = None
    goods: Decimal | None = None
    works: Decimal | None = None
    services: Decimal | None = None


class VehicleCount(msgspec.Struct, frozen=True, kw_only=True):
    """Vehicles of one kind, e.g. 机要通信用车: 1."""

    kind: str
    count: int | None = None


class Assets(msgspec.Struct, frozen=True, kw_only=True):
    """State assets in use (国有资产占有使用情况) as of a date. Area in 平方米; devices are counts of 台（套）."""

    as_of: str | None = None
    vehicle_quota: int | None = None  # 编制
    vehicles: int | None = None  # 实有
    vehicle_kinds: tuple[VehicleCount, ...] = ()
    office_area: Decimal | None = None
    devices_over_500k: int | None = None
    devices_over_1m: int | None = None


class CatalogueEntry(msgspec.Struct, frozen=True, kw_only=True):
    """A line of the purchase-of-services catalogue (政府购买服务指导性目录). `level` from 1; `department` where listed by department."""

    code: str
    name: str
    level: int
    department: str | None = None
    place: Place | None = None
