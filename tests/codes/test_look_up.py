"""Look-ups by code and by name."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgetbook.codes import (
    Classification,
    Code,
    all_codes,
    children_of,
    find_by_name,
    function_classes,
    level_of,
    look_up,
    name_key,
    name_of,
    parent_of,
)

FUNCTION, ECONOMIC = Classification.FUNCTION, Classification.ECONOMIC
GOVERNMENT, INCOME = Classification.GOVERNMENT_ECONOMIC, Classification.INCOME
EVERY_CODE = [code for classification in Classification for code in all_codes(classification, 2026)]


def codes(found: tuple[Code, ...]) -> list[str]:
    return [entry.code for entry in found]


def test_look_up_gives_the_whole_entry() -> None:
    found = look_up(FUNCTION, "2050305", 2026)
    assert found is not None
    assert (found.classification, found.code, found.name, found.level) == (FUNCTION, "2050305", "高等职业教育", 3)


@pytest.mark.parametrize(
    ("classification", "code", "name"),
    [
        (FUNCTION, "205", "教育支出"),
        (FUNCTION, "20828", "退役军人管理事务"),
        (FUNCTION, "2082899", "其他退役军人事务管理支出"),
        (ECONOMIC, "30212", "因公出国（境）费用"),
        (GOVERNMENT, "50101", "工资奖金津补贴"),
        (INCOME, "1030148", "国有土地使用权出让收入"),
        (FUNCTION, "30212", None),
        (ECONOMIC, "205", None),
        (FUNCTION, "2059999999", None),
        (FUNCTION, "", None),
        (FUNCTION, "２０５", None),
    ],
)
def test_name_of(classification: Classification, code: str, name: str | None) -> None:
    assert name_of(classification, code, 2026) == name


def test_a_code_is_known_only_in_its_years() -> None:
    assert name_of(FUNCTION, "2170404", 2024) is None
    assert name_of(FUNCTION, "2170404", 2025) == "中央金融机构注资特别国债支出"
    assert "2170404" not in codes(all_codes(FUNCTION, 2024))
    assert find_by_name(FUNCTION, "中央金融机构注资特别国债支出", 2024) == ()


@pytest.mark.parametrize(
    ("classification", "code", "level", "parent"),
    [
        (FUNCTION, "205", 1, None),
        (FUNCTION, "20503", 2, "205"),
        (FUNCTION, "2050305", 3, "20503"),
        (FUNCTION, "205030501", None, None),
        (INCOME, "103014801", 4, "1030148"),
        (ECONOMIC, "30101", 2, "301"),
        (ECONOMIC, "3010101", None, None),
        (ECONOMIC, "50101", None, None),
        (GOVERNMENT, "501", 1, None),
        (FUNCTION, "20", None, None),
        (FUNCTION, "2050", None, None),
        (FUNCTION, "教育支出", None, None),
    ],
)
def test_level_and_parent(classification: Classification, code: str, level: int | None, parent: str | None) -> None:
    assert level_of(classification, code) == level
    assert parent_of(classification, code) == parent


def test_children() -> None:
    assert codes(children_of(FUNCTION, "22102", 2026)) == ["2210201", "2210202", "2210203"]
    assert codes(children_of(GOVERNMENT, "501", 2026)) == ["50101", "50102", "50103", "50199"]
    assert len(children_of(FUNCTION, None, 2026)) == 30
    assert children_of(FUNCTION, "2210201", 2026) == ()
    assert children_of(FUNCTION, "nothing", 2026) == ()


def test_a_shared_name_is_ambiguous_until_narrowed() -> None:
    everywhere = find_by_name(FUNCTION, "行政运行", 2026)
    assert len(everywhere) > 50
    assert {entry.code[-2:] for entry in everywhere} == {"01"}
    assert codes(find_by_name(FUNCTION, "行政运行", 2026, under="20406")) == ["2040601"]
    assert codes(find_by_name(FUNCTION, "住房公积金", 2026)) == ["2210201"]
    # 款 and 项 of one name: only the level tells.
    assert codes(find_by_name(FUNCTION, "其他社会保障和就业支出", 2026)) == ["20899", "2089999"]
    assert codes(find_by_name(FUNCTION, "其他社会保障和就业支出", 2026, level=3)) == ["2089999"]
    assert find_by_name(FUNCTION, "行政运行", 2026, under="20406", level=2) == ()


@pytest.mark.parametrize(
    ("classification", "printed", "code"),
    [
        (ECONOMIC, "维修(护)费", "30213"),
        (ECONOMIC, "维修（护）\n 费", "30213"),
        (ECONOMIC, "因公出国（境）费", "30212"),
        (ECONOMIC, "因公出国(境)费用", "30212"),
        (ECONOMIC, "对个人和家庭补助", "303"),
        (ECONOMIC, "[30101]基本工资", "30101"),
        (ECONOMIC, "30101-基本工资", "30101"),
        (FUNCTION, "五、教育支出", "205"),
        (FUNCTION, "（二十一）粮油物资储备支出", "222"),
        (FUNCTION, "教育支出（类）", "205"),
        (FUNCTION, "公共法律服务（2040607）", "2040607"),
        (FUNCTION, "\u3000机关事业单位基本养老保险缴费 支出", "2080505"),
        (FUNCTION, '"三西"农业建设专项补助', "2130508"),
        (FUNCTION, "环境保护法规,规划及标准", "2110105"),
        (GOVERNMENT, "机关资本性支出（基本建设）", "504"),
        (GOVERNMENT, "机关资本性支出（二）", "504"),
        (INCOME, "政府性基金", "10301"),
    ],
)
def test_printed_names_find_their_code(classification: Classification, printed: str, code: str) -> None:
    assert codes(find_by_name(classification, printed, 2026)) == [code]


@pytest.mark.parametrize("nothing", ["", " ", "一、", "合计", "（）", "12"])
def test_what_is_no_name_finds_nothing(nothing: str) -> None:
    assert find_by_name(FUNCTION, nothing, 2026) == ()


def test_the_thirty_classes_in_printed_order() -> None:
    classes = function_classes(2026)
    assert [entry.ordinal for entry in classes] == list(range(1, 31))
    assert [entry.code for entry in classes] == codes(children_of(FUNCTION, None, 2026))
    assert (classes[0].numeral, classes[9].numeral, classes[20].numeral) == ("一", "十", "二十一")
    assert (classes[29].numeral, classes[29].code, classes[29].name) == ("三十", "234", "抗疫特别国债安排的支出")
    assert "文化体育与传媒支出" in classes[6].aliases
    assert classes[6].name not in classes[6].aliases


@given(st.sampled_from(EVERY_CODE))
def test_every_code_is_found_by_its_own_name_under_its_parent(code: Code) -> None:
    parent = parent_of(code.classification, code.code)
    assert look_up(code.classification, code.code, 2026) == code
    assert find_by_name(code.classification, code.name, 2026, level=code.level, under=parent) == (code,)
    assert code in children_of(code.classification, parent, 2026)


@given(
    st.sampled_from(EVERY_CODE),
    st.sampled_from(["", "1.", "（三）", "二十二、", "其中：", "①", "【7】"]),
    st.integers(min_value=0, max_value=40),
    st.sampled_from([" ", "\n", "\u3000", "\u200b"]),
)
def test_wrapping_numbering_and_brackets_dont_change_a_name(code: Code, lead: str, cut: int, blank: str) -> None:
    printed = lead + code.name[:cut] + blank + code.name[cut:].replace("（", "(").replace("）", ")")
    assert name_key(printed) == name_key(code.name)


@given(st.text())
def test_no_text_upsets_a_look_up(text: str) -> None:
    for classification in Classification:
        look_up(classification, text, 2026)
        find_by_name(classification, text, 2026)
        assert (level_of(classification, text) is None) <= (parent_of(classification, text) is None)


def test_names_of_different_meaning_keep_different_keys() -> None:
    """The number word of 机关资本性支出（一） is part of the name, the digits behind a name are not."""
    assert name_key("机关资本性支出（一）") != name_key("机关资本性支出（二）")
    assert name_key("资本性支出") != name_key("资本性支出（基本建设）")


def test_importing_reads_no_table() -> None:
    program = "import budgetbook.codes.tables as t, budgetbook.codes; print(t.codes_of.cache_info().currsize)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "0"
