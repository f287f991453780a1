"""Words against statements and against each other: each rule passes, finds exactly, says what it could not check, and ignores its neighbours."""

from __future__ import annotations

from decimal import Decimal

import pytest
from msgspec.structs import replace

from budgetbook.checks import check
from budgetbook.model.disclosure import Damage, Disclosure, EntityKind, Source
from budgetbook.model.finding import Finding, Severity, Status
from budgetbook.model.statement import Kind
from tests.checks.reports import findings, reasons, statuses
from tests.checks.worded import department, saying, section, telling, unit, with_text, without_words

FAMILIES = ("narrative", "form", "assets", "classification")


def one(disclosure: Disclosure, rule: str) -> Finding:
    found = findings(disclosure, rule)
    assert len(found) == 1, [each.message for each in found]
    return found[0]


def without(disclosure: Disclosure, kind: Kind) -> Disclosure:
    return replace(disclosure, statements=tuple(each for each in disclosure.statements if each.kind is not kind))


def others(disclosure: Disclosure, *rules: str) -> list[str]:
    """What other rules of these families find: one defect is for one rule."""
    return [
        each.rule
        for each in check(disclosure).findings
        if each.rule.split(".")[0] in FAMILIES and each.severity is not Severity.NOTICE and each.rule not in rules
    ]


def test_sound_words_have_no_finding() -> None:
    assert others(department()) == []
    assert others(unit(), "form.placeholder") == []  # last year's figures weren't entered


def test_all_rules_say_so_where_there_are_no_words() -> None:
    for outcome in check(without_words(department())).outcomes:
        if outcome.rule.startswith("narrative."):
            assert (outcome.status, outcome.reason) == (Status.NOT_CHECKED, "文件中没有情况说明")


class TestAmount:
    RULE = "narrative.amount"

    def test_passes(self) -> None:
        assert statuses(department(), self.RULE) == {Status.PASSED}

    def test_finds_another_amount(self) -> None:
        made = saying(department(), "三", "基本支出670.53万元", "基本支出660.53万元")
        found = one(made, self.RULE)
        assert found.severity is Severity.ERROR
        assert (found.expected, found.found, found.difference) == ("670.53", "660.53", Decimal("-10.00"))
        assert found.message == (
            "情况说明第三部分“支出预算情况说明”：“基本支出”为 660.53 万元，"
            "表3《2027年预算支出总表》“合计”行“2027年预算数/基本支出”列为 670.53 万元，相差 10.00 万元"
        )
        assert found.places[0].section == "三" and (found.places[0].text or "").endswith("基本支出660.53万元")
        assert found.places[1].statement == "表3《2027年预算支出总表》"
        assert others(made, self.RULE) == []

    def test_dropped_zeros_and_separators_are_no_difference(self) -> None:
        text = section(department(), "二").text
        assert findings(with_text(department(), "二", text.replace(".00万元", "万元")), self.RULE) == ()
        assert findings(with_text(department(), "二", text.replace(",", "")), self.RULE) == ()

    def test_yuan_for_wan_is_another_amount(self) -> None:
        made = saying(department(), "三", "670.53万元", "670.53元")
        assert one(made, self.RULE).found == "670.53"

    def test_a_lost_digit_of_a_conversion_is_a_flaw_of_the_text(self) -> None:
        source = Source(name="a.txt", sha256="", format="text")
        made = replace(saying(department(), "五", "879.01万元，比上年", "89.01万元，比上年"), source=source)
        (found,) = [each for each in check(made).findings if each.rule == self.RULE]
        assert found.severity is Severity.NOTICE
        assert "丢了一位数字" in found.message

    def test_words_of_another_unit_say_nothing_of_the_body(self) -> None:
        text = section(department(), "三").text + "青石市群众艺术馆预算20万元，其中：基本支出15万元、项目支出5万元。"
        assert findings(with_text(department(), "三", text), self.RULE) == ()

    def test_not_judged_without_statements(self) -> None:
        assert reasons(replace(department(), statements=()), self.RULE) == ["文件中没有任何报表"]

    def test_a_section_the_reader_is_not_sure_of_takes_no_part(self) -> None:
        made = saying(department(), "三", "基本支出670.53万元", "基本支出660.53万元")
        damage = Damage(what="garbled", note="字迹不清", subject="/narrative/2/text")
        assert findings(replace(made, damage=(damage,)), self.RULE) == ()


