"""Amounts in texts and cost indicators against the budget."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from budgetbook.checks.performance.formula import value_of
from budgetbook.checks.performance.money_in_text import amounts
from budgetbook.checks.performance.target import target_of
from budgetbook.model.performance import Indicators, ProjectPerformance
from tests.checks.performance.filed import PURCHASE, REPAIR, filed, lasting, with_target
from tests.checks.performance.said import E, N, W, found, said


def summary(text: str) -> ProjectPerformance:
    return replace(REPAIR, summary=text)


class TestAmounts:
    @pytest.mark.parametrize(
        ("text", "yuan", "price"),
        [
            ("总预算26万元", "260000", False),
            ("共6,296,000元", "6296000", False),
            ("增收1.07亿元", "107000000", False),
            ("5万元/年", "50000", False),
            ("约18.5万。", "185000", False),
            ("3360元/人", "3360", True),
            ("11.6元/年/平方米", "11.6", True),
            ("每桶9元", "9", True),
            ("标准为1150元", "1150", True),
            ("222*500元", "500", True),
        ],
    )
    def test_units_and_prices(self, text: str, yuan: str, price: bool) -> None:
        assert [(one.yuan, one.price) for one in amounts(text)] == [(Decimal(yuan), price)]

    @pytest.mark.parametrize("text", ["服务1.2万人", "3.6万亩", "2万余份", "2027年", "100%"])
    def test_what_is_no_money(self, text: str) -> None:
        assert amounts(text) == ()


class TestTargets:
    @pytest.mark.parametrize(
        ("text", "operator", "yuan", "price"),
        [
            ("≤138.11万元/年", "≤", "1381100", False),
            ("8000元", None, "8000", False),
            ("不超过2万元", "≤", "20000", False),
            (">=5元/人", "≥", None, True),
            ("≤2.5元/年/平方米", "≤", None, True),
            ("≥95%", "≥", None, False),
            ("≥5.7万人", "≥", None, False),
            ("1151元/月", None, None, True),
        ],
    )
    def test_money(self, text: str, operator: str | None, yuan: str | None, price: bool) -> None:
        made = target_of(text)
        assert (made.operator, made.yuan, made.price) == (operator, None if yuan is None else Decimal(yuan), price)


class TestTextAmount:
    @pytest.mark.parametrize(
        ("text", "severity", "quote"),
        [
            ("维修屋面，总预算260万元。", E, "总预算260万元"),
            ("维修屋面，预算共计80万元，其中材料费50万元不含税。", None, ""),
            ("维修屋面，印刷宣传等，共计300万元", W, "共计300万元"),
            ("维修屋面，每年2600000元。", W, "每年2600000元"),
            ("维修屋面，项目总预算2496000元。", N, "项目总预算2496000元"),
            ("维修屋面费用50万元给施工企业。", N, "维修屋面费用50万元"),
            ("屋面维护150万元/年，管道维护120万元/每年。", W, "150万元＋120万元＝270.00 万元"),
        ],
    )
    def test_finds_another_total(self, text: str, severity: object, quote: str) -> None:
        got = found(filed(summary(text), PURCHASE), "text_amount")
        assert [(one.severity, one.places[0].text) for one in got] == ([] if severity is None else [(severity, quote)])

    def test_the_budget_of_years_and_a_lost_point_are_no_errors(self) -> None:
        made = lasting(summary("维修屋面，总预算260万元。"), 99, "2500000")
        assert [one.severity for one in found(filed(made, PURCHASE), "text_amount")] == [W]
        assert [one.severity for one in found(filed(summary("总预算2500万元。"), PURCHASE), "text_amount")] == [N]

    def test_says_both_amounts_and_the_difference(self) -> None:
        assert said(filed(summary("维修屋面，总预算260万元。"), PURCHASE), "text_amount") == [
            (
                E,
                "绩效目标表“实训楼维修”（示例学院）项目概况说“总预算260万元”，年度资金总额为 2,500,000.00 元，相差 100,000.00 元",
            )
        ]

    @pytest.mark.parametrize(
        "text",
        [
            "项目总预算400万元，本年安排250万元。",
            "按每人每月3000元计算。",
            "会议费合计1.43万元。培训费用于业务培训、",
            "决算审计金额为836.43万元，已拨付586.43万元，合计支付586.43万元。",
            "1.专家委员会预算经费为5万元。2.商务接待245万元。",
            "共计约250.3万元",
        ],
    )
    def test_other_amounts_do_not_disturb_it(self, text: str) -> None:
        got = said(filed(summary(text), PURCHASE), "text_amount")
        assert [one for one in got if one[0] is not N] == []


class TestTextArithmetic:
    @pytest.mark.parametrize(
        ("text", "severity"),
        [
            ("接待222*500*2=32.2万元。", W),
            ("路费(500+180)×10×75=61万元。", W),
            ("保安员3名,每人每月2000元,年需9万元。", W),
            ("接待222*500*2=22.3万元。", N),
        ],
    )
    def test_finds_a_wrong_result(self, text: str, severity: object) -> None:
        assert [one.severity for one in found(filed(summary(text), PURCHASE), "text_arithmetic")] == [severity]

    @pytest.mark.parametrize(
        "text",
        [
            "接待222*500*2=22.2万元。",
            "路费(500+180)×10×75+1500×10×10=66万元。",
            "保安员3名,每人每月2000元,年需7.2万元。",
            "平板2台,0.7*2=1.4万元",
            "宣传项目20×2%=0.4;",
            "讲座12期*4000元/期=5.71万元",
        ],
    )
    def test_right_results_and_what_is_no_formula_do_not_disturb_it(self, text: str) -> None:
        assert said(filed(summary(text), PURCHASE), "text_arithmetic") == []

    @given(st.lists(st.integers(1, 999), min_size=2, max_size=5), st.integers(1, 99))
    def test_formulas_are_computed_exactly(self, parts: list[int], more: int) -> None:
        product = 1
        for part in parts:
            product *= part
        assert value_of("*".join(map(str, parts))) == product
        assert value_of(f"({'+'.join(map(str, parts))})×{more}+{more}") == sum(parts) * more + more

    @pytest.mark.parametrize("text", ["(1+2", "1++2", "", "1+(", "+1"])
    def test_what_is_no_formula_has_no_value(self, text: str) -> None:
        assert value_of(text) is None


class TestCostCeiling:
    def test_finds_a_cost_above_the_year(self) -> None:
        assert said(filed(with_target(REPAIR, "项目总成本", "≤260万元"), PURCHASE), "cost_ceiling") == [
            (
                W,
                "绩效目标表“实训楼维修”（示例学院）成本指标“项目总成本 ≤260万元”高于年度资金 2,500,000.00 元，多 100,000.00 元",
            )
        ]

    def test_a_contract_paid_in_parts_is_a_notice(self) -> None:
        made = replace(
            with_target(REPAIR, "项目总成本", "≤400万元"),
            summary="合同金额400万元，已支付150万元，本次支付尾款250万元。",
        )
        assert [one.severity for one in found(filed(made, PURCHASE), "cost_ceiling")] == [N]

    def test_several_years_are_a_notice(self) -> None:
        made = lasting(with_target(REPAIR, "项目总成本", "≤900万元"), 3, "9000000")
        assert [one.severity for one in found(filed(made, PURCHASE), "cost_ceiling")] == [N]

    @pytest.mark.parametrize("target", ["≤250.04万元", "≤3600元/人", "≤249万元", "按标准"])
    def test_rounding_prices_and_parts_do_not_disturb_it(self, target: str) -> None:
        made = with_target(REPAIR, "项目总成本", target.replace("250.04", "250.0"))
        assert said(filed(made, PURCHASE), "cost_ceiling") == []

    def test_the_unit_may_stand_in_the_name(self) -> None:
        made = with_target(REPAIR, "项目总成本", "260", new_name="维修费用（万元）")
        assert [one.severity for one in found(filed(made, PURCHASE), "cost_ceiling")] == [W]

    def test_another_unit_is_another_rules_business(self) -> None:
        assert said(filed(with_target(REPAIR, "项目总成本", "≤2500000万元"), PURCHASE), "cost_ceiling") == []


class TestCostUnit:
    @pytest.mark.parametrize("target", ["≤2500000万元", "≤250元"])
    def test_finds_the_budget_in_the_other_unit(self, target: str) -> None:
        assert said(filed(with_target(REPAIR, "项目总成本", target), PURCHASE), "cost_unit") == [
            (
                E,
                f"绩效目标表“实训楼维修”（示例学院）成本指标“项目总成本 {target}”的单位有误：资金总额为 2,500,000.00 元",
            )
        ]

    def test_finds_the_other_side_in_the_other_unit(self) -> None:
        changed = with_target(REPAIR, "项目总成本", "≤120元", new_name="防水工程费")
        whole = with_target(REPAIR, "项目总成本", "≤120万元", new_name="防水工程费").indicators.whole
        made = replace(changed, indicators=Indicators(whole=whole, annual=changed.indicators.annual))
        got = found(filed(made, PURCHASE), "cost_unit")
        assert {one.severity for one in got} == {W}
        assert "另一栏的同一指标为“≤120万元”" in got[0].message

    def test_finds_a_price_above_the_whole_budget(self) -> None:
        made = with_target(REPAIR, "项目总成本", "≤3600万元/人", new_name="人均培训成本")
        assert [one.severity for one in found(filed(made, PURCHASE), "cost_unit")] == [W]

    def test_finds_what_the_words_say_in_wan(self) -> None:
        made = replace(
            with_target(REPAIR, "项目总成本", "≤8元", new_name="设计费"), summary="设计费8万元，总预算250万元。"
        )
        assert [one.severity for one in found(filed(made, PURCHASE), "cost_unit")] == [W]

    @pytest.mark.parametrize(
        ("name", "target"), [("亩均补助", "≤15元"), ("单张处方成本", "≤9元"), ("保养费标准", "≤2元/月")]
    )
    def test_small_prices_do_not_disturb_it(self, name: str, target: str) -> None:
        assert said(filed(with_target(REPAIR, "项目总成本", target, new_name=name), PURCHASE), "cost_unit") == []


class TestWholeCost:
    def test_finds_a_total_cost_below_the_whole_funding(self) -> None:
        made = lasting(with_target(REPAIR, "项目总成本", "≤250万元"), 3, "9000000")
        assert said(filed(made, PURCHASE), "whole_cost") == [
            (
                W,
                "绩效目标表“实训楼维修”（示例学院）实施期成本指标“项目总成本 ≤250万元”小于实施期资金 9,000,000.00 元，"
                "相差 6,500,000.00 元",
            )
        ]

    def test_finds_costs_above_and_funding_below_what_was_settled(self) -> None:
        made = lasting(with_target(REPAIR, "项目总成本", "≤880万元"), 99, "2600000")
        made = replace(made, summary="决算审计金额为836.43万元，已拨付586.43万元，本次申请250万元。")
        assert [one.message.partition("）")[2] for one in found(filed(made, PURCHASE), "whole_cost")] == [
            "成本指标“项目总成本 ≤880万元”高于文字所说的“决算审计金额为836.43万元”，相差 435,700.00 元",
            "实施期资金总额 2,600,000.00 元 小于文字所说的“决算审计金额为836.43万元”，相差 5,764,300.00 元",
        ]

    def test_the_cost_of_a_part_does_not_disturb_it(self) -> None:
        made = lasting(with_target(REPAIR, "项目总成本", "≤3万元", new_name="复印纸总成本"), 3, "9000000")
        assert said(filed(made, PURCHASE), "whole_cost") == []
