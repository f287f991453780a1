from __future__ import annotations

import pytest

from budgetbook.checks.narrative.lists import names_in


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("基本工资、津贴补贴、维修（护）费等", ("基本工资", "津贴补贴", "维修（护）费")),
        ("1.社会保险中心，2.就业服务中心，3.人事考试中心", ("社会保险中心", "就业服务中心", "人事考试中心")),
        ("测绘站（甲、乙两处）、档案馆", ("测绘站（甲、乙两处）", "档案馆")),
    ],
)
def test_names(text: str, names: tuple[str, ...]) -> None:
    assert names_in(text).names == names


def test_a_link_may_join_two_names_or_stand_in_one() -> None:
    found = names_in("办公室、规划和测绘处")
    assert 2 in found and 3 in found and 4 not in found
