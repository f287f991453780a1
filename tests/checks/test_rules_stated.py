"""Units, titles, holders, matters, reasons and codes: each rule passes, finds exactly, says what it could not check, ignores its neighbours."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from budgetbook.model.disclosure import Damage, Disclosure, Phase
from budgetbook.model.finding import Severity, Status
from budgetbook.model.money import MoneyUnit
from budgetbook.model.narrative import Section
from budgetbook.model.statement import Kind, Statement
from tests.checks.documents import LINES, document, statements, with_damage, with_statement
from tests.checks.reports import errors, findings, reasons, statuses
from tests.checks.test_rules_form import notices, one, with_kind
from tests.checks.worded import department, telling, unit, without_words
from tests.ledgers import BUREAU


class TestMoneyUnit:
    RULE = "form.money_unit"

    def in_yuan(self, unit: MoneyUnit) -> Disclosure:
        """Statement 5 in yuan, labelled `unit`."""
        fifth = next(each for each in statements(LINES, MoneyUnit.YUAN) if each.number == 5)
        return with_statement(document(), 4, replace(fifth, unit=unit))

    def test_passes(self) -> None:
        assert statuses(document(), self.RULE) == {Status.PASSED}
        assert errors(self.in_yuan(MoneyUnit.YUAN)) == ()

    def test_finds_yuan_called_ten_thousands_and_nothing_else(self) -> None:
        (found,) = errors(self.in_yuan(MoneyUnit.WAN))
        assert (found.rule, found.expected, found.found) == (self.RULE, "元", "万元")
        assert found.message == (
            "表5《一般公共预算支出表》注明的单位是万元，按其他报表应为元：本表“合计”行“合计”列为 16,810,000.00 万元，"
            "表1《收支总表》“一般公共预算”行为 1,681.00 万元"
        )

    def test_finds_ten_thousands_called_yuan(self) -> None:
        fifth = document().statements[4]
        (found,) = errors(with_statement(document(), 4, replace(fifth, unit=MoneyUnit.YUAN)))
        assert (found.rule, found.expected, found.found) == (self.RULE, "万元", "元")

    def test_one_amount_ten_thousand_times_another_is_a_wrong_amount(self) -> None:
        fifth = document().statements[4]
        amount, *others = fifth.rows[0].amounts
        assert amount is not None
        rows = (
            replace(fifth.rows[0], amounts=(amount * 10000, *others)),
            *fifth.rows[1:],
        )
        made = with_statement(document(), 4, replace(fifth, rows=rows))
        assert findings(made, self.RULE) == ()
        assert len(errors(made)) == 1

    def test_finds_a_statement_without_a_unit(self) -> None:
        said = Damage(what="money_unit_missing", note="表上没有写金额单位", subject="/statements/4/unit")
        found = one(replace(document(), damage=(said,)), self.RULE)
        assert (found.severity, found.message) == (Severity.WARNING, "表5《一般公共预算支出表》没有注明金额单位")

    def test_needs_statements(self) -> None:
        assert reasons(telling("收入总计5万元。"), self.RULE) == ["文件中没有任何报表"]


class TestTitleYear:
    RULE = "form.title_year"

    def test_passes(self) -> None:
        assert statuses(department(), self.RULE) == {Status.PASSED}

    def test_finds_the_one_without(self) -> None:
        found = one(with_kind(department(), Kind.INCOME, title="预算收入总表"), self.RULE)
        assert found.message == "表2《预算收入总表》的标题没有写年度，其余 12 张表都写了"

    def test_places_without_years_in_titles_are_left_alone(self) -> None:
        assert reasons(document(), self.RULE) == ["多数报表的标题没有写年度，各地格式不同，不作要求"]


class TestHolderName:
    RULE = "form.holder_name"

    def held(self, *names: str | None) -> Disclosure:
        made = department()
        return replace(
            made,
            statements=tuple(
                replace(each, holder=name)
                for each, name in zip(made.statements, (*names, *[BUREAU] * 13), strict=False)
            ),
        )

    def test_passes(self) -> None:
        assert statuses(self.held(), self.RULE) == {Status.PASSED}

    def test_finds_an_old_name(self) -> None:
        found = one(self.held("青石市文化旅游局"), self.RULE)
        assert (found.expected, found.found) == (BUREAU, "青石市文化旅游局")

    @pytest.mark.parametrize("name", [f"{BUREAU}（本级）", f"{BUREAU}本级", "青石市群众艺术馆", "青石市文化馆", None])
    def test_the_office_units_and_other_bodies_are_left_alone(self, name: str | None) -> None:
        assert findings(self.held(name), self.RULE) == ()

    def test_says_so_where_nothing_is_named(self) -> None:
        assert reasons(self.held(*[None] * 13), self.RULE) == ["报表上没有注明单位名称"]
        assert reasons(self.held(*["某局"] * 13), self.RULE) == ["报表上的名称都不是封面上的名称，无法判断以哪个为准"]


class TestMatterMissing:
    RULE = "form.matter_missing"

    def told(self, *matters: str) -> Disclosure:
        text = "本部门收支预算的说明。" * 60
        sections = tuple(Section(section=each, title="说明", text=text) for each in "一二")
        last = Section(section="三", title="其他", text="，".join((text, *matters)))
        return replace(telling(text), narrative=(*sections, last))

    def test_passes(self) -> None:
        assert statuses(self.told("机关 运行经费", "政府采购", "国有资产"), self.RULE) == {Status.PASSED}

    def test_finds_what_nobody_speaks_of(self) -> None:
        assert one(self.told("机关运行经费", "国有资产"), self.RULE).message == "情况说明中没有说到政府采购"

    def test_a_unit_need_not_speak_of_operating_costs(self) -> None:
        made = self.told("政府采购", "国有资产")
        assert one(made, self.RULE).expected == "机关运行经费"
        assert findings(replace(made, entity=unit().entity), self.RULE) == ()

    def test_says_so_where_little_was_read_or_the_form_is_known(self) -> None:
        assert reasons(telling("总计5万元。"), self.RULE) == ["读到的文字太少，可能只是情况说明的一部分"]
        assert reasons(department(), self.RULE) == ["这种格式按部分检查，见 form.section_missing"]


class TestCircularReason:
    RULE = "narrative.circular_reason"

    def test_passes(self) -> None:
        assert statuses(department(), self.RULE) == {Status.PASSED}

    @pytest.mark.parametrize(
        "reason",
        [
            "经费增加",
            "本年预算增加",
            "本部门支出预算有所增加",
            "2027年度收入增加",
            "预算安排增加了1万元",
            "公务接待费增加",
        ],
    )
    def test_finds_what_explains_nothing(self, reason: str) -> None:
        found = one(telling(f"公务接待费5万元，比上年增加1万元，主要原因是{reason}。"), self.RULE)
        assert found.found == reason

    @pytest.mark.parametrize(
        "reason",
        [
            "人员增加",
            "项目支出增加",
            "公务用车运行维护费增加",
            "离退休人员经费增加",
            "接待任务增加",
            "落实增资政策，经费增加较多的是学校",
        ],
    )
    def test_parts_and_events_are_reasons(self, reason: str) -> None:
        assert findings(telling(f"公务接待费5万元，比上年增加1万元，主要原因是{reason}。"), self.RULE) == ()

    def test_needs_words(self) -> None:
        assert reasons(without_words(department()), self.RULE) == ["文件中没有情况说明"]


class TestReasonMissing:
    RULE = "narrative.reason_missing"
    SAID = "2027年“三公”经费预算5万元，比上年减少2万元。其中：公务接待费2万元，比上年减少1万元{}；公务用车购置及运行维护费3万元，比上年减少1万元{}。"

    def test_passes(self) -> None:
        assert statuses(telling(self.SAID.format("，原因是接待减少", "，主要是报废一辆")), self.RULE) == {Status.PASSED}

    def test_finds_the_item_without(self) -> None:
        found = one(telling(self.SAID.format("", "，主要原因是报废一辆")), self.RULE)
        assert found.message == "情况说明第一部分“预算情况说明”：“公务接待费2万元”比上年减少1万元，没有写明原因"

    def test_finds_all_where_no_reason_is_given(self) -> None:
        assert [each.found for each in findings(telling(self.SAID.format("", "")), self.RULE)] == [
            "比上年减少2万元",
            "比上年减少1万元",
            "比上年减少1万元",
        ]

    @pytest.mark.parametrize(
        "said",
        [
            "公务接待费2万元，与上年相同。",
            "公务接待费2万元，比上年增加0万元。",
            "公务用车购置及运行维护费3万元（公务用车购置费0万元，比上年减少1万元），比上年减少1万元，原因是暂无购置需求。",
            "会议费2万元，比上年减少1万元。",
        ],
    )
    def test_no_change_and_the_wholes_reason_are_enough(self, said: str) -> None:
        assert findings(telling(said), self.RULE) == ()


class TestPublicCostCounts:
    RULE = "narrative.public_cost_counts"

    def final(self, text: str) -> Disclosure:
        return replace(telling(text), phase=Phase.FINAL_ACCOUNTS)

    def test_passes(self) -> None:
        said = "因公出国（境）费2万元，组织团组1个，累计2人。公务接待费1万元，接待8批次，共60人次。"
        assert statuses(self.final(said), self.RULE) == {Status.PASSED}

    def test_finds_what_is_not_counted(self) -> None:
        said = "因公出国（境）费2万元，组织团组1个。公务接待费1万元，共接待60人次。公务用车运行维护费3万元。"
        assert [each.expected for each in findings(self.final(said), self.RULE)] == [
            "因公出国（境）人数",
            "公务接待批次",
            "公务用车保有量",
        ]

    def test_no_money_needs_no_count_and_budgets_none(self) -> None:
        assert findings(self.final("公务接待费0万元。"), self.RULE) == ()
        assert statuses(telling("公务接待费1万元。"), self.RULE) == set()


def recoded(code: str, new: str, kind: Kind = Kind.GENERAL_PUBLIC_EXPENDITURE) -> Disclosure:
    """The department's disclosure, a function code of one statement changed, and no other statement to contradict it."""
    made = department()
    kept = tuple(each for each in made.statements if each.kind not in (Kind.INCOME, Kind.EXPENDITURE))

    def changed(statement: Statement) -> Statement:
        rows = tuple(
            replace(row, code=new, coordinates=replace(row.coordinates, function=new)) if row.code == code else row
            for row in statement.rows
        )
        return replace(statement, rows=rows)

    return replace(made, statements=tuple(changed(each) if each.kind is kind else each for each in kept))


