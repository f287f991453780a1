"""Forms against the projects statement."""

from __future__ import annotations

from decimal import Decimal

from msgspec.structs import replace

from budgetbook.model.disclosure import Disclosure
from budgetbook.model.finding import Status
from budgetbook.model.narrative import Section
from budgetbook.model.performance import ProjectPerformance, WholeAndAnnualFunding
from budgetbook.model.statement import Kind
from tests.checks.documents import LINES, PROJECT, document, line, without_statement
from tests.checks.performance.filed import PURCHASE, REPAIR, UNIT, filed, funding
from tests.checks.performance.said import N, W, found, said
from tests.checks.reports import reasons, statuses


def listed(*lines: object, projects: tuple[ProjectPerformance, ...] = (REPAIR, PURCHASE)) -> Disclosure:
    """The document with more projects in its statement."""
    return document((*LINES, *lines), projects=projects)  # type: ignore[arg-type]


def with_unit(disclosure: Disclosure, unit: str = UNIT) -> Disclosure:
    """`disclosure` whose statement 12 names `unit` for its projects."""
    statements = tuple(
        replace(
            one,
            rows=tuple(
                replace(row, coordinates=replace(row.coordinates, unit=unit)) if row.coordinates.project else row
                for row in one.rows
            ),
        )
        if one.kind is Kind.PROJECTS
        else one
        for one in disclosure.statements
    )
    return replace(disclosure, statements=statements)


def words(text: str) -> Section:
    return Section(section="十", title="预算绩效情况说明", text=text)


EXTRA = line("2050305", 400_000, nature=PROJECT, project="校园安防升级")


class TestFormMissing:
    def test_finds_a_project_without_form(self) -> None:
        assert said(listed(EXTRA), "form_missing") == [
            (W, "表12《项目支出表（本年预算）》中有 1 个项目没有绩效目标表：“校园安防升级”")
        ]

    def test_a_notice_where_the_words_say_that_only_a_part_is_published(self) -> None:
        made = replace(
            listed(EXTRA), narrative=(words("公开项目绩效目标2个，涉及金额340.00万元，占项目支出总额的89.5%。"),)
        )
        assert [one.severity for one in found(made, "form_missing")] == [N]

    def test_a_stated_exception_does_not_disturb_it(self) -> None:
        made = replace(listed(EXTRA), narrative=(words("“校园安防升级”涉密，不公开绩效目标。"),))
        assert said(made, "form_missing") == []

    def test_not_checked_without_the_statement(self) -> None:
        assert reasons(without_statement(filed(), 12), "performance.form_missing") == ["没有找到项目支出表（本年预算）"]


class TestFormSurplus:
    OTHER = replace(REPAIR, name="食堂改造补助")

    def test_finds_a_form_without_project(self) -> None:
        assert said(filed(REPAIR, PURCHASE, self.OTHER), "form_surplus") == [
            (
                W,
                "绩效目标表“食堂改造补助”（示例学院）（年度资金 2,500,000.00 元）的项目不在表12《项目支出表（本年预算）》中",
            )
        ]

    def test_money_carried_over_does_not_disturb_it(self) -> None:
        assert said(filed(REPAIR, PURCHASE, replace(REPAIR, name="技能竞赛")), "form_surplus") == []

    def test_not_checked_without_the_statement(self) -> None:
        assert statuses(without_statement(filed(), 12), "performance.form_surplus") == {Status.NOT_CHECKED}


class TestProjectName:
    def test_finds_another_name_of_the_same_amount(self) -> None:
        (one,) = found(filed(replace(REPAIR, name="实训大楼维修"), PURCHASE), "project_name")
        assert (one.severity, one.expected, one.found) == (W, "实训楼维修", "实训大楼维修")

    def test_the_renamed_pair_is_neither_missing_nor_surplus(self) -> None:
        made = filed(replace(REPAIR, name="实训大楼维修"), PURCHASE)
        assert said(made, "form_missing") + said(made, "form_surplus") == []

    def test_another_batch_is_another_project(self) -> None:
        made = listed(
            line("2050305", 400_000, nature=PROJECT, project="设备更新补助（第一批）"),
            projects=(
                REPAIR,
                PURCHASE,
                replace(
                    REPAIR,
                    name="设备更新补助（第二批）",
                    funding=WholeAndAnnualFunding(whole=funding("400000"), annual=funding("400000")),
                ),
            ),
        )
        assert said(made, "project_name") == []
        assert len(said(made, "form_missing")) == len(said(made, "form_surplus")) == 1


class TestImplementingUnit:
    def test_passes(self) -> None:
        assert statuses(with_unit(filed()), "performance.implementing_unit") == {Status.PASSED}

    def test_finds_an_old_name(self) -> None:
        made = with_unit(filed(replace(REPAIR, unit="示例职业学院"), PURCHASE))
        assert said(made, "implementing_unit") == [
            (
                W,
                "1 份绩效目标表的实施单位“示例职业学院”不是表12《项目支出表（本年预算）》中的单位，应为“示例学院”",
            )
        ]

    def test_the_office_of_the_department_does_not_disturb_it(self) -> None:
        made = with_unit(filed(replace(REPAIR, unit="示例学院（本级）"), PURCHASE))
        assert said(made, "implementing_unit") == []

    def test_not_checked_where_the_statement_names_no_units(self) -> None:
        assert reasons(filed(), "performance.implementing_unit") == ["项目支出表没有列出单位"]