class TestRate:
    RULE = "narrative.rate"

    def test_passes(self) -> None:
        assert statuses(department(), self.RULE) == {Status.PASSED}

    def test_finds_a_rate_that_does_not_fit(self) -> None:
        made = saying(department(), "八", "下降2.94%", "下降3.94%")
        found = one(made, self.RULE)
        assert (found.expected, found.found, found.severity) == ("2.94%", "3.94%", Severity.ERROR)

    def test_growth_from_nothing_has_no_rate(self) -> None:
        found = one(telling("2027年“三公”经费预算5.00万元，比上年增加5.00万元，增长100%。"), self.RULE)
        assert found.severity is Severity.WARNING
        assert "上年为 0，不能计算增减率" in found.message

    def test_last_year_is_never_below_nothing(self) -> None:
        found = one(telling("2027年“三公”经费预算5.00万元，比上年增加8.00万元。"), self.RULE)
        assert "不可能为负数" in found.message and found.severity is Severity.ERROR

    def test_a_rate_that_was_cut_off_is_a_notice(self) -> None:
        made = telling("2027年“三公”经费预算106.66万元，比上年增加6.66万元，增长6.6%。")
        assert [each.severity for each in check(made).findings if each.rule == self.RULE] == [Severity.NOTICE]

    def test_the_change_of_the_whole_may_stand_behind_its_parts(self) -> None:
        said = "2027年收入总计110.00万元，其中：本年收入100.00万元，上年结转10.00万元，比上年增加10.00万元，增长10%。"
        assert findings(telling(said), self.RULE) == ()

    def test_all_gone_is_a_hundred_percent(self) -> None:
        assert findings(telling("因公出国（境）费0万元，比上年减少8万元，下降100%。"), self.RULE) == ()


class TestDirection:
    RULE = "narrative.direction"

    def test_passes(self) -> None:
        assert statuses(department(), self.RULE) == {Status.PASSED}

    def test_finds_opposite_words(self) -> None:
        found = one(telling("2027年收入总计100万元，比上年减少10万元，增长9.09%。"), self.RULE)
        assert found.message == "情况说明第一部分“预算情况说明”：“减少 10 万元”与“增长 9.09%”方向相反"

    def test_finds_the_same_beside_a_change(self) -> None:
        found = one(telling("公务接待费5万元，与上年预算数相同，比上年增加1万元。"), self.RULE)
        assert "既写“与上年预算数相同”，又写“比上年增加1万元”" in found.message

    def test_about_the_same_beside_a_small_change_is_fine(self) -> None:
        assert findings(telling("公务接待费5万元，比上年减少0.1万元，下降1.96%，与上年基本持平。"), self.RULE) == ()

    def test_a_change_without_a_direction(self) -> None:
        found = one(telling("2027年本单位机关运行经费安排210.32万元，比上年1.43万元，增加0.68%。"), self.RULE)
        assert (found.severity, found.found) == (Severity.WARNING, "比上年1.43万元，增加0.68%")


