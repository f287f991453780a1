"""The amounts that the overall form states again, in 万元: income by source and expenditure by nature, as the ledger has them.

They are the only amounts that an officer types a second time, so nothing else would keep them equal to the statements. Source: DOMAIN §7.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from budgetbook.compiler.validation.entered import Defects, Entered
from budgetbook.forms.lexicon import lexicon
from budgetbook.model.coordinates import ANYWHERE, Coordinates, Flow, Fund, Period, parent
from budgetbook.model.ledger import LedgerDefect
from budgetbook.model.money import CENT, MoneyUnit, in_unit, with_separators
from budgetbook.model.performance import NamedAmount
from budgetbook.model.statement import Kind


def overall_defects(entered: Entered) -> Defects:
    """Amounts of the overall form that are not the ledger's. A label that names no coordinates is left alone."""
    overall = entered.ledger.overall_performance
    if overall is None or entered.unread & {"income", "expenditure"}:
        return
    # A flow without any line is reported as that, once.
    flows = {line.coordinates.flow for line in entered.lines}
    for flow, title, amounts in (
        (Flow.INCOME, "收入预算", overall.income),
        (Flow.EXPENDITURE, "支出预算", overall.expenditure),
    ):
        for each in amounts if flow in flows else ():
            yield from _unlike(each, flow, title, entered)


def _unlike(named: NamedAmount, flow: Flow, title: str, entered: Entered) -> Iterator[LedgerDefect]:
    at = _coordinates(named.label)
    if named.amount is None or at is None:
        return
    # Some write money carried over into its source, some give it a row of its own.
    periods = (None, Period.CURRENT) if at.period is None else (at.period,)
    wanted = [
        in_unit(
            entered.evaluator.yuan(msgspec.structs.replace(at, flow=flow, period=period), flow),
            MoneyUnit.WAN,
        )
        for period in periods
    ]
    if all(abs(named.amount - amount) > CENT for amount in wanted):
        whole, *current = (with_separators(amount) for amount in dict.fromkeys(wanted))
        meant = f"{whole}（当年 {current[0]}）" if current else f"{whole} "
        yield LedgerDefect(
            place=entered.field_place("overall", f"{flow}/{named.label}"),
            message=f"整体绩效的{title}“{named.label}”是 {with_separators(named.amount)} 万元，收支明细合计 {meant}万元",
            advice="两处应当一致，请核对。本表金额的单位是万元",
        )


def _coordinates(label: str) -> Coordinates | None:
    """What `label` is the money of; None where it names nothing, or a part that means other things in other places (其他收入)."""
    words = lexicon()
    found = words.column(label, None) or words.row(label, Kind.INCOME_EXPENDITURE)
    if found is None:
        return None
    at = msgspec.structs.replace(found.coordinates, flow=None)
    if at.fund is not None and parent("fund", at.fund.value) == Fund.UNIT_FUNDS:
        return None
    known = msgspec.structs.replace(at, fund=None, nature=None, period=None)
    return at if known == ANYWHERE else None
