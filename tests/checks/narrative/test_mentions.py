"""Sentences of several places, read into what they say."""

from __future__ import annotations

import pytest
from tests.checks.worded import telling

from budgetbook.checks.narrative.mentions import Mention, Telling, read_section
from budgetbook.checks.narrative.vocabulary import Vocabulary


def read(text: str, **fields: str) -> Telling:
    disclosure = telling(text, **fields)  # type: ignore[arg-type]
    return read_section(disclosure.narrative[0], Vocabulary(disclosure))


def outline(text: str) -> list[tuple[int, str, str | None]]:
    """Depth, amount and share of every mention that is understood."""
    return [
        (len(list(one.ancestors())), one.quantity.digits, one.share.rate.digits if one.share else None)
        for one in read(text).mentions
        if one.phrase is not None
    ]


def changes(one: Mention) -> list[tuple[str, str | None, str | None]]:
    return [
        (
            "同" if each.same else each.word,
            each.amount.digits if each.amount else None,
            each.rate.digits if each.rate else None,
        )
        for each in one.changes
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "2027年度青石市文化和旅游局支出预算100.00万元，其中：基本支出60.00万元，占60.00%；项目支出40.00万元，占40.00%。",
            [(0, "100.00", None), (1, "60.00", "60.00"), (1, "40.00", "40.00")],
        ),
        (
            "青石市文化和旅游局2027年收入预算合计100万元，其中：\n本年一般公共预算收入80万元，占80%；\n上年结转结余20万元，占20%。",
            [(0, "100", None), (1, "80", "80"), (1, "20", "20")],
        ),
        (
            "2027年度财政拨款收支总预算90万元。其中：一般公共预算拨款90万元。支出包括：教育支出50万元、农林水支出40万元等。",
            [(0, "90", None), (1, "90", None), (1, "50", None), (1, "40", None)],
        ),
        (
            "基本支出预算60万元，其中：\n人员经费50万元，主要包括：基本工资、奖金等；\n公用经费10万元，主要包括：办公费等。",
            [(0, "60", None), (1, "50", None), (1, "10", None)],
        ),
    ],
)
def test_what_is_part_of_what(text: str, found: list[tuple[int, str, str | None]]) -> None:
    assert outline(text) == found


def test_amounts_inside_a_reason_are_no_mentions() -> None:
    said = read(
        "公务接待费2.60万元，与上年相比预算数减少0.70万元，主要原因是艺术馆公务接待费减少0.5万元，局机关公务接待费减少0.2万元；"
        "公务用车购置费0万元，与上年预算数相同。"
    )
    assert [(one.words, changes(one)) for one in said.mentions] == [
        ("公务接待费", [("减少", "0.70", None)]),
        ("公务用车购置费", [("同", None, None)]),
    ]


def test_a_reason_ends_where_another_amount_is_compared() -> None:
    said = read(
        "公务用车购置及运行费31.60万元，比上年增加13.75万元，主要原因是更新1辆公务用车，公务用车运行维护费13.60万元，与上年相比预算数减少4.25万元。"
    )
    assert [one.quantity.digits for one in said.mentions] == ["31.60", "13.60"]


def test_purposes_may_stand_before_the_change() -> None:
    said = read("公务用车运行维护费188.00万元，主要用于燃料费、维修费等支出，比上年预算数减少13.60万元，下降6.7%。")
    assert changes(said.mentions[0]) == [("减少", "13.60", "6.7")]


def test_the_amount_and_the_change_may_stand_without_a_comma() -> None:
    said = read(
        "2027年青石市文化和旅游局财政拨款安排的“三公”经费预算12.50万元比2026年增加0.50万元,主要原因是活动增加。"
    )
    assert changes(said.mentions[0]) == [("增加", "0.50", None)]
    assert said.changes[0].base_year == 2026


def test_a_bracket_with_amounts_is_opened_up() -> None:
    said = read(
        "公务用车购置及运行维护费44.75万元（公务用车购置费0万元，比上年减少28万元；公务用车运行维护费44.75万元，比上年减少0.5万元。）比上年减少28.5万元，下降38.9%。"
    )
    assert [one.quantity.digits for one in said.mentions] == ["44.75", "0", "44.75"]
    assert [one.amount and one.amount.digits for one in said.changes] == ["28", "0.5", "28.5"]


def test_unknown_words_are_not_understood() -> None:
    said = read("2027年社会福利彩票公益金支持的一般公共预算项目支出30万元。")
    assert [one.phrase for one in said.mentions] == [None]


def test_another_unit_is_not_the_body_itself() -> None:
    said = read("青石市群众艺术馆预算20万元，包括基本支出15万元、项目支出5万元。")
    assert said.mentions[0].phrase is None
    assert all(one.parent is said.mentions[0] for one in said.mentions[1:])


def test_levels_of_a_function_subject() -> None:
    said = read(
        "1.行政事业单位养老支出（款）机关事业单位基本养老保险缴费支出（项）支出138.8万元，与上年相比增加3.58万元，增长2.65%。\n2.水利（款）行政运行（项）0万元。"
    )
    assert [one.phrase and one.phrase.functions for one in said.mentions] == [("2080505",), ("2130301",)]
    assert said.changes[0].rate is not None
