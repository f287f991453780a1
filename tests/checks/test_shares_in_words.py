"""Shares whose whole nobody names, changes that are said twice, and amounts of what is only named."""

from __future__ import annotations

from decimal import Decimal

import pytest
from msgspec.structs import replace

from budgetbook.model.disclosure import Disclosure
from budgetbook.model.finding import Status
from budgetbook.model.narrative import Section
from budgetbook.model.statement import Kind
from tests.checks.reports import findings, reasons, statuses
from tests.checks.worded import department, section, telling, without_words
from tests.ledgers import CENTRE

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


LISTED = (
    "青石市水文站预算3687.57万元，包括在职人员经费1142.90万元、公用综合定额219.29万元、预留调整经费2325.38万元。\n"
    "（一）在职人员经费{}万元，主要是工资。\n（二）公用综合定额219.29万元，主要是办公。"
)


class TestNamedTwice:
    RULE = "narrative.named_twice"

    def test_passes(self) -> None:
        assert statuses(telling(LISTED.format("1142.90")), self.RULE) == {Status.PASSED}
        assert statuses(telling(LISTED.format("1,142.9")), self.RULE) == {Status.PASSED}

    def test_finds_the_other_amount(self) -> None:
        (found,) = findings(telling(LISTED.format("1143.90")), self.RULE)
        assert found.message == ("情况说明第一部分“预算情况说明”：“在职人员经费”先写 1142.90 万元，后写 1143.90 万元")
        assert (found.expected, found.found, str(found.difference)) == ("1142.90", "1143.90", "1.00")

    @pytest.mark.parametrize(
        "said",
        [
            "支出100万元，包括：第一批资金30万元、第二批资金70万元。\n其他各项第一批资金20万元。",
            "共计金额90万元，涉及事项金额30万元，为已公开；共计金额60万元，涉及事项金额20万元。",
            "甲事项100万元，包括编外人员30万元。\n（一）乙事项50万元，包括编外人员20万元。",
        ],
    )
    def test_what_is_not_explained_again_is_left_alone(self, said: str) -> None:
        assert findings(telling(said), self.RULE) == ()

    def test_needs_words(self) -> None:
        assert reasons(without_words(department()), self.RULE) == ["文件中没有情况说明"]


class TestNamedAmount:
    RULE = "narrative.named_amount"

    def told(self, text: str, title: str = "项目情况") -> Disclosure:
        """A sound document that says `text` of what its statements name."""
        return replace(department(), narrative=(Section(section="一", title=title, text=text),))

    def project(self) -> tuple[str, str]:
        """The name and the printed amount of the first project that only one unit has."""
        statement = next(one for one in department().statements if one.kind is Kind.PROJECTS)
        row = next(one for one in statement.rows if one.coordinates.project)
        return row.label, str(next(amount for amount in row.amounts if amount is not None))

    def test_passes(self) -> None:
        name, amount = self.project()
        assert statuses(self.told(f"{name}{amount}万元，用于工作。"), self.RULE) == {Status.PASSED}

    def test_finds_another_amount_of_a_project(self) -> None:
        name, amount = self.project()
        (found,) = findings(self.told(f"{name}{Decimal(amount) + 9}万元，用于工作。"), self.RULE)
        assert (found.expected, found.found) == (amount, str(Decimal(amount) + 9))
        assert [place.section for place in found.places] == ["一", None]

    def test_finds_another_amount_of_a_unit(self) -> None:
        statement = next(one for one in department().statements if one.kind is Kind.INCOME)
        total = statement.rows[0]
        row = replace(total, label=CENTRE, coordinates=replace(total.coordinates, unit=CENTRE))
        with_units = replace(statement, rows=(*statement.rows, row))
        statements = tuple(with_units if one is statement else one for one in department().statements)
        sound = replace(self.told(f"{CENTRE}2027年预算{row.amounts[0]}万元。"), statements=statements)
        assert findings(sound, self.RULE) == ()
        wrong = replace(self.told(f"{CENTRE}2027年预算1.00万元。"), statements=statements)
        assert [one.found for one in findings(wrong, self.RULE)] == ["1.00"]

    def test_what_a_unit_spends_on_projects_is_not_its_budget(self) -> None:
        assert findings(self.told(f"{CENTRE}2027年预算1.00万元。"), self.RULE) == ()

    def test_a_last_digit_is_a_notice(self) -> None:
        name, amount = self.project()
        assert findings(self.told(f"{name}{Decimal(amount) + Decimal('0.01')}万元。"), self.RULE) == ()

    def test_a_name_with_more_words_is_left_alone(self) -> None:
        name, _ = self.project()
        assert findings(self.told(f"{name}中财政承担9.99万元，{name}一期9.99万元。"), self.RULE) == ()

    def test_says_so_where_nothing_is_named(self) -> None:
        assert reasons(self.told("收入总计1万元。"), self.RULE) == ["文中没有按名称写出报表中单位或项目的金额"]
