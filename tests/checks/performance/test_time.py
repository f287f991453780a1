"""Years and dates in forms, and the periods of funding."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from budgetbook.model.performance import Objective, WholeAndAnnualFunding
from tests.checks.performance.filed import PURCHASE, REPAIR, filed, funding, lasting, with_target
from tests.checks.performance.said import E, N, W, damaged, found, said
from tests.checks.reports import reasons


class TestWholeAndYear:
    def sides(self, whole: str, annual: str) -> WholeAndAnnualFunding:
        return WholeAndAnnualFunding(whole=funding(whole), annual=funding(annual))

    def test_finds_a_year_larger_than_the_whole(self) -> None:
        made = replace(
            REPAIR, funding=self.sides("2400000", "2500000"), duration="3年", attribute="延续性项目（阶段开展）"
        )
        assert said(filed(made, PURCHASE), "whole_and_year") == [
            (
                E,
                "绩效目标表“实训楼维修”（示例学院）实施期资金总额 2,400,000.00 元，年度资金总额 2,500,000.00 元，"
                "实施期小于年度，相差 100,000.00 元",
            )
        ]

    def test_a_year_of_another_amount_is_a_warning_and_cents_a_notice(self) -> None:
        for whole, severity in (("2501000", W), ("2500000.03", N)):
            made = replace(REPAIR, funding=self.sides(whole, "2500000"))
            assert [one.severity for one in found(filed(made, PURCHASE), "whole_and_year")] == [severity]

    def test_several_years_do_not_disturb_it(self) -> None:
        assert said(filed(lasting(REPAIR, 3, "9000000"), PURCHASE), "whole_and_year") == []

    def test_not_checked_where_damaged(self) -> None:
        made = damaged(
            filed(replace(REPAIR, funding=self.sides("1", "2")), PURCHASE), "/projects/0/funding/whole/total"
        )
        assert reasons(made, "performance.whole_and_year") == ["绩效目标表“实训楼维修”（示例学院）：资金识别有疑问"]


class TestFormYear:
    def test_finds_last_year(self) -> None:
        assert said(filed(replace(REPAIR, year=2026), PURCHASE), "form_year") == [
            (E, "绩效目标表“实训楼维修”（示例学院）的年度是 2026 年，本文件是 2027 年度预算")
        ]

    def test_all_forms_of_another_year_are_one_warning(self) -> None:
        made = filed(replace(REPAIR, year=2026), replace(PURCHASE, year=2026))
        assert said(made, "form_year") == [(W, "2 份绩效目标表的年度是 2026 年，本文件是 2027 年度预算")]

    def test_a_form_without_year_does_not_disturb_it(self) -> None:
        assert said(filed(replace(REPAIR, year=None), PURCHASE), "form_year") == []


class TestImpossibleDate:
    @pytest.mark.parametrize(
        ("date", "why"),
        [("11月31日", "，该月只有 30 天"), ("2027年2月29日", "，该月只有 28 天"), ("2027年13月", "")],
    )
    def test_finds_it_in_a_text(self, date: str, why: str) -> None:
        made = filed(replace(REPAIR, plan=f"6月开工，{date}前完工。"), PURCHASE)
        assert said(made, "impossible_date") == [
            (E, f"绩效目标表“实训楼维修”（示例学院）项目实施计划中的日期“{date}”不存在{why}")
        ]

    def test_finds_it_in_a_target_once_for_both_sides(self) -> None:
        assert len(said(filed(with_target(REPAIR, "完工时间", "2027年6月31日前"), PURCHASE), "impossible_date")) == 1

    @pytest.mark.parametrize(
        "text", ["2月29日前支付。", "2028年2月29日前支付。", "1-12月31日内按月发放。", "分12月30次发放。"]
    )
    def test_dates_that_exist_do_not_disturb_it(self, text: str) -> None:
        assert said(filed(replace(REPAIR, plan=text), PURCHASE), "impossible_date") == []


class TestPastTarget:
    def test_finds_last_years_date(self) -> None:
        assert said(filed(with_target(REPAIR, "完工时间", "2026年8月底前"), PURCHASE), "past_target") == [
            (
                W,
                "绩效目标表“实训楼维修”（示例学院）时效指标“完工时间 2026年8月底前”早于预算年度 2027 年，可能沿用了上年内容",
            )
        ]

    @pytest.mark.parametrize(
        "target",
        [
            "2026年11月15日至2027年3月15日",
            "较2026年提高5%",
            "不低于2026年水平",
            "2027年6月",
            "2028年1月底前",
            "6月底前",
        ],
    )
    def test_other_targets_do_not_disturb_it(self, target: str) -> None:
        assert said(filed(with_target(REPAIR, "完工时间", target), PURCHASE), "past_target") == []

    def test_the_whole_period_of_several_years_does_not_disturb_it(self) -> None:
        made = lasting(with_target(REPAIR, "完工时间", "2026年8月底前"), 3, "9000000")
        made = replace(made, indicators=replace(made.indicators, annual=()))
        assert said(filed(made, PURCHASE), "past_target") == []


class TestPastText:
    @pytest.mark.parametrize(
        "plan",
        ["2026年6月开展招聘，10月支付费用。", "1、资料印刷2027年5月；2、短信服务费支付2026年7月；3、其他按需安排。"],
    )
    def test_finds_plans_for_a_year_that_is_over(self, plan: str) -> None:
        (one,) = found(filed(replace(REPAIR, plan=plan), PURCHASE), "past_text")
        assert (one.severity, one.expected) == (W, "2027年")

    def test_finds_a_period_that_is_over(self) -> None:
        made = replace(REPAIR, safeguards="从2019年开始，用5年时间分批培训。")
        assert [one.found for one in found(filed(made, PURCHASE), "past_text")] == ["从2019年开始，用5年"]

    @pytest.mark.parametrize(
        "summary",
        [
            "依据示教发〔2024〕5号开展培训，总预算250万元。",
            "按照《职业教育发展规划（2024—2028年）》实施，总预算250万元。",
            "截至2026年底已支付80%，本次安排尾款250万元。",
            "2026年6月签订合同，2027年完成安装，总预算250万元。",
            "自2014年10月起按月发放，总预算250万元。",
            "对2026年度案卷进行整理归档，总预算250万元。",
            "完成2026年度绩效评价和决算审计，总预算250万元。",
        ],
    )
    def test_references_to_the_past_do_not_disturb_it(self, summary: str) -> None:
        assert said(filed(replace(REPAIR, summary=summary), PURCHASE), "past_text") == []


class TestObjectiveBeyondYear:
    SPAN = "2026年10月-2030年10月中心正常运营，提供招商服务。"

    def test_finds_the_period_in_the_objective_of_the_year(self) -> None:
        made = replace(lasting(REPAIR, 5, "9000000"), objective=Objective(whole=self.SPAN, annual=self.SPAN))
        assert said(filed(made, PURCHASE), "objective_beyond_year") == [
            (
                W,
                "绩效目标表“实训楼维修”（示例学院）年度目标与实施期目标相同，写的是“2026年10月-2030年”，没有写清 2027 年要完成什么",
            )
        ]

    def test_an_objective_of_its_own_does_not_disturb_it(self) -> None:
        made = replace(
            lasting(REPAIR, 5, "9000000"), objective=Objective(whole=self.SPAN, annual="2027年举办招商推介会4场。")
        )
        assert said(filed(made, PURCHASE), "objective_beyond_year") == []


class TestFilingDate:
    @pytest.mark.parametrize(
        ("filed_at", "severity", "end"),
        [
            ("20251217093344", W, "早于 2027 年度预算的编制时间，可能沿用了以前年度的表"),
            ("20261317093344", W, "不是存在的日期"),
            ("20280101093344", W, "晚于 2027 年"),
            ("2026113153315", N, "不是 14 位数字（年月日时分秒）"),
        ],
    )
    def test_finds_it(self, filed_at: str, severity: object, end: str) -> None:
        made = filed(replace(REPAIR, filed_at=filed_at), PURCHASE)
        assert said(made, "filing_date") == [(severity, f"绩效目标表“实训楼维修”（示例学院）填报日期 {filed_at} {end}")]

    def test_forms_filed_in_the_year_are_one_notice(self) -> None:
        made = filed(*(replace(one, filed_at="20270112150000") for one in (REPAIR, PURCHASE)))
        assert said(made, "filing_date") == [(N, "2 份绩效目标表在 2027 年才填报，预算编制应在上年完成")]


class TestAttribute:
    def test_finds_a_one_time_project_over_years(self) -> None:
        assert said(filed(replace(REPAIR, duration="3年"), PURCHASE), "attribute") == [
            (
                W,
                "绩效目标表“实训楼维修”（示例学院）项目属性为“一次性项目（1年结束）”，项目期为“3年”，一次性项目应在一年内结束",
            )
        ]

    def test_finds_building_for_good(self) -> None:
        made = replace(PURCHASE, attribute="经常性项目（长期开展）", duration="99年")
        assert said(filed(REPAIR, made), "attribute") == [
            (
                N,
                "绩效目标表“学费安排设备购置”（示例学院）项目属性为“经常性项目（长期开展）”，项目期为“99年”，从名称看不是长期项目",
            )
        ]

    def test_maintenance_for_good_does_not_disturb_it(self) -> None:
        made = replace(PURCHASE, name="设备运行维护", attribute="经常性项目（长期开展）", duration="99年")
        assert said(filed(REPAIR, made), "attribute") == []
