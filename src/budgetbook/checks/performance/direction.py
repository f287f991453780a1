"""Whether a target's floor or ceiling makes sense: what is to be reached has a floor, what is to be limited a ceiling."""

from __future__ import annotations

import re

import msgspec

from budgetbook.checks.once import once
from budgetbook.checks.performance.forms import Form, Measure
from budgetbook.model.finding import Severity

_SAVED = re.compile(r"节约|节支|节省")
_GAINED = re.compile(r"节约|节支|节省|收入|收益|效益|增收|产值|回报|投资|贷款|税")
_HARM = re.compile(
    r"(?:事故|投诉|差错|故障|违规|违纪|死亡|失误|欠费|停运|病死|流失|返工|缺勤)(?:发生)?(?:率|次数|起数|件数|数)$"
)
_GOOD = re.compile(
    r"满意[度率](?:[(（]%[)）])?$|(?<![不未])(?:合格|达标|完成|及时|覆盖|准确|到位|足额|出勤|在线|完好|知晓|优良|验收合格|到岗|完工|保障|就业|入学|毕业|有效|正常运行|正常运转)率(?:[(（]%[)）])?$"
)
_LIMITED = re.compile(
    r"出差|差旅|用车|车辆|租车|接待|用电|用水|耗|会议|印刷|面积|时间|时长|延迟|响应|周期|天数|人员|人数控制|编制|采购|购置|购买|租赁|维修|辆|库存|备件|培训"
)


class Misdirected(msgspec.Struct, frozen=True):
    """Why (Chinese, to follow the indicator), and how bad."""

    why: str
    severity: Severity


@once
def misdirections(form: Form) -> list[tuple[Measure, Misdirected]]:
    """The indicators of a form whose direction is wrong."""
    return [
        (one, wrong)
        for one in form.distinct
        if (one.target.floor or one.target.ceiling) and (wrong := misdirected(one))
    ]


def misdirected(measure: Measure) -> Misdirected | None:
    """What is wrong with the direction of the target; None where nothing is."""
    target = measure.target
    if target.number is None:
        return None
    if target.floor:
        return _with_floor(measure)
    return _with_ceiling(measure) if target.ceiling else None


def _with_floor(measure: Measure) -> Misdirected | None:
    target, name = measure.target, measure.name
    if target.money and "成本" in measure.kind and not _GAINED.search(name):
        return Misdirected("：成本应不超过多少，不应设下限", Severity.WARNING)
    if name.endswith(("率", "数")) and target.number and _HARM.search(name) and not _SAVED.search(name):
        return Misdirected("：应不超过多少，不应设下限", Severity.WARNING)
    return None


def _with_ceiling(measure: Measure) -> Misdirected | None:
    target, name = measure.target, measure.name
    if _SAVED.search(name):
        limited = target.money or target.percent
        return Misdirected("：节约额应不少于多少，不应设上限", Severity.WARNING) if limited else None
    if target.percent:
        good = "成本" not in measure.kind and _GOOD.search(name)
        return Misdirected("：应不低于多少，不应设上限", Severity.WARNING) if good else None
    if "数量" in measure.kind and not target.money and not _LIMITED.search(name):
        return Misdirected("：产出数量一般应不少于多少，请核对是否应为“≥”", Severity.NOTICE)
    return None