class TestShare:
    RULE = "narrative.share"

    def test_passes(self) -> None:
        assert statuses(department(), self.RULE) == {Status.PASSED}

    def test_finds_a_share_that_does_not_fit(self) -> None:
        said = "2027年支出预算300万元，其中：基本支出100万元，占34.33%；项目支出200万元，占66.67%。"
        found = one(telling(said), self.RULE)
        assert (found.expected, found.found, found.difference) == ("33.33%", "34.33%", Decimal("1.00"))

    def test_a_share_of_something_named(self) -> None:
        said = "2027年本年支出合计200万元。财政拨款支出100万元，占本年支出合计的60%。"
        assert one(telling(said), self.RULE).expected == "50.00%"

    def test_a_last_digit_moved_to_make_a_hundred_is_a_notice(self) -> None:
        said = "2027年支出预算3万元，其中：基本支出1万元，占33.4%；项目支出2万元，占66.6%。"
        assert findings(telling(said), self.RULE) == ()

    def test_zero_is_no_share(self) -> None:
        said = "2027年收入预算100万元，其中：一般公共预算收入100万元，占100%；事业收入0万元，占0%。"
        assert findings(telling(said), self.RULE) == ()


class TestPublicCostChanges:
    RULE = "narrative.public_cost_changes"
    SAID = (
        "2027年“三公”经费预算10.00万元，比上年增加1.00万元。其中：因公出国（境）费0万元，与上年相同；公务接待费2万元，比上年减少1万元；"
        "公务用车购置及运行费8万元，比上年增加2万元，其中：公务用车购置费5万元，比上年增加3万元；公务用车运行维护费3万元，比上年减少1万元。"
    )

    def test_passes(self) -> None:
        assert findings(telling(self.SAID), self.RULE) == ()
        assert findings(department(), self.RULE) == ()

    def test_finds_changes_that_do_not_add_up(self) -> None:
        found = one(
            telling(self.SAID.replace("公务接待费2万元，比上年减少1万元", "公务接待费2万元，比上年增加1万元")),
            self.RULE,
        )
        assert (found.expected, found.found) == ("增加 3.00 万元", "增加 1.00 万元")

    def test_the_same_is_a_change_of_nothing(self) -> None:
        found = one(telling(self.SAID.replace("比上年增加1.00万元。", "与上年预算数相同。")), self.RULE)
        assert (found.expected, found.found) == ("增加 1.00 万元", "与上年相同")

    def test_about_the_same_adds_nothing(self) -> None:
        assert findings(telling(self.SAID.replace("0万元，与上年相同", "0万元，与上年基本持平")), self.RULE) == ()


class TestProcurementSum:
    RULE = "narrative.procurement_sum"

    def test_passes(self) -> None:
        assert statuses(department(), self.RULE) == {Status.PASSED}

    def test_finds_a_sum_that_is_off(self) -> None:
        made = saying(department(), "九", "政府采购服务预算96.00万元", "政府采购服务预算69.00万元")
        found = one(made, self.RULE)
        assert (found.expected, found.found, found.difference) == ("111.98", "138.98", Decimal("27.00"))

    def test_says_so_where_the_parts_are_not_stated(self) -> None:
        made = with_text(department(), "九", "本部门没有政府采购预算。")
        assert reasons(made, self.RULE) == ["情况说明中没有读到政府采购预算的总额和货物、工程、服务三项"]

    def test_totals_of_several_funds_stand_each_for_itself(self) -> None:
        said = (
            "政府采购预算总额10万元：政府采购货物预算4万元、政府采购工程预算1万元、政府采购服务预算5万元；"
            "其中一般公共预算拨款政府采购6万元：政府采购货物预算3万元、政府采购工程预算1万元、政府采购服务预算2万元。"
        )
        assert findings(telling(said), self.RULE) == ()


