"""The made-up ledgers that the made-up places print, and what they amount to at coordinates written in short.

Coordinates in short: flows in, out, closing, distribution; funds, periods, natures and public costs by the first letters below; f205,
e301, g501, i103 for codes; y2025, budget, adjusted, execution, final, change, rate; unit:甲; of:name. A minus takes one away, = adds nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

import msgspec

from budgetbook.model.coordinates import ANYWHERE, Coordinates, Flow, Fund, Nature, Period, PublicCost, lies_at

_WORDS: dict[str, tuple[str, object]] = {
    "in": ("flow", Flow.INCOME),
    "out": ("flow", Flow.EXPENDITURE),
    "closing": ("flow", Flow.CLOSING_BALANCE),
    "distribution": ("flow", Flow.DISTRIBUTION),
    "ap": ("fund", Fund.APPROPRIATION),
    "gp": ("fund", Fund.GENERAL_PUBLIC),
    "gf": ("fund", Fund.GOVERNMENT_FUND),
    "sc": ("fund", Fund.STATE_CAPITAL),
    "fa": ("fund", Fund.FISCAL_ACCOUNT),
    "uf": ("fund", Fund.UNIT_FUNDS),
    "bi": ("fund", Fund.BUSINESS_INCOME),
    "oi": ("fund", Fund.OPERATING_INCOME),
    "ss": ("fund", Fund.SUPERIOR_SUBSIDY),
    "sp": ("fund", Fund.SUBORDINATE_PAYMENT),
    "ot": ("fund", Fund.OTHER_INCOME),
    "cur": ("period", Period.CURRENT),
    "co": ("period", Period.CARRIED_OVER),
    "used": ("period", Period.BALANCES_USED),
    "basic": ("nature", Nature.BASIC),
    "pers": ("nature", Nature.PERSONNEL),
    "oper": ("nature", Nature.OPERATING),
    "proj": ("nature", Nature.PROJECT),
    "business": ("nature", Nature.OPERATIONS),
    "up": ("nature", Nature.PAYMENT_TO_SUPERIOR),
    "down": ("nature", Nature.SUBSIDY_TO_SUBORDINATES),
    "pc": ("public_cost", PublicCost.ALL),
    "pc.abroad": ("public_cost", PublicCost.OVERSEAS),
    "pc.reception": ("public_cost", PublicCost.RECEPTION),
    "pc.vehicles": ("public_cost", PublicCost.VEHICLES),
    "pc.buy": ("public_cost", PublicCost.VEHICLE_PURCHASE),
    "pc.run": ("public_cost", PublicCost.VEHICLE_MAINTENANCE),
    "budget": ("phase", "budget"),
    "adjusted": ("phase", "adjusted_budget"),
    "execution": ("phase", "execution"),
    "final": ("phase", "final_accounts"),
    "change": ("phase", "change"),
    "rate": ("phase", "change_rate"),
}
_CODES = {"f": "function", "e": "economic", "g": "government_economic", "i": "income"}
_NAMED = {"unit": "unit", "project": "project", "of": "of_which"}
_COSTS = {"30212": "pc.abroad", "30217": "pc.reception", "30231": "pc.run", "31013": "pc.buy"}

# fund, period, nature, function, economic, unit, yuan; the project
_SPENT = """
gp cur pers 2130301 30101 甲 4120000
gp cur pers 2130301 30102 甲 2310000
gp cur oper 2130301 30201 甲 356000
gp cur oper 2130301 30217 甲 12000
gp cur oper 2130301 30231 甲 54000
gp cur oper 2130301 30239 甲 180000
gp cur pers 2130313 30101 乙 900000
gp cur pers 2130313 30107 乙 610000
gp cur oper 2130313 30201 乙 88000
gp cur pers 2080505 30108 甲 812000
gp cur pers 2080505 30108 乙 203000
gp cur pers 2080501 30302 甲 98000
gp cur pers 2101101 30110 甲 402000
gp cur pers 2210201 30113 甲 655000
gp cur pers 2210201 30113 乙 151000
gp cur proj 2130305 31005 甲 5000000 堤防加固
gp cur proj 2130311 30227 甲 320000 水资源监测
gp co proj 2130305 31005 甲 430000 堤防加固
gf cur proj 2120803 31005 甲 1500000 河道整治
bi cur oper 2130313 30201 乙 120000
ot cur proj 2130313 30227 乙 60000 水文测报
ot co proj 2130313 30227 乙 45000 水文测报
"""
_SPENT_ON_BUSINESS = """
oi cur business 2130399 30201 乙 240000
bi used proj 2130313 30227 乙 30000 水文测报
"""
# What final accounts have besides: income that was not spent. flow, fund, function, unit, yuan
_LEFT = """
closing gp 2130305 甲 260000
closing ot 2130313 乙 12000
distribution oi 2130399 乙 15000
"""
# What the government's economic class of a line is: 甲 is an agency, 乙 a public institution.
_GOVERNMENT = {
    "30101": "50101",
    "30102": "50101",
    "30108": "50102",
    "30110": "50102",
    "30113": "50103",
    "30201": "50201",
    "30217": "50206",
    "30227": "50205",
    "30231": "50208",
    "30239": "50201",
    "30302": "50905",
    "31005": "50302",
}
_OF_INSTITUTIONS = {"301": "50501", "302": "50502"}
_SHARES = {
    "y": Decimal("0.9"),
    "budget": Decimal("0.8"),
    "adjusted_budget": Decimal("1.1"),
    "execution": Decimal("1.2"),
}


class Line(msgspec.Struct, frozen=True):
    """Money at its finest coordinates."""

    at: Coordinates
    yuan: Decimal


def coordinates(words: str, onto: Coordinates = ANYWHERE) -> Coordinates:
    """`onto` with what `words` say in short."""
    changes: dict[str, object] = {}
    for word in words.split():
        name, _, value = word.partition(":")
        if word.startswith("-"):
            changes[word[1:]] = None
        elif word in _WORDS:
            changes.update([_WORDS[word]])
        elif word == "=":
            continue
        elif name in _NAMED:
            changes[_NAMED[name]] = value
        elif word[0] == "y":
            changes["year"] = int(word[1:])
        else:
            changes[_CODES[word[0]]] = word[1:]
    return msgspec.structs.replace(onto, **changes)


def ledger(name: str) -> tuple[Line, ...]:
    """The lines of the ledger `budget` or `final`: what was spent, the same as income, and what was left of it."""
    return tuple(_lines(final=name == "final"))


def _lines(*, final: bool) -> Iterator[Line]:
    for line in (_SPENT + _SPENT_ON_BUSINESS * final).split("\n"):
        if not line:
            continue
        fund, period, nature, function, economic, unit, yuan, *project = line.split()
        cost = _COSTS.get(economic, "")
        government = _GOVERNMENT[economic] if unit == "甲" else _OF_INSTITUTIONS[economic[:3]]
        at = coordinates(
            f"out {fund} {period} {nature} f{function} e{economic} g{government} unit:{unit} {cost} "
            + "".join(f"project:{name}" for name in project)
        )
        yield Line(at, Decimal(yuan))
        yield Line(coordinates(f"in {fund} {period} f{function} unit:{unit}"), Decimal(yuan))
    for line in _LEFT.split("\n") * final:
        if line:
            flow, fund, function, unit, yuan = line.split()
            yield Line(coordinates(f"{flow} {fund} f{function} unit:{unit}"), Decimal(yuan))
            yield Line(coordinates(f"in {fund} cur f{function} unit:{unit}"), Decimal(yuan))


def worth(lines: tuple[Line, ...], at: Coordinates, year: int) -> Decimal:
    """Yuan at `at`, or the rate of change in per cent. Earlier years and other phases are fixed shares of what is printed for now.

    What has no flow balances: it is counted on the side of income.
    """
    if at.phase in ("change", "change_rate"):
        now, before = (worth(lines, msgspec.structs.replace(at, phase=None, year=y), year) for y in (year, year - 1))
        if at.phase == "change":
            return now - before
        return ((now - before) / before * 100 if before else Decimal(0)).quantize(Decimal("0.01"), ROUND_HALF_UP)
    share = _SHARES["y"] if at.year == year - 1 else _SHARES.get(at.phase or "", Decimal(1))
    plain = msgspec.structs.replace(at, flow=at.flow or Flow.INCOME, year=None, phase=None, of_which=None)
    return sum((line.yuan for line in lines if lies_at(line.at, plain)), Decimal(0)) * share