class TestDepartment:
    SIX = tuple(replace(REPAIR, name=f"项目{letter}") for letter in "甲乙丙丁戊")

    def test_finds_the_one_that_differs(self) -> None:
        other = replace(REPAIR, department_code="901", department="示例财政局")
        assert said(filed(*self.SIX, other), "department") == [
            (W, "1 份绩效目标表的主管部门为“901-示例财政局”，其余 5 份为“301-示例教育局”")
        ]

    def test_two_halves_do_not_disturb_it(self) -> None:
        halves = tuple(replace(one, department_code="901") for one in self.SIX[:3])
        assert said(filed(*self.SIX[2:], *halves), "department") == []


class TestFundSource:
    def own(self, project: ProjectPerformance, **parts: str) -> ProjectPerformance:
        total = str(project.funding.annual.total)
        return replace(
            project, funding=WholeAndAnnualFunding(whole=project.funding.whole, annual=funding(total, **parts))
        )

    def test_finds_own_money_for_an_appropriation(self) -> None:
        made = filed(self.own(REPAIR, self_raised="2500000"), PURCHASE)
        assert said(made, "fund_source") == [
            (
                W,
                "绩效目标表“实训楼维修”（示例学院）填列单位自筹和其他资金 2,500,000.00 元，表12《项目支出表（本年预算）》“实训楼维修”"
                "为一般公共预算 250.00 万元，资金来源不一致",
            )
        ]

    def test_money_of_the_fiscal_account_follows_the_habit_of_the_document(self) -> None:
        more = [
            line("2050305", 100_000, nature=PROJECT, fund="fiscal_account", project=f"学费项目{one}") for one in "甲乙"
        ]
        small = WholeAndAnnualFunding(whole=funding("100000"), annual=funding("100000", self_raised="100000"))
        forms_ = [replace(PURCHASE, name=f"学费项目{one}", funding=small) for one in "甲乙"]
        made = listed(*more, projects=(REPAIR, self.own(PURCHASE, local="900000"), *forms_))
        assert [
            one.message.endswith("本文件其他财政专户管理资金项目不是这样填列") for one in found(made, "fund_source")
        ] == [True]

    def test_parts_that_do_not_add_up_do_not_disturb_it(self) -> None:
        assert said(filed(self.own(REPAIR, self_raised="1"), PURCHASE), "fund_source") == []


class TestStatedForms:
    def stated(self, count: int, amount: str) -> Disclosure:
        return replace(
            filed(), narrative=(words(f"公开项目绩效目标{count}个，涉及项目金额{amount}万元，占项目支出总额的100%。"),)
        )

    def test_passes(self) -> None:
        assert statuses(self.stated(2, "340.00"), "performance.stated_forms") == {Status.PASSED}

    def test_finds_another_count_and_amount(self) -> None:
        assert said(self.stated(3, "365.84"), "stated_forms") == [
            (W, "第十部分说公开项目绩效目标 3 个，文件中有 2 份项目支出绩效目标表，相差 1 个"),
            (
                W,
                "第十部分说公开的项目绩效目标涉及 365.84 万元，2 份绩效目标表的年度资金合计 340.00 万元，相差 25.84 万元",
            ),
        ]
        assert [one.difference for one in found(self.stated(3, "365.84"), "stated_forms")] == [
            Decimal(1),
            Decimal("25.84"),
        ]

    def test_not_checked_where_the_words_do_not_say(self) -> None:
        made = replace(filed(), narrative=(words("项目绩效目标公开情况见附件。"),))
        assert reasons(made, "performance.stated_forms") == ["第十部分没有写明公开的项目绩效目标个数"]

    def test_other_counts_of_the_section_do_not_disturb_it(self) -> None:
        made = replace(
            filed(),
            narrative=(
                words(
                    "纳入绩效目标管理的二级项目5个，共计金额999.00万元。公开项目绩效目标2个，涉及项目金额340.00万元。"
                ),
            ),
        )
        assert said(made, "stated_forms") == []


class TestRepeatedName:
    def test_finds_two_of_one_name(self) -> None:
        made = filed()
        (statement,) = [one for one in made.statements if one.kind is Kind.PROJECTS]
        again = replace(statement.rows[1], coordinates=replace(statement.rows[1].coordinates, project="实训楼维修#2"))
        rows = (*statement.rows, again)
        made = replace(
            made, statements=tuple(replace(one, rows=rows) if one is statement else one for one in made.statements)
        )
        assert said(made, "repeated_name") == [
            (N, "表12《项目支出表（本年预算）》中有 2 个项目都叫“实训楼维修”（250.00 万元、250.00 万元）")
        ]
