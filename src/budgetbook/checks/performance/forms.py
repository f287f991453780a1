"""Project forms made ready to judge: plain texts, indicators with targets understood, funding that is surely in yuan.

What the reader wasn't sure of is left out; `unread` says so for a rule.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import repeat
from typing import Any

import msgspec

from budgetbook.checks.context import Context
from budgetbook.checks.damaged import SOUND, Damaged
from budgetbook.checks.once import once
from budgetbook.checks.performance.plain import plain
from budgetbook.checks.performance.target import Target, target_of
from budgetbook.checks.rule import NotJudged
from budgetbook.checks.wording import form_words, placed
from budgetbook.model.finding import FindingPlace
from budgetbook.model.performance import Indicator, ProjectPerformance

TEXT_FIELDS = {
    "summary": "项目概况",
    "basis": "立项依据",
    "necessity": "项目设立必要性",
    "safeguards": "保证项目实施的制度、措施",
    "plan": "项目实施计划",
}
OBJECTIVES = {"annual": "年度目标", "whole": "实施期目标"}
SIDES = {"annual": "年度", "whole": "实施期"}
_LEAST_YUAN = 1000
_UNIT = re.compile(r"[（(]([^（()）]{1,6})[)）]$")
_OUTPUT = re.compile(r"数量|质量|时效|成本")
_YEARS = re.compile(r"(\d{1,2})年")


class Text(msgspec.Struct, frozen=True, gc=False):
    """A text of a form. `field` is its name in the record (`objective.annual` for the objective of the year), `text` made plain."""

    field: str
    label: str
    text: str


class Levels(msgspec.Struct, frozen=True, eq=False, gc=False):
    """The first and the second level that an indicator stands under; None where not printed, or the reader wasn't sure of it.

    `kind` holds 数量, 成本 and so on: the second level, else the first; empty where neither is known. `output`: it is one of those of 产出指标.
    """

    first: str | None
    second: str | None
    kind: str
    output: bool


class Measure(msgspec.Struct, frozen=True, gc=False):
    """An indicator of one side, with its levels and their kind. `empty`: no target stands there."""

    side: str
    indicator: Indicator
    name: str
    target: Target
    levels: Levels
    kind: str
    empty: bool

    @property
    def words(self) -> str:
        """成本指标“运维费≤36万元”."""
        return f"{self.kind or '指标'}“{self.name} {self.target.text}”".replace(" ”", "”")


_UNKNOWN = Levels(None, None, "", False)


@lru_cache(maxsize=512)
def _levels(level1: str | None, level2: str | None) -> Levels:
    """The levels printed so, their names made plain."""
    first, second = plain(level1) or None, plain(level2) or None
    kind = second or first or ""
    return Levels(first, second, kind, _OUTPUT.search(kind) is not None)


class Form(msgspec.Struct, frozen=True, eq=False):
    """One project form. `lasts` is its duration in years (None: not stated); `annual`, `whole` the totals, only where they are surely yuan.

    `doubt` is the reader's note where the form as a whole is doubtful: then nothing else is filled; `damaged` tells what is doubtful of its
    fields. `complete` tells of each side whether all its indicators were read. `measures` are those of the year and then those of the whole
    period; `distinct` are the same without those of the whole period that only repeat one of the year. `remembered` is what `once` keeps.
    """

    number: int
    project: ProjectPerformance
    texts: tuple[Text, ...] = ()
    measures: tuple[Measure, ...] = ()
    distinct: tuple[Measure, ...] = ()
    lasts: int | None = None
    annual: Decimal | None = None
    whole: Decimal | None = None
    doubt: str | None = None
    complete: tuple[str, ...] = ()
    damaged: Damaged = SOUND
    remembered: dict[object, Any] = msgspec.field(default_factory=dict)

    @property
    def words(self) -> str:
        """绩效目标表“…”（某单位）."""
        return form_words(self.project)

    def text(self, field: str) -> str:
        """The text of `field`; empty where blank or doubtful."""
        for one in reversed(self.texts):  # objectives are asked for most, and stand last
            if one.field == field:
                return one.text
        return ""

    @property
    def several_years(self) -> bool:
        """Whether it is a project over a stated number of years, not one year and not for good (99年)."""
        return self.lasts is not None and 1 < self.lasts < 50

    def place(self, text: str | None = None, indicator: Indicator | None = None) -> FindingPlace:
        """The form, or one of its indicators, as a finding's place."""
        at = (indicator.place if indicator else None) or self.project.place
        return placed(at, section="十", row=self.project.name, text=text, unit=self.project.unit)

    def at(self, measure: Measure) -> FindingPlace:
        """An indicator of the form as a finding's place."""
        return self.place(f"{measure.name} {measure.target.text}".strip(), measure.indicator)


@once
def forms(context: Context) -> tuple[Form, ...]:
    """Every project form of the document, made ready for a check."""
    return tuple(
        prepared(project, context.damaged.at("projects", number), number)
        for number, project in enumerate(context.disclosure.projects)
    )


def levels_of(measures: Sequence[Measure]) -> str:
    """The levels that `measures` stand under, in one text; empty where one of them has none, or the reader wasn't sure of it."""
    printed = {one.levels for one in measures}
    if not all(one.kind for one in printed):
        return ""
    return "/".join([level for one in printed for level in (one.first, one.second) if level])


