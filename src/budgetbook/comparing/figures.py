"""The few figures a reader wants first, looked up by coordinates in whatever statement prints them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from budgetbook.comparing.amounts import amounts, plain_amounts
from budgetbook.comparing.damage import Doubts
from budgetbook.model.comparison import Figure, ItemChange
from budgetbook.model.coordinates import Coordinates, Flow, Fund, Institution, Nature, Period, PublicCost, without
from budgetbook.model.disclosure import Disclosure
from budgetbook.model.facts import Fact
from budgetbook.model.money import ZERO, MoneyUnit
from budgetbook.model.statement import Kind

_SPENT, _CURRENT, _GENERAL = Flow.EXPENDITURE, Period.CURRENT, Fund.GENERAL_PUBLIC


class _Wanted(NamedTuple):
    """A figure: its name, the statements that may print it and the coordinates it may stand at, the likeliest first."""

    name: str
    kinds: tuple[Kind, ...]
    at: tuple[Coordinates, ...]


_FIGURES = (
    _Wanted("收支总计", (Kind.INCOME_EXPENDITURE,), (Coordinates(), Coordinates(flow=Flow.INCOME))),
    _Wanted("本年收入", (Kind.INCOME_EXPENDITURE, Kind.INCOME), (Coordinates(flow=Flow.INCOME, period=_CURRENT),)),
    _Wanted(
        "一般公共预算支出",
        (Kind.GENERAL_PUBLIC_EXPENDITURE,),
        tuple(Coordinates(flow=_SPENT, fund=_GENERAL, period=period) for period in (_CURRENT, None)),
    ),
    _Wanted(
        "政府性基金预算支出",
        (Kind.GOVERNMENT_FUND_EXPENDITURE,),
        tuple(Coordinates(flow=_SPENT, fund=Fund.GOVERNMENT_FUND, period=period) for period in (_CURRENT, None)),
    ),
    _Wanted("基本支出", (Kind.EXPENDITURE,), (Coordinates(flow=_SPENT, nature=Nature.BASIC),)),
    _Wanted("项目支出", (Kind.EXPENDITURE,), (Coordinates(flow=_SPENT, nature=Nature.PROJECT),)),
    _Wanted(
        "“三公”经费",
        (Kind.PUBLIC_COSTS,),
        tuple(
            Coordinates(flow=flow, fund=fund, public_cost=PublicCost.ALL)
            for flow in (_SPENT, None)
            for fund in (Fund.APPROPRIATION, None, _GENERAL)
        ),
    ),
    _Wanted(
        "机关运行经费",
        (Kind.OPERATING_COSTS,),
        tuple(
            Coordinates(flow=_SPENT, fund=fund, period=period, nature=Nature.OPERATING, institution=Institution.AGENCY)
            for fund in (Fund.APPROPRIATION, _GENERAL, None)
            for period in (_CURRENT, None)
        ),
    ),
)
_PLACES = frozenset((kind, at) for wanted in _FIGURES for kind in wanted.kinds for at in wanted.at)
_KINDS = frozenset(kind for kind, _ in _PLACES)
_PROCUREMENT = (("total", "政府采购总额"), ("goods", "货物"), ("works", "工程"), ("services", "服务"))
_ASSETS = (
    ("vehicle_quota", "车辆编制", "辆"),
    ("vehicles", "车辆实有", "辆"),
    ("office_area", "办公用房面积", "平方米"),
    ("devices_over_500k", "价值 50 万元以上设备", "台（套）"),
    ("devices_over_1m", "价值 100 万元以上设备", "台（套）"),
)


def figures_compared(
    old: Disclosure, new: Disclosure, cells: tuple[Sequence[Fact], Sequence[Fact]]
) -> Iterator[Figure]:
    """The figures that both documents print."""
    sides = [_printed(disclosure, facts) for disclosure, facts in zip((old, new), cells, strict=True)]
    for wanted in _FIGURES:
        before, now = (_found(wanted, side) for side in sides)
        if before is None or now is None:
            continue
        unit = new.statements[now.statement].unit
        found = amounts(before.yuan or ZERO, now.yuan or ZERO, unit)
        if found.old or found.new:
            yield Figure(name=wanted.name, unit=unit, amounts=found, old_place=before.place, new_place=now.place)
    if old.procurement is not None and new.procurement is not None and old.procurement.total and new.procurement.total:
        found = plain_amounts(old.procurement.total, new.procurement.total)
        yield Figure(name="政府采购", unit=MoneyUnit.WAN, amounts=found)


def procurement_compared(old: Disclosure, new: Disclosure) -> Iterator[ItemChange]:
    """Procurement in 万元, where it differs."""
    if old.procurement is None or new.procurement is None:
        return
    for name, label in _PROCUREMENT:
        before, now = getattr(old.procurement, name), getattr(new.procurement, name)
        if before is not None and now is not None and before != now:
            yield ItemChange(name=label, unit="万元", amounts=plain_amounts(before, now))


def assets_compared(old: Disclosure, new: Disclosure) -> Iterator[ItemChange]:
    """Vehicles, area and devices that both documents state and that differ."""
    before, now = old.assets, new.assets
    if before is None or now is None:
        return
    for name, label, unit in _ASSETS:
        yield from _counted(label, unit, getattr(before, name), getattr(now, name))
    for kind in dict.fromkeys(each.kind for each in now.vehicle_kinds):
        counts = [[each.count for each in one.vehicle_kinds if each.kind == kind] for one in (before, now)]
        if len(counts[0]) == len(counts[1]):  # a name may stand twice where a sentence was read so
            for was, count in zip(*counts, strict=True):
                yield from _counted(kind, "辆", was, count)


def _counted(name: str, unit: str, old: Decimal | int | None, new: Decimal | int | None) -> Iterator[ItemChange]:
    if old is not None and new is not None and old != new:
        yield ItemChange(name=name, unit=unit, amounts=plain_amounts(Decimal(old), Decimal(new)))


def _printed(disclosure: Disclosure, facts: Sequence[Fact]) -> dict[tuple[Kind, Coordinates], Fact]:
    """The first cell at each coordinates where a figure may stand, own year and phase only."""
    doubts = Doubts(disclosure.damage)
    found: dict[tuple[Kind, Coordinates], Fact] = {}
    for fact in facts:
        if fact.kind not in _KINDS:
            continue
        at = fact.coordinates
        if at.year not in (None, disclosure.fiscal_year) or at.phase not in (None, disclosure.phase.value):
            continue
        key = fact.kind, without(at, "year", "phase") if at.year or at.phase else at
        if key in _PLACES and not doubts.touches(
            "statements", fact.statement, "rows", fact.row, "amounts", fact.column
        ):
            found.setdefault(key, fact)
    return found


def _found(wanted: _Wanted, printed: dict[tuple[Kind, Coordinates], Fact]) -> Fact | None:
    for kind in wanted.kinds:
        for at in wanted.at:
            fact = printed.get((kind, at))
            if fact is not None:
                return fact
    return None