class TestAgencyCount:
    RULE = "narrative.agency_count"

    def test_passes(self) -> None:
        assert statuses(department(), self.RULE) == {Status.PASSED}

    def test_finds_another_number(self) -> None:
        made = saying(department(), "八", "等1家行政", "等2家行政")
        found = one(made, self.RULE)
        assert (found.expected, found.found) == ("1", "2")

    def test_names_before_each_number(self) -> None:
        said = "2027年，本部门甲局、乙监狱等2家行政单位以及丙援助中心1家参公事业单位的机关运行经费财政拨款预算10万元。"
        assert findings(telling(said), self.RULE) == ()
        assert one(telling(said.replace("2家行政", "3家行政")), self.RULE).found == "3"

    def test_says_so_where_nothing_is_said(self) -> None:
        made = with_text(department(), "八", "机关运行经费20.00万元。")
        assert reasons(made, self.RULE) == ["情况说明中没有写明行政单位和参公单位的家数"]


class TestNoOperatingCosts:
    RULE = "narrative.no_operating_costs"

    def test_passes(self) -> None:
        assert statuses(unit(), self.RULE) == {Status.PASSED}

    def test_finds_costs_that_are_denied(self) -> None:
        made = with_text(department(), "八", "本部门2027年无机关运行经费。")
        found = one(made, self.RULE)
        assert (found.expected, found.found) == ("0", "19.51")

    def test_needs_the_statement(self) -> None:
        assert reasons(without(department(), Kind.OPERATING_COSTS), self.RULE) == ["没有找到机关运行经费表"]

    def test_ignores_costs_that_are_stated(self) -> None:
        assert findings(department(), self.RULE) == ()


class TestTargets:
    def test_pass(self) -> None:
        for name in ("target_total", "target_classes", "target_share"):
            assert statuses(department(), f"narrative.{name}") == {Status.PASSED}

    def test_finds_another_number_and_amount(self) -> None:
        made = saying(department(), "十", "二级项目6个", "二级项目7个")
        assert (one(made, "narrative.target_total").expected, one(made, "narrative.target_classes").found) == ("6", "7")
        made = saying(department(), "十", "共计金额728.48万元", "共计金额782.48万元")
        assert one(made, "narrative.target_total").difference == Decimal("54")

    def test_finds_classes_that_do_not_add_up(self) -> None:
        made = saying(department(), "十", "公开项目绩效目标5个", "公开项目绩效目标4个")
        assert one(made, "narrative.target_classes").expected == "5"

    def test_finds_a_share_of_something_else(self) -> None:
        text = section(department(), "十").text
        share = text[text.index("总额的") + 3 : text.index("%", text.index("总额的"))]
        made = saying(department(), "十", f"总额的{share}%", "总额的100%")
        found = one(made, "narrative.target_share")
        assert (found.expected, found.found) == (f"{share}%", "100%")

    def test_say_so_where_nothing_is_said(self) -> None:
        made = with_text(department(), "十", "本部门没有项目。")
        assert reasons(made, "narrative.target_total") == ["情况说明中没有写明纳入绩效目标管理的项目"]
        assert reasons(made, "narrative.target_classes") == ["情况说明中没有按类写明绩效管理的项目"]
        assert reasons(made, "narrative.target_share") == ["情况说明中没有写明公开绩效目标的项目占比"]

    def test_need_the_projects_statement(self) -> None:
        made = without(department(), Kind.PROJECTS)
        for name in ("target_total", "target_share"):
            assert reasons(made, f"narrative.{name}") == ["没有找到项目支出表（本年预算）"]


class TestClassList:
    RULE = "narrative.class_list"

    def test_passes(self) -> None:
        assert statuses(department(), self.RULE) == {Status.PASSED}

    def test_finds_a_class_left_out(self) -> None:
        text = section(department(), "四").text
        start = text.index("、卫生健康支出")
        made = with_text(department(), "四", text[:start] + text[text.index("万元", start) + 2 :])
        found = one(made, self.RULE)
        assert found.severity is Severity.WARNING and "卫生健康支出" in found.message

    def test_finds_a_class_without_money(self) -> None:
        made = saying(department(), "五", "卫生健康支出", "科学技术支出")
        assert {(each.severity, each.found) for each in findings(made, self.RULE)} == {
            (Severity.ERROR, "科学技术支出"),
            (Severity.WARNING, None),
        }

    def test_a_list_of_something_else_is_none_of_its_business(self) -> None:
        text = section(department(), "四").text + "\n某项目支出5万元，其中：教育支出3万元、农林水支出2万元。"
        assert findings(with_text(department(), "四", text), self.RULE) == ()


