"""Whose document it is: covers as real ones are laid out."""

from __future__ import annotations

import pytest

from budgetbook.model.disclosure import EntityKind, Phase
from budgetbook.readers.meaning.cover import read_cover
from budgetbook.readers.meaning.outline import outline
from budgetbook.readers.text import blocks_of

_D, _U = EntityKind.DEPARTMENT, EntityKind.UNIT


@pytest.mark.parametrize(
    ("cover", "name", "kind"),
    [
        ("青石市水务局\n\n2027年度部门预算公开", "青石市水务局", _D),
        ("青石市水务局 2027 年度部门预算信息公开", "青石市水务局", _D),
        ("2027年青石市水务局部门预算", "青石市水务局", _D),
        ("2027 年度青石市群众艺术馆单位预算公开", "青石市群众艺术馆", _U),
        ("2027 年度\n青石市水务局\n部门预算", "青石市水务局", _D),
        ("青石市2027年市级单位预算\n预算单位：青石市群众艺术馆", "青石市群众艺术馆", _U),
    ],
)
def test_the_cover_says_who_and_when(cover: str, name: str, kind: EntityKind) -> None:
    read = read_cover(outline(blocks_of(cover + "\n\n目 录\n\n第一部分 概况\n")))
    assert (read.name, read.kind, read.year, read.phase) == (name, kind, 2027, Phase.BUDGET)


def test_final_accounts_are_told_from_budgets() -> None:
    assert read_cover(outline(blocks_of("青石市水务局\n2027年度部门决算公开"))).phase is Phase.FINAL_ACCOUNTS


def test_without_a_cover_titles_tell_the_year() -> None:
    read = read_cover(outline(blocks_of("2027年预算收支总表\n项目\t合计\n合计\t1.00\n")))
    assert (read.name, read.year) == (None, 2027)
