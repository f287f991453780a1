"""Forms made ready: which indicators of the whole period are the year's over again, and what is known of either."""

from __future__ import annotations

from msgspec.structs import replace

from budgetbook.checks.damaged import damaged as doubts_of
from budgetbook.checks.performance.forms import Form, prepared
from budgetbook.model.performance import Indicators
from tests.checks.performance.filed import REPAIR, filed, indicators
from tests.checks.performance.said import damaged

AREA = ("产出指标", "数量指标", "维修实训楼面积", "≥3600平方米")
CUT = ("产出指标", "数量指标", "维修实训楼", "≥3600平方米")
LESS = ("产出指标", "数量指标", "维修实训楼面积", "≥1800平方米")
MOVED = ("产出指标", "质量指标", "维修实训楼面积", "≥3600平方米")


def form(annual: tuple[str, str, str, str], whole: tuple[str, str, str, str], *damage: str) -> Form:
    sides = Indicators(annual=indicators(annual), whole=indicators(whole))
    doubts = doubts_of(damaged(filed(), *(f"/projects/0{one}" for one in damage)))
    return prepared(replace(REPAIR, indicators=sides), doubts.at("projects", 0))


def known(made: Form) -> list[tuple[str, str, str]]:
    return [(one.side, one.name, one.kind) for one in made.measures]


def test_what_is_printed_alike_is_one_indicator() -> None:
    made = form(AREA, AREA)
    assert known(made) == [("annual", "维修实训楼面积", "数量指标"), ("whole", "维修实训楼面积", "数量指标")]
    assert made.distinct == made.measures[:1]
    assert [one.indicator for one in made.measures] == [
        *made.project.indicators.annual,
        *made.project.indicators.whole,
    ]


def test_so_it_is_with_a_name_that_is_cut() -> None:
    assert len(form(AREA, CUT).distinct) == 1


def test_and_under_another_level_which_is_kept() -> None:
    made = form(AREA, MOVED)
    assert [one.kind for one in made.measures] == ["数量指标", "质量指标"]
    assert len(made.distinct) == 1


def test_another_target_makes_another_indicator() -> None:
    assert len(form(AREA, LESS).distinct) == 2


def test_levels_in_doubt_on_one_side_are_not_taken_from_the_other() -> None:
    for doubtful, kinds in (("annual", ["", "数量指标"]), ("whole", ["数量指标", ""])):
        made = form(AREA, AREA, f"/indicators/{doubtful}/0/level2")
        assert [one.kind for one in made.measures] == kinds
        assert len(made.distinct) == 1
