from __future__ import annotations

from decimal import Decimal

from msgspec.structs import replace

from budgetbook.checks import check
from budgetbook.model.coordinates import Coordinates, Flow
from budgetbook.model.disclosure import Disclosure, Phase
from budgetbook.model.finding import Severity, Status
from budgetbook.model.statement import Kind
from tests.checks.documents import document, line, pointer, with_amount, with_damage, with_statement
from tests.checks.reports import errors, findings, of_severity, statuses

RULE = "identity.sum"


def only(number: int) -> Disclosure:
    made = document()
    return replace(made, statements=tuple(one for one in made.statements if one.number == number))


def test_sums_of_a_consistent_document_hold() -> None:
    assert statuses(document(), RULE) == {Status.PASSED}


def test_a_sum_that_nothing_else_touches_names_total_and_parts() -> None:
    made = only(6)
    (finding,) = errors(with_amount(made, 6, "经济301", "公用经费", "1.00"))
    assert finding.rule == RULE
    assert "公用经费" in finding.message
    assert finding.difference == Decimal("1.00")


def test_a_statement_of_no_kind_is_held_to_what_it_says_of_itself() -> None:
    """A province's own statement (财政拨款支出表) has no kind here, but coordinates: its sums are judged like any other's."""
    made = only(6)
    own = replace(made, statements=tuple(replace(one, kind=Kind.OTHER) for one in made.statements))
    assert errors(own) == ()
    assert [one.rule for one in errors(with_amount(own, 6, "经济301", "公用经费", "1.00"))] == [RULE]
    nowhere = tuple(
        replace(one, rows=tuple(replace(row, coordinates=Coordinates()) for row in one.rows)) for one in own.statements
    )
    assert errors(with_amount(replace(own, statements=nowhere), 6, "经济301", "公用经费", "1.00")) == ()


def test_hidden_level_is_summed_under_the_nearest_printed_ancestor() -> None:
    """Five funds stand under 合计 though 财政拨款 has no column."""
    (finding,) = errors(with_amount(only(2), 2, "合计", "单位资金", "7.00"))
    assert (finding.expected, finding.found) == ("0.00", "7.00")


def test_tolerance_grows_with_the_summands_and_no_further() -> None:
    """Three 项 of 0.004 万元 print as 0.00 and their total as 0.01; two cents more is no rounding."""
    made = document((line("2050301", 50, economic="30101"), line("2050302", 50, economic="30101")))
    assert errors(made) == ()
    beyond = with_amount(made, 5, "科目20503", "合计", "0.04")
    assert [finding.severity for finding in errors(beyond)] == [Severity.ERROR]


def test_tails_are_one_notice_for_a_statement() -> None:
    lines = [line(f"20503{n:02}", 10_049, economic="30101") for n in range(1, 8)]
    report = check(document(lines))
    assert of_severity(report, Severity.ERROR) == ()
    notices = [one.message for one in of_severity(report, Severity.NOTICE) if one.rule == RULE]
    assert [message for message in notices if message.startswith("表5")] == [
        "表5《一般公共预算支出表》有 2 处四舍五入尾差，最大 0.03 万元，都在允许范围内，不是差错"
    ]


def test_unresolved_row_closes_only_the_sum_of_its_group() -> None:
    """A 款 whose code nobody knows stands at the total's coordinates: 301 is not checked, 302 and 合计 are."""
    made = document()
    statement = next(one for one in made.statements if one.number == 6)
    at = next(i for i, one in enumerate(statement.rows) if one.label == "经济30108")
    lost = replace(statement.rows[at], coordinates=statement.rows[0].coordinates)
    rows = (*statement.rows[:at], lost, *statement.rows[at + 1 :])
    unresolved = with_statement(made, made.statements.index(statement), replace(statement, rows=rows))
    assert errors(unresolved) == ()
    (finding,) = errors(with_amount(unresolved, 6, "经济302", "公用经费", "35.00"))
    assert (finding.expected, finding.found) == ("34.00", "35.00")


def test_damaged_row_closes_the_sum_of_its_group() -> None:
    made = document()
    wrong = with_amount(made, 6, "经济30108", "合计", "999.00")
    wrong = with_amount(wrong, 6, "经济30108", "人员经费", "999.00")
    assert len(errors(wrong)) == 2
    assert errors(with_damage(wrong, pointer(wrong, 6, "经济30108"))) == ()


def test_columns_that_claim_the_same_meaning_are_left_out() -> None:
    made = only(3)
    statement = made.statements[0]
    unread = replace(statement.columns[1], coordinates=Coordinates())
    assert (
        errors(
            with_statement(made, 0, replace(statement, columns=(statement.columns[0], unread, statement.columns[2])))
        )
        == ()
    )


def test_one_printed_fund_is_no_split() -> None:
    made = document()
    statement = next(one for one in made.statements if one.number == 12)
    cut = replace(
        statement,
        columns=statement.columns[:2],
        rows=tuple(replace(row, amounts=row.amounts[:2]) for row in statement.rows),
    )
    assert errors(replace(made, statements=(cut,))) == ()


def test_closing_balance_keeps_income_and_expenditure_apart() -> None:
    """100 of the income stays for next year: 收入总计 = 支出总计 = 本年支出合计 + 年终结转."""
    made = only(1)
    for row, column, amount in (
        ("本年支出合计", "支出/合计", "1731.00"),
        ("本年支出合计", "支出/当年", "1671.00"),
        ("科目205", "支出/合计", "1534.00"),
        ("科目205", "支出/当年", "1474.00"),
        ("年终结转", "支出/合计", "100.00"),
        ("年终结转", "支出/当年", "100.00"),
    ):
        made = with_amount(made, 1, row, column, amount)
    assert errors(made) == ()
    assert [one.expected for one in errors(with_amount(made, 1, "年终结转", "支出/合计", "99.00"))] == ["100.00"]


def test_both_periods_of_one_statement_make_the_total_of_another() -> None:
    made = document()
    kinds = (Kind.INCOME, Kind.EXPENDITURE)
    two = replace(made, statements=tuple(one for one in made.statements if one.kind in kinds))
    found = findings(with_amount(two, 2, "科目2050305", "上年结转", "61.00"), RULE)
    assert [(one.expected, one.found) for one in found] == [("60.00", "61.00")]


def test_flow_is_told_apart_where_final_accounts_are_read() -> None:
    made = replace(only(1), phase=Phase.FINAL_ACCOUNTS)
    assert errors(made) == ()
    assert made.statements[0].rows[0].flow is Flow.INCOME
