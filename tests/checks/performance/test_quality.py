"""Targets, kinds of indicators, copied texts and the grade."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from budgetbook.checks.grading import grade
from budgetbook.checks.performance.likeness import groups_alike
from budgetbook.model.grading import Aspect, Level
from budgetbook.model.performance import Indicators, Objective, OverallPerformance, ProjectPerformance
from tests.checks.performance.filed import PURCHASE, REPAIR, city, filed, indicators, with_target, without_level
from tests.checks.performance.said import N, W, damaged, found, said
from tests.checks.reports import reasons


class TestTargetDirection:
    @pytest.mark.parametrize(
        ("old", "name", "target", "severity"),
        [
            ("项目总成本", "成本节约情况", "≤5万元", W),
            ("项目总成本", "党员培训配套资金", "≥5元/人", W),
            ("实训工位利用率", "安全事故发生率", "≥1%", W),
            ("师生满意度", "师生满意度", "≤92%", W),
            ("工程验收合格率", "工程验收合格率", "≤98%", W),
            ("维修实训楼面积", "服务党员数", "≤571人", N),
        ],
    )
    def test_finds_it(self, old: str, name: str, target: str, severity: object) -> None:
        made = filed(with_target(REPAIR, old, target, new_name=name), PURCHASE)
        assert [(one.severity, one.found) for one in found(made, "target_direction")] == [(severity, target)]

    def test_finds_it_in_the_overall_form(self) -> None:
        overall = OverallPerformance(indicators=indicators(("产出指标", "成本指标", "成本节约情况", "≤300万元")))
        assert said(filed(overall_performance=overall), "target_direction") == [
            (W, "整体支出绩效目标申报表成本指标“成本节约情况 ≤300万元”：节约额应不少于多少，不应设上限")
        ]

    @pytest.mark.parametrize(
        ("old", "name", "target"),
        [
            ("项目总成本", "成本节约情况", "≥5万元"),
            ("实训工位利用率", "抽检不合格率", "≤3%"),
            ("实训工位利用率", "事故发生率", "0%"),
            ("维修实训楼面积", "出差人次", "≤20人次"),
            ("项目总成本", "带动贷款额", "≥50万元"),
            ("完工时间", "故障响应时间", "≤2小时"),
        ],
    )
    def test_sensible_limits_do_not_disturb_it(self, old: str, name: str, target: str) -> None:
        assert said(filed(with_target(REPAIR, old, target, new_name=name), PURCHASE), "target_direction") == []


class TestImpossibleRate:
    @pytest.mark.parametrize(
        ("name", "target"), [("师生满意度", "≥100%"), ("师生满意度", "≥120%"), ("工程验收合格率", ">100%")]
    )
    def test_finds_it(self, name: str, target: str) -> None:
        assert [one.found for one in found(filed(with_target(REPAIR, name, target), PURCHASE), "impossible_rate")] == [
            target
        ]

    @pytest.mark.parametrize(
        ("name", "target"), [("工程验收合格率", "≥100%"), ("师生满意度", "100%"), ("实训工位利用率", "≥120%")]
    )
    def test_other_rates_do_not_disturb_it(self, name: str, target: str) -> None:
        assert said(filed(with_target(REPAIR, name, target), PURCHASE), "impossible_rate") == []


class TestUnmeasured:
    def test_finds_a_quantity_without_number(self) -> None:
        assert said(filed(with_target(REPAIR, "维修实训楼面积", "是"), PURCHASE), "unmeasured") == [
            (W, "绩效目标表“实训楼维修”（示例学院）数量指标“维修实训楼面积 是”没有可以核对的数")
        ]

    @pytest.mark.parametrize(
        ("name", "target"), [("项目总成本", "按规定标准"), ("师生满意度", "满意"), ("工程验收合格率", "是")]
    )
    def test_others_are_notices(self, name: str, target: str) -> None:
        assert [one.severity for one in found(filed(with_target(REPAIR, name, target), PURCHASE), "unmeasured")] == [N]

    @pytest.mark.parametrize("target", ["全区", "每季度一次", "一批", "50至57人"])
    def test_words_that_count_do_not_disturb_it(self, target: str) -> None:
        assert said(filed(with_target(REPAIR, "维修实训楼面积", target), PURCHASE), "unmeasured") == []


class TestIndicatorKinds:
    def test_finds_missing_kinds(self) -> None:
        made = without_level(without_level(without_level(REPAIR, "成本指标"), "服务对象满意度指标"), "时效指标")
        assert said(filed(made, PURCHASE), "indicator_kinds") == [
            (W, "绩效目标表“实训楼维修”（示例学院）没有成本指标、满意度指标"),
            (N, "绩效目标表“实训楼维修”（示例学院）没有时效指标"),
        ]

    def test_finds_a_form_without_indicators(self) -> None:
        assert said(filed(replace(REPAIR, indicators=Indicators()), PURCHASE), "indicator_kinds") == [
            (W, "绩效目标表“实训楼维修”（示例学院）没有绩效指标")
        ]

    def test_lasting_influence_is_a_benefit(self) -> None:
        rows = [one for one in REPAIR.indicators.annual if one.level2 != "社会效益指标"]
        rows += indicators(("效益指标", "可持续影响指标", "管护主体落实率", "100%"))
        assert (
            said(filed(replace(REPAIR, indicators=Indicators(annual=tuple(rows))), PURCHASE), "indicator_kinds") == []
        )

    def test_not_checked_where_indicators_are_doubtful(self) -> None:
        made = damaged(filed(without_level(REPAIR, "成本指标"), PURCHASE), "/projects/0/indicators")
        assert said(made, "indicator_kinds") == []
        assert reasons(made, "performance.indicator_kinds") == ["1 份绩效目标表的绩效指标识别有疑问，未检查种类"]


class TestIndicatorSlot:
    @pytest.mark.parametrize(
        ("old", "name", "target", "why"),
        [
            ("项目总成本", "工商登记时间", "12月末", "写的是时间，应属时效指标"),
            ("完工时间", "防水工程成本", "≤3万元", "写的是支出金额，应属成本指标"),
            ("实训工位利用率", "开展宣传活动", "≥3场", "写的是要做的事，应属产出指标"),
        ],
    )
    def test_finds_it(self, old: str, name: str, target: str, why: str) -> None:
        (one,) = found(filed(with_target(REPAIR, old, target, new_name=name), PURCHASE), "indicator_slot")
        assert (one.severity, one.message.endswith(why)) == (N, True)

    def test_not_judged_where_a_level_is_doubtful(self) -> None:
        made = with_target(REPAIR, "项目总成本", "12月末", new_name="工商登记时间")
        assert said(damaged(filed(made, PURCHASE), "/projects/0/indicators/annual/0/level2"), "indicator_slot") == []


class TestFieldsCopied:
    def test_finds_the_name_in_every_field(self) -> None:
        name = REPAIR.name
        made = replace(
            REPAIR, summary=name, basis=name, necessity=f"{name}。", objective=Objective(whole=name, annual=name)
        )
        assert said(filed(made, PURCHASE), "fields_copied") == [
            (W, "绩效目标表“实训楼维修”（示例学院）项目概况、立项依据、项目设立必要性、年度目标只写了项目名称")
        ]

    def test_finds_one_text_in_three_fields(self) -> None:
        text = "保障实训教学正常进行，改善实训条件。"
        made = replace(REPAIR, summary=text, necessity=text, plan=text)
        assert [one.severity for one in found(filed(made, PURCHASE), "fields_copied")] == [W]

    def test_the_same_law_as_basis_and_safeguard_does_not_disturb_it(self) -> None:
        assert said(filed(replace(REPAIR, safeguards=REPAIR.basis), PURCHASE), "fields_copied") == []


class TestObjectiveCopied:
    def test_finds_an_objective_copied_from_another_project(self) -> None:
        assert said(filed(REPAIR, replace(PURCHASE, objective=REPAIR.objective)), "objective_copied") == [
            (
                W,
                "2 个项目“实训楼维修”、“学费安排设备购置”的年度目标完全相同：“2027年8月底前完成实训楼屋面防水和供暖管道更换，保证秋季…”",
            )
        ]

    def test_nearly_the_same_is_a_notice(self) -> None:
        text = str(REPAIR.objective.annual).replace("2027年8月", "2027年7月")
        made = filed(REPAIR, replace(PURCHASE, objective=Objective(annual=text)))
        assert [one.severity for one in found(made, "objective_copied")] == [N]

    def test_one_project_listed_twice_is_a_warning(self) -> None:
        again = replace(REPAIR, name="实训楼维修工程", objective=Objective(annual=f"确保{REPAIR.objective.annual}"))
        assert [one.message.rpartition("，")[2] for one in found(filed(REPAIR, again), "objective_copied")] == [
            "可能是同一项目重复列报"
        ]

    def test_the_same_project_of_another_unit_does_not_disturb_it(self) -> None:
        assert (
            said(filed(REPAIR, replace(REPAIR, unit="示例附属中学", name="附中实训楼维修")), "objective_copied") == []
        )

    def test_likeness_groups_equal_and_near_texts(self) -> None:
        texts = [
            "保障学校正常运转和教学工作顺利进行",
            "购置设备十二台",
            "保障学校正常运转和教学工作顺利进行",
            "保障学校正常运转和教学任务顺利进行",
        ]
        assert groups_alike(texts, 0.8) == [[0, 2, 3]]
        assert groups_alike(texts, 0.95) == [[0, 2]]


class TestEmptyFields:
    def test_one_empty_field_is_a_notice_and_two_a_warning(self) -> None:
        made = filed(
            REPAIR,
            PURCHASE,
            replace(PURCHASE, name="乙", plan=None),
            replace(PURCHASE, name="丙", plan=None, basis=" "),
        )
        assert said(made, "empty_fields") == [
            (W, "绩效目标表“丙”（示例学院）没有填写立项依据、项目实施计划"),
            (N, "绩效目标表“乙”（示例学院）没有填写项目实施计划"),
        ]

    def test_finds_an_empty_target(self) -> None:
        assert said(filed(with_target(REPAIR, "项目总成本", ""), PURCHASE), "empty_fields") == [
            (W, "绩效目标表“实训楼维修”（示例学院）指标“项目总成本”没有填写指标值")
        ]

    def test_signatures_that_are_missing_are_one_notice(self) -> None:
        made = filed(*(replace(one, telephone=None) for one in (REPAIR, PURCHASE)))
        assert said(made, "empty_fields") == [(N, "绩效目标表没有填写联系电话（2 份），共 2 份表")]

    def test_a_field_that_no_form_has_does_not_disturb_it(self) -> None:
        assert said(filed(*(replace(one, necessity=None) for one in (REPAIR, PURCHASE))), "empty_fields") == []


class TestSameWork:
    def test_finds_it(self) -> None:
        one = replace(
            with_target(REPAIR, "维修实训楼面积", "≥80000平方米", new_name="绿化养护面积"), name="保洁和绿化养护费"
        )
        other = replace(one, name="绿化养护服务")
        assert [each.found for each in found(filed(one, other), "same_work")] == ["≥80000平方米"]

    def test_the_same_people_do_not_disturb_it(self) -> None:
        one = with_target(REPAIR, "维修实训楼面积", "≥10500人", new_name="在校师生总人数")
        assert said(filed(one, replace(one, name="日常办公经费")), "same_work") == []


class TestBeyondEntity:
    PROVINCE = Objective(annual="确保全省退休教师待遇按时足额发放。")

    def test_finds_a_promise_for_the_province(self) -> None:
        assert [one.found for one in found(city(replace(REPAIR, objective=self.PROVINCE)), "beyond_entity")] == [
            "确保全省退休教师待遇按时足额发放"
        ]

    def test_a_province_does_not_disturb_it(self) -> None:
        made = city(replace(REPAIR, objective=self.PROVINCE))
        assert said(replace(made, entity=replace(made.entity, name="示例省教育厅")), "beyond_entity") == []

    def test_a_national_network_does_not_disturb_it(self) -> None:
        made = city(replace(REPAIR, objective=Objective(annual="确保全国性跨地区联网应用的有效开展。")))
        assert said(made, "beyond_entity") == []


class TestGrade:
    def test_a_sound_form_is_excellent(self) -> None:
        assert (grade(REPAIR).points, grade(REPAIR).level) == (100, Level.EXCELLENT)

    def test_reasons_stand_with_their_aspect(self) -> None:
        name = REPAIR.name
        made = replace(with_target(REPAIR, "维修实训楼面积", "是"), objective=Objective(annual=name))
        got = {one.aspect: (one.points, one.reasons) for one in grade(made).aspects}
        assert got[Aspect.CLEAR] == (10, ("总体目标只写了项目名称",))
        assert got[Aspect.MEASURABLE] == (17, ("数量指标“维修实训楼面积 是”没有可以核对的数",))
        assert got[Aspect.FEASIBLE] == got[Aspect.MATCHING] == (25, ())

    def test_a_poor_form_is_a_notice_with_its_reasons(self) -> None:
        empty = replace(REPAIR, objective=Objective(), indicators=Indicators(), basis=None)
        assert grade(empty).level is Level.POOR
        assert [one.severity for one in found(filed(empty, PURCHASE), "quality")] == [N]

    def test_a_doubtful_form_is_not_judged(self) -> None:
        from budgetbook.checks.damaged import damaged as doubts_of

        doubts = doubts_of(damaged(filed(), "/projects/0"))
        assert grade(REPAIR, damaged=doubts.at("projects", 0)).judged is False


class TestStaffNumber:
    OVERALL = OverallPerformance(staff=(("核定的人员编制数", "600个"), ("实际在职人员总数", "563个")))

    def staffed(self, name: str) -> ProjectPerformance:
        return with_target(REPAIR, "维修实训楼面积", "≥598人", new_name=name)

    def test_finds_more_than_there_are(self) -> None:
        made = filed(self.staffed("在岗教职工考核人数"), PURCHASE, overall_performance=self.OVERALL)
        assert said(made, "staff_number") == [
            (
                W,
                "绩效目标表“实训楼维修”（示例学院）数量指标“在岗教职工考核人数 ≥598人”多于整体支出绩效目标申报表的实际在职人员总数 563 人",
            )
        ]

    def test_others_do_not_disturb_it(self) -> None:
        made = filed(self.staffed("在岗外聘教师人数"), PURCHASE, overall_performance=self.OVERALL)
        assert said(made, "staff_number") == []

    def test_not_checked_without_the_number(self) -> None:
        assert reasons(filed(overall_performance=OverallPerformance()), "performance.staff_number") == [
            "整体支出绩效目标申报表中没有实际在职人数"
        ]


class TestObjectiveElsewhere:
    def test_finds_what_nothing_else_speaks_of(self) -> None:
        made = replace(REPAIR, objective=Objective(annual="完成维修，购置办公家具，改善环境。"))
        assert said(filed(made, PURCHASE), "objective_elsewhere") == [
            (
                N,
                "绩效目标表“实训楼维修”（示例学院）年度目标写“购置办公家具”，项目概况、实施计划和绩效指标中都没有这项内容",
            )
        ]

    def test_what_the_summary_names_does_not_disturb_it(self) -> None:
        made = replace(PURCHASE, objective=Objective(annual="购置数控实训设备，改善条件。"))
        assert said(filed(REPAIR, made), "objective_elsewhere") == []

    def test_not_judged_without_a_summary(self) -> None:
        made = replace(REPAIR, objective=Objective(annual="购置办公家具。"))
        assert said(damaged(filed(made, PURCHASE), "/projects/0/summary"), "objective_elsewhere") == []


def test_a_cost_under_another_heading_is_no_missing_cost() -> None:
    made = with_target(without_level(REPAIR, "成本指标"), "完工时间", "≤36万元", new_name="运行维护费")
    assert [one for one in said(filed(made, PURCHASE), "indicator_kinds") if one[0] is W] == []
