"""Projects found again under other names, and those that only look alike."""

from __future__ import annotations

from decimal import Decimal

import pytest

from budgetbook.comparing.listing import Project
from budgetbook.comparing.matching import matched
from budgetbook.comparing.names import moved_name, pairs_of

UNIT = "青石市群众艺术馆"


def _project(name: str, yuan: int, *, year: int = 2027, purpose: str = "", unit: str = UNIT) -> Project:
    return Project(
        name=name,
        unit=unit,
        key=moved_name(name, year),
        unit_key=unit,
        yuan=Decimal(yuan),
        step=Decimal(100),
        letters=pairs_of(name),
        purpose=pairs_of(purpose),
    )


def _pairs(old: list[Project], new: list[Project]) -> list[tuple[str, str, bool]]:
    return [(match.old.name, match.new.name, match.likeness is not None) for match in matched(old, new).pairs]


def test_the_year_in_a_name_moves_on() -> None:
    old, new = _project("2026年设备购置", 10_000, year=2026), _project("2027年设备购置", 12_000)
    assert _pairs([old], [new]) == [("2026年设备购置", "2027年设备购置", False)]


def test_of_equal_names_the_equal_amounts_belong_together() -> None:
    old = [_project("业务费", 70_000), _project("业务费", 155_000)]
    new = [_project("业务费", 155_000), _project("业务费", 80_000)]
    assert [(match.old.yuan, match.new.yuan) for match in matched(old, new).pairs] == [
        (Decimal(155_000), Decimal(155_000)),
        (Decimal(70_000), Decimal(80_000)),
    ]


def test_a_renamed_project_is_found_with_evidence() -> None:
    purpose = "面向全市群众免费开放展厅和排练厅，全年不少于三百天。"
    old = _project("免费开放补助", 500_000, purpose=purpose)
    new = _project("公共文化场馆免费开放补助资金", 500_000, purpose=purpose)
    (match,) = matched([old], [new]).pairs
    assert match.evidence == ("名称相似 56%", "目标和概况相似 100%", "同一单位", "金额相同")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("农业生产发展资金（第一批）", "农业生产发展资金（第二批）"),
        ("道路维修一期", "道路维修三期"),
        ("课桌椅购置", "消防设施改造"),
    ],
)
def test_what_only_looks_alike_is_removed_and_added(old: str, new: str) -> None:
    found = matched([_project(old, 500_000)], [_project(new, 500_000)])
    assert ([one.name for one in found.removed], [one.name for one in found.added]) == ([old], [new])


def test_an_equal_amount_alone_is_no_evidence() -> None:
    assert matched([_project("课桌椅", 500_000)], [_project("消防水泵", 500_000)]).pairs == []
