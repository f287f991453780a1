"""What kind of thing a segment says: an amount of something, a change against last year, a rate, a share, a reason, or the opening of a list."""

from __future__ import annotations

import re
from enum import StrEnum

import msgspec

from budgetbook.checks.narrative.quantities import Measure
from budgetbook.checks.narrative.segments import Segment


class Saying(StrEnum):
    """The kinds of segments."""

    AMOUNT = "amount"  # 基本支出9002.89万元
    CHANGE = "change"  # 比上年减少5870.47万元
    RATE = "rate"  # 下降19.18%
    SHARE = "share"  # 占36.40%
    SAME = "same"  # 与上年预算数相同
    BASE = "base"  # 与上年相比，
    REASON = "reason"  # 主要原因是…
    PURPOSE = "purpose"  # 主要用于…
    OPENER = "opener"  # 其中：
    OTHER = "other"


# Members of an enum take long to find, and these are asked for with every segment.
_AMOUNT, _OTHER, _MONEY, _PERCENT = Saying.AMOUNT, Saying.OTHER, Measure.MONEY, Measure.PERCENT


class Said(msgspec.Struct, frozen=True, gc=False):
    """A segment understood. `subject` are the words that name what it is about, `base_year` the year it compares with.

    `direction` is 1 for more, −1 for less, 0 where nothing is said; `within` tells that the segment began with 其中. `soft`: 基本持平.
    `compared` tells that the segment itself names what it compares with.
    """

    kind: Saying
    subject: str = ""
    direction: int = 0
    word: str = ""
    base_year: int | None = None
    within: bool = False
    soft: bool = False
    compared: bool = False


_UP = "增加|增长|上升|提高|增多|上涨|上浮|上调"
_DOWN = "减少|下降|降低|压减|缩减|减低|下浮|下调|减幅|降幅"
_DOWN_WORDS = frozenset(_DOWN.split("|"))
_DIRECTION = f"(?P<word>{_UP}|{_DOWN}|增幅)"
_BASE = (
    r"(?P<base>(?:与|和|同|比|较|相比|相较)?(?:上年度?|去年|上一年度?|(?P<year>20\d\d)年度?)(?:同期)?的?"
    r"(?:年初|当年)?(?:收支)?(?:预算数|预算|执行数|决算数|安排数|数)?(?:总计|合计)?(?:相比较|相比|比较|对比|比)?)"
)
_YEAR = "年"  # whatever names a base has this character
_COMPARING = r"(?:与|和|同|比|较|相比|相较)"
_ENDING = "(?:了|为|额为)?"
_TO_DIRECTION = re.compile(rf"{_DIRECTION}{_ENDING}\Z")
_CHANGE_FROM_BASE, _CHANGE = (
    re.compile(rf"(?P<subject>.*?){base}(?P<tail>[^，]*?){_DIRECTION}{_ENDING}") for base in (_BASE, f"(?:{_BASE})?")
)
_ONLY_BASE = re.compile(rf"{_COMPARING}(?=上年|去年|上一年|20\d\d年){_BASE}")
_RATE = re.compile(rf"(?:同比)?{_DIRECTION}(?:率|幅度|比例|比率)?(?:了|为|约|达)*")
_BASED_RATE = re.compile(
    rf"(?={_COMPARING}|同比){_BASE}{_DIRECTION}(?:率|幅度|比例|比率)?(?:了|为|约|达)*"
)  # 比上年增长5%: a rate without an amount
_SHARE = re.compile(r"(?:约)?占(?P<subject>.*?)的?(?:比例|比重|比率)?(?:为|是|约|达)*")
_SAME = re.compile(
    rf"(?P<subject>.*?)(?={_COMPARING}){_BASE}.{{0,8}}?(?P<soft>基本|大致)?(?:保持)?(?:相同|持平|一致|不变|无变化|没有变化|无增减变化|无增减)"
)
_FREE = re.compile(
    r"(?P<reason>(?:其|增加|减少|增减|变动|变化|下降|增长)*的?(?:主要)?(?:原因|是由于|是因为|由于|因为|系因|系)|主要(?:是|为|系|根据|依据))"
    r"|(?:其)?(?:主要|具体|重点)?(?:是|为)?(?:用于|用来|保障|为了)"
)
_REMARK = re.compile(r"（[^（）]*）$")
_LONGEST = 100  # a longer run without punctuation is no sentence of a budget, but what is left of a table
_WITHIN = re.compile(r"其中|(?:主要|具体)?(?:包括|包含)")
_BY = re.compile(r"(?:\d[.、])?按(?:照)?[^，；。]{0,12}(?:分类|划分|分)")  # 按支出功能分类，包括…
_OPENER = re.compile(r".*(?:其中|包括|包含|用于以下方面|构成|如下|分别(?:为|是)|具体(?:为|是)|方面|有)$|其中")