def unread(context: Context, *, indicators: bool = False) -> Iterator[NotJudged]:
    """That some forms (or, with `indicators`, some of their indicators) could not be judged, in one sentence."""
    doubtful = _partly_read(context) if indicators else _doubtful(context)
    if doubtful:
        what = "绩效指标" if indicators else "内容"
        yield NotJudged(f"{len(doubtful)} 份绩效目标表的{what}识别有疑问，未全部检查")


@once
def _doubtful(context: Context) -> list[Form]:
    return [form for form in forms(context) if form.doubt]


@once
def _partly_read(context: Context) -> list[Form]:
    return [form for form in forms(context) if form.doubt or len(form.complete) < len(SIDES)]


def prepared(project: ProjectPerformance, damaged: Damaged = SOUND, number: int = 0) -> Form:
    """The form of `project`, the one of this number in a document; `damaged` tells where in it the reader wasn't sure."""
    if doubt := damaged.note():
        return Form(number, project, doubt=doubt, damaged=damaged)
    doubtful = bool(damaged)  # most forms are sound, and then nothing is asked of their fields
    texts = [
        Text(field, label, plain(value))
        for field, label in TEXT_FIELDS.items()
        if (value := getattr(project, field)) and not (doubtful and damaged.within(field))
    ]
    texts += [
        Text(f"objective.{side}", label, plain(value))
        for side, label in OBJECTIVES.items()
        if (value := getattr(project.objective, side)) and not (doubtful and damaged.within("objective", side))
    ]
    doubts = {side: damaged.at("indicators", side) for side in SIDES}
    annual = [
        measure_of("annual", indicator, sure=sure)
        for indicator, sure in _read(project.indicators.annual, doubts["annual"])
    ]
    whole, different = _of_whole_period(_read(project.indicators.whole, doubts["whole"]), annual)
    return Form(
        number,
        project,
        tuple(texts),
        (*annual, *whole),
        (*annual, *different),
        _lasts(project),
        _yuan(project, damaged, "annual"),
        _yuan(project, damaged, "whole"),
        complete=tuple(side for side in SIDES if not doubts[side]),
        damaged=damaged,
    )


def _read(indicators: Sequence[Indicator], doubts: Damaged) -> Iterable[tuple[Indicator, bool]]:
    """The indicators of a side that were read, each with whether the reader was sure of all of it."""
    if not doubts:
        return zip(indicators, repeat(True))
    doubtful = doubts.among(len(indicators))
    return [
        (one, index not in doubtful or not doubts.within(index))
        for index, one in enumerate(indicators)
        if index not in doubtful or not doubts.note(index)
    ]


def understood(name: str, printed: str | None) -> Target:
    """The target `printed` of the indicator `name`, which may carry the unit: 邮寄费用（万元） 15.5."""
    target = target_of(printed)
    if target.number is not None and not target.unit and name.endswith((")", "）")) and (unit := _UNIT.search(name)):
        return msgspec.structs.replace(target_of(target.text + unit[1]), text=target.text)
    return target


def _of_whole_period(
    indicators: Iterable[tuple[Indicator, bool]], annual: Sequence[Measure]
) -> tuple[list[Measure], list[Measure]]:
    """The measures of the whole period, and of these the ones that don't repeat one of the year.

    Narrow cells cut names, so the beginning of a name with the same target is the same indicator.
    """
    printed: dict[str, Measure] = {}
    of_target: dict[str, list[str]] = {}
    for one in annual:
        printed[one.indicator.name] = one
        of_target.setdefault(one.target.text, []).append(one.name)
    whole: list[Measure] = []
    different: list[Measure] = []
    for indicator, sure in indicators:
        like = printed.get(indicator.name)
        if like is not None and sure and like.kind and _same_print(indicator, like.indicator):
            whole.append(Measure("whole", indicator, like.name, like.target, like.levels, like.kind, like.empty))
            continue
        one = measure_of("whole", indicator, sure=sure)
        whole.append(one)
        name = one.name
        for other in of_target.get(one.target.text, ()):
            if name.startswith(other) or other.startswith(name):
                break
        else:
            different.append(one)
    return whole, different


def _same_print(one: Indicator, other: Indicator) -> bool:
    """Whether two indicators of one name have the same target and levels: what was understood of one is so of the other."""
    return one.target == other.target and one.level2 == other.level2 and one.level1 == other.level1


def measure_of(side: str, indicator: Indicator, *, sure: bool = True) -> Measure:
    """The indicator; `sure` tells that the reader was of all of it."""
    name = plain(indicator.name)
    target = understood(name, indicator.target)
    levels = _levels(indicator.level1, indicator.level2) if sure else _UNKNOWN
    return Measure(side, indicator, name, target, levels, levels.kind, not target.text)


def _lasts(project: ProjectPerformance) -> int | None:
    if match := _YEARS.search(plain(project.duration)):
        return int(match[1])
    return 1 if "一次性" in plain(project.attribute) else None


def _yuan(project: ProjectPerformance, damaged: Damaged, side: str) -> Decimal | None:
    """The total of a side; None where doubtful, or so small that the form may be in 万元 (other provinces' are)."""
    total: Decimal | None = getattr(project.funding, side).total
    if total is None or damaged.within("funding", side, "total"):
        return None
    return total if total >= _LEAST_YUAN else None
