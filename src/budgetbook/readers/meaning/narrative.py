"""Part three (情况说明): the twelve sections, and what some of them state once: procurement, assets, the catalogue's reference."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from budgetbook.forms.lexicon import lexicon
from budgetbook.model.money import parse_amount
from budgetbook.model.narrative import Assets, Procurement, Section, VehicleCount
from budgetbook.readers.meaning.outline import Region
from budgetbook.readers.meaning.paragraphs import paragraphs
from budgetbook.readers.meaning.wording import sub_heading_number

_AMOUNT = r"([\d０-９,，.．]+)"
_PROCUREMENT = {
    "total": re.compile(
        r"政府采购(?:支出)?预算(?:总额|总计|合计|金额)?(?:为|共计|共)?[:：]?\s*" + _AMOUNT + r"\s*(万元|元)"
    ),
    "goods": re.compile(
        r"货物(?:类|采购)?(?:支出)?(?:预算)?(?:支出)?(?:金额|总额)?(?:为)?[:：]?\s*" + _AMOUNT + r"\s*(万元|元)"
    ),
    "works": re.compile(
        r"工程(?:类|采购)?(?:支出)?(?:预算)?(?:支出)?(?:金额|总额)?(?:为)?[:：]?\s*" + _AMOUNT + r"\s*(万元|元)"
    ),
    "services": re.compile(
        r"服务(?:类|采购)?(?:支出)?(?:预算)?(?:支出)?(?:金额|总额)?(?:为)?[:：]?\s*" + _AMOUNT + r"\s*(万元|元)"
    ),
}
_AS_OF = re.compile(r"截[至止](?:到)?\s*(\d{4}\s*年\s*\d{1,2}\s*月(?:\s*\d{1,2}\s*日)?(?:底)?|\d{4}\s*年(?:底|末))")
_QUOTA = re.compile(r"编制(?:数)?(?:为)?\s*(\d+)\s*[辆台]")
_VEHICLES = re.compile(r"(?:实有|共有(?:公务用?车|车辆))(?:数)?(?:为)?\s*(\d+)\s*[辆台]")
_VEHICLE_KIND = re.compile(r"([^\W\da-zA-Z_]{2,14}用车)\s*(\d+)\s*[辆台]")
_AREA = re.compile(r"面积(?:为|约|共计|共)?\s*" + _AMOUNT + r"\s*(?:平方米|㎡|m2)")
_DEVICES = re.compile(r"(50|100)\s*万元[^，。；\d]{0,40}?(\d+)\s*[台套件]")
_NUMBER = r"[^\W\da-zA-Z_]+\s*[\[〔【（(]\s*\d{4}\s*[\]〕】）)]\s*第?\d+\s*号"
_CITATION = re.compile(rf"《[^》]+》(?:[（(]{_NUMBER}[）)])?|{_NUMBER}")


def read_sections(regions: Sequence[Region]) -> tuple[Section, ...]:
    """The numbered sections in order; forms and catalogues that follow the words of one are regions of their own."""
    return tuple(_section(region) for region in regions if region.name == "section")


def _section(region: Region) -> Section:
    printed = paragraphs(region.lines())
    return Section(
        section=region.numeral or "",
        title=region.title,
        text="\n".join(paragraph.text for paragraph in printed),
        place=region.place,
        places=tuple(paragraph.place for paragraph in printed),
    )


def _text_of(regions: Sequence[Region], role: str) -> str | None:
    """The words of the section that the lexicon calls `role`, or of the sub-heading; None where there is neither."""
    sections = [region for region in regions if region.name == "section"]
    for region in sections:
        if region.role == role:
            return "\n".join(paragraph.text for paragraph in paragraphs(region.lines()))
    for region in sections:
        below: list[str] = []
        style: str | None = None  # how the sub-heading is numbered: the next one of the same style ends it
        for paragraph in paragraphs(region.lines()):
            number = sub_heading_number(paragraph.text) if paragraph.heading else None
            if style is not None and number is not None and number[0] == style:
                break
            if style is not None:
                below.append(paragraph.text)
            elif number is not None and lexicon().section(paragraph.text) == role:
                style = number[0]
        if below:
            return "\n".join(below)
    return None


def read_procurement(regions: Sequence[Region]) -> Procurement | None:
    """The procurement budget as section 九 states it, in 万元; None where there is no such section or no amount in it."""
    text = _text_of(regions, "procurement")
    if text is None:
        return None
    stated = {name: _wan(pattern.search(text)) for name, pattern in _PROCUREMENT.items()}
    return Procurement(**stated) if any(amount is not None for amount in stated.values()) else None


def _wan(match: re.Match[str] | None) -> Decimal | None:
    if match is None:
        return None
    amount = parse_amount(match.group(1).rstrip(",.，．"))
    return amount / 10_000 if amount is not None and match.group(2) == "元" else amount


def read_assets(regions: Sequence[Region]) -> Assets | None:
    """State assets as section 十一 states them; None where there is no such section or nothing is stated."""
    text = _text_of(regions, "assets")
    if text is None:
        return None
    devices = {limit: int(count) for limit, count in _DEVICES.findall(text)}
    as_of = _AS_OF.search(text)
    area = _AREA.search(text)
    assets = Assets(
        as_of=re.sub(r"\s", "", as_of.group(1)) if as_of else None,
        vehicle_quota=_count(_QUOTA.search(text)),
        vehicles=_count(_VEHICLES.search(text)),
        vehicle_kinds=tuple(
            VehicleCount(kind=kind, count=int(count))
            for kind, count in _VEHICLE_KIND.findall(text)
            if not kind.endswith(("公务用车", "有公务用车"))
            or kind in ("其他公务用车", "主要负责人公务用车", "机要应急公务用车")
        ),
        office_area=parse_amount(area.group(1).rstrip(",.，．")) if area else None,
        devices_over_500k=devices.get("50"),
        devices_over_1m=devices.get("100"),
    )
    return None if assets == Assets() else assets


def _count(match: re.Match[str] | None) -> int | None:
    return int(match.group(1)) if match else None


def read_catalogue_reference(regions: Sequence[Region]) -> str | None:
    """The document by which the purchase-of-services catalogue is cited (name, number or both); None where none is."""
    citation = _CITATION.search(_text_of(regions, "purchase_catalogue") or "")
    return citation.group() if citation else None