class TestUnknownCode:
    RULE = "classification.unknown_code"

    def test_passes(self) -> None:
        assert statuses(department(), self.RULE) == {Status.PASSED}

    @pytest.mark.parametrize("code", ["2081505", "2080550"])
    def test_finds_a_slip_of_the_hand(self, code: str) -> None:
        found = one(recoded("2080505", code), self.RULE)
        assert (found.expected, found.found) == ("2080505", code)

    def test_a_code_nobody_listed_is_a_notice(self) -> None:
        made = recoded("2080505", "2089876")
        assert findings(made, self.RULE) == ()
        assert len(notices(made, self.RULE)) == 1

    @pytest.mark.parametrize("code", ["208050501", "20805051", "x"])
    def test_finer_codes_and_other_text_are_left_alone(self, code: str) -> None:
        assert notices(recoded("2080505", code), self.RULE) == []

    def test_needs_statements(self) -> None:
        assert reasons(telling("收入总计5万元。"), self.RULE) == ["文件中没有任何报表"]


class TestParentRow:
    RULE = "classification.parent_row"

    def test_passes(self) -> None:
        assert statuses(department(), self.RULE) == {Status.PASSED}

    def test_finds_a_row_below_another_class(self) -> None:
        found = one(recoded("2080505", "2100505"), self.RULE)
        assert (found.expected, found.found) == ("210", "20805")
        assert found.message.endswith("之下，它的上级是 210")

    def test_finds_a_row_whose_parent_is_nowhere(self) -> None:
        found = one(recoded("2080505", "2160505"), self.RULE)
        assert found.message.endswith("之下，表中没有它的上级 21605")

    def test_statements_in_another_order_are_not_judged(self) -> None:
        kind = Kind.GENERAL_PUBLIC_EXPENDITURE
        statement = next(each for each in department().statements if each.kind is kind)
        made = with_kind(department(), kind, rows=(statement.rows[0], *reversed(statement.rows[1:])))
        assert findings(made, self.RULE) == ()
        assert any("不按类、款、项的顺序排列" in each for each in reasons(made, self.RULE))

    def test_a_damaged_statement_is_left_alone(self) -> None:
        made = recoded("2080505", "2160505")
        number = next(n for n, each in enumerate(made.statements) if each.kind is Kind.GENERAL_PUBLIC_EXPENDITURE)
        assert findings(with_damage(made, f"/statements/{number}/rows/3"), self.RULE) == ()


class TestEconomicDetail:
    RULE = "classification.economic_detail"

    def test_passes(self) -> None:
        assert statuses(department(), self.RULE) == {Status.PASSED}

    def test_finds_what_stops_short(self) -> None:
        statement = next(each for each in department().statements if each.kind is Kind.BASIC_EXPENDITURE)
        rows = tuple(
            row
            for row in statement.rows
            if not (row.coordinates.economic or "").startswith("303") or row.coordinates.economic == "303"
        )
        assert one(with_kind(department(), Kind.BASIC_EXPENDITURE, rows=rows), self.RULE).found == "303"

    def test_says_so_where_no_row_is_that_fine(self) -> None:
        statement = next(each for each in department().statements if each.kind is Kind.BASIC_EXPENDITURE)
        rows = tuple(row for row in statement.rows if len(row.coordinates.economic or "") < 5)
        made = with_kind(department(), Kind.BASIC_EXPENDITURE, rows=rows)
        assert reasons(made, self.RULE) == ["基本支出分经济科目表没有读到款级科目，无法判断细化程度"]
