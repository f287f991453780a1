"""Whose document it is: covers as real ones are laid out."""

from __future__ import annotations

import pytest

from budgetbook.model.disclosure import EntityKind, Phase
from budgetbook.model.place import Place
from budgetbook.readers.blocks import Line
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


_LONG = (
    "青石市人民政府驻北方经济技术开发与国际合作示范区管理委员会综合行政事务协调服务保障中心暨历史文化遗产保护研究中心"
)


def _line(text: str, left: float, top: float, right: float, size: float = 20.0) -> Line:
    return Line(text=text, place=Place(page=1, box=(left, top, right, top + size)))


def _name(*lines: Line) -> str | None:
    title = _line("2027年度部门预算公开", 170, 380, 420, 24)
    return read_cover(outline((*lines, title, Line(text="第一部分 概况")))).name


def test_a_long_name_is_no_running_text() -> None:
    assert _name(Line(text=_LONG)) == _LONG
    assert _name(Line(text=f"{_LONG}，现将有关情况公开如下：")) is None


def test_a_name_broken_over_three_lines_is_one() -> None:
    first, second, third = _LONG[:24], _LONG[24:48], _LONG[48:]
    broken = (_line(first, 57, 256, 537), _line(second, 57, 285, 537), _line(third, 227, 314, 367))
    assert _name(*broken) == _LONG
    # A line in other type, far above, or narrower than the one below is another's.
    for other in (
        _line(first, 57, 256, 537, 14.0),
        _line(first, 57, 156, 537),
        _line("青石市", 257, 256, 317),
        Line(text="青石市"),
    ):
        assert _name(other, *broken[1:]) == second + third