class TestSubjectList:
    RULE = "narrative.subject_list"

    def test_passes(self) -> None:
        assert statuses(department(), self.RULE) == {Status.PASSED}

    def test_finds_another_subject(self) -> None:
        made = saying(department(), "六", "差旅费", "咨询费")
        assert [(each.expected, each.found) for each in findings(made, self.RULE)] == [
            (None, "咨询费"),
            ("差旅费", None),
        ]

    def test_needs_the_statement(self) -> None:
        assert reasons(without(department(), Kind.BASIC_EXPENDITURE), self.RULE) == ["没有找到基本支出分经济科目表"]

    def test_brackets_of_either_width_are_one_name(self) -> None:
        text = section(department(), "六").text
        assert findings(with_text(department(), "六", text.replace("（", "(").replace("）", ")")), self.RULE) == ()


class TestSentenceYear:
    RULE = "narrative.sentence_year"

    def test_passes(self) -> None:
        assert statuses(department(), self.RULE) == {Status.PASSED}

    def test_finds_this_years_amount_under_last_years_name(self) -> None:
        made = saying(department(), "三", "2027年度", "2026年度")
        found = one(made, self.RULE)
        assert (found.severity, found.expected, found.found) == (Severity.ERROR, "2027", "2026")

    def test_finds_a_comparison_with_another_year(self) -> None:
        made = saying(department(), "八", "比2026年", "比2025年")
        found = one(made, self.RULE)
        assert (found.severity, found.expected, found.found) == (Severity.WARNING, "2026", "2025")

    def test_finds_a_sentence_that_begins_with_another_year(self) -> None:
        made = saying(department(), "八", "本部门2027年", "本部门2026年")
        assert one(made, self.RULE).found == "2026"

    def test_years_inside_reasons_are_left_alone(self) -> None:
        made = saying(department(), "八", "原因是", "原因是2023年新招录人员，")
        assert findings(made, self.RULE) == ()


class TestTotalChange:
    RULE = "narrative.total_change"

    def test_passes(self) -> None:
        assert statuses(department(), self.RULE) == {Status.PASSED}

    def test_finds_changes_that_differ(self) -> None:
        made = saying(department(), "一", "比上年增加109.52万元", "比上年增加109.57万元")
        assert one(made, self.RULE).difference == Decimal("-0.05")

    def test_last_years_outturn_need_not_balance(self) -> None:
        said = "2027年收入总计10万元，比上年执行数增加1万元；支出总计10万元，比上年执行数增加2万元。"
        assert findings(telling(said), self.RULE) == ()


class TestParts:
    RULE = "narrative.parts"

    def test_passes(self) -> None:
        assert statuses(department(), self.RULE) == {Status.PASSED}

    def test_finds_parts_that_do_not_add_up(self) -> None:
        found = one(telling("2027年支出预算100万元，其中：基本支出60万元，项目支出30万元。"), self.RULE)
        assert found.difference == Decimal("10")

    def test_uses_are_no_natures(self) -> None:
        said = "2027年支出预算100万元，其中：人员支出40万元，日常公用支出20万元，项目支出40万元。"
        assert findings(telling(said), self.RULE) == ()


@pytest.mark.parametrize("kind", list(EntityKind))
def test_what_is_said_of_others_is_never_held_against_the_body(kind: EntityKind) -> None:
    said = "某研究院2027年支出预算9万元，其中：基本支出3万元，占90%；比上年增加1万元，增长55%。"
    made = replace(department(), narrative=telling(said, kind=kind).narrative)
    assert [each.rule for each in check(made).findings if each.rule in ("narrative.amount",)] == []
