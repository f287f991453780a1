"""Whether a target can be measured and met: numbers where numbers belong, rates up to 100 %."""

from __future__ import annotations

import re
from decimal import Decimal

from budgetbook.checks.once import once
from budgetbook.checks.performance.forms import Form, Measure
from budgetbook.model.finding import Severity

_ALL = Decimal(100)
_BOUNDED = re.compile(
    r"满意[度率]|(?<![不未])(?:合格|达标|完成|及时|覆盖|准确|到位|足额|出勤|在线|完好|知晓|优良|到岗|完工|符合|通过|参与|发放)[率度](?:[(（]%[)）])?$"
)
_EMPTY_WORDS = frozenset(
    {
        "是",
        "否",
        "有",
        "无",
        "达到",
        "完成",
        "若干",
        "适量",
        "一定",
        "较多",
        "多",
        "良好",
        "好",
        "提高",
        "提升",
        "增加",
        "到位",
        "符合",
    }
)
_COUNTED = re.compile(r"数量?$|次$|人数|人次|个数|面积|批次|份数|场次|套数|台数|种类|金额|总额")
_TIMELY = re.compile(r"及时|时间|时限|周期|期限|率(?:[(（]%[)）])?$|度$")
_NAMES_UNIT = re.compile(r"[）)]$|数$|次$|时[间限长]|期限")
_DIGIT = re.compile(r"[\d一二三四五六七八九十两]|全[部区市省县校]")


@once
def out_of_reach(form: Form) -> list[tuple[Measure, str]]:
    """The rates of a form that can't be met, and why (Chinese, to follow the indicator)."""
    return [(one, why) for one in form.distinct if one.target.percent and (why := _out_of_reach(one))]


@once
def vague(form: Form) -> list[tuple[Measure, Severity]]:
    """The indicators of a form without a number that could be checked though they need one, and how bad it is."""
    # A number can be checked, unless it is a bare 1.
    return [
        (one, bad)
        for one in form.distinct
        if (one.target.number is None or one.target.text == "1") and (bad := _vagueness(one))
    ]


def _out_of_reach(measure: Measure) -> str | None:
    target = measure.target
    if target.number is None or target.number < _ALL or not target.percent:
        return None
    if target.number > _ALL or target.operator == ">":
        why = "：比率不可能超过 100%"
    elif target.operator == "≥" and "满意" in measure.name:
        why = "：要求人人满意，无法合理达到"
    else:
        return None
    return why if _BOUNDED.search(measure.name) else None


def _vagueness(measure: Measure) -> Severity | None:
    text = measure.target.text
    if measure.empty or measure.levels.second is None:
        return None
    if "数量" in measure.kind:
        if text in _EMPTY_WORDS and not _TIMELY.search(measure.name):
            return Severity.WARNING
        counted = _COUNTED.search(measure.name) and not _TIMELY.search(measure.name)
        return Severity.NOTICE if counted and not _DIGIT.search(text) else None
    if "成本" in measure.kind:
        return Severity.NOTICE if not _DIGIT.search(text) and not _TIMELY.search(measure.name) else None
    if "满意" in measure.kind:
        return Severity.NOTICE if measure.target.number is None and "满意" in text + measure.name else None
    # 是 and a bare 1 say nothing of quality, time or benefit either.
    return Severity.NOTICE if text in ("是", "有") or (text == "1" and not _NAMES_UNIT.search(measure.name)) else None
