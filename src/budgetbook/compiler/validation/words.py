"""What the words need: last year's figures, reasons of changes, profile, assets; and what stands once for the whole entity."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from budgetbook.compiler.validation.entered import Defects, Entered, sheet_place
from budgetbook.compiler.validation.previous import previous_sum_defects
from budgetbook.compiler.wording import Wording
from budgetbook.forms.form import PreviousForm, Slot
from budgetbook.model.disclosure import EntityKind
from budgetbook.model.ledger import LedgerDefect
from budgetbook.model.money import ZERO
from budgetbook.model.place import Place


def entity_defects(entered: Entered) -> Defects:
    """The entity, its year and its units."""
    ledger, form = entered.ledger, entered.form
    here = sheet_place("entity")
    if not ledger.entity.name.strip() and "entity" not in entered.unread:
        yield LedgerDefect(place=here, message=f"没有填{ledger.entity.kind.word}名称", advice="请填写全称")
    if ledger.fiscal_year < form.first_year or (form.last_year is not None and ledger.fiscal_year > form.last_year):
        years = f"{form.first_year} 年{f'至 {form.last_year} 年' if form.last_year else '起'}"
        yield LedgerDefect(
            place=here,
            message=f"{form.label}适用于{years}，不适用于 {ledger.fiscal_year} 年",
            advice="请换用该年度的格式",
        )
    if not ledger.lines and not entered.unread & {"income", "expenditure"}:
        yield LedgerDefect(
            place=sheet_place("income"), message="没有填任何收入和支出", advice="请在“收入”表和“支出”表逐行填写"
        )
    units = sheet_place("units")
    if not ledger.units and "units" not in entered.unread:
        yield LedgerDefect(place=units, message="没有登记任何单位", advice="请至少登记一个单位，本级也要登记")
    if ledger.entity.kind is EntityKind.UNIT and len(ledger.units) > 1:
        yield LedgerDefect(
            place=units,
            message=f"单位预算公开只含本单位，这里登记了 {len(ledger.units)} 个单位",
            advice="请只留本单位一行",
        )
    for name, count in Counter(unit.name for unit in ledger.units).items():
        if count > 1:
            place = next(unit.place for unit in ledger.units if unit.name == name)
            yield LedgerDefect(
                place=place or units, message=f"单位“{name}”登记了 {count} 次", advice="同一单位只填一行，请删去重复的"
            )
    if not ledger.profile.duties:
        yield LedgerDefect(place=sheet_place("profile"), message="没有填主要职责", advice="请逐条填写")
    if not (ledger.profile.structure or "").strip():
        yield LedgerDefect(place=sheet_place("profile"), message="没有填机构设置", advice="请填写一段文字")


def word_defects(entered: Entered) -> Defects:
    """Last year's figures and the officer's words."""
    ledger = entered.ledger
    yield from _repeated("上年数", sheet_place("previous"), [each.name for each in ledger.previous])
    yield from _repeated("文字", sheet_place("words"), [each.name for each in ledger.words])
    known = {each.name: each for each in ledger.previous}
    for form in entered.form.previous:
        given = known.get(form.name)
        if given is None or given.yuan is None:
            place = (given.place if given else None) or sheet_place("previous")
            yield LedgerDefect(
                place=place,
                message=f"没有填上年预算数：{form.label}",
                advice="请填上年公开的预算数（元），上年没有的填 0",
            )
        elif given.yuan < ZERO:
            yield LedgerDefect(
                place=given.place or sheet_place("previous"), message=f"上年预算数“{form.label}”是负数", advice="请改正"
            )
    yield from previous_sum_defects(entered)
    wording = Wording(ledger, entered.form, entered.evaluator, [])
    labels = {each.name: each for each in entered.form.previous}
    for slot in entered.form.slots:
        if not wording.has(slot.name):
            yield from _left_out(slot, wording, labels, entered)


def _left_out(
    slot: Slot, wording: Wording, labels: dict[str, PreviousForm], entered: Entered
) -> Iterator[LedgerDefect]:
    place = entered.field_place("words", slot.name)
    if slot.required == "always":
        yield LedgerDefect(place=place, message=f"没有填“{slot.label}”", advice=slot.comment)
    elif slot.required == "on_change" and slot.figure is not None and entered.ledger.lines:
        # Without a line every figure is zero: that nothing was entered is said already, and is no change to give a reason for.
        change = wording.change(slot.figure)
        if change.known and not change.same:
            what = f"{labels[slot.figure].label}比上年{change.direction} {change.difference} 万元"
            yield LedgerDefect(
                place=place, message=f"{what}，没有填“{slot.label}”", advice=f"有变动必须说明原因。{slot.comment}"
            )


def _repeated(what: str, place: Place, names: list[str]) -> Iterator[LedgerDefect]:
    for name, count in Counter(names).items():
        if count > 1:
            yield LedgerDefect(place=place, message=f"{what} {name} 填了 {count} 次", advice="请只留一处")


def asset_defects(entered: Entered) -> Defects:
    """State assets and procurement. Source: DOMAIN §5: vehicles = Σ kinds; devices over 500k ≥ devices over 1m."""
    assets = entered.ledger.assets
    if assets is None:
        yield LedgerDefect(
            place=entered.field_place("assets", "as_of"),
            message="没有填国有资产占有使用情况",
            advice="请填写，没有的填 0",
        )
    else:
        kinds = sum(kind.count or 0 for kind in assets.vehicle_kinds)
        if assets.vehicle_kinds and kinds != (assets.vehicles or 0):
            yield LedgerDefect(
                place=entered.field_place("assets", "vehicles"),
                message=f"车辆实有数 {assets.vehicles or 0} 辆，各类车辆相加 {kinds} 辆",
                advice="实有数应等于各类车辆之和，请核对",
            )
        if (assets.devices_over_500k or 0) < (assets.devices_over_1m or 0):
            yield LedgerDefect(
                place=entered.field_place("assets", "devices_over_500k"),
                message=f"50 万元以上设备 {assets.devices_over_500k or 0} 台，少于 100 万元以上设备 {assets.devices_over_1m} 台",
                advice="前者包含后者，请核对",
            )
    for line in entered.ledger.procurement:
        where = line.place or sheet_place("procurement")
        if line.yuan < ZERO:
            yield LedgerDefect(place=where, message="政府采购金额是负数", advice="请改正")
        if line.unit not in entered.units:
            yield LedgerDefect(place=where, message=f"没有登记过单位“{line.unit}”", advice="请先在“所属单位”表登记")
