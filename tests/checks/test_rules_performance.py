from __future__ import annotations

from decimal import Decimal

from msgspec.structs import replace

from budgetbook.model.disclosure import Disclosure
from budgetbook.model.finding import Severity, Status
from budgetbook.model.performance import Funding, Indicators, Objective, ProjectPerformance, WholeAndAnnualFunding
from tests.checks.documents import document, with_amount, with_damage
from tests.checks.reports import findings, reasons, statuses


def form(
    name: str, total: str | None, *, parts: dict[str, str] | None = None, unit: str | None = None
) -> ProjectPerformance:
    stated = {"local": total} if parts is None else parts
    annual = Funding(
        total=None if total is None else Decimal(total),
        **{name: None if part is None else Decimal(part) for name, part in stated.items()},
    )
    funding = WholeAndAnnualFunding(whole=annual, annual=annual)
    return ProjectPerformance(name=name, unit=unit, funding=funding, objective=Objective(), indicators=Indicators())


def with_forms(*forms: ProjectPerformance) -> Disclosure:
    return replace(document(), projects=forms)


class TestAnnualTotal:
    RULE = "performance.annual_total"

    def test_passes_within_fifty_yuan(self) -> None:
        assert statuses(with_forms(form("实训楼维修", "2500049.99")), self.RULE) == {Status.PASSED}

    def test_finds_another_amount(self) -> None:
        (found,) = findings(with_forms(form("实训楼维修", "2400000")), self.RULE)
        assert found.severity is Severity.ERROR
        assert found.message == (
            "表12《项目支出表（本年预算）》“实训楼维修”行“合计”列为 250.00 万元，"
            "绩效目标表“实训楼维修”年度资金总额为 2,400,000.00 元，应当相等，相差 10.00 万元"
        )

    def test_a_wrong_statement_is_one_finding_with_the_form_as_witness(self) -> None:
        made = with_amount(with_forms(form("实训楼维修", "2500000")), 12, "实训楼维修", "合计", "251.00")
        assert findings(made, self.RULE) == ()
        (found,) = findings(made, "identity.sum")
        assert "①绩效目标表“实训楼维修”年度资金总额为 2,500,000.00 元" in found.message

    def test_an_empty_form_is_a_warning(self) -> None:
        (found,) = findings(with_forms(form("实训楼维修", None)), self.RULE)
        assert (found.severity, found.expected) == (Severity.WARNING, "2500000.00")

    def test_not_checked_where_the_form_is_damaged(self) -> None:
        made = with_damage(with_forms(form("实训楼维修", "2400000")), "/projects/0/funding/annual/total")
        assert reasons(made, self.RULE) == ["绩效目标表“实训楼维修”：年度资金识别有疑问"]

    def test_not_checked_without_forms(self) -> None:
        assert reasons(document(), self.RULE) == ["文件中没有项目支出绩效目标表"]

    def test_projects_of_another_name_do_not_disturb_it(self) -> None:
        assert findings(with_forms(form("实训楼维修", "2500000"), form("不在表中", "1")), self.RULE) == ()

    def test_repeated_names_are_matched_by_amount(self) -> None:
        made = with_forms(form("实训楼维修", "1"), form("实训楼维修", "2500000"))
        assert findings(made, self.RULE) == ()
        assert reasons(made, self.RULE) == [
            "绩效目标表“实训楼维修”：项目支出表中同名项目的个数与绩效目标表不同，无法逐一对应"
        ]


class TestFundingParts:
    RULE = "performance.funding_parts"

    def test_passes(self) -> None:
        assert statuses(with_forms(form("甲", "30.5", parts={"local": "20.5", "other": "10"})), self.RULE) == {
            Status.PASSED
        }

    def test_finds_parts_that_do_not_add_up_on_both_sides(self) -> None:
        found = findings(with_forms(form("甲", "31", parts={"local": "20", "other": "10"}, unit="示例学院")), self.RULE)
        assert [(one.severity, one.expected, one.found, one.difference) for one in found] == [
            (Severity.ERROR, "30", "31", Decimal(1))
        ] * 2
        assert (
            found[1].message == "绩效目标表“甲”（示例学院）年度资金总额为 31.00 元，各来源相加为 30.00 元，相差 1.00 元"
        )

    def test_not_checked_where_no_part_is_stated(self) -> None:
        assert statuses(with_forms(form("甲", "31", parts={})), self.RULE) == {Status.NOT_CHECKED}

    def test_not_checked_where_damaged(self) -> None:
        made = with_damage(with_forms(form("甲", "31", parts={"local": "30"})), "/projects/0/funding")
        assert findings(made, self.RULE) == ()

    def test_an_empty_form_does_not_disturb_it(self) -> None:
        assert statuses(with_forms(form("甲", None, parts={})), self.RULE) == {Status.PASSED}
