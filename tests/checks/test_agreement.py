from __future__ import annotations

from decimal import Decimal

from msgspec.structs import replace

from budgetbook.checks import check
from budgetbook.model.finding import Severity, Status
from budgetbook.model.money import MoneyUnit
from tests.checks.documents import LINES, document, pointer, statements, with_amount, with_damage, with_statement
from tests.checks.reports import errors, findings, of_severity, reasons, statuses

RULE = "identity.agreement"


def test_consistent_document_agrees() -> None:
    assert statuses(document(), RULE) == {Status.PASSED}
    assert errors(document()) == ()


def test_the_cell_that_stands_alone_is_named_with_its_witnesses() -> None:
    (finding,) = errors(with_amount(document(), 5, "合计", "合计", "1680.00"))
    assert (finding.rule, finding.expected, finding.found, finding.difference) == (
        RULE,
        "1681.00",
        "1680.00",
        Decimal("-1.00"),
    )
    assert finding.message == (
        "表5《一般公共预算支出表》“合计”行“合计”列为 1,680.00 万元，与另外 5 处不符；按这些处推算应为 1,681.00 万元，相差 1.00 万元："
        "①表1《收支总表》“一般公共预算”行为 1,681.00 万元；②表2《收入总表》“合计”行“一般公共预算”列为 1,681.00 万元；"
        "③表4《财政拨款收支总表》“一般公共预算”行为 1,681.00 万元；④各类支出相加为 1,681.00 万元；⑤下级功能科目相加为 1,681.00 万元。"
    )
    assert [place.statement for place in finding.places[:2]] == ["表5《一般公共预算支出表》", "表1《收支总表》"]


def test_two_cells_that_differ_without_a_witness_are_both_named() -> None:
    """Nothing else is printed, so nobody can tell which of the two is wrong."""
    made = document()
    first, fifth = made.statements[0], made.statements[4]
    totals = replace(
        fifth, columns=fifth.columns[:1], rows=(replace(fifth.rows[0], amounts=fifth.rows[0].amounts[:1]),)
    )
    both = replace(made, statements=(replace(first, rows=first.rows[:1]), totals))
    (finding,) = errors(with_amount(both, 5, "合计", "合计", "1680.00"))
    assert finding.message == (
        "表5《一般公共预算支出表》“合计”行为 1,680.00 万元，表1《收支总表》“一般公共预算”行为 1,681.00 万元，应当相等，相差 1.00 万元"
    )
    assert [place.text for place in finding.places] == ["1,680.00", "1,681.00"]


def test_a_blank_beside_an_amount_is_a_contradiction() -> None:
    (finding,) = errors(with_amount(document(), 1, "上年结转", "收入/金额", None))
    assert (finding.expected, finding.found) == ("60.00", "0.00")
    assert finding.message.startswith("表1《收支总表》“上年结转”行为空白，")


def test_blank_is_not_judged_in_an_unknown_form() -> None:
    unknown = replace(with_amount(document(), 1, "上年结转", "收入/金额", None), form=None)
    assert [one for one in errors(unknown) if one.rule == RULE] == []
    assert any("为空白而未核对" in (one.reason or "") for one in check(unknown).outcomes if one.rule == RULE)


def test_a_cent_is_a_tail_and_a_notice() -> None:
    report = check(with_amount(document(), 3, "合计", "合计", "1831.01"))
    assert of_severity(report, Severity.ERROR) == ()
    (notice,) = [one for one in of_severity(report, Severity.NOTICE) if one.rule == RULE]
    assert (
        notice.message
        == "表1《收支总表》与表3《支出总表》有 1 处四舍五入尾差，最大 0.01 万元，都在允许范围内，不是差错"
    )


def test_statements_in_different_units_are_compared_in_yuan() -> None:
    made = document()
    in_yuan = next(one for one in statements(LINES, MoneyUnit.YUAN) if one.number == 5)
    mixed = with_statement(made, 4, in_yuan)
    assert errors(mixed) == ()
    (finding,) = errors(with_amount(mixed, 5, "合计", "合计", "16820000.00"))
    assert (finding.expected, finding.found) == ("16810000.00", "16820000.00")


def test_damaged_cell_takes_part_in_nothing() -> None:
    wrong = with_amount(document(), 5, "合计", "合计", "1680.00")
    damaged = with_damage(wrong, pointer(wrong, 5, "合计", "合计"))
    assert errors(damaged) == ()
    assert check(damaged).counts.not_checked > check(wrong).counts.not_checked


def test_damaged_statement_is_not_checked_with_the_readers_reason() -> None:
    wrong = with_amount(document(), 5, "合计", "合计", "1680.00")
    assert errors(with_damage(wrong, "/statements/4")) == ()
    assert "表5《一般公共预算支出表》：识别有疑问：字迹不清" in reasons(with_damage(wrong, "/statements/4"), RULE)


def test_statement_without_data_says_zero() -> None:
    made = document()
    last = made.statements[-1]
    empty = replace(last, number=8, kind="government_fund_expenditure", title="基金支出表", rows=(), columns=())
    said = replace(made, statements=(*made.statements, replace(empty, note="注：本表无数据")))
    assert errors(said) == ()
    funded = with_amount(said, 1, "政府性基金预算", "收入/金额", "5.00")
    (finding,) = errors(funded)
    assert "表8《基金支出表》（注明“本表无数据”）为空白" in finding.message
    silent = with_amount(replace(made, statements=(*made.statements, empty)), 1, "政府性基金预算", "收入/金额", "5.00")
    assert "表8" not in errors(silent)[0].message


def test_two_holders_in_one_document_are_not_compared() -> None:
    made = document()
    other = tuple(
        replace(one, holder="另一单位") for one in document(tuple((at, yuan * 2) for at, yuan in LINES)).statements
    )
    mine = tuple(replace(one, holder="示例学院") for one in made.statements)
    assert errors(replace(made, statements=mine + other)) == ()


def test_a_kind_printed_twice_for_one_holder_is_not_judged() -> None:
    made = document()
    twice = replace(made, statements=(*made.statements, made.statements[2]))
    assert findings(twice, RULE) == ()
    assert "表3《支出总表》：同一种报表出现不止一次，无法判断以哪一张为准" in reasons(twice, RULE)
