"""Shares whose whole nobody names, and changes that are said twice."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from budgetbook.model.disclosure import Disclosure
from budgetbook.model.finding import Status
from budgetbook.model.narrative import Section
from tests.checks.reports import findings, reasons, statuses
from tests.checks.worded import department, section, telling, without_words

SHARES = (
    "一般公共服务（类）支出12868.19万元，占{}%；公共安全（类）支出69081.15万元，占75.2%；"
    "社会保障和就业（类）支出7458.52万元，占8.1%；卫生健康（类）支出2434.95万元，占2.7%。"
)


class TestShareOfOne:
    RULE = "narrative.share_of_one"

    @pytest.mark.parametrize("share", ["14.0", "14.00", "14"])
    def test_passes(self, share: str) -> None:
        assert statuses(telling(SHARES.format(share)), self.RULE) == {Status.PASSED}

    @pytest.mark.parametrize("share", ["16.0", "41.0", "1.4"])
    def test_finds_the_one_that_is_of_another_whole(self, share: str) -> None:
        (found,) = findings(telling(SHARES.format(share)), self.RULE)
        assert found.message == (
            f"情况说明第一部分“预算情况说明”：其他 3 项的占比对应的合计约为 91,813.16 万元，"
            f"“一般公共服务（类）支出” 12868.19 万元应占 14.0%，文中为 {share}%"
        )
        assert (found.expected, found.found) == ("14.0%", f"{share}%")

    @pytest.mark.parametrize(
        "said",
        [
            "基本支出60万元，占50%；项目支出40万元，占40%。",  # two can't say which is wrong
            "基本支出60万元，占60%；项目支出40万元，占30%；工资40万元，占70%；会议费10万元，占5%。",  # several wholes
            "基本支出0万元，占0%；项目支出40万元，占40%；结转60万元，占60%。",
            "2027年支出预算100万元，其中：基本支出60万元，占50%；项目支出30万元，占30%；结转10万元，占10%。",
        ],
    )
    def test_what_has_no_one_whole_or_a_named_one_is_left_alone(self, said: str) -> None:
        assert findings(telling(said), self.RULE) == ()

    def test_needs_words(self) -> None:
        assert reasons(without_words(department()), self.RULE) == ["文件中没有情况说明"]


class TestChangeRepeated:
    RULE = "narrative.change_repeated"
    SAID = "2027年{what}总计{now}万元，{change}。"

    def told(self, *changes: str, what: tuple[str, ...] = ("收入", "收入", "收入")) -> Disclosure:
        """A sound document whose sections say of its totals what `changes` say."""
        first = section(department(), "一")
        now = first.text[first.text.index("收入总计") + 4 : first.text.index("万元")]
        sections = (
            replace(first, section=f"十{at}", title="其他", text=self.SAID.format(what=each, now=now, change=change))
            for at, change, each in zip("三四五", changes, what, strict=False)
        )
        return replace(department(), narrative=tuple(sections))

    def test_passes(self) -> None:
        assert findings(department(), self.RULE) == ()
        assert statuses(self.told("比上年增加1.30万元", "比上年增加1.3万元"), self.RULE) == {Status.PASSED}

    def test_finds_the_one_that_is_unlike_the_others(self) -> None:
        (found,) = findings(self.told("比上年增加1.30万元", "比上年增加1.30万元", "比上年增加1.03万元"), self.RULE)
        assert (found.expected, found.found) == ("1.30", "1.03")
        assert [place.section for place in found.places] == ["十五", "十三"]

    def test_of_two_the_later_is_named(self) -> None:
        (found,) = findings(self.told("比上年减少1.30万元", "比上年增加1.30万元"), self.RULE)
        assert (found.expected, found.found, str(found.difference)) == ("-1.30", "1.30", "2.60")

    @pytest.mark.parametrize(
        "changes",
        [
            ("比上年增加1.30万元", "比上年执行数增加1.03万元"),  # another base
            ("比上年增加1.30万元", "比上年年初预算增加1.30万元"),
            ("比上年增加1.30万元", "比2025年增加1.03万元"),
            ("比上年增加1.30万元",),
        ],
    )
    def test_other_bases_are_other_changes(self, changes: tuple[str, ...]) -> None:
        assert findings(self.told(*changes), self.RULE) == ()

    def test_income_and_expenditure_are_one(self) -> None:
        made = self.told("比上年增加1.30万元", "比上年增加1.03万元", what=("收入", "支出"))
        assert [one.found for one in findings(made, self.RULE)] == ["1.03"]

    def test_says_so_where_nothing_is_said_twice(self) -> None:
        made = replace(department(), narrative=(Section(section="一", title="说明", text="收入总计1万元。"),))
        assert reasons(made, self.RULE) == ["文中没有重复说明同一金额的增减"]