def said(segment: Segment) -> Said:
    """What `segment` says, by its words and its quantity."""
    lead, quantity = segment.lead, segment.quantity
    if len(lead) > _LONGEST:
        return Said(Saying.OTHER, lead)
    opening = _WITHIN.match(lead)
    within = opening is not None
    if opening and opening.end() < len(lead) and quantity is not None:
        lead = lead[opening.end() :]
    if quantity is None:
        return _without_quantity(lead, segment.after, within)
    free = _FREE.match(lead)
    if free:
        return _free(free)
    if quantity.measure is _PERCENT:
        return _percentage(lead)
    if quantity.measure is not _MONEY:
        return Said(_OTHER, within=within)
    # Most segments tell of no change, and looking for its word costs a tenth of trying all that may stand before it.
    change = _changed(lead, within=within) if _TO_DIRECTION.search(lead) else None
    if change is not None:
        return change
    base = _ONLY_BASE.fullmatch(lead) if _YEAR in lead else None
    if base:
        return Said(Saying.CHANGE, "", 0, "", _year(base["year"]), within)
    return Said(_AMOUNT, lead, within=within)


def change_in(segment: Segment) -> Said | None:
    """The change that `segment` tells of, even where it begins a reason (主要是基本支出增加10万元); None for none."""
    if not _TO_DIRECTION.search(segment.lead):
        return None
    return _changed(re.sub(r"^(?:其中|主要(?:是|为))", "", segment.lead), within=False)


def _changed(lead: str, *, within: bool) -> Said | None:
    change = (_CHANGE_FROM_BASE.fullmatch(lead) if _YEAR in lead else None) or _CHANGE.fullmatch(lead)
    if change is None:
        return None
    word = change["word"]
    subject = change["subject"] + _without_filler(change["tail"])
    return Said(Saying.CHANGE, subject, _sign(word), word, _year(change["year"]), within, compared=bool(change["base"]))


def _without_quantity(lead: str, after: str, within: bool) -> Said:
    if after == "：" and _OPENER.fullmatch(_REMARK.sub("", lead)) and not lead.endswith("原因如下"):
        return Said(Saying.OPENER, lead, within=within)
    if lead in ("其中", "包括", "主要包括"):
        return Said(Saying.OPENER, within=True)
    if after == "，" and _BY.fullmatch(lead):
        return Said(Saying.OPENER, lead, within=within)
    same = _SAME.match(lead) if _YEAR in lead else None
    if same:
        return Said(Saying.SAME, same["subject"], 0, same[0], _year(same["year"]), within, bool(same["soft"]))
    free = _FREE.match(lead)
    if free:
        return _free(free)
    base = _ONLY_BASE.fullmatch(lead) if _YEAR in lead else None
    if base:
        return Said(Saying.BASE, base_year=_year(base["year"]))
    return Said(_OTHER, lead, within=within)


def _free(found: re.Match[str]) -> Said:
    return Said(Saying.PURPOSE if found["reason"] is None else Saying.REASON)


def _percentage(lead: str) -> Said:
    rate = _RATE.fullmatch(lead)
    if rate:
        return Said(Saying.RATE, "", _sign(rate["word"]), rate["word"])
    based = _BASED_RATE.fullmatch(lead)
    if based:
        return Said(Saying.RATE, "", _sign(based["word"]), based["word"], _year(based["year"]), compared=True)
    share = _SHARE.fullmatch(lead)
    if share:
        return Said(Saying.SHARE, share["subject"])
    return Said(Saying.OTHER)


def _sign(word: str) -> int:
    return -1 if word in _DOWN_WORDS else 1


def _year(text: str | None) -> int | None:
    return int(text) if text else None


def _without_filler(tail: str) -> str:
    """What stands between last year and the direction, without the word 预算数 of that place (与上年相比预算数减少)."""
    return "" if tail in ("预算数", "预算", "各", "预算各", "预算数各") else tail
