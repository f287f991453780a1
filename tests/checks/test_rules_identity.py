"""The identities that coordinates don't give: each passes, finds exactly, says what it could not check, and ignores its neighbours."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from msgspec.structs import replace

from budgetbook.model.coordinates import Coordinates, Flow, Fund, Nature, Period, PublicCost
from budgetbook.model.disclosure import Disclosure
from budgetbook.model.finding import Severity, Status
from budgetbook.model.statement import Column, Kind, Role, Row, Statement
from tests.checks.documents import (
    GENERAL,
    LINES,
    OPERATING,
    document,
    line,
    pointer,
    with_amount,
    with_damage,
    with_statement,
    without_statement,
)
from tests.checks.reports import findings, reasons, statuses


def scaled(disclosure: Disclosure, number: int, factor: str, *rows: str) -> Disclosure:
    """The whole of statement `number`, or some of its rows, multiplied: consistent within, different from the others."""
    index = next(i for i, one in enumerate(disclosure.statements) if one.number == number)
    statement = disclosure.statements[index]
    changed = tuple(
        replace(row, amounts=tuple(amount and amount * Decimal(factor) for amount in row.amounts))
        if not rows or row.label in rows
        else row
        for row in statement.rows
    )
    return with_statement(disclosure, index, replace(statement, rows=changed))


def public_costs(*amounts: str | None) -> Statement:
    """Statement 10: overseas, reception, vehicles, purchase, maintenance, all."""
    labels = (
        "因公出国（境）费",
        "公务接待费",
        "公务用车购置及运行费",
        "①公务用车购置费",
        "②公务用车运行维护费",
        "合计",
    )
    costs = (
        PublicCost.OVERSEAS,
        PublicCost.RECEPTION,
        PublicCost.VEHICLES,
        PublicCost.VEHICLE_PURCHASE,
        PublicCost.VEHICLE_MAINTENANCE,
        PublicCost.ALL,
    )
    return Statement(
        kind=Kind.PUBLIC_COSTS,
        number=10,
        title="“三公”经费表",
        columns=(Column(label="合计", coordinates=Coordinates(fund=Fund.APPROPRIATION)),),
        rows=tuple(
            Row(
                label=label,
                role=Role.TOTAL if cost is PublicCost.ALL else Role.ITEM,
                coordinates=Coordinates(flow=Flow.EXPENDITURE, public_cost=cost),
                amounts=(None if amount is None else Decimal(amount),),
            )
            for label, cost, amount in zip(labels, costs, amounts, strict=True)
        ),
    )


def with_public_costs(*amounts: str | None) -> Disclosure:
    made = document()
    return replace(made, statements=(*made.statements, public_costs(*amounts)))


class TestCarriedOverProjects:
    RULE = "identity.carried_over_projects"

    def test_passes(self) -> None:
        assert statuses(document(), self.RULE) == {Status.PASSED}

    def test_more_than_was_carried_over_is_an_error(self) -> None:
        found = findings(scaled(document(), 13, "1.5"), self.RULE)
        assert [(one.severity, one.expected, one.found) for one in found] == [
            (Severity.ERROR, "60.00", "90.00"),
            (Severity.ERROR, "60.00", "90.00"),
        ]
        assert found[0].message == (
            "上年结转（合计）：表13《项目支出表（上年结转）》“合计”行“合计”列 90.00 万元，"
            "应等于表4《财政拨款收支总表》“合计”行 60.00 万元，相差 30.00 万元"
        )

    def test_less_may_be_basic_expenditure_and_is_a_warning(self) -> None:
        assert {one.severity for one in findings(scaled(document(), 13, "0.5"), self.RULE)} == {Severity.WARNING}

    def test_not_checked_without_the_statement(self) -> None:
        made = without_statement(document(), 13)
        assert statuses(made, self.RULE) == {Status.NOT_CHECKED}
        assert reasons(made, self.RULE) == ["没有找到项目支出表（上年结转）"]

    def test_current_projects_do_not_disturb_it(self) -> None:
        assert findings(scaled(document(), 12, "1.5"), self.RULE) == ()


class TestPublicCostsCoverBasic:
    RULE = "identity.public_costs_cover_basic"

    def test_passes_where_projects_pay_some_too(self) -> None:
        assert statuses(with_public_costs(None, "40.00", None, None, None, "40.00"), self.RULE) == {Status.PASSED}

    def test_finds_less_than_basic_expenditure_pays(self) -> None:
        (found,) = findings(with_public_costs(None, "30.00", None, None, None, "30.00"), self.RULE)
        assert (found.severity, found.expected, found.found, found.difference) == (
            Severity.ERROR,
            "34.00",
            "30.00",
            Decimal("-4.00"),
        )
        assert found.message == (
            "公务接待费：表10《“三公”经费表》“公务接待费”行 30.00 万元，"
            "应不小于表6《基本支出表》“经济30217”行“合计”列 34.00 万元，相差 4.00 万元"
        )

    def test_not_checked_where_a_row_of_basic_expenditure_is_damaged(self) -> None:
        made = with_public_costs(None, "30.00", None, None, None, "30.00")
        assert statuses(with_damage(made, pointer(made, 6, "经济30217")), self.RULE) == {Status.NOT_CHECKED}

    def test_vehicles_do_not_disturb_it(self) -> None:
        made = with_public_costs(None, "34.00", "5.00", None, "5.00", "39.00")
        assert findings(made, self.RULE) == ()


class TestEconomicMatchesFunction:
    RULE = "identity.economic_matches_function"

    def test_passes(self) -> None:
        assert statuses(document(), self.RULE) == {Status.PASSED}

    def test_a_mismatch_is_a_warning(self) -> None:
        (found,) = findings(document([*LINES, line("2050305", 10_000, economic="30113")]), self.RULE)
        assert (found.severity, found.expected, found.found) == (Severity.WARNING, "87.00", "88.00")

    def test_says_nothing_where_one_of_the_two_is_not_printed(self) -> None:
        assert findings(document([*LINES, line("2050305", 10_000, economic="30109")]), self.RULE) == ()

    def test_not_checked_without_the_statement(self) -> None:
        assert statuses(without_statement(document(), 6), self.RULE) == {Status.NOT_CHECKED}


class TestClosing:
    RULE = "identity.closing"

    def empty(self, number: int, kind: Kind) -> Statement:
        return Statement(kind=kind, number=number, title="空表", note="注：本表无数据", columns=(), rows=())

    def whole(self, lines: Sequence[object] = LINES) -> Disclosure:
        made = document(lines)  # type: ignore[arg-type]
        more = (
            self.empty(8, Kind.GOVERNMENT_FUND_EXPENDITURE),
            self.empty(9, Kind.STATE_CAPITAL),
        )
        return replace(made, statements=(*made.statements, *more))

    def test_passes_though_other_funds_pay_basic_expenditure(self) -> None:
        """The case that makes S3.项目 = S12 + S13 a false rule."""
        paid = line("2050305", 700_000, fund=Fund.FISCAL_ACCOUNT, nature=OPERATING)
        other = line("2050305", 300_000, fund=Fund.UNIT_FUNDS, nature=OPERATING, period=Period.CARRIED_OVER)
        assert statuses(self.whole([*LINES, paid, other]), self.RULE) == {Status.PASSED}

    def test_finds_projects_that_are_in_no_fund(self) -> None:
        made = self.whole()
        for row in ("合计", "实训楼维修"):
            made = with_amount(made, 12, row, "合计", {"合计": "350.00", "实训楼维修": "260.00"}[row])
        (found,) = findings(made, self.RULE)
        assert found.difference == Decimal("-10.00")

    def test_not_checked_without_one_of_the_statements(self) -> None:
        assert reasons(document(), self.RULE) == ["没有找到政府性基金预算支出表"]

    def test_not_judged_where_a_balance_is_left(self) -> None:
        made = with_amount(self.whole(), 1, "年终结转", "支出/合计", "1.00")
        assert reasons(made, self.RULE) == ["有年终结转时支出不等于收入，本式不适用"]


class TestAppropriationWithinTotal:
    RULE = "identity.appropriation_within_total"

    def test_passes(self) -> None:
        assert statuses(document(), self.RULE) == {Status.PASSED}

    def test_finds_a_class_that_spends_more_appropriation_than_money(self) -> None:
        found = findings(scaled(document(), 4, "2"), self.RULE)
        assert {one.severity for one in found} == {Severity.ERROR}
        assert [one.message.split("：")[0] for one in found] == ["科目205", "科目208", "科目221"]

    def test_not_checked_without_the_statement(self) -> None:
        assert statuses(without_statement(document(), 4), self.RULE) == {Status.NOT_CHECKED}

    def test_other_money_of_the_class_does_not_disturb_it(self) -> None:
        assert findings(scaled(document(), 1, "3"), self.RULE) == ()


class TestCodesInBoth:
    RULE = "identity.codes_in_both"

    def renamed(self, number: int, old: str, new: str) -> Disclosure:
        made = document()
        index = next(i for i, one in enumerate(made.statements) if one.number == number)
        rows = tuple(
            replace(row, code=new, coordinates=replace(row.coordinates, function=new)) if row.code == old else row
            for row in made.statements[index].rows
        )
        return with_statement(made, index, replace(made.statements[index], rows=rows))

    def test_passes(self) -> None:
        assert statuses(document(), self.RULE) == {Status.PASSED}

    def test_finds_a_code_that_stands_in_one_statement_only(self) -> None:
        found = findings(self.renamed(3, "2210201", "2210202"), self.RULE)
        assert [(one.severity, one.expected) for one in found] == [
            (Severity.ERROR, "2210201"),
            (Severity.ERROR, "2210202"),
        ]
        assert "表3《支出总表》列有“2210202 科目2210201”，表2《收入总表》中没有这一科目" in {
            one.message for one in found
        }

    def test_a_statement_that_prints_the_last_level_only_says_nothing_of_those_above(self) -> None:
        made = document()
        index = next(i for i, one in enumerate(made.statements) if one.number == 2)
        rows = tuple(row for row in made.statements[index].rows if row.code is None or len(row.code) == 7)
        assert len(rows) < len(made.statements[index].rows)
        assert findings(with_statement(made, index, replace(made.statements[index], rows=rows)), self.RULE) == ()

    def test_not_checked_where_a_row_is_damaged(self) -> None:
        made = self.renamed(3, "2210201", "2210202")
        assert findings(with_damage(made, pointer(made, 3, "科目2210201")), self.RULE) == ()

    def test_a_row_without_money_does_not_disturb_it(self) -> None:
        made = self.renamed(5, "2210201", "2210202")
        for column in ("合计", "基本支出"):
            made = with_amount(made, 5, "科目2210201", column, None)
        assert findings(made, self.RULE) == ()


class TestOneCodeOneName:
    RULE = "identity.one_code_one_name"

    def named(self, number: int, code: str, label: str) -> Disclosure:
        made = document()
        index = next(i for i, one in enumerate(made.statements) if one.number == number)
        rows = tuple(replace(row, label=label) if row.code == code else row for row in made.statements[index].rows)
        return with_statement(made, index, replace(made.statements[index], rows=rows))

    def test_passes(self) -> None:
        assert statuses(document(), self.RULE) == {Status.PASSED}

    def test_finds_the_other_name(self) -> None:
        (found,) = findings(self.named(3, "2050305", "高等职业教肓"), self.RULE)
        assert (found.severity, found.found) == (Severity.WARNING, "高等职业教肓")
        assert found.places[0].statement == "表3《支出总表》"

    def test_not_checked_where_the_label_is_damaged(self) -> None:
        made = self.named(3, "2050305", "高等职业教肓")
        assert findings(with_damage(made, pointer(made, 3, "高等职业教肓") + "/label"), self.RULE) == ()

    def test_blanks_and_brackets_do_not_disturb_it(self) -> None:
        assert findings(self.named(3, "2050305", "科目 2050305"), self.RULE) == ()


def test_equations_join_the_finding_of_the_cell_that_breaks_them() -> None:
    """One amount wrong in statement 13 is one finding, though it breaks a sum and the carry-over."""
    made = with_amount(document(), 13, "合计", "合计", "61.00")
    assert findings(made, "identity.carried_over_projects") == ()
    assert len(findings(made, "identity.sum")) == 1


def test_lines_of_the_document_cover_what_the_rules_need() -> None:
    assert {at.nature for at, _ in LINES} == {Nature.PERSONNEL, Nature.OPERATING, Nature.PROJECT}
    assert GENERAL in {at.fund for at, _ in LINES}
