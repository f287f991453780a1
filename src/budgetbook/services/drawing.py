"""A page of a PDF with the amounts found on it, each in a box with its coordinates: to see what was understood, and what was not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from budgetbook.errors import UsageError
from budgetbook.model.coordinates import Coordinates, items
from budgetbook.model.disclosure import Disclosure
from budgetbook.model.place import Place
from budgetbook.readers.child.messages import Mark
from budgetbook.readers.limited import Limits, draw_limited
from budgetbook.services.understanding import cells_of

PLACED, UNPLACED, TITLE, DOUBTED = (0x1F, 0x6F, 0xD0), (0xE0, 0x40, 0x20), (0x2A, 0x9D, 0x4A), (0xC0, 0x80, 0x00)
_WORDS = {
    "income": "收入",
    "expenditure": "支出",
    "closing_balance": "年终结转",
    "distribution": "结余分配",
    "appropriation": "财政拨款",
    "general_public": "一般公共",
    "tax_funded": "经费拨款",
    "non_tax": "非税",
    "government_fund": "政府性基金",
    "state_capital": "国有资本",
    "fiscal_account": "财政专户",
    "unit_funds": "单位资金",
    "business_income": "事业收入",
    "operating_income": "经营收入",
    "superior_subsidy": "上级补助",
    "subordinate_payment": "下级上缴",
    "other_income": "其他收入",
    "current": "当年",
    "carried_over": "结转",
    "basic": "基本",
    "personnel": "人员",
    "operating": "公用",
    "project": "项目",
    "operations": "经营支出",
    "payment_to_superior": "上缴上级",
    "subsidy_to_subordinates": "补助下级",
    "goods": "货物",
    "works": "工程",
    "services": "服务",
    "overseas": "出国",
    "reception": "接待",
    "vehicles": "公车",
    "vehicle_purchase": "购车",
    "vehicle_maintenance": "车辆运维",
    "agency": "机关",
    "administrative": "行政",
    "civil_service_managed": "参公",
    "public_institution": "事业",
}
_ALL_OF = {"public_cost": "三公", "procurement": "采购"}  # the whole of a small tree
_NO_COORDINATES = "总计"


def page_drawn(*, path: str | Path, disclosure: Disclosure, page: int, limits: Limits | None = None) -> bytes:
    """Page `page` (from 1) of the PDF at `path` as a PNG picture. `disclosure` is what was read from it.

    Amounts at full coordinates are in blue boxes, others in red; whatever else the reader wasn't sure of on the page is in ochre, titles of
    statements in green. Raises UsageError where there is no such page or the file is no PDF, and as `disclosure_read`.
    """
    if disclosure.source is not None and disclosure.source.format != "pdf":
        raise UsageError(f"{path}：不是 PDF，没有可画的页面。--page 和 --image 只用于 PDF")
    return draw_limited(path, page, list(_marks(disclosure, page)), font=_font(), limits=limits)


def _marks(disclosure: Disclosure, page: int) -> Iterator[Mark]:
    for statement in disclosure.statements:
        if statement.place is not None:
            yield from _mark(statement.place, page, "", TITLE)
    for damage in disclosure.damage:
        if damage.place is not None:
            yield from _mark(damage.place, page, "", DOUBTED)
    for cell in cells_of(disclosure):
        if cell.fact.place is not None:
            label = cell.doubt or coordinate_words(cell.fact.coordinates)
            yield from _mark(cell.fact.place, page, label, PLACED if cell.placed else UNPLACED)


def _mark(place: Place, page: int, label: str, colour: tuple[int, int, int]) -> Iterator[Mark]:
    if place.page == page and place.box is not None:
        yield Mark(box=place.box, label=label, colour=colour)


def coordinate_words(at: Coordinates) -> str:
    """Coordinates in as few words as tell them: `205 一般公共 基本`."""
    codes = [str(value) for name, value in items(at) if name in ("function", "economic", "government_economic")]
    rest = [
        _ALL_OF.get(name, "") if value == "all" else _WORDS.get(str(value), str(value))
        for name, value in items(at)
        if name not in ("function", "economic", "government_economic")
    ]
    return " ".join([*codes, *rest]) or _NO_COORDINATES


def _font() -> Path | None:
    """A typeface with Chinese, where the fonts for publishing are there."""
    from budgetbook.writers.pdf.fonts import font_files

    try:
        return font_files()[1]
    except UsageError:
        return None
