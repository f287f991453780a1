"""What differs between two performance forms: funding parts, texts word by word, indicators by target."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from budgetbook.comparing.amounts import amounts
from budgetbook.comparing.damage import Doubts
from budgetbook.comparing.names import moved_name
from budgetbook.comparing.words import difference, differs
from budgetbook.model.comparison import Amounts, Change, FormChange, IndicatorChange, ItemChange, TextChange
from budgetbook.model.disclosure import Disclosure
from budgetbook.model.money import MoneyUnit
from budgetbook.model.performance import Indicator, ProjectPerformance

_TEXTS = {
    "attribute": "项目属性",
    "duration": "项目期",
    "summary": "项目概况",
    "basis": "立项依据",
    "necessity": "项目设立必要性",
    "safeguards": "保证项目实施的制度、措施",
    "plan": "项目实施计划",
}
_OBJECTIVES = {"whole": "实施期目标", "annual": "年度目标"}
_PARTS = {
    "appropriation": "财政拨款",
    "central": "中央财政资金",
    "provincial": "省级财政资金",
    "local": "市县（区）财政资金",
    "self_raised": "单位自筹",
    "other": "其他资金",
}
_SIDES: tuple[Literal["whole", "annual"], ...] = ("whole", "annual")


class Filed:
    """A form with its document and where that is in doubt."""

    def __init__(self, disclosure: Disclosure, number: int, doubts: Doubts) -> None:
        self.form: ProjectPerformance = disclosure.projects[number]
        self.year = disclosure.fiscal_year
        self._number, self._doubts = number, doubts

    def sound(self, *parts: object) -> bool:
        """Whether the reader was sure of the part."""
        return not self._doubts.touches("projects", self._number, *parts)


def whole_compared(old: Filed, new: Filed) -> Amounts | None:
    """The whole period's total in yuan; None where neither form has one that is sure."""
    if not (old.sound("funding", "whole") and new.sound("funding", "whole")):
        return None
    before, now = old.form.funding.whole.total, new.form.funding.whole.total
    return None if before is None and now is None else amounts(before, now, MoneyUnit.YUAN)


def parts_compared(old: Filed, new: Filed) -> Iterator[ItemChange]:
    """The sources of the year's money that differ, in yuan."""
    if old.sound("funding", "annual") and new.sound("funding", "annual"):
        for name, label in _PARTS.items():
            found = amounts(
                getattr(old.form.funding.annual, name), getattr(new.form.funding.annual, name), MoneyUnit.YUAN
            )
            if found.change:
                yield ItemChange(name=label, unit="元", amounts=found)


def texts_compared(old: Filed, new: Filed) -> Iterator[TextChange]:
    """The texts that differ."""
    for name, label in _TEXTS.items():
        if old.sound(name) and new.sound(name):
            yield from text_compared(label, getattr(old.form, name), getattr(new.form, name), old.year, new.year)
    for side, label in _OBJECTIVES.items():
        if old.sound("objective", side) and new.sound("objective", side):
            before, now = getattr(old.form.objective, side), getattr(new.form.objective, side)
            yield from text_compared(label, before, now, old.year, new.year)


def text_compared(label: str, old: str | None, new: str | None, old_year: int, new_year: int) -> Iterator[TextChange]:
    """The text, where it differs in more than blanks, punctuation and the year."""
    if old == new:
        return
    pieces = difference(old or "", new or "", old_year=old_year, new_year=new_year)
    if differs(pieces):
        change = Change.ADDED if not old else Change.REMOVED if not new else Change.CHANGED
        yield TextChange(name=label, change=change, pieces=pieces)


def filed_indicators(old: Filed, new: Filed) -> Iterator[IndicatorChange]:
    """The indicators of both sides that differ."""
    for side in _SIDES:
        if old.sound("indicators", side) and new.sound("indicators", side):
            before, now = getattr(old.form.indicators, side), getattr(new.form.indicators, side)
            yield from indicators_compared(side, before, now, old.year, new.year)


def indicators_compared(
    side: Literal["whole", "annual"], old: Sequence[Indicator], new: Sequence[Indicator], old_year: int, new_year: int
) -> Iterator[IndicatorChange]:
    """Indicators matched by name; a target that only moved on by the years is the same."""
    waiting = list(old)
    for indicator in new:
        key = moved_name(indicator.name, new_year)
        named = [one for one in waiting if moved_name(one.name, old_year) == key]
        target = _target(indicator, new_year)
        partner = min(named, key=lambda one: _target(one, old_year) != target, default=None)
        if partner is not None:
            waiting.remove(partner)
            if _target(partner, old_year) == target:
                continue
        yield IndicatorChange(
            change=Change.ADDED if partner is None else Change.CHANGED,
            side=side,
            level=indicator.level2 or indicator.level1 or "",
            name="".join(indicator.name.split()),
            old=None if partner is None else partner.target,
            new=indicator.target,
        )
    for indicator in waiting:
        yield IndicatorChange(
            change=Change.REMOVED,
            side=side,
            level=indicator.level2 or indicator.level1 or "",
            name="".join(indicator.name.split()),
            old=indicator.target,
        )


def _target(indicator: Indicator, year: int) -> str:
    return moved_name("".join((indicator.target or "").split()), year) or (indicator.target or "")


def overall_compared(old: Disclosure, new: Disclosure) -> FormChange | None:
    """The overall forms, where they differ; None where both say the same, or neither document has one."""
    before, now = old.overall_performance, new.overall_performance
    if before is None or now is None:
        change = Change.ADDED if now is not None else Change.REMOVED
        return None if before is now else FormChange(change=change)
    doubts = [Doubts(one.damage) for one in (old, new)]
    years = old.fiscal_year, new.fiscal_year
    texts: list[TextChange] = []
    for name, label in (("strategy", "战略目标"), ("objective", "年度绩效目标")):
        if not any(one.touches("overall_performance", name) for one in doubts):
            texts += text_compared(label, getattr(before, name), getattr(now, name), *years)
    tasks = [
        "\n".join(" ".join(part for part in (task.function, task.task) if part) for task in one.key_tasks)
        for one in (before, now)
    ]
    texts += text_compared("重点任务", tasks[0], tasks[1], *years)
    indicators = (
        ()
        if any(one.touches("overall_performance", "indicators") for one in doubts)
        else tuple(indicators_compared("annual", before.indicators, now.indicators, *years))
    )
    return FormChange(change=Change.CHANGED, texts=tuple(texts), indicators=indicators) if texts or indicators else None
